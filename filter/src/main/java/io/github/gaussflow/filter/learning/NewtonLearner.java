/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.CostDerivatives;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Newton steps on the statistics of all windows so far, remembered with several forgetting factors.
 *
 * <p>Each factor f keeps statistics A, its parameters and a score S. A window is first used to
 * judge: with v the cost of the window at the parameters of each factor, S becomes decay S + (v -
 * min v) / G00, and the factor with the lowest score is in use. Then A becomes f A + window for
 * each, and its parameters are searched anew. A signal that stays as it is earns the long memory
 * its accuracy; one that changes finds a short memory already there.
 *
 * <p>State: for each factor A, two parameters and a score; the factor in use; the noise variance;
 * the noise given.
 */
final class NewtonLearner implements WindowLearner {

  /** One forgetting factor with what it has learned. */
  private static final class Memory {
    final double factor;
    LagStatistics sums;
    LagStatistics next;
    GaussianParameters parameters;
    double score;
    final Candidate candidate = new Candidate();

    Memory(double factor, LearnerSettings settings) {
      this.factor = factor;
      this.sums = settings.newStatistics();
      this.next = settings.newStatistics();
      this.parameters = settings.initialParameters();
    }
  }

  private final LearnerSettings settings;
  private final ParameterBounds bounds;
  private final Objective objective;
  private final QuadraticCost cost;
  private final DampedNewton newton;
  private final ParameterSearch search;
  private final Memory[] memories;
  private final double[] values;
  private final GivenNoise given;
  private int current;
  private double noiseVariance = Double.NaN;

  NewtonLearner(LearnerSettings settings) {
    KernelSupport support = settings.support();
    this.settings = settings;
    this.bounds = settings.bounds();
    this.objective = settings.newObjective();
    this.cost = new QuadraticCost(support);
    this.newton = new DampedNewton(support, objective.kernel());
    this.search =
        objective.needsTarget() || objective.highestMean(support) > 0
            ? new LagSearch(support, objective.kernel(), bounds, newton)
            : new AnchoredSearch(support, objective, bounds, newton);
    this.given = new GivenNoise(settings);
    double[] factors = settings.forgettingFactors();
    this.memories = new Memory[factors.length];
    this.values = new double[factors.length];
    for (int k = 0; k < factors.length; k++) {
      memories[k] = new Memory(factors[k], settings);
    }
  }

  @Override
  public LearningStep learn(LagStatistics window) {
    return learn(window, given.model());
  }

  @Override
  public LearningStep learn(LagStatistics window, NoiseModel noise) {
    settings.requireSuitable(window);
    Optional<SkipReason> reason = SkipReason.of(window);
    if (reason.isPresent()) {
      return skip(reason.get(), window);
    }
    for (Memory memory : memories) {
      memory.next.assign(memory.sums);
      memory.next.scale(memory.factor);
      memory.next.combine(window);
      if (!memory.next.isFinite()) {
        return skip(SkipReason.NOT_FINITE, window);
      }
    }
    objective.prepare(window, noise.fit(memories[0].next), cost);
    double power = cost.power();
    for (int k = 0; k < memories.length; k++) {
      GaussianParameters learned = memories[k].parameters;
      values[k] = newton.value(cost, learned.mean(), learned.standardDeviation());
    }
    GaussianParameters before = parameters();
    CostDerivatives judged = newton.derivatives(cost, before.mean(), before.standardDeviation());
    double value = judged.value();
    double gradientMean = judged.mean();
    double gradientLog = judged.logDeviation();
    if (!Double.isFinite(value + gradientMean + gradientLog)) {
      return skip(SkipReason.NOT_FINITE, window);
    }

    // Nothing can fail from here on: each search keeps the previous parameters where it finds none.
    given.accept(noise);
    updateScores(power);
    for (Memory memory : memories) {
      LagStatistics sums = memory.next;
      memory.next = memory.sums;
      memory.sums = sums;
      NoiseModel fitted = noise.fit(sums);
      objective.prepare(sums, fitted, cost);
      Candidate candidate = memory.candidate;
      candidate.set(memory.parameters.mean(), memory.parameters.standardDeviation(), Double.NaN);
      search.search(cost, fitted.chanceVariance(), sums.weight(), candidate);
      memory.parameters = new GaussianParameters(candidate.mean, candidate.deviation);
      if (memory == memories[current]) {
        noiseVariance = fitted.variance();
      }
    }
    return new LearningStep(
        parameters(),
        value,
        gradientMean,
        gradientLog,
        noiseVariance,
        Math.round(window.weight()),
        memories[current].factor,
        Optional.empty());
  }

