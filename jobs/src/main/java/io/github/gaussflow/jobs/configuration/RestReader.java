/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import io.github.gaussflow.operators.Rest;
import java.time.DateTimeException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;

/** Reads and checks what a job file says of the time at rest. */
final class RestReader {

  private final SettingsReader settings;

  RestReader(SettingsReader settings) {
    this.settings = settings;
  }

  /** Which samples are at rest; none, with a problem added, if anything is wrong with it. */
  Rest read(
      Optional<ObjectiveKind> objective,
      Optional<KernelSupport> support,
      Optional<Integer> window) {
    Optional<ConfigOption<String>> given =
        Stream.of(SampleOptions.REST, SampleOptions.REST_FROM, SampleOptions.REST_TO)
            .filter(settings::has)
            .findFirst();
    if (given.isEmpty()
        || !hasEffect(given.get(), objective)
        || !isLongEnough(given.get(), support, window)) {
      return Rest.none();
    }
    boolean from = settings.has(SampleOptions.REST_FROM);
    boolean to = settings.has(SampleOptions.REST_TO);
    if (settings.has(SampleOptions.REST)) {
      if (from || to) {
        ConfigOption<?> other = from ? SampleOptions.REST_FROM : SampleOptions.REST_TO;
        settings.reject(
            other,
            "keys 'samples.rest' and '%s' both say what is at rest; delete one"
                .formatted(other.key()));
      }
      return settings.text(SampleOptions.REST).isPresent() ? Rest.ofMarked() : Rest.none();
    }
    if (from != to) {
      settings.reject(
          given.get(),
          "keys 'samples.rest-from' and 'samples.rest-to' go together; add '%s'"
              .formatted((from ? SampleOptions.REST_TO : SampleOptions.REST_FROM).key()));
      return Rest.none();
    }
    return range();
  }

  private Rest range() {
    Optional<TimeUnit> unit =
        settings.has(SampleOptions.TIME_UNIT)
            ? settings.choice(SampleOptions.TIME_UNIT, TimeUnit.class)
            : Optional.empty();
    if (settings.has(SampleOptions.TIME_UNIT) && unit.isEmpty()) {
      return Rest.none(); // the unit is wrong, which has been said
    }
    OptionalLong from = time(SampleOptions.REST_FROM, unit);
    OptionalLong to = time(SampleOptions.REST_TO, unit);
    if (from.isEmpty() || to.isEmpty()) {
      return Rest.none();
    }
    if (from.getAsLong() >= to.getAsLong()) {
      settings.wrong(SampleOptions.REST_TO, "must be later than 'samples.rest-from'");
      return Rest.none();
    }
    return Rest.between(from.getAsLong(), to.getAsLong());
  }

  private boolean hasEffect(ConfigOption<?> given, Optional<ObjectiveKind> objective) {
    if (objective.isPresent() && objective.get() != ObjectiveKind.SURE) {
      settings.reject(
          given,
          "key '%s' has no effect where 'learning.objective' is '%s'; delete it or choose sure"
              .formatted(given.key(), SettingsReader.nameOf(objective.get())));
      return false;
    }
    if (settings.has(LearningOptions.NOISE_AUTOCOVARIANCE)) {
      settings.reject(
          given,
          "keys '%s' and 'learning.noise-autocovariance' both tell the noise; delete one"
              .formatted(given.key()));
      return false;
    }
    return true;
  }

  private boolean isLongEnough(
      ConfigOption<?> given, Optional<KernelSupport> support, Optional<Integer> window) {
    if (support.isEmpty() || window.isEmpty()) {
      return false; // which has been said
    }
    int least = DenoisingPipelineBuilder.TAPS_OF_REST_WINDOW * support.get().taps();
    if (window.get() >= support.get().taps() && window.get() < least) {
      settings.reject(
          LearningOptions.WINDOW,
          ("key 'learning.window' must be at least %d, %d times the taps of the filter, where '%s'"
                  + " is given, but is %d")
              .formatted(
                  least, DenoisingPipelineBuilder.TAPS_OF_REST_WINDOW, given.key(), window.get()));
      return false;
    }
    return true;
  }

  private OptionalLong time(ConfigOption<String> option, Optional<TimeUnit> unit) {
    Optional<String> text = settings.text(option);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          unit.isPresent()
              ? unit.get().toNanos(Long.parseLong(text.get()))
              : InstantText.nanos(text.get()));
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      settings.wrong(
          option,
          unit.isPresent()
              ? "must be a whole number of 'samples.time-unit' within the years 1677 to 2262"
              : "must be a date and time such as 2026-05-01 12:00:00 within the years 1677 to 2262");
      return OptionalLong.empty();
    }
  }
}
