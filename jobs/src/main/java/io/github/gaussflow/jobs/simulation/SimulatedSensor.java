/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.ArrayList;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Gives the samples of one sensor in the order in which they arrive. Its state is that of its
 * signal and noise and the samples that were drawn and have not arrived: no more than fit into the
 * longest delay, and one.
 */
final class SimulatedSensor {

  private static final long SIGNAL = 1;
  private static final long NOISE = 2;
  private static final long ARRIVAL = 3;

  private final Simulation simulation;
  private final int sensor;
  private final long startTime;
  private final long arrivalSeed;
  private final SavableRandom signalRandom;
  private final SavableRandom noiseRandom;
  private final double[] signalState;
  private final double[] noiseState;
  private final PriorityQueue<SimulatedSample> pending;
  private long drawn;
  private long left;

  /**
   * A sensor that begins, or goes on where the split was.
   *
   * @throws IllegalStateException if the split is of another signal or noise
   */
  SimulatedSensor(Simulation simulation, SensorSplit split) {
    this.simulation = simulation;
    this.sensor = split.sensor();
    this.startTime = split.startTime();
    long seed = SavableRandom.seed(simulation.seed(), sensor);
    this.arrivalSeed = SavableRandom.seed(seed, ARRIVAL);
    if (split.progress().isEmpty()) {
      signalRandom = new SavableRandom(SavableRandom.seed(seed, SIGNAL));
      noiseRandom = new SavableRandom(SavableRandom.seed(seed, NOISE));
      signalState = simulation.signal().start(signalRandom);
      noiseState = simulation.noise().start(noiseRandom);
      pending = new PriorityQueue<>();
      left = simulation.rows(sensor);
    } else {
      SensorSplit.Progress progress = split.progress().get();
      check(SimulatorOptions.SIGNAL.key(), progress.signal(), simulation.signal());
      check(SimulatorOptions.NOISE.key(), progress.noise(), simulation.noise());
      signalRandom = new SavableRandom(progress.signalRandom());
      noiseRandom = new SavableRandom(progress.noiseRandom());
      signalState = progress.signalState().clone();
      noiseState = progress.noiseState().clone();
      pending = new PriorityQueue<>(progress.pending());
      drawn = progress.drawn();
      left = progress.left();
    }
    drawUntilOneArrives();
  }

  /** What this sensor is and how far it is. */
  SensorSplit split() {
    return new SensorSplit(
        sensor,
        startTime,
        Optional.of(
            new SensorSplit.Progress(
                simulation.signal(),
                simulation.noise(),
                drawn,
                left,
                signalRandom.state(),
                signalState.clone(),
                noiseRandom.state(),
                noiseState.clone(),
                new ArrayList<>(pending))));
  }

  int number() {
    return sensor;
  }

  /** How many samples were drawn, those in gaps too. */
  long drawn() {
    return drawn;
  }

  /** Whether no sample is left. */
  boolean isAtEnd() {
    return pending.isEmpty();
  }

  /** When the next sample arrives. */
  long nextArrival() {
    return pending.element().arrival();
  }

  /** The next sample. */
  SimulatedSample next() {
    SimulatedSample next = pending.remove();
    drawUntilOneArrives();
    return next;
  }

  /** Afterwards none that is not drawn can arrive before the first one that is. */
  private void drawUntilOneArrives() {
    while (left > 0 && (pending.isEmpty() || nextArrival() > time())) {
      long time = time();
      long elapsed = time - startTime;
      double clean = simulation.signal().next(drawn, signalState, signalRandom);
      double noise = simulation.noise().next(drawn, noiseState, noiseRandom);
      if (!simulation.arrival().isMissing(arrivalSeed, elapsed)) {
        double value = clean + simulation.level().standardDeviation(elapsed) * noise;
        long delay = simulation.arrival().delay(arrivalSeed, drawn);
        pending.add(new SimulatedSample(time, time + delay, value, clean));
        left -= simulation.bounded() ? 1 : 0;
      }
      drawn++;
    }
  }

  /** Of the sample that is drawn next. */
  private long time() {
    try {
      return Math.addExact(startTime, Math.multiplyExact(drawn, simulation.period()));
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          ("%s has come to the year 2262, where nanoseconds end; choose an earlier '%s', a shorter"
                  + " '%s' or fewer rows")
              .formatted(
                  Simulation.name(sensor),
                  SimulatorOptions.START_TIME.key(),
                  SimulatorOptions.PERIOD.key()),
          e);
    }
  }

  private void check(String option, Enum<?> before, Enum<?> now) {
    if (before != now) {
      throw new IllegalStateException(
          ("%s goes on from a state of option '%s' = '%s', but the option is '%s' now; set it back,"
                  + " or start without the state")
              .formatted(
                  Simulation.name(sensor),
                  option,
                  OptionReader.nameOf(before),
                  OptionReader.nameOf(now)));
    }
  }
}
