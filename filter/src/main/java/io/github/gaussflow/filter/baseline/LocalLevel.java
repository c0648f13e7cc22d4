/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

/**
 * The Kalman filter of the local level model, a random walk seen through white noise, or its
 * fixed-lag smoother where lookahead is allowed.
 *
 * <pre>
 *   x(n) = level(n) + e(n)      level(n+1) = level(n) + u(n)      q = var u / var e
 *
 *   v = x - a    F = P + 1    K = P / F    a' = a + K v    P' = P (1 - K) + q    (2.15)
 *   a and P after the first sample: x and 1 + q, the exact diffuse start           (2.18)
 *   r(n-1) = v(n) / F(n) + (1 - K(n)) r(n), r(n+L) = 0;  O(n) = a(n) + P(n) r(n-1)  (2.37)
 * </pre>
 *
 * <p>Variances are relative to var e. At a missing sample K = 0 and v / F = 0, section 2.7. The
 * output is the mean of the level given all samples up to L later ones.
 *
 * <p>Usual default: q of the greatest likelihood over the whole series, {@link #fit}, the way the
 * model is fitted by statistical packages. That looks at the series it is then run on.
 *
 * @see <a href="https://doi.org/10.1093/acprof:oso/9780199641178.001.0001">Durbin, Koopman: Time
 *     Series Analysis by State Space Methods, 2nd edition, 2012, chapter 2</a>
 */
public final class LocalLevel implements BaselineFilter {

  /** Outside, the level is constant or the samples are without noise as far as a series can say. */
  private static final double LOWEST_LOG_RATIO = Math.log(1e-10);

  private static final double HIGHEST_LOG_RATIO = Math.log(1e10);

  private static final int GRID = 47;
  private static final double TOLERANCE = 1e-6;

  private final double ratio;
  private final int lookahead;

  private LocalLevel(double ratio, int lookahead) {
    this.ratio = ratio;
    this.lookahead = lookahead;
  }

  /**
   * A filter of one signal-to-noise ratio.
   *
   * @param ratio q, without a unit, at least 0 and finite
   * @param lookahead L, how many later samples may be used, at least 0
   * @throws IllegalArgumentException if a number is NaN or outside
   */
  public static LocalLevel of(double ratio, int lookahead) {
    if (!(ratio >= 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("ratio must be at least 0 and finite, but is " + ratio);
    }
    if (lookahead < 0) {
      throw new IllegalArgumentException("lookahead must be at least 0, but is " + lookahead);
    }
    return new LocalLevel(ratio, lookahead);
  }

  /**
   * The filter whose ratio q makes the samples most likely: the greatest {@link #logLikelihood} for
   * q from 1e-10 to 1e10. Samples that say nothing about it, such as a constant or fewer than
   * three, give the smallest.
   *
   * @throws IllegalArgumentException if the lookahead is negative
   */
  public static LocalLevel fit(double[] samples, int lookahead) {
    double found =
        GoldenSection.minimise(
            log -> -of(Math.exp(log), lookahead).logLikelihood(samples),
            LOWEST_LOG_RATIO,
            HIGHEST_LOG_RATIO,
            GRID,
            TOLERANCE);
    return of(Math.exp(found), lookahead);
  }

  /** The signal-to-noise ratio q. */
  public double ratio() {
    return ratio;
  }

  /**
   * The likelihood of samples with var e at its best value and the diffuse start, section 2.10.2.
   *
   * <pre>  -(n/2) ln 2 pi - ((n-1)/2) (1 + ln s2) - (1/2) sum of ln F, without the first sample
   * </pre>
   *
   * @return NaN for fewer than two samples present; infinite if the level follows them exactly
   */
  public double logLikelihood(double[] samples) {
    Sums sums = sums(samples);
    if (sums.count < 2) {
      return Double.NaN;
    }
    double free = sums.count - 1;
    return -0.5
        * (sums.count * Math.log(2 * Math.PI)
            + free * (1 + Math.log(sums.squares / free))
            + sums.logs);
  }

  /**
   * s2 = sum of v^2 / F over the number of samples less one: the var e that makes samples most
   * likely, in the square of their unit; NaN for fewer than two samples present.
   */
  public double noiseVariance(double[] samples) {
    Sums sums = sums(samples);
    return sums.count < 2 ? Double.NaN : sums.squares / (sums.count - 1);
  }

  private record Sums(int count, double squares, double logs) {}

  private Sums sums(double[] samples) {
    double level = Double.NaN;
    double variance = Double.NaN;
    int count = 0;
    double squares = 0;
    double logs = 0;
    for (double sample : samples) {
      boolean present = !Double.isNaN(sample);
      if (count == 0) {
        level = sample;
        variance = 1 + ratio;
      } else if (present) {
        double spread = variance + 1;
        double surprise = sample - level;
        double gain = variance / spread;
        squares += surprise * surprise / spread;
        logs += Math.log(spread);
        level += gain * surprise;
        variance = gain + ratio; // P (1 - K) = K, as var e is one
      } else {
        variance += ratio;
      }
      count += present ? 1 : 0;
    }
    return new Sums(count, squares, logs);
  }

  @Override
  public double[] filter(double[] samples) {
    int slots = samples.length;
    double[] filtered = new double[slots];
    double[] gains = new double[slots];
    double[] scaled = new double[slots]; // v / F
    double level = Double.NaN;
    double variance = Double.NaN;
    double[] variances = new double[slots];
    for (int n = 0; n < slots; n++) {
      boolean present = !Double.isNaN(samples[n]);
      variances[n] = variance;
      if (!present) {
        filtered[n] = Double.NaN;
        variance += ratio; // NaN stays NaN before the first sample
      } else if (Double.isNaN(level)) {
        level = samples[n];
        filtered[n] = samples[n];
        variance = 1 + ratio;
      } else {
        double spread = variance + 1;
        double surprise = samples[n] - level;
        gains[n] = variance / spread;
        scaled[n] = surprise / spread;
        level += gains[n] * surprise;
        filtered[n] = level;
        variance = gains[n] + ratio;
      }
    }
    if (lookahead > 0) {
      smooth(filtered, variances, gains, scaled);
    }
    return filtered;
  }

  /** Adds to each level what later samples say: P(n|n) r(n), P(n|n) = K, or 1 at the start. */
  private void smooth(double[] filtered, double[] variances, double[] gains, double[] scaled) {
    for (int n = 0; n < filtered.length; n++) {
      if (Double.isNaN(filtered[n])) {
        continue;
      }
      double r = 0;
      int last = (int) Math.min(filtered.length - 1L, (long) n + lookahead);
      for (int k = last; k > n; k--) {
        r = scaled[k] + (1 - gains[k]) * r;
      }
      filtered[n] += (Double.isNaN(variances[n]) ? 1 : gains[n]) * r;
    }
  }
}
