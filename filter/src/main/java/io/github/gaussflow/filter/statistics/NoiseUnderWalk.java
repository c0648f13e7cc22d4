/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Optional;

/**
 * Tells white noise under a signal that moves like a random walk from one sample to the next:
 * levels that step, or drift, or are pulled back slowly.
 *
 * <p>Of such a signal with increments of variance q and noise of variance r the differences of
 * {@link NoiseVariance} are
 *
 * <pre>
 *   D_k = r + q c_k,    c_k = k / (4 k - 2)
 * </pre>
 *
 * <p>of any order: .50 of q in D_1, .27 in D_6, so all of them overestimate the noise, by .27 q / r
 * at least: by half of it in the steps at 20 dB and the autoregression of .9 at 10 dB of the
 * quality report. What the noise is follows from two of them:
 *
 * <pre>
 *   r = D_6 - c_6 / (c_1 - c_6) (D_1 - D_6) = D_6 - 1.2 (D_1 - D_6)
 * </pre>
 *
 * <p>It is taken for that only if the signal shows itself to be a walk. With t = (D_2 - D_6) / (D_1
 * - D_6), which is (c_2 - c_6) / (c_1 - c_6) = 4/15 of one, v(h) half of the mean square of x(n) -
 * x(n - h), which is r + q h / 2, and g(h) = (v(2 h) - v(h)) / (v(h) - v(h / 2)), which is 2:
 *
 * <ul>
 *   <li>D_2 - D_6 is above three of its standard errors under white noise;
 *   <li>(D_4 - D_6) / (D_2 - D_6), 3/14 of a walk, is above .13 or within a standard error of it;
 *       it is less of a tone of 6 samples and more;
 *   <li>t is below 1/3; correlated noise has more: .46, .41, .37 where it is an autoregression of
 *       .3, .5, .65. Where t is below 4/15, as of signals that are smoother than a walk, so much
 *       less is taken off;
 *   <li>g(2) is between 1.2 and 2.6; it is 4 of a smooth signal and below 1 of a fast oscillation;
 *   <li>g(4) is between .6 and 1.15 of g(2): a tone has less, and correlated noise on a smooth
 *       signal more; and g(8) is above .4 of it: slower tones have less;
 *   <li>at least .4 of the smallest difference is left; of an autoregression of .8 it is a fifth.
 * </ul>
 *
 * <p>These are rules of thumb. An autoregression that is noise, with white noise on it, under slow
 * waves, is taken for the signal: nothing tells the two apart.
 *
 * <p>Measured as the error of a filter learned over 80 windows with L = R = 16, the first included,
 * mean of ten draws: steps at 20 dB gain .35 dB (up to .57), a first-order autoregression of .9 at
 * 10 dB .31 (.12 to .59). No draw of another family of the quality report changes at all, whatever
 * its noise.
 *
 * @see <a href="https://doi.org/10.2113/gsecongeo.58.8.1246">on v(h), the variogram, and what is
 *     left of it at 0: Matheron, Principles of geostatistics, 1963</a>
 */
public final class NoiseUnderWalk {

  private static final int LOWEST = 1;
  private static final int LOWER = 2;
  private static final int HIGHER = 4;
  private static final int HIGHEST = 6;
  private static final double TAKEN_OFF = share(HIGHEST) / (share(LOWEST) - share(HIGHEST));
  private static final double OF_WALK =
      (share(LOWER) - share(HIGHEST)) / (share(LOWEST) - share(HIGHEST));
  private static final int LEAST_TAPS = 17;
  private static final double ERRORS = 3;
  private static final double LARGEST_SHARE = 1 / 3.0;
  private static final double LEAST_REST = 0.13;
  private static final double LEAST_GROWTH = 1.2;
  private static final double MOST_GROWTH = 2.6;
  private static final double LEAST_LATER = 0.6;
  private static final double MOST_LATER = 1.15;
  private static final double LEAST_LAST = 0.4;
  private static final double LEAST_RATIO = 0.4;

  /**
   * The variance of (D_2 - D_6) / r over one sample of white noise, from their autocorrelations.
   */
  static final double CHANCE = 0.94;

  /** That of (D_4 - D_6) / r. */
  private static final double CHANCE_OF_REST = 0.16;

  private NoiseUnderWalk() {}

  private static double share(int order) {
    return order / (4.0 * order - 2);
  }

  /**
   * The noise; empty if the signal does not show itself to be a walk, with fewer than 17 taps, and
   * for empty statistics and such with a NaN.
   */
  public static Optional<NoiseShape> of(LagStatistics statistics) {
    if (statistics.support().taps() < LEAST_TAPS) {
      return Optional.empty();
    }
    double variance = NoiseVariance.of(statistics);
    double lowest = NoiseVariance.difference(statistics, LOWEST);
    double highest = NoiseVariance.difference(statistics, HIGHEST);
    double rough = NoiseVariance.difference(statistics, LOWER) - highest;
    double rest = NoiseVariance.difference(statistics, HIGHER) - highest;
    double share = rough / (lowest - highest);
    double unit = variance / Math.sqrt(statistics.weight());
    boolean rougherThanChance = rough > ERRORS * Math.sqrt(CHANCE) * unit;
    boolean roughThroughout = rest > LEAST_REST * rough - Math.sqrt(CHANCE_OF_REST) * unit;
    if (!(rougherThanChance
        && roughThroughout
        && share > 0
        && share < LARGEST_SHARE
        && growsAsOfWalk(statistics))) {
      return Optional.empty();
    }
    double noise = highest - Math.min(1, share / OF_WALK) * TAKEN_OFF * (lowest - highest);
    double ratio = noise / variance;
    return ratio > LEAST_RATIO && ratio < 1
        ? Optional.of(new NoiseShape(0, 0, ratio))
        : Optional.empty();
  }

  private static boolean growsAsOfWalk(LagStatistics statistics) {
    double second = variogram(statistics, 2) - variogram(statistics, 1);
    double fourth = variogram(statistics, 4) - variogram(statistics, 2);
    double eighth = variogram(statistics, 8) - variogram(statistics, 4);
    double sixteenth = variogram(statistics, 16) - variogram(statistics, 8);
    double growth = fourth / second;
    double later = eighth / fourth / growth;
    double last = sixteenth / eighth / growth;
    return growth > LEAST_GROWTH
        && growth < MOST_GROWTH
        && later > LEAST_LATER
        && later < MOST_LATER
        && last > LEAST_LAST;
  }

  /** Half of the mean square of x(n) - x(n - lag). */
  private static double variogram(LagStatistics statistics, int lag) {
    int shifts = statistics.support().taps() - lag;
    return (variogram(statistics, lag, 0)
            + variogram(statistics, lag, shifts / 2)
            + variogram(statistics, lag, shifts - 1))
        / 3;
  }

  private static double variogram(LagStatistics statistics, int lag, int at) {
    return (0.5 * (statistics.gram(at, at) + statistics.gram(at + lag, at + lag))
            - statistics.gram(at, at + lag))
        / statistics.weight();
  }
}
