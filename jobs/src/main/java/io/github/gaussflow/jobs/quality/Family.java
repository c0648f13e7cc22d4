/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.jobs.simulation.Noise;
import io.github.gaussflow.jobs.simulation.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A signal with noise, as often as one wants.
 *
 * @param name in lower case with hyphens
 * @param title what it is, in words
 * @param signal the clean signal
 * @param noise the noise
 * @param level how much of it
 * @param quantum what the sensor rounds to; 0 for nothing
 * @param period the time between samples
 */
record Family(
    String name,
    String title,
    Signal signal,
    Noise noise,
    Level level,
    double quantum,
    Duration period) {

  private static final Duration CENTISECOND = Duration.ofMillis(10);

  /** All families, in the order of the report. */
  static final List<Family> ALL =
      List.of(
          of("sines-0", "three sines, 0 dB", Signal.SINES, Noise.WHITE, Level.decibels(0)),
          of("sines-5", "three sines, 5 dB", Signal.SINES, Noise.WHITE, Level.decibels(5)),
          of("sines-10", "three sines, 10 dB", Signal.SINES, Noise.WHITE, Level.decibels(10)),
          of("sines-20", "three sines, 20 dB", Signal.SINES, Noise.WHITE, Level.decibels(20)),
          of("chirp", "chirp, 10 dB", Signal.CHIRP, Noise.WHITE, Level.decibels(10)),
          of(
              "fast-chirp",
              "chirp to a quarter of the sampling rate, 10 dB",
              Signal.FAST_CHIRP,
              Noise.WHITE,
              Level.decibels(10)),
          of("walk", "random walk", Signal.WALK, Noise.WHITE, Level.deviation(3)),
          of("steps-10", "steps, 10 dB", Signal.STEPS, Noise.WHITE, Level.decibels(10)),
          of("steps-20", "steps, 20 dB", Signal.STEPS, Noise.WHITE, Level.decibels(20)),
          of("ecg-10", "ECG, 10 dB", Signal.ECG, Noise.WHITE, Level.decibels(10))
              .every(Duration.ofMillis(4)),
          of("ecg-20", "ECG, 20 dB", Signal.ECG, Noise.WHITE, Level.decibels(20))
              .every(Duration.ofMillis(4)),
          of("temperature", "temperature", Signal.TEMPERATURE, Noise.WHITE, Level.deviation(0.05))
              .every(Duration.ofMinutes(1)),
          of(
              "heavy-tails",
              "three sines, 10 dB, heavy tails",
              Signal.SINES,
              Noise.HEAVY_TAILS,
              Level.decibels(10)),
          of(
              "spikes",
              "three sines with 1 % spikes",
              Signal.SINES,
              Noise.SPIKES,
              Level.deviation(0.28)),
          of(
              "correlated",
              "three sines, 10 dB, AR(.5) noise",
              Signal.SINES,
              Noise.CORRELATED,
              Level.decibels(10)),
          of(
              "strongly-correlated",
              "three sines, 10 dB, AR(.8) noise",
              Signal.SINES,
              Noise.STRONGLY_CORRELATED,
              Level.decibels(10)),
          of(
              "narrow-band",
              "three sines, 10 dB, narrow-band noise",
              Signal.SINES,
              Noise.NARROW_BAND,
              Level.decibels(10)),
          of(
              "autoregressive",
              "AR(.9) signal, 10 dB",
              Signal.AUTOREGRESSIVE,
              Noise.WHITE,
              Level.decibels(10)),
          of(
                  "quantised",
                  "temperature, rounded to 1/16",
                  Signal.TEMPERATURE,
                  Noise.WHITE,
                  Level.deviation(0.05))
              .every(Duration.ofMinutes(1))
              .rounded(0.0625),
          of(
                  "coarsely-quantised",
                  "temperature of little noise, rounded to 1/16",
                  Signal.TEMPERATURE,
                  Noise.WHITE,
                  Level.deviation(0.01))
              .every(Duration.ofMinutes(1))
              .rounded(0.0625));

  /**
   * One draw.
   *
   * @param clean the signal
   * @param noisy the signal with its noise
   */
  record Draw(double[] clean, double[] noisy) {}

  private static Family of(String name, String title, Signal signal, Noise noise, Level level) {
    return new Family(name, title, signal, noise, level, 0, CENTISECOND);
  }

  private Family every(Duration newPeriod) {
    return new Family(name, title, signal, noise, level, quantum, newPeriod);
  }

  private Family rounded(double newQuantum) {
    return new Family(name, title, signal, noise, level, newQuantum, period);
  }

  /** The samples of one seed, the same whenever they are drawn. */
  Draw draw(int count, long seed) {
    Random random = new Random(seed);
    double[] clean = signal.samples(count, random);
    double[] noisy = noise.samples(count, random);
    double deviation = level.deviation(clean);
    for (int n = 0; n < count; n++) {
      noisy[n] = clean[n] + deviation * noisy[n];
      noisy[n] = quantum > 0 ? Math.rint(noisy[n] / quantum) * quantum : noisy[n];
    }
    return new Draw(clean, noisy);
  }
}
