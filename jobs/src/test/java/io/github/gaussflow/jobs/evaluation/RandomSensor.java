/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import java.util.Random;
import java.util.stream.LongStream;

/** Series of a slow signal in noise, with the signal as reference. */
final class RandomSensor {

  static final long PERIOD = 10_000_000;

  private RandomSensor() {}

  /** A sine of 100 samples and amplitude 1 about an offset of 5 in white noise of deviation 0.5. */
  static SlotSeries sine(long seed, int samples) {
    return of(seed, samples, 0, n -> Math.sin(2 * Math.PI * n / 100));
  }

  /** Noise alone, e(n) = memory e(n-1) + white, whose deviation is 0.5. */
  static SlotSeries noise(long seed, int samples, double memory) {
    return of(seed, samples, memory, n -> 0);
  }

  /** A signal at a slot. */
  interface Signal {
    double at(int slot);
  }

  private static SlotSeries of(long seed, int samples, double memory, Signal signal) {
    Random random = new Random(seed);
    double[] values = new double[samples];
    double[] references = new double[samples];
    double noise = 0;
    for (int n = 0; n < samples; n++) {
      noise = memory * noise + random.nextGaussian();
      references[n] = signal.at(n);
      values[n] = 5 + references[n] + 0.5 * noise;
    }
    long[] times = LongStream.range(0, samples).map(n -> n * PERIOD).toArray();
    return new SlotSeries(times, values, references, samples);
  }
}