  private LearningStep skip(SkipReason reason, LagStatistics window) {
    return LearningStep.skip(
        reason, parameters(), noiseVariance, window.weight(), memories[current].factor);
  }

  private void updateScores(double power) {
    double least = Arrays.stream(values).min().getAsDouble();
    current = 0;
    for (int k = 0; k < memories.length; k++) {
      memories[k].score = settings.scoreDecay() * memories[k].score + (values[k] - least) / power;
      if (memories[k].score < memories[current].score) {
        current = k;
      }
    }
  }

  @Override
  public GaussianParameters parameters() {
    return memories[current].parameters;
  }

  @Override
  public double[] state() {
    double[] state = new double[stateLength()];
    LearnerState.write(settings, state);
    int at = LearnerState.HEADER;
    state[at++] = memories.length;
    state[at++] = current;
    state[at++] = noiseVariance;
    given.write(state, at);
    at += given.stateLength();
    for (Memory memory : memories) {
      state[at++] = memory.factor;
      state[at++] = memory.parameters.mean();
      state[at++] = memory.parameters.standardDeviation();
      state[at++] = memory.score;
      double[] sums = memory.sums.state();
      System.arraycopy(sums, 0, state, at, sums.length);
      at += sums.length;
    }
    return state;
  }

  private int stateLength() {
    return memoryState() + memories.length * (4 + memories[0].sums.state().length);
  }

  private int memoryState() {
    return LearnerState.HEADER + 3 + given.stateLength();
  }

  @Override
  public void restore(double[] state) {
    int length = stateLength();
    LearnerState.requireHeader(settings, state);
    if (state.length > LearnerState.HEADER && state[LearnerState.HEADER] != memories.length) {
      throw new IllegalArgumentException(
          "learner state must have %d forgetting factors, but has %s"
              .formatted(memories.length, state[LearnerState.HEADER]));
    }
    LearnerState.requireLength(state, length);
    given.require(state, LearnerState.HEADER + 3);
    int each = (length - memoryState()) / memories.length;
    int at = memoryState();
    for (Memory memory : memories) {
      if (state[at] != memory.factor) {
        throw new IllegalArgumentException(
            "learner state must have the forgetting factor %s, but has %s"
                .formatted(memory.factor, state[at]));
      }
      LearnerState.requireParameters(state[at + 1], state[at + 2]);
      memory.next.restore(Arrays.copyOfRange(state, at + 4, at + each));
      at += each;
    }
    int used = (int) state[LearnerState.HEADER + 1];
    if (used != state[LearnerState.HEADER + 1] || used < 0 || used >= memories.length) {
      throw new IllegalArgumentException(
          "learner state must name a forgetting factor in use, but names "
              + state[LearnerState.HEADER + 1]);
    }
    given.read(state, LearnerState.HEADER + 3);
    at = memoryState();
    for (Memory memory : memories) {
      memory.sums.assign(memory.next);
      memory.parameters = bounds.clip(state[at + 1], state[at + 2]);
      memory.score = state[at + 3];
      at += each;
    }
    current = used;
    noiseVariance = state[LearnerState.HEADER + 2];
  }
}
