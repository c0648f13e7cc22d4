/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

/**
 * The 1-Euro filter, causal: exponential smoothing whose cutoff rises with the speed of the signal.
 *
 * <pre>
 *   dx(n) = (x(n) - O(n-1)) / T      edx(n) = edx(n-1) + a(dc) (dx(n) - edx(n-1))
 *   fc    = mc + beta |edx(n)|       O(n)   = O(n-1) + a(fc) (x(n) - O(n-1))
 *   a(f)  = 1 / (1 + 1 / (2 pi f T))
 * </pre>
 *
 * <p>with edx and dx zero and O = x at the first sample, and T the time since the last sample
 * present, a whole number of periods. Usual default: minimum cutoff mc = 1 Hz, beta = 0, derivative
 * cutoff dc = 1 Hz, those of the authors' code.
 *
 * @see <a href="https://doi.org/10.1145/2207676.2208639">Casiez, Roussel, Vogel: 1 Euro filter,
 *     2012, algorithm 1</a>
 */
public final class OneEuro implements BaselineFilter {

  private final double period;
  private final double minimumCutoff;
  private final double beta;
  private final double derivativeCutoff;

  private OneEuro(double period, double minimumCutoff, double beta, double derivativeCutoff) {
    this.period = period;
    this.minimumCutoff = minimumCutoff;
    this.beta = beta;
    this.derivativeCutoff = derivativeCutoff;
  }

  /**
   * A filter for one sampling period.
   *
   * @param period the time between samples in seconds, positive and finite
   * @param minimumCutoff mc in Hz, positive and finite
   * @param beta in Hz for each unit of the sensor in a second, at least 0 and finite
   * @param derivativeCutoff dc in Hz, positive and finite
   * @throws IllegalArgumentException if a number is NaN or outside
   */
  public static OneEuro of(
      double period, double minimumCutoff, double beta, double derivativeCutoff) {
    requirePositive("period", period);
    requirePositive("minimumCutoff", minimumCutoff);
    requirePositive("derivativeCutoff", derivativeCutoff);
    if (!(beta >= 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("beta must be at least 0 and finite, but is " + beta);
    }
    return new OneEuro(period, minimumCutoff, beta, derivativeCutoff);
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, but is " + value);
    }
  }

  @Override
  public double[] filter(double[] samples) {
    double[] filtered = new double[samples.length];
    double output = Double.NaN;
    double speed = 0;
    int last = 0;
    for (int n = 0; n < samples.length; n++) {
      if (Double.isNaN(samples[n])) {
        filtered[n] = Double.NaN;
        continue;
      }
      if (Double.isNaN(output)) {
        output = samples[n];
      } else {
        double elapsed = (n - last) * period;
        double change = samples[n] - output;
        speed += weight(derivativeCutoff, elapsed) * (change / elapsed - speed);
        output += weight(minimumCutoff + beta * Math.abs(speed), elapsed) * change;
      }
      last = n;
      filtered[n] = output;
    }
    return filtered;
  }

  private static double weight(double cutoff, double elapsed) {
    return 1 / (1 + 1 / (2 * Math.PI * cutoff * elapsed));
  }
}
