/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static java.lang.Math.abs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.outlier.HampelIdentifier;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the identifier is worth to the learned filter: how many dB less error it has, learned
 * without a reference, windows 20 to 80 of 256 samples. Positive is a gain; the seeds are fixed.
 */
class OutlierGainTest {

  private static final LearnerSettings SETTINGS = LearnerSettings.of(new KernelSupport(16, 16));
  private static final int SEEDS = 4;

  /** The errors that a sensor adds to its signal, of variance 1. */
  private enum Noise {
    GAUSSIAN {
      @Override
      double next(Random random) {
        return random.nextGaussian();
      }
    },
    /** Student's t with three degrees of freedom. */
    HEAVY_TAILS {
      @Override
      double next(Random random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
          squares += Math.pow(random.nextGaussian(), 2);
        }
        return random.nextGaussian() / Math.sqrt(squares);
      }
    },
    /** One in a hundred has ten times the deviation; half of the power is theirs. */
    SPIKES {
      @Override
      double next(Random random) {
        double error = random.nextGaussian() / Math.sqrt(1.99);
        return random.nextInt(100) == 0 ? 10 * error : error;
      }
    };

    abstract double next(Random random);
  }

  /**
   * The gain for noise of {@code ratio} times the deviation of the family, with values rounded to
   * {@code step} times that deviation.
   */
  private static double gain(
      UnaryOperator<double[]> treatment,
      Signals signal,
      Noise noise,
      double ratio,
      double step,
      int seed) {
    Random random = new Random(seed);
    double[] clean = signal.clean(Prequential.samples(SETTINGS.support()), random);
    double deviation = signal.deviation(clean);
    double[] noisy = new double[clean.length];
    for (int n = 0; n < noisy.length; n++) {
      double x = clean[n] + ratio * deviation * noise.next(random);
      noisy[n] = step > 0 ? Math.rint(x / step / deviation) * step * deviation : x;
    }
    return 10
        * Math.log10(
            Prequential.error(SETTINGS, clean, noisy)
                / Prequential.error(SETTINGS, clean, treatment.apply(noisy)));
  }

  private static double[] gains(
      UnaryOperator<double[]> treatment, Signals signal, Noise noise, double ratio, double step) {
    return IntStream.range(100, 100 + SEEDS)
        .mapToDouble(seed -> gain(treatment, signal, noise, ratio, step, seed))
        .toArray();
  }

  private static double[] safe(double[] x) {
    return new HampelIdentifier().filter(x);
  }

  /** With the local scale alone, or one pooled over all samples alone. */
  private static double[] naive(double[] x, boolean pooled) {
    double[] medians = x.clone();
    double[] scales = new double[x.length];
    double[] deviations = new double[x.length];
    for (int n = 3; n < x.length - 3; n++) {
      double median = median(Arrays.copyOfRange(x, n - 3, n + 4));
      medians[n] = median;
      scales[n] =
          median(
              IntStream.rangeClosed(n - 3, n + 3).mapToDouble(k -> abs(x[k] - median)).toArray());
      deviations[n] = abs(x[n] - median);
    }
    double all = median(deviations.clone());
    double[] y = x.clone();
    for (int n = 3; n < x.length - 3; n++) {
      y[n] = deviations[n] > 4 * 1.4826 * (pooled ? all : scales[n]) ? medians[n] : x[n];
    }
    return y;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  @ParameterizedTest
  @CsvSource({
    "SINES, SPIKES, 2.0, 1.8",
    "ECG, SPIKES, 1.8, 1.6",
    "WALK, SPIKES, 1.35, .9",
    "TEMPERATURE, SPIKES, 2.5, 2.3",
    "STEPS, SPIKES, 1.2, .8",
    "SINES, HEAVY_TAILS, .75, .65",
    "ECG, HEAVY_TAILS, 1.0, .8",
    "WALK, HEAVY_TAILS, .6, .5",
    "TEMPERATURE, HEAVY_TAILS, 1.3, 1.0",
    "STEPS, HEAVY_TAILS, .75, .65",
  })
  void gainsWhereThereAreOutliers(Signals signal, Noise noise, double mean, double least) {
    double[] gains = gains(OutlierGainTest::safe, signal, noise, 1, 0);
    assertThat(Arrays.stream(gains).average().orElseThrow()).isGreaterThan(mean);
    assertThat(Arrays.stream(gains).min().orElseThrow()).isGreaterThan(least);
  }

  /**
   * Gaussian noise of 10 dB, 20 dB or as named, with values as they are or rounded. Where it costs
   * more: the temperature is filtered so hard that its error hangs on few degrees of freedom, and a
   * level that lasts for three samples is an outlier to any median of seven; of steps at 20 dB
   * little is gained to begin with.
   */
  @ParameterizedTest
  @CsvSource({
    "SINES, 1, 0, .03",
    "SINES, 1, 1, .001",
    "SINES, .316, 0, .03",
    "SINES, .1, 0, .03",
    "ECG, 1, 0, .03",
    "ECG, .316, 0, .03",
    "ECG, .316, 1, .001",
    "WALK, 1, 0, .03",
    "WALK, 1, 1, .03",
    "TEMPERATURE, 1, 0, .08",
    "TEMPERATURE, 1, 1, .001",
    "TEMPERATURE, 1, 4, .001",
    "STEPS, 1, 0, .08",
    "STEPS, 1, 2, .001",
    "STEPS, .316, 0, .44",
  })
  void costsLittleWhereThereAreNone(Signals signal, double ratio, double step, double most) {
    double[] gains = gains(OutlierGainTest::safe, signal, Noise.GAUSSIAN, ratio, step);
    assertThat(Arrays.stream(gains).min().orElseThrow()).isGreaterThan(-most);
  }

  /** Why the scale is the larger of the two: what either alone loses. */
  @ParameterizedTest
  @CsvSource({"TEMPERATURE, 1, 4, false, -9", "ECG, .316, 0, true, -8"})
  void eitherScaleAloneRuinsASeries(
      Signals signal, double ratio, double step, boolean pooled, double loss) {
    double[] gains = gains(x -> naive(x, pooled), signal, Noise.GAUSSIAN, ratio, step);
    assertThat(Arrays.stream(gains).max().orElseThrow()).isLessThan(loss);
  }
}
