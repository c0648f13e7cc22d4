/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells the noise of a signal, white or correlated, by what explains the covariance of 16
 * successive differences best.
 *
 * <p>Three noises are tried beside what the differences of a signal may be made of (a random walk,
 * correlated increments, slow waves): white; a first-order autoregression; a second-order one,
 * which has vibration in a narrow band. With D the divergence of a model from the statistics (the
 * Kullback-Leibler divergence of Gaussian vectors, twice) and n the number of rows, at most 12,800,
 * the simplest noise is taken
 *
 * <ul>
 *   <li>that fits: n D at most 220, where a true model has 50 to 150;
 *   <li>that nothing richer betters by 30 in n D, and that betters the simpler ones by 120. The
 *       white noise may have a rough signal beside it, a first-order autoregression of .9: what can
 *       be a signal is not taken for noise. Of fits that differ by less than 30 the one with the
 *       least noise counts;
 *   <li>whose variance is known, the standard error of its logarithm being below .2 if it is white
 *       and 1 if not (from the Fisher information, a row being counted as 1/16 independent);
 *   <li>that, if correlated, is at most .95 of all there is, and of four times the variance of the
 *       rough increments beside it (a walk under less noise is hardly filtered, but much is lost if
 *       it is taken for noise); if of second order, that resonates: its second partial
 *       autocorrelation is negative.
 * </ul>
 *
 * <p>Narrow-band noise can be told from 1,000 rows on, a first-order one from 3,000, white from
 * 5,000. If none is, as on heart beats, chirps and all recordings tried, the answer is empty: what
 * cannot be told apart is left alone. A vibration of a narrow band that is the signal is taken for
 * noise where it swings in no more than a few periods; a tone does not fit.
 *
 * <p>Measured as the true error of a filter learned window by window with L = R = 16, the first 20
 * of 80 windows left out, mean of ten draws, in dB above the best of hindsight: first with white
 * noise of {@link NoiseVariance}, then as told here. Autoregression of .5: sines at 10 dB 3.6 and
 * .5, a walk under three times its steps 3.2 and .4, temperatures 8.2 and 1.5, steps at 10 dB 1.9
 * and .5. Of .8: temperatures 5.4 and 1.1, the walk 2.3 and 1.9; sines and steps gain nothing.
 * Vibration with a period of 8 samples: 10.0 and .0, 7.7 and .0, 16.5 and 2.6, 5.7 and 1.5. White
 * noise under steps at 20 dB, whose differences overestimate it: 1.1 and .3. The most that any draw
 * of these, of .3 and -.6, and of a third of the noise lost is .2 dB, on steps at 20 dB under .3.
 *
 * @see NoiseUnderWalk on white noise under a rough signal before that
 * @see <a href="https://doi.org/10.1080/01621459.1977.10480998">on scoring: Harville, Maximum
 *     likelihood approaches to variance component estimation and to related problems, 1977</a>
 */
public final class NoiseIdentification {

  private static final int SIZE = DifferenceLikelihood.SIZE;
  private static final double MOST_ROWS = 12_800;
  private static final double LEAST_ROWS = 1000;
  private static final double FIRST_ORDER_ROWS = 3000;
  private static final double WHITE_ROWS = 5000;
  private static final double WORST_FIT = 220;
  private static final double GOOD_FIT = 100;
  private static final double CHANCE = 30;
  private static final double GAIN = 120;
  private static final double WHITE_UNCERTAINTY = 0.2;
  private static final double CORRELATED_UNCERTAINTY = 1;
  private static final double LEAST_RATIO = 4;
  private static final double LARGEST_SHARE = 0.95;

  private NoiseIdentification() {}

  /** The fewest taps of statistics that noise can be told from. */
  public static int leastTaps() {
    return SIZE + 1;
  }

  /**
   * The noise; empty if no model fits, with fewer than 17 taps, over fewer than 1,000 rows, for
   * empty statistics, such with a NaN, and such of a signal that is constant or has no noise.
   */
  public static Optional<NoiseShape> of(LagStatistics statistics) {
    double[][] sample = covariance(statistics);
    double variance = NoiseVariance.of(statistics);
    if (sample.length == 0 || !(statistics.weight() >= LEAST_ROWS) || !(variance > 0)) {
      return Optional.empty();
    }
    double rows = Math.min(statistics.weight(), MOST_ROWS);
    DifferenceFit white = white(sample);
    if (!Double.isFinite(white.divergence)) {
      return Optional.empty();
    }
    DifferenceFit noise;
    if (rows * white.divergence <= GOOD_FIT) {
      noise = known(white, rows) ? white : null;
    } else {
      int centre = statistics.support().centre();
      double power = statistics.gram(centre, centre) / statistics.weight();
      noise = simplest(white, correlated(sample, white, rows), rows, LARGEST_SHARE * power);
    }
    return Optional.ofNullable(noise)
        .map(fit -> new NoiseShape(fit.partial[0], fit.partial[1], fit.variance / variance));
  }

