/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Random settings, and samples of several sensors as they might reach a pipeline of these settings:
 * jitter, missing samples, silences, values and references that are no numbers, copies, conflicts,
 * clocks that step back, any order of arrival, and watermarks anywhere, which leave some samples
 * late.
 */
public final class RandomHistory {

  /** The settings. */
  public final Settings settings;

  /** What arrives, one after the other. */
  public final List<Arrival> arrivals;

  private RandomHistory(Settings settings, List<Arrival> arrivals) {
    this.settings = settings;
    this.arrivals = arrivals;
  }

  /** A history, the same for the same state of {@code random}. */
  public static RandomHistory of(Random random) {
    Settings settings = settings(random);
    List<Arrival> samples = new ArrayList<>();
    for (Arriving arriving : samples(settings, random)) {
      samples.add(new Arrival.OfSample(arriving.sample));
    }
    List<Arrival> arrivals = withWatermarks(samples, settings, random);
    long linger = random.nextBoolean() ? 0 : 1 + random.nextInt(1 + lookahead(settings) * 3);
    return new RandomHistory(settings.withLinger(linger), arrivals);
  }

  /** The lookahead and a period more in milliseconds. */
  private static int lookahead(Settings settings) {
    long slots = settings.learner().support().lookahead() + 1;
    return (int) (slots * settings.period() / Sample.NANOS_PER_MILLI);
  }

  /** A history of blocks, the same for the same state of {@code random}. */
  public static RandomHistory ofBlocks(Random random) {
    Settings settings = settings(random);
    List<Arrival> blocks = new RandomBlocks(settings, random).arrivals();
    return new RandomHistory(
        settings, random.nextInt(4) == 0 ? blocks : withWatermarks(blocks, settings, random));
  }

  /** How many samples arrive. */
  public int samples() {
    return arrivals.stream().mapToInt(arrival -> arrival.samples().size()).sum();
  }

