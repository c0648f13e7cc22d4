/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import io.github.gaussflow.jobs.configuration.DurationText;
import io.github.gaussflow.jobs.configuration.NearestName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.ValidationException;

/**
 * Reads the typed values of a table's options. A value that is wrong adds a problem and reads as
 * empty, so that all of them are told at once.
 */
final class OptionReader {

  private final Map<String, String> given;
  private final List<String> problems = new ArrayList<>();

  OptionReader(Map<String, String> given) {
    this.given = given;
  }

  boolean has(ConfigOption<?> option) {
    return given.containsKey(option.key());
  }

  void add(String problem) {
    problems.add(problem);
  }

  /** Adds a problem that shows the value of an option, given or by default. */
  void wrong(ConfigOption<?> option, String must) {
    String value = given.getOrDefault(option.key(), String.valueOf(option.defaultValue()));
    add("option '%s' must be %s, but is '%s'".formatted(option.key(), must, value));
  }

  /**
   * Ends here unless nothing is wrong.
   *
   * @throws ValidationException with all problems
   */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new ValidationException(String.join("; also, ", problems));
    }
  }

  /** Adds a problem for each option that is not known. */
  void checkNames(List<String> known) {
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(
            name ->
                add(
                    "option '%s' is not known%s"
                        .formatted(
                            name,
                            NearestName.of(name, known)
                                .map("; did you mean '%s'?"::formatted)
                                .orElse("; there are " + String.join(", ", known)))));
  }

  /** Adds a problem where one of two options is given without the other. */
  void checkPair(ConfigOption<?> one, ConfigOption<?> other) {
    if (has(one) != has(other)) {
      add(
          "options '%s' and '%s' go together; add '%s'"
              .formatted(one.key(), other.key(), has(one) ? other.key() : one.key()));
    }
  }

  String text(ConfigOption<String> option) {
    return given.getOrDefault(option.key(), option.defaultValue());
  }

  /** One of the constants of an enumeration, written in lower case with hyphens. */
  <E extends Enum<E>> Optional<E> choice(ConfigOption<E> option, Class<E> type) {
    if (!has(option)) {
      return Optional.ofNullable(option.defaultValue());
    }
    List<E> constants = Arrays.asList(type.getEnumConstants());
    List<String> names = constants.stream().map(OptionReader::nameOf).toList();
    String text = given.get(option.key());
    int index = names.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      add(
          "option '%s' must be one of %s, but is '%s'%s"
              .formatted(
                  option.key(), String.join(", ", names), text, NearestName.question(text, names)));
      return Optional.empty();
    }
    return Optional.of(constants.get(index));
  }

  /** A number, as {@code must} says it. */
  <T extends Number> Optional<T> number(ConfigOption<T> option, Predicate<T> fits, String must) {
    if (!has(option)) {
      return Optional.ofNullable(option.defaultValue());
    }
    Optional<T> value;
    try {
      value =
          Configuration.fromMap(Map.of(option.key(), given.get(option.key()).trim()))
              .getOptional(option)
              .filter(fits);
    } catch (IllegalArgumentException e) {
      value = Optional.empty();
    }
    if (value.isEmpty()) {
      wrong(option, must);
    }
    return value;
  }

  /** A duration in nanoseconds, of at least {@code least}. */
  Optional<Long> nanos(ConfigOption<Duration> option, long least) {
    if (!has(option)) {
      return Optional.ofNullable(option.defaultValue()).map(Duration::toNanos);
    }
    Optional<Long> value =
        DurationText.nanos(given.get(option.key())).filter(nanos -> nanos >= least);
    if (value.isEmpty()) {
      wrong(
          option,
          "a duration such as '250 us' or '1.5 s', %s and shorter than 292 years"
              .formatted(least > 0 ? "longer than 0" : "not negative"));
    }
    return value;
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