  /** The white model that fits best, with a rough signal and without. */
  private static DifferenceFit white(double[][] sample) {
    DifferenceLikelihood smooth = new DifferenceLikelihood(sample, false, 0);
    DifferenceLikelihood rough = new DifferenceLikelihood(sample, true, 0);
    double[] little = start(rough, 0.03, 0.5);
    double[] much = start(rough, 0.01, 0.1);
    much[rough.noiseIndex() - 1] = Math.log(0.9);
    return DifferenceFit.of(smooth, start(smooth, 0.03, 0.5))
        .orBetter(DifferenceFit.of(rough, little))
        .orBetter(DifferenceFit.of(rough, much));
  }

  /** The best of first and of second order. */
  private static DifferenceFit[] correlated(double[][] sample, DifferenceFit white, double rows) {
    DifferenceLikelihood first = new DifferenceLikelihood(sample, false, 1);
    DifferenceLikelihood second = new DifferenceLikelihood(sample, false, 2);
    double[] start = start(first, 0.03, 0.5);
    double[] fromWhite = Arrays.copyOf(start, start.length);
    if (white.theta.length == start.length - 1) {
      System.arraycopy(white.theta, 0, fromWhite, 0, white.theta.length);
    }
    double[] rough = with(start, Math.log(0.05), 0.5);
    rough[0] = Math.log(0.5);
    DifferenceFit best =
        leastNoise(
            rows,
            DifferenceFit.of(first, fromWhite),
            DifferenceFit.of(first, with(start, 1.0)),
            DifferenceFit.of(first, rough));
    start = start(second, 0.03, 0.5);
    DifferenceFit resonant =
        DifferenceFit.of(second, Arrays.copyOf(best.theta, start.length))
            .orBetter(DifferenceFit.of(second, with(start, 0.9, -1.1)))
            .orBetter(DifferenceFit.of(second, with(start, 0.3, -1.1)));
    return new DifferenceFit[] {best, resonant};
  }

  /** Of the fits that chance cannot tell from the best, the one with the least noise. */
  private static DifferenceFit leastNoise(double rows, DifferenceFit... fits) {
    double best = Double.POSITIVE_INFINITY;
    for (DifferenceFit fit : fits) {
      best = Math.min(best, fit.divergence);
    }
    DifferenceFit least = fits[0];
    for (DifferenceFit fit : fits) {
      boolean near = rows * (fit.divergence - best) < CHANCE;
      boolean leastIsNear = rows * (least.divergence - best) < CHANCE;
      if (near && (!leastIsNear || fit.variance < least.variance)) {
        least = fit;
      }
    }
    return least;
  }

  /** Logarithms of the shares: a tenth of random walk, and as given of all else and the noise. */
  private static double[] start(DifferenceLikelihood likelihood, double share, double noise) {
    double[] start = new double[likelihood.length()];
    Arrays.fill(start, 0, likelihood.noiseIndex(), Math.log(share));
    start[0] = Math.log(0.1);
    start[likelihood.noiseIndex()] = Math.log(noise);
    return start;
  }

  /** A start with the last parameters, the inverse hyperbolic tangents of the correlations. */
  private static double[] with(double[] start, double... last) {
    double[] result = start.clone();
    System.arraycopy(last, 0, result, result.length - last.length, last.length);
    return result;
  }

  private static DifferenceFit simplest(
      DifferenceFit white, DifferenceFit[] correlated, double rows, double largest) {
    DifferenceFit first = correlated[0];
    DifferenceFit second = correlated[1];
    double byFirst = rows * (white.divergence - first.divergence);
    double bySecond = rows * (white.divergence - second.divergence);
    double further = bySecond - byFirst;
    DifferenceFit noise;
    if (rows * white.divergence <= WORST_FIT && Math.max(byFirst, bySecond) < CHANCE) {
      return known(white, rows) ? white : null;
    }
    if (rows * first.divergence <= WORST_FIT
        && byFirst > GAIN
        && further < CHANCE
        && rows >= FIRST_ORDER_ROWS) {
      noise = first;
    } else if (rows * second.divergence <= WORST_FIT
        && Math.min(bySecond, further) > GAIN
        && second.partial[1] < 0) {
      noise = second;
    } else {
      return null;
    }
    return known(noise, rows) && noise.variance <= largest ? noise : null;
  }

  private static boolean known(DifferenceFit fit, double rows) {
    double error = fit.uncertainty * Math.sqrt(2 * SIZE / rows);
    if (fit.partial[0] == 0 && fit.partial[1] == 0) {
      return rows >= WHITE_ROWS && error < WHITE_UNCERTAINTY;
    }
    return error < CORRELATED_UNCERTAINTY && fit.variance > LEAST_RATIO * fit.roughIncrements;
  }

  /**
   * The covariance of 16 successive differences, averaged over all 17 successive taps; of no size
   * where there are fewer taps.
   */
  private static double[][] covariance(LagStatistics statistics) {
    int shifts = statistics.support().taps() - SIZE;
    if (shifts < 1) {
      return new double[0][];
    }
    double[][] mean = new double[SIZE][SIZE];
    double weight = 1 / (shifts * statistics.weight());
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int shift = 0; shift < shifts; shift++) {
          int a = shift + i;
          int b = shift + j;
          sum +=
              statistics.gram(a, b)
                  - statistics.gram(a + 1, b)
                  - statistics.gram(a, b + 1)
                  + statistics.gram(a + 1, b + 1);
        }
        mean[i][j] = weight * sum;
        mean[j][i] = mean[i][j];
      }
    }
    return mean;
  }
}