  private static Settings settings(Random random) {
    ObjectiveKind[] objectives = ObjectiveKind.values();
    ObjectiveKind objective = objectives[random.nextInt(objectives.length)];
    int lookahead = objective == ObjectiveKind.PREDICTION ? 0 : random.nextInt(5);
    KernelSupport support = new KernelSupport(lookahead, 2 + random.nextInt(4));
    if (objective == ObjectiveKind.GCV && support.lookahead() == 0) {
      objective = ObjectiveKind.SURE;
    }
    LearnerSettings learner = LearnerSettings.of(support).withObjective(objective);
    if (objective == ObjectiveKind.SURE && random.nextInt(3) == 0) {
      learner = learner.withNoise(NoiseModel.correlated(0.09, 0.03));
    }
    if (objective == ObjectiveKind.SURE && random.nextInt(4) == 0) {
      learner = learner.withKernels(2);
    }
    long[] periods = {333_333, 700_000, 1_000_000, 10_000_000};
    long period = periods[random.nextInt(periods.length)];
    int window = learner.statisticsSupport().taps() + 8 + random.nextInt(60);
    Scope scope = Scope.values()[random.nextInt(Scope.values().length)];
    Settings settings = Settings.of(learner, period, window, scope);
    if (random.nextBoolean()) {
      settings = settings.withMaximumGap(period * (1 + random.nextInt(300)));
    }
    boolean anywhere =
        learner.kernels() == 1
            && learner.noise().isEstimated()
            && (objective == ObjectiveKind.SURE || objective == ObjectiveKind.REFERENCE);
    if (anywhere && random.nextInt(3) == 0) {
      settings = settings.irregular();
    }
    if (random.nextInt(3) == 0) {
      long spare = settings.maximumGap() - period;
      settings = settings.withFlushAfter(period + (long) (random.nextDouble() * spare));
    }
    if (settings.sampling() == Sampling.REGULAR && random.nextInt(3) == 0) {
      settings = settings.withGapFill(GapFill.ESTIMATE);
    }
    if (random.nextInt(3) == 0) {
      long least = Math.max(window * period, settings.maximumGap());
      long more = random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * 3 * window * period);
      settings = settings.withRetention(new Retention(least + more));
    }
    return settings;
  }

  /** A sample and the moment of its arrival in nanoseconds. */
  private record Arriving(Sample sample, double moment) {}

  private static List<Arriving> samples(Settings settings, Random random) {
    long[] starts = {-100 * settings.period(), 0, 1_700_000_000_123_456_789L};
    long start = starts[random.nextInt(starts.length)];
    boolean anyGroup = settings.scope() != Scope.GROUP && random.nextInt(4) == 0;
    int delay = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(30);
    int sensors = 1 + random.nextInt(4);
    List<Arriving> all = new ArrayList<>();
    for (int s = 0; s < sensors; s++) {
      // Sensors of two groups may have the same name.
      String sensor = Series.SENSORS.get(settings.scope() == Scope.GROUP ? s / 2 : s);
      String group = "g" + s % 2;
      for (Arriving one : series(settings, start, random)) {
        Sample named =
            new Sample(
                sensor,
                anyGroup ? "g" + random.nextInt(2) : group,
                one.sample.time(),
                one.sample.value(),
                one.sample.reference());
        all.add(
            new Arriving(
                named, one.moment + delay * settings.period() * Math.pow(random.nextDouble(), 3)));
      }
    }
    all.sort(Comparator.comparingDouble(Arriving::moment));
    return all;
  }

  private static List<Arriving> series(Settings settings, long start, Random random) {
    long period = settings.period();
    double jitter = random.nextBoolean() ? 0 : 0.8 * random.nextDouble();
    int missing = random.nextInt(3) * 7;
    int repeated = random.nextInt(3) * 5;
    int stepBackAt = random.nextInt(600);
    int count = 60 + random.nextInt(200);
    long time = start;
    long clock = 0; // what the sensor's clock is off by
    List<Arriving> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i == stepBackAt) {
        clock = -period * (1 + random.nextInt(40));
      }
      long stamp = time + clock + (long) ((random.nextDouble() - 0.5) * jitter * period);
      double clean = 3 + Math.sin(i / 9.0);
      Sample sample =
          new Sample(
              "",
              "",
              stamp,
              value(clean + 0.3 * random.nextGaussian(), random),
              random.nextInt(20) == 0 ? noNumber(random) : clean);
      double moment = time - start;
      series.add(new Arriving(sample, moment));
      while (random.nextInt(100) < repeated) {
        series.add(new Arriving(again(sample, random), moment));
      }
      long steps = 1;
      if (random.nextInt(100) < missing) {
        steps += random.nextInt(8);
      } else if (random.nextInt(80) == 0) {
        long longest = settings.maximumGap() / period * random.nextInt(4) / 2;
        long forgotten = settings.retention().nanos() / period * random.nextInt(3) / 2;
        steps += settings.retention().isLimited() ? Math.max(longest, forgotten) : longest;
      }
      time += steps * period;
    }
    return series;
  }

  private static double value(double value, Random random) {
    return random.nextInt(50) == 0 ? noNumber(random) : value;
  }

  static double noNumber(Random random) {
    return random.nextInt(3) > 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
  }

  /** The same sample, or one that contradicts it. */
  private static Sample again(Sample sample, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> sample.withReference(random.nextBoolean() ? Double.NaN : random.nextInt(3));
      case 1 ->
          new Sample("", "", sample.time(), 2.5 + 0.1 * random.nextInt(10), sample.reference());
      default -> sample;
    };
  }

  private static List<Arrival> withWatermarks(
      List<Arrival> samples, Settings settings, Random random) {
    boolean byFirst = random.nextBoolean();
    long delay = settings.period() * random.nextInt(80) / Sample.NANOS_PER_MILLI;
    int most = 1 + random.nextInt(60);
    int jumps = random.nextInt(2) * 4;
    List<Arrival> arrivals = new ArrayList<>();
    long newest = Long.MIN_VALUE;
    long watermark = Long.MIN_VALUE;
    int next = random.nextInt(most);
    for (Arrival arrival : samples) {
      arrivals.add(arrival);
      List<Sample> block = arrival.samples();
      newest = Math.max(newest, block.get(byFirst ? 0 : block.size() - 1).timestamp());
      if (next-- == 0) {
        next = random.nextInt(most);
        long ahead =
            random.nextInt(100) < jumps
                ? random.nextInt(40) * settings.period() / Sample.NANOS_PER_MILLI
                : -delay;
        if (newest + ahead > watermark) {
          watermark = newest + ahead;
          arrivals.add(new Arrival.OfWatermark(watermark));
        }
      }
    }
    return arrivals;
  }
}
