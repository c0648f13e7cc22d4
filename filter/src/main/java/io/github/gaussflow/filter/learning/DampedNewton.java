/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.Kernel;
import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.CostDerivatives;
import io.github.gaussflow.filter.objective.QuadraticCost;

/**
 * Damped Newton steps on a cost over (mu, ln sigma) within bounds.
 *
 * <p>Each step: parameters at an active bound are left out; of the Hessian of the others each
 * eigenvalue e becomes |e| + lm max|e|, so that the step goes down from saddles too; |step mu| is
 * at most 2 max(1, sigma), |step rho| at most 1; the result is projected to the bounds and taken if
 * the cost does not rise. The damping lm starts at 1e-3 and becomes an eighth when a step is taken
 * (at least 1e-12) and four times when not (at least 1e-6). The damping is relative to the
 * parameters that move, so that the path does not depend on the unit of the signal.
 */
final class DampedNewton {

  private static final int STEPS = 10;
  private static final int TRIES = 12;
  private static final double SMALLEST_MOVE = 1e-9;
  private static final double SMALLEST_GAIN = 1e-12;

  private final KernelSupport support;
  private final Kernel kernel;
  private final KernelDerivatives derivatives;
  private final double[] taps;
  private final CostDerivatives at = new CostDerivatives();
  private double stepMean;
  private double stepLog;

  DampedNewton(KernelSupport support, Kernel kernel) {
    this.support = support;
    this.kernel = kernel;
    this.derivatives = new KernelDerivatives(support);
    this.taps = new double[support.taps()];
  }

  /** The cost at parameters. */
  double value(QuadraticCost cost, double mean, double deviation) {
    kernel.taps(new GaussianParameters(mean, deviation), support, taps);
    return cost.value(taps);
  }

  /** The cost with its derivatives at parameters; the buffer is reused by every other call. */
  CostDerivatives derivatives(QuadraticCost cost, double mean, double deviation) {
    kernel.derivatives(new GaussianParameters(mean, deviation), derivatives);
    cost.derivatives(derivatives, deviation, at);
    return at;
  }

  /**
   * Moves {@code point} downhill and sets its cost. The mean stays where {@code moveMean} is false.
   */
  void minimise(QuadraticCost cost, ParameterBounds bounds, boolean moveMean, Candidate point) {
    double damping = 1e-3;
    derivatives(cost, point.mean, point.deviation);
    point.cost = at.value();
    for (int step = 0; step < STEPS; step++) {
      boolean freeMean = moveMean && freeMean(bounds, point.mean);
      boolean freeLog = freeLog(bounds, point.deviation);
      double before = point.cost;
      double move = Double.NaN;
      for (int attempt = 0; attempt < TRIES && Double.isNaN(move); attempt++) {
        setStep(freeMean, freeLog, damping);
        move = tryStep(cost, bounds, point);
        damping = Double.isNaN(move) ? Math.max(4 * damping, 1e-6) : damping;
      }
      if (Double.isNaN(move)) {
        return;
      }
      damping = Math.max(damping / 8, 1e-12);
      derivatives(cost, point.mean, point.deviation);
      point.cost = at.value();
      if (move < SMALLEST_MOVE || before - point.cost <= SMALLEST_GAIN * Math.abs(point.cost)) {
        return;
      }
    }
  }

  private boolean freeMean(ParameterBounds bounds, double mean) {
    boolean low = mean <= bounds.lowestMean() && at.mean() > 0;
    boolean high = mean >= bounds.highestMean() && at.mean() < 0;
    return !bounds.fixesMean() && !low && !high;
  }

  private boolean freeLog(ParameterBounds bounds, double deviation) {
    boolean low = deviation <= bounds.lowestDeviation() && at.logDeviation() > 0;
    boolean high = deviation >= bounds.highestDeviation() && at.logDeviation() < 0;
    return !bounds.fixesDeviation() && !low && !high;
  }

  /** Takes the step if the cost does not rise and gives how far it went, or NaN if not taken. */
  private double tryStep(QuadraticCost cost, ParameterBounds bounds, Candidate point) {
    double reach = 2 * Math.max(1, point.deviation);
    double mean = point.mean + Math.max(-reach, Math.min(reach, stepMean));
    double deviation = point.deviation * Math.exp(Math.max(-1, Math.min(1, stepLog)));
    if (Double.isNaN(mean) || Double.isNaN(deviation)) {
      return Double.NaN;
    }
    mean = bounds.clipMean(mean);
    deviation = bounds.clipDeviation(deviation);
    double after = value(cost, mean, deviation);
    if (!(after <= point.cost)) {
      return Double.NaN;
    }
    double move =
        Math.max(Math.abs(mean - point.mean), Math.abs(Math.log(deviation / point.deviation)));
    point.set(mean, deviation, after);
    return move;
  }

  private void setStep(boolean freeMean, boolean freeLog, double damping) {
    double a = at.meanMean();
    double b = at.meanLogDeviation();
    double c = at.logDeviationTwice();
    stepMean = 0;
    stepLog = 0;
    if (freeMean && freeLog) {
      // Jacobi's rotation makes the Hessian diagonal: e1 along (cos, -sin), e2 along (sin, cos).
      double tau = (c - a) / (2 * b);
      double tan = b == 0 ? 0 : Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
      double cos = 1 / Math.sqrt(1 + tan * tan);
      double sin = tan * cos;
      double e1 = Math.abs(a - tan * b);
      double e2 = Math.abs(c + tan * b);
      double extra = damping * Math.max(e1, e2);
      double along1 = quotient(cos * at.mean() - sin * at.logDeviation(), e1 + extra);
      double along2 = quotient(sin * at.mean() + cos * at.logDeviation(), e2 + extra);
      stepMean = -(cos * along1 + sin * along2);
      stepLog = -(cos * along2 - sin * along1);
    } else if (freeMean) {
      stepMean = -quotient(at.mean(), Math.abs(a) * (1 + damping));
    } else if (freeLog) {
      stepLog = -quotient(at.logDeviation(), Math.abs(c) * (1 + damping));
    }
  }

  /** Where there is no curvature, a step as long as the limits allow, and none where it is flat. */
  private static double quotient(double slope, double curvature) {
    return slope == 0 ? 0 : slope / Math.max(curvature, Double.MIN_NORMAL);
  }
}
