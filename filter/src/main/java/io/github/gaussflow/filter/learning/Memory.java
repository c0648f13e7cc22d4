/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * What one forgetting factor has learned: statistics, the best single Gaussian, the bank, a score.
 *
 * <p>Written as: the factor, mean, standard deviation, score; where there may be several kernels,
 * their number and for each a weight, a mean and a standard deviation; the statistics.
 */
final class Memory {

  private static final int FIXED = 4;

  final double factor;
  private final int kernels;
  private final KernelSupport support;
  final Candidate candidate = new Candidate();
  final double[] taps;
  LagStatistics sums;
  LagStatistics next;
  GaussianParameters parameters;
  GaussianBank bank;
  double score;

  Memory(double factor, LearnerSettings settings) {
    this.factor = factor;
    this.kernels = settings.kernels();
    this.support = settings.support();
    this.taps = new double[support.taps()];
    this.sums = settings.newStatistics();
    this.next = settings.newStatistics();
    this.parameters = settings.initialParameters();
    setBank(settings.initialBank());
  }

  /** Takes a bank with its taps. */
  void setBank(GaussianBank newBank) {
    bank = newBank;
    bank.taps(support, taps);
  }

  /** Whether the bank is more than the single Gaussian. */
  boolean isSigned() {
    return bank.components().size() > 1;
  }

  int stateLength() {
    return FIXED + bankLength() + sums.stateLength();
  }

  private int bankLength() {
    return kernels == 1 ? 0 : 1 + 3 * kernels;
  }

  void write(double[] state, int from) {
    state[from] = factor;
    state[from + 1] = parameters.mean();
    state[from + 2] = parameters.standardDeviation();
    state[from + 3] = score;
    int at = from + FIXED;
    if (kernels > 1) {
      state[at++] = bank.components().size();
      for (GaussianBank.Component component : bank.components()) {
        state[at++] = component.weight();
        state[at++] = component.parameters().mean();
        state[at++] = component.parameters().standardDeviation();
      }
    }
    sums.write(state, from + FIXED + bankLength());
  }

  /** Throws unless this factor wrote the state; changes nothing but a buffer. */
  void require(double[] state, int from) {
    if (state[from] != factor) {
      throw LearnerState.savedUnderOthers("forgetting factor", state[from], factor);
    }
    LearnerState.requireParameters(state[from + 1], state[from + 2]);
    parseBank(state, from);
    next.restore(state, from + FIXED + bankLength(), next.stateLength());
  }

  /** Takes what {@link #require} has checked. */
  void read(double[] state, int from, ParameterBounds bounds) {
    sums.assign(next);
    parameters = bounds.clip(state[from + 1], state[from + 2]);
    GaussianBank read = parseBank(state, from);
    boolean inside = true;
    for (GaussianBank.Component component : read.components()) {
      GaussianParameters each = component.parameters();
      inside &= each.equals(bounds.clip(each.mean(), each.standardDeviation()));
    }
    setBank(inside && kernels > 1 ? read : GaussianBank.of(parameters));
    score = state[from + 3];
  }

  private GaussianBank parseBank(double[] state, int from) {
    if (kernels == 1) {
      return GaussianBank.of(new GaussianParameters(state[from + 1], state[from + 2]));
    }
    int at = from + FIXED;
    double size = state[at++];
    if (!(size >= 1 && size <= kernels) || size != Math.rint(size)) {
      throw new IllegalArgumentException(
          "learner state must have 1 to %d kernels, but has %s".formatted(kernels, size));
    }
    List<GaussianBank.Component> components = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      LearnerState.requireParameters(state[at + 1], state[at + 2]);
      components.add(
          new GaussianBank.Component(
              state[at], new GaussianParameters(state[at + 1], state[at + 2])));
      at += 3;
    }
    return new GaussianBank(components);
  }
}
