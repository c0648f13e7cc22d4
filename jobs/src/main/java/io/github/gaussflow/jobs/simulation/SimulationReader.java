/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import io.github.gaussflow.jobs.configuration.InstantText;
import java.time.DateTimeException;
import java.util.Optional;

/** Reads what is simulated from the options of a table, and checks it. */
final class SimulationReader {

  private static final int MOST_SENSORS = 100_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** How many samples of a sensor may be on their way, so that they fit into memory. */
  private static final long MOST_PENDING = 1_000_000;

  private final OptionReader options;

  SimulationReader(OptionReader options) {
    this.options = options;
  }

  /** Empty, with problems added, if something is wrong. */
  Optional<Simulation> read() {
    Optional<Signal> signal = options.choice(SimulatorOptions.SIGNAL, Signal.class);
    Optional<Noise> noise = options.choice(SimulatorOptions.NOISE, Noise.class);
    Optional<NoiseLevel> level = level();
    Optional<Integer> sensors =
        options.number(
            SimulatorOptions.SENSORS,
            count -> count >= 1 && count <= MOST_SENSORS,
            "a whole number from 1 to " + MOST_SENSORS);
    Optional<Long> period = options.nanos(SimulatorOptions.PERIOD, 1);
    Optional<Long> startTime = startTime();
    Optional<Long> rows =
        options.has(SimulatorOptions.NUMBER_OF_ROWS)
            ? options.number(
                SimulatorOptions.NUMBER_OF_ROWS,
                count -> count >= 1 && count < Simulation.ENDLESS,
                "a whole number of at least 1")
            : Optional.of(Simulation.ENDLESS);
    Optional<Double> given =
        options.number(
            SimulatorOptions.ROWS_PER_SECOND,
            rate -> rate > 0 && Double.isFinite(rate),
            "a number greater than 0");
    Optional<Arrival> arrival = period.flatMap(this::arrival);
    Optional<Long> seed =
        options.number(SimulatorOptions.SEED, any -> true, "a whole number that fits 64 bits");
    boolean rateIsWrong = options.has(SimulatorOptions.ROWS_PER_SECOND) && given.isEmpty();
    if (signal.isEmpty()
        || noise.isEmpty()
        || level.isEmpty()
        || sensors.isEmpty()
        || period.isEmpty()
        || startTime.isEmpty()
        || rows.isEmpty()
        || rateIsWrong
        || arrival.isEmpty()
        || seed.isEmpty()) {
      return Optional.empty();
    }
    double pace =
        rows.get() == Simulation.ENDLESS
            ? (double) sensors.get() * NANOS_PER_SECOND / period.get()
            : Double.POSITIVE_INFINITY;
    return Optional.of(
        new Simulation(
            signal.get(),
            noise.get(),
            level.get(),
            sensors.get(),
            period.get(),
            startTime.get(),
            rows.get(),
            given.orElse(pace),
            arrival.get(),
            seed.get()));
  }

  private Optional<NoiseLevel> level() {
    options.checkPair(
        SimulatorOptions.NOISE_OTHER_STANDARD_DEVIATION, SimulatorOptions.NOISE_CHANGE_EVERY);
    String must = "a number of at least 0";
    Optional<Double> first =
        options.number(SimulatorOptions.NOISE_STANDARD_DEVIATION, this::isLevel, must);
    Optional<Double> other =
        options.number(SimulatorOptions.NOISE_OTHER_STANDARD_DEVIATION, this::isLevel, must);
    Optional<Long> changeEvery = options.nanos(SimulatorOptions.NOISE_CHANGE_EVERY, 1);
    return first.map(
        deviation ->
            new NoiseLevel(
                deviation, other.orElse(deviation), changeEvery.orElse(NoiseLevel.NEVER)));
  }

  private boolean isLevel(double deviation) {
    return deviation >= 0 && Double.isFinite(deviation);
  }

  private Optional<Long> startTime() {
    String text = options.text(SimulatorOptions.START_TIME);
    if (text.trim().equalsIgnoreCase("now")) {
      return Optional.of(Simulation.NOW);
    }
    try {
      return Optional.of(InstantText.nanos(text));
    } catch (DateTimeException | ArithmeticException e) {
      options.wrong(
          SimulatorOptions.START_TIME,
          "now, or a date and time such as 2026-05-01 12:00:00 within the years 1677 to 2262");
      return Optional.empty();
    }
  }

  private Optional<Arrival> arrival(long period) {
    options.checkPair(SimulatorOptions.LATE_SHARE, SimulatorOptions.LATE_DELAY);
    options.checkPair(SimulatorOptions.GAP_EVERY, SimulatorOptions.GAP_LENGTH);
    Optional<Long> disorder = options.nanos(SimulatorOptions.DISORDER, 0);
    Optional<Double> lateShare =
        options.number(
            SimulatorOptions.LATE_SHARE, share -> share >= 0 && share <= 1, "a number from 0 to 1");
    Optional<Long> lateDelay = options.nanos(SimulatorOptions.LATE_DELAY, 1);
    Optional<Long> gapEvery = options.nanos(SimulatorOptions.GAP_EVERY, 1);
    Optional<Long> gapLength = options.nanos(SimulatorOptions.GAP_LENGTH, 1);
    if (disorder.isEmpty() || lateShare.isEmpty()) {
      return Optional.empty();
    }
    long longest = Math.max(disorder.get(), lateDelay.orElse(0L));
    if (longest / period > MOST_PENDING) {
      options.wrong(
          disorder.get() == longest ? SimulatorOptions.DISORDER : SimulatorOptions.LATE_DELAY,
          "at most %d times 'period'".formatted(MOST_PENDING));
      return Optional.empty();
    }
    if (gapEvery.isPresent()
        && gapLength.isPresent()
        && gapLength.get() > gapEvery.get() - period) {
      options.wrong(SimulatorOptions.GAP_LENGTH, "shorter than 'gap.every' by at least a 'period'");
      return Optional.empty();
    }
    return Optional.of(
        new Arrival(
            disorder.get(),
            lateShare.get(),
            lateDelay.orElse(0L),
            gapEvery.orElse(1L),
            gapEvery.isPresent() ? gapLength.orElse(0L) : 0));
  }
}
