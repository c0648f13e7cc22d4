/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/**
 * Turns the taps of a unit-sum kernel into those of its first or second derivative.
 *
 * <p>The taps are those of the slope or curvature of the polynomial of degree one or two that fits
 * the samples best with the weights g: with E the mean weighed by g, d = m - E[m], V = E[d^2] and q
 * = d^2 - d E[d^3]/V - V,
 *
 * <pre>
 * order 1: h(m) = -g d / V             = -(sigma^2 / V) dg/dmu
 * order 2: h(m) = 2 g q / E[q d^2]
 * </pre>
 *
 * <p>where dg/dmu includes the normaliser. For a wide support V is sigma^2 and h is dg/dm, or
 * d2g/dm2; but for any support, and any set of samples present, a constant gives exactly zero, a
 * ramp its slope and a parabola its curvature, which the taps dg/dm themselves do not.
 */
final class LocalPolynomial {

  /** Below this the weights beside the largest have vanished. */
  private static final double LEAST_VARIANCE = 1e-200;

  /**
   * Below this part of its terms the difference E[q d^2] has lost so many digits that gradients
   * would keep fewer than nine.
   */
  private static final double LEAST_REST = 1e-5;

  private LocalPolynomial() {}

  /**
   * Overwrites the unit-sum taps and their derivatives with those of the derivative filter.
   *
   * @param order 1 or 2
   * @param factor what the filter is multiplied by, 1 / period^order
   * @return false if so few taps have weight that there is no such polynomial; then the arrays are
   *     as they were
   */
  static boolean differentiate(
      int order, double factor, double[] g, double[] dMean, double[] dDeviation) {
    int reference = largest(g);
    double centre = 0;
    for (int k = 0; k < g.length; k++) {
      centre += g[k] * (k - reference);
    }
    double v = 0;
    double m3 = 0;
    double m4 = 0;
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      v += g[k] * d * d;
      m3 += g[k] * d * d * d;
      m4 += g[k] * d * d * d * d;
    }
    if (!(v >= LEAST_VARIANCE)) {
      return false;
    }
    if (order == 1) {
      slopeGradient(factor, g, dMean, reference, centre, v);
      slopeGradient(factor, g, dDeviation, reference, centre, v);
      for (int k = 0; k < g.length; k++) {
        g[k] = -factor * g[k] * (k - reference - centre) / v;
      }
      return true;
    }
    double skew = m3 / v;
    double rest = m4 - skew * m3 - v * v;
    if (!(rest > LEAST_REST * m4)) {
      return false;
    }
    curvatureGradient(factor, g, dMean, reference, centre, v, skew, rest);
    curvatureGradient(factor, g, dDeviation, reference, centre, v, skew, rest);
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      g[k] = 2 * factor * g[k] * (d * d - skew * d - v) / rest;
    }
    return true;
  }

  /** Overwrites the derivatives dg of the weights by those of h of order 1. */
  private static void slopeGradient(
      double factor, double[] g, double[] dg, int reference, double centre, double v) {
    double dCentre = 0;
    double dV = 0;
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      dCentre += dg[k] * d;
      dV += dg[k] * d * d;
    }
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      dg[k] = factor * ((g[k] * dCentre - dg[k] * d) / v + g[k] * d / v * (dV / v));
    }
  }

  /** Overwrites the derivatives dg of the weights by those of h of order 2. */
  private static void curvatureGradient(
      double factor,
      double[] g,
      double[] dg,
      int reference,
      double centre,
      double v,
      double skew,
      double rest) {
    double dCentre = 0;
    double dV = 0;
    double dM3 = 0;
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      dCentre += dg[k] * d;
      dV += dg[k] * d * d;
      dM3 += dg[k] * d * d * d;
    }
    double dSkew = (dM3 - 3 * v * dCentre) / v - skew * (dV / v);
    double dRest = 0;
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      double q = d * d - skew * d - v;
      dRest += (dg[k] * q + g[k] * dq(d, dCentre, dV, skew, dSkew)) * d * d;
    }
    for (int k = 0; k < g.length; k++) {
      double d = k - reference - centre;
      double q = d * d - skew * d - v;
      double dProduct = dg[k] * q + g[k] * dq(d, dCentre, dV, skew, dSkew);
      dg[k] = 2 * factor * (dProduct / rest - g[k] * q / rest * (dRest / rest));
    }
  }

  private static double dq(double d, double dCentre, double dV, double skew, double dSkew) {
    return -2 * d * dCentre - dSkew * d + skew * dCentre - dV;
  }

  private static int largest(double[] g) {
    int largest = 0;
    for (int k = 1; k < g.length; k++) {
      if (g[k] > g[largest]) {
        largest = k;
      }
    }
    return largest;
  }
}
