/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/**
 * Reads the typed values of a job file's own settings. A value that is missing or wrong adds a
 * problem and reads as empty, so that reading goes on.
 */
final class SettingsReader {

  private final JobFile file;
  private final Map<String, Setting> settings;
  private final Problems problems;

  SettingsReader(JobFile file, Problems problems) {
    this.file = file;
    this.settings = file.own();
    this.problems = problems;
  }

  boolean has(ConfigOption<?> option) {
    return settings.containsKey(option.key());
  }

  /** Adds a problem at a key, or at its section if the key is not given. */
  void reject(ConfigOption<?> option, String message) {
    problems.add(file.line(option.key()), message);
  }

  /** Adds a problem unless the key is given. */
  void require(ConfigOption<?> option) {
    if (!has(option)) {
      reject(option, "key '%s' is missing; add it".formatted(option.key()));
    }
  }

  Optional<String> text(ConfigOption<String> option) {
    Optional<String> text = read(option, "a text");
    if (text.isPresent() && text.get().isBlank()) {
      wrong(option, "must not be blank");
      return Optional.empty();
    }
    return text;
  }

  Optional<Boolean> flag(ConfigOption<Boolean> option) {
    return read(option, "true or false");
  }

  Optional<Integer> integer(ConfigOption<Integer> option, int lowest, int highest) {
    String expected =
        highest == Integer.MAX_VALUE
            ? "a whole number of at least " + lowest
            : "a whole number from %d to %d".formatted(lowest, highest);
    Optional<Integer> value = read(option, expected);
    if (value.isPresent() && (value.get() < lowest || value.get() > highest)) {
      wrong(option, "must be " + expected);
      return Optional.empty();
    }
    return value;
  }

  Optional<Double> positiveNumber(ConfigOption<Double> option) {
    String expected = "a number greater than 0";
    Optional<Double> value = read(option, expected);
    if (value.isPresent() && !(value.get() > 0 && Double.isFinite(value.get()))) {
      wrong(option, "must be " + expected);
      return Optional.empty();
    }
    return value;
  }

  Optional<List<Double>> numbers(ConfigOption<List<Double>> option) {
    return read(option, "a list of numbers such as [0.5, 0.9]");
  }

  /** A duration of at least {@code lowest}. */
  Optional<Duration> duration(ConfigOption<Duration> option, Duration lowest) {
    if (!has(option)) {
      return option.hasDefaultValue() ? Optional.of(option.defaultValue()) : Optional.empty();
    }
    Optional<Duration> value = duration(option, "a duration such as '9583 us' or '0.5 s'");
    if (value.isPresent() && value.get().compareTo(lowest) < 0) {
      wrong(option, lowest.isZero() ? "must not be negative" : "must be longer than 0");
      return Optional.empty();
    }
    return value;
  }

  /** A duration that a minus sign may precede. */
  Optional<Duration> signedDuration(ConfigOption<String> option) {
    return has(option)
        ? duration(option, "a duration such as '-5 ms' or '250 us'")
        : DurationText.nanos(option.defaultValue()).map(Duration::ofNanos);
  }

  private Optional<Duration> duration(ConfigOption<?> option, String expected) {
    Optional<Setting.Item> item = single(option, expected);
    if (item.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration = DurationText.nanos(item.get().text()).map(Duration::ofNanos);
    if (duration.isEmpty()) {
      wrong(option, "must be " + expected + ", shorter than 292 years");
    }
    return duration;
  }

  /** One of the constants of an enumeration, written in lower case with hyphens. */
  <E extends Enum<E>> Optional<E> choice(ConfigOption<E> option, Class<E> type) {
    if (!has(option)) {
      return option.hasDefaultValue() ? Optional.of(option.defaultValue()) : Optional.empty();
    }
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = constants.stream().map(SettingsReader::nameOf).toList();
    Optional<Setting.Item> item = single(option, "one of " + String.join(", ", names));
    if (item.isEmpty()) {
      return Optional.empty();
    }
    int index = names.indexOf(item.get().text().toLowerCase(Locale.ROOT));
    if (index < 0) {
      wrong(
          option,
          "must be one of " + String.join(", ", names),
          NearestName.question(item.get().text(), names));
      return Optional.empty();
    }
    return Optional.of(constants.get(index));
  }

  /** The entries of a list of words out of those allowed; empty for none. */
  List<String> words(ConfigOption<List<String>> option, List<String> allowed) {
    List<String> words = new ArrayList<>();
    for (Setting.Item item : items(option)) {
      if (allowed.contains(item.text())) {
        words.add(item.text());
      } else {
        problems.add(
            item.line(),
            "key '%s' must list some of %s, but lists '%s'%s"
                .formatted(
                    option.key(),
                    String.join(", ", allowed),
                    item.text(),
                    NearestName.question(item.text(), allowed)));
      }
    }
    return words;
  }

  /** The entries of a list with their lines; empty if the key is not given. */
  List<Setting.Item> items(ConfigOption<?> option) {
    Setting setting = settings.get(option.key());
    if (setting == null) {
      return List.of();
    }
    if (!setting.list()) {
      wrong(option, "must be a list, each entry in a line that begins with '- '");
      return List.of();
    }
    return setting.items();
  }

  /** Adds a problem that shows the value of a key. */
  void wrong(ConfigOption<?> option, String must) {
    wrong(option, must, "");
  }

  private void wrong(ConfigOption<?> option, String must, String question) {
    Setting setting = settings.get(option.key());
    List<String> texts = setting.items().stream().map(Setting.Item::text).toList();
    String value = setting.list() ? texts.toString() : "'" + texts.get(0) + "'";
    problems.add(
        setting.line(), "key '%s' %s, but is %s%s".formatted(option.key(), must, value, question));
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private <T> Optional<T> read(ConfigOption<T> option, String expected) {
    if (!has(option)) {
      return option.hasDefaultValue() ? Optional.of(option.defaultValue()) : Optional.empty();
    }
    boolean list = expected.startsWith("a list");
    if (list ? items(option).isEmpty() : single(option, expected).isEmpty()) {
      return Optional.empty();
    }
    Setting setting = settings.get(option.key());
    try {
      return JobFile.toConfiguration(Map.of(option.key(), setting)).getOptional(option);
    } catch (IllegalArgumentException | ArithmeticException e) {
      wrong(option, "must be " + expected);
      return Optional.empty();
    }
  }

  private Optional<Setting.Item> single(ConfigOption<?> option, String expected) {
    Setting setting = settings.get(option.key());
    if (setting.list()) {
      wrong(option, "must be %s, not a list".formatted(expected));
      return Optional.empty();
    }
    return Optional.of(setting.items().get(0));
  }
}
