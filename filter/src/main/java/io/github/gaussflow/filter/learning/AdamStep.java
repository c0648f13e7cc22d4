/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/**
 * Adam: with m = .9 m + .1 g and v = .999 v + .001 g^2, each divided by what their weights sum to
 * so far, step = -rate m / (sqrt(v) + 1e-8).
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam, 2015, algorithm 1</a>
 */
final class AdamStep implements GradientStep {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double rate;
  private final double[] first;
  private final double[] second;
  private double count;

  AdamStep(double rate, int parameters) {
    this.rate = rate;
    this.first = new double[parameters];
    this.second = new double[parameters];
  }

  @Override
  public boolean step(double[] gradient, double[] step) {
    double bias1 = 1 - Math.pow(BETA1, count + 1);
    double bias2 = 1 - Math.pow(BETA2, count + 1);
    double check = 0;
    for (int k = 0; k < step.length; k++) {
      step[k] =
          -rate
              * (nextFirst(gradient, k) / bias1)
              / (Math.sqrt(nextSecond(gradient, k) / bias2) + EPSILON);
      check += 0 * step[k];
    }
    if (check != 0) {
      return false;
    }
    for (int k = 0; k < step.length; k++) {
      first[k] = nextFirst(gradient, k);
      second[k] = nextSecond(gradient, k);
    }
    count++;
    return true;
  }

  private double nextFirst(double[] gradient, int k) {
    return BETA1 * first[k] + (1 - BETA1) * gradient[k];
  }

  private double nextSecond(double[] gradient, int k) {
    return BETA2 * second[k] + (1 - BETA2) * gradient[k] * gradient[k];
  }

  @Override
  public int stateLength() {
    return 1 + 2 * first.length;
  }

  @Override
  public void write(double[] state, int from) {
    state[from] = count;
    System.arraycopy(first, 0, state, from + 1, first.length);
    System.arraycopy(second, 0, state, from + 1 + first.length, second.length);
  }

  @Override
  public void read(double[] state, int from) {
    count = state[from];
    System.arraycopy(state, from + 1, first, 0, first.length);
    System.arraycopy(state, from + 1 + first.length, second, 0, second.length);
  }
}
