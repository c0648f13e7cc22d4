/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A series of one sensor with jitter, missing samples, silences, references and rest here and
 * there, and its slots laid out as a whole: what operators that see it in pieces are compared with.
 */
public final class RandomSeries {

  /** In time order. */
  public final List<Sample> samples;

  /** The value of each slot, NaN for an empty one. */
  public final double[] values;

  /** The reference of each slot, NaN for none. */
  public final double[] references;

  /** The slot of each sample. */
  public final int[] slots;

  private RandomSeries(SamplingGrid grid, List<Sample> samples) {
    this.samples = samples;
    this.slots = new int[samples.size()];
    for (int i = 1; i < slots.length; i++) {
      int missing = grid.missingBetween(samples.get(i - 1).time(), samples.get(i).time());
      slots[i] = slots[i - 1] + 1 + missing;
    }
    int count = slots[slots.length - 1] + 1;
    values = new double[count];
    references = new double[count];
    Arrays.fill(values, Double.NaN);
    Arrays.fill(references, Double.NaN);
    for (int i = 0; i < slots.length; i++) {
      values[slots[i]] = samples.get(i).value();
      references[slots[i]] = samples.get(i).reference();
    }
  }

  /** A series of {@code count} samples on a grid; it may begin before the epoch. */
  public static RandomSeries of(SamplingGrid grid, String sensor, int count, Random random) {
    int referenced = random.nextInt(3); // none, from some sample on, here and there
    int missing = random.nextInt(3) * 10;
    int rest = random.nextInt(3); // none, here and there, always
    boolean atRest = rest == 2;
    List<Sample> samples = new ArrayList<>();
    long time = -random.nextInt(count) * grid.period();
    for (int i = 0; i < count; i++) {
      boolean withReference =
          referenced == 1 && i > count / 2 || referenced == 2 && random.nextInt(20) > 0;
      double reference = withReference ? random.nextGaussian() : Double.NaN;
      if (rest == 1 && random.nextInt(20) == 0) {
        atRest = !atRest;
      }
      double value = 3 + random.nextGaussian();
      samples.add(new Sample(sensor, "", time, value, reference, atRest));
      long steps = 1;
      if (random.nextInt(100) < missing) {
        steps += random.nextInt(grid.reach() + 3);
      } else if (random.nextInt(100) == 0) {
        steps += grid.maximumGap() / grid.period() * (1 + random.nextInt(5));
      }
      time += steps * grid.period() + (long) ((random.nextDouble() - 0.5) * 0.6 * grid.period());
    }
    return new RandomSeries(grid, samples);
  }

  /** The same with nothing between the grid points, and long without a sample missing. */
  public static RandomSeries even(SamplingGrid grid, String sensor, int count, Random random) {
    long time = -random.nextInt(count) * grid.period();
    int referenced = random.nextInt(4) == 0 ? random.nextInt(count) : count;
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double reference = i < referenced ? Double.NaN : random.nextGaussian();
      samples.add(new Sample(sensor, "", time, 3 + random.nextGaussian(), reference, false));
      time += grid.period() * (random.nextInt(80) == 0 ? 1 + random.nextInt(4) : 1);
    }
    return new RandomSeries(grid, samples);
  }

  /** The series of given samples. */
  public static RandomSeries of(SamplingGrid grid, List<Sample> samples) {
    return new RandomSeries(grid, samples);
  }
}
