/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Blocks of several sensors as they might reach a pipeline: of any length, most of them one after
 * the other, some that overlap, come again with the same or other values, or lie between the
 * samples of another; periods and clocks that are off, silences, values and references that are no
 * numbers, any order of arrival.
 */
final class RandomBlocks {

  private static final int SAMPLES = 250;

  private final Settings settings;
  private final Random random;
  private final int longest;
  private final boolean referenced;

  RandomBlocks(Settings settings, Random random) {
    this.settings = settings;
    this.random = random;
    this.longest = 1 + random.nextInt(random.nextBoolean() ? 8 : 100);
    this.referenced = random.nextInt(4) > 0;
  }

  /** A block and the moment of its arrival in nanoseconds. */
  private record Arriving(SampleBlock block, double moment) {}

  List<Arrival> arrivals() {
    long[] starts = {-100 * settings.period(), 0, 1_700_000_000_123_456_789L};
    long start = starts[random.nextInt(starts.length)];
    int delay = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(2 * longest);
    List<Arriving> all = new ArrayList<>();
    int sensors = 1 + random.nextInt(4);
    for (int s = 0; s < sensors; s++) {
      String sensor = Series.SENSORS.get(settings.scope() == Scope.GROUP ? s / 2 : s);
      for (SampleBlock block : series(start)) {
        SampleBlock named =
            new SampleBlock(
                sensor,
                "g" + s % 2,
                block.time(),
                block.period(),
                block.values(),
                block.references(),
                false);
        double end = (double) (block.time() - start) + block.size() * (double) block.period();
        all.add(
            new Arriving(
                named, end + delay * settings.period() * Math.pow(random.nextDouble(), 3)));
      }
    }
    all.sort(Comparator.comparingDouble(Arriving::moment));
    return all.stream().<Arrival>map(arriving -> new Arrival.OfBlock(arriving.block)).toList();
  }

  private List<SampleBlock> series(long start) {
    boolean orderly = random.nextInt(3) == 0; // so that nothing but copies of arrays happens, too
    long period = orderly ? settings.period() : period();
    List<SampleBlock> series = new ArrayList<>();
    long time = start;
    int samples = 0;
    while (samples < SAMPLES) {
      SampleBlock block = block(time, period, orderly);
      series.add(block);
      samples += block.size();
      if (!orderly && random.nextInt(12) == 0) {
        series.add(again(block));
      }
      long next = time + block.size() * period;
      time = orderly ? next : after(next, block.size() * period);
    }
    return series;
  }

  private long period() {
    long nominal = settings.period();
    return switch (random.nextInt(5)) {
      case 0 -> nominal - nominal / 1_000;
      case 1 -> nominal + nominal / 7;
      case 2 -> random.nextBoolean() ? 2 * nominal : nominal / 3;
      default -> nominal;
    };
  }

  /** The start of the next block. */
  private long after(long next, long length) {
    return switch (random.nextInt(12)) {
      case 0 -> next - random.nextInt(40) * settings.period();
      case 1 -> next - (long) (random.nextDouble() * length);
      case 2 -> next + random.nextInt(8) * settings.period();
      case 3 -> next + settings.maximumGap() * random.nextInt(3) / 2;
      case 4 -> next + (long) ((random.nextDouble() - 0.5) * settings.period());
      default -> next;
    };
  }

  private SampleBlock block(long time, long period, boolean orderly) {
    double[] values = new double[1 + random.nextInt(longest)];
    double[] references = new double[referenced && random.nextInt(8) > 0 ? values.length : 0];
    for (int i = 0; i < values.length; i++) {
      double clean = 3 + Math.sin((time + i * period) / (9.0 * settings.period()) % 1_000);
      boolean invalid = !orderly && random.nextInt(50) == 0;
      values[i] = invalid ? RandomHistory.noNumber(random) : clean + 0.3 * random.nextGaussian();
      if (references.length > 0) {
        references[i] = random.nextInt(20) == 0 ? RandomHistory.noNumber(random) : clean;
      }
    }
    return new SampleBlock("", "", time, period, values, references, false);
  }

  /** The same block, part of it, one that contradicts it, or one between its samples. */
  private SampleBlock again(SampleBlock block) {
    return switch (random.nextInt(4)) {
      case 0 -> block;
      case 1 ->
          block(
              block.time() + random.nextInt(block.size()) * block.period(), block.period(), false);
      case 2 -> block(block.time() + block.period() / 2, block.period(), false);
      default -> block.withReferences();
    };
  }
}
