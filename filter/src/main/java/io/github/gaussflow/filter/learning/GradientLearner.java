/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelDerivatives;
import io.github.gaussflow.filter.objective.CostDerivatives;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.optimizer.Optimizer;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseCorrelation;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a first-order optimizer on (mu, ln sigma) for each window, along the gradient of the
 * window's cost divided by its G00, so that learning rates have no unit.
 *
 * <p>A step is limited as those of Newton, |step mu| to 2 max(1, sigma) and |step rho| to 1, and
 * projected to the bounds. State: the parameters, the noise, and what the optimizer remembers.
 */
final class GradientLearner implements WindowLearner {

  private static final double GRADIENT_LIMIT = 1e100;

  private final LearnerSettings settings;
  private final ParameterBounds bounds;
  private final Objective objective;
  private final QuadraticCost cost;
  private final KernelDerivatives kernel;
  private final CostDerivatives at = new CostDerivatives();
  private final Optimizer optimizer;
  private final double[] memory;
  private final double[] gradient = new double[2];
  private final double[] theta = new double[2];
  private final GivenNoise given;
  private GaussianParameters parameters;
  private double noiseVariance = Double.NaN;

  GradientLearner(LearnerSettings settings, Optimizer optimizer) {
    this.settings = settings;
    this.bounds = settings.bounds();
    this.objective = settings.newObjective();
    this.cost = new QuadraticCost(settings.support());
    this.kernel = new KernelDerivatives(settings.support());
    this.optimizer = optimizer;
    this.memory = optimizer.initialState(theta.length);
    this.given = new GivenNoise(settings);
    this.parameters = settings.initialParameters();
  }

  @Override
  public LearningStep learn(LagStatistics window) {
    return learn(window, given.model());
  }

  @Override
  public LearningStep learn(LagStatistics window, NoiseModel noise) {
    LearnerState.requireSuitable(settings, window);
    Optional<SkipReason> reason = SkipReason.of(window);
    if (reason.isPresent()) {
      return skip(reason.get(), window);
    }
    NoiseModel fitted = noise.fit(window);
    objective.prepare(window, fitted, cost);
    objective.kernel().derivatives(parameters, kernel);
    cost.derivatives(kernel, parameters.standardDeviation(), at);
    gradient[0] = bounds.fixesMean() ? 0 : at.mean() / cost.power();
    gradient[1] = bounds.fixesDeviation() ? 0 : at.logDeviation() / cost.power();
    // Relative to the window's power a gradient beyond the limit is not one of a cost.
    if (!Double.isFinite(at.value())
        || !(Math.abs(gradient[0]) < GRADIENT_LIMIT && Math.abs(gradient[1]) < GRADIENT_LIMIT)) {
      return skip(SkipReason.NOT_FINITE, window);
    }
    theta[0] = 0;
    theta[1] = 0;
    optimizer.step(theta, gradient, memory);
    double reach = 2 * Math.max(1, parameters.standardDeviation());
    double move = Math.max(-reach, Math.min(reach, theta[0]));
    double factor = Math.exp(Math.max(-1, Math.min(1, theta[1])));
    parameters = bounds.clip(parameters.mean() + move, parameters.standardDeviation() * factor);
    given.accept(noise);
    noiseVariance = fitted.variance();
    return new LearningStep(
        parameters,
        bank(),
        at.value(),
        at.mean(),
        at.logDeviation(),
        noiseInUse(),
        NoiseCorrelation.of(window),
        Math.round(window.weight()),
        Double.NaN,
        boundsReached(),
        Optional.empty());
  }

  /** What is estimated is so from the last window alone, of which its variance is remembered. */
  private NoiseModel noiseInUse() {
    NoiseModel model = given.model();
    boolean known = model.isEstimated() && !Double.isNaN(noiseVariance);
    return known ? NoiseModel.white(noiseVariance) : model;
  }

  private LearningStep skip(SkipReason reason, LagStatistics window) {
    return LearningStep.skip(
        reason, parameters, bank(), noiseInUse(), window.weight(), Double.NaN, boundsReached());
  }

  private Set<ParameterBound> boundsReached() {
    return bounds.reached(parameters, objective.needsTarget());
  }

  @Override
  public GaussianParameters parameters() {
    return parameters;
  }

  @Override
  public GaussianBank bank() {
    return GaussianBank.of(parameters);
  }

  @Override
  public double[] state() {
    double[] state = new double[optimizerState() + memory.length];
    LearnerState.write(settings, state);
    state[LearnerState.HEADER] = parameters.mean();
    state[LearnerState.HEADER + 1] = parameters.standardDeviation();
    state[LearnerState.HEADER + 2] = noiseVariance;
    given.write(state, LearnerState.HEADER + 3);
    System.arraycopy(memory, 0, state, optimizerState(), memory.length);
    return state;
  }

  private int optimizerState() {
    return LearnerState.HEADER + 3 + given.stateLength();
  }

  @Override
  public void restore(double[] state) {
    LearnerState.requireHeader(settings, state);
    LearnerState.requireLength(state, optimizerState() + memory.length);
    double mean = state[LearnerState.HEADER];
    double deviation = state[LearnerState.HEADER + 1];
    LearnerState.requireParameters(mean, deviation);
    given.read(state, LearnerState.HEADER + 3);
    parameters = bounds.clip(mean, deviation);
    noiseVariance = state[LearnerState.HEADER + 2];
    System.arraycopy(state, optimizerState(), memory, 0, memory.length);
  }
}
