/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Noisy series for tests, the same for the same seed. */
public final class Series {

  /** 100 Hz. */
  public static final long PERIOD = 10_000_000;

  /** Sensors of which each two share a bucket of the window merge; sorted, the pairs mix. */
  public static final List<String> SENSORS = List.of("s0", "s14", "s1", "s15", "s2", "s16");

  private Series() {}

  /** A sine of 60 samples in white noise, with the sine as the reference. */
  public static List<Sample> noisySine(String sensor, int count, double noise, long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      double clean = Math.sin(2 * Math.PI * n / 60);
      samples.add(new Sample(sensor, "", n * PERIOD, clean + noise * random.nextGaussian(), clean));
    }
    return samples;
  }

  /** The samples in another order, each at most {@code span} places from its own. */
  public static List<Sample> shuffledWithin(List<Sample> samples, int span, long seed) {
    Random random = new Random(seed);
    List<Sample> shuffled = new ArrayList<>(samples);
    for (int from = 0; from < shuffled.size(); from += span) {
      Collections.shuffle(shuffled.subList(from, Math.min(shuffled.size(), from + span)), random);
    }
    return shuffled;
  }
}
