/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

/** Plain gradient descent: step = -rate gradient. Remembers nothing. */
final class PlainStep implements GradientStep {

  private final double rate;

  PlainStep(double rate) {
    this.rate = rate;
  }

  @Override
  public boolean step(double[] gradient, double[] step) {
    double check = 0;
    for (int k = 0; k < step.length; k++) {
      step[k] = -rate * gradient[k];
      check += 0 * step[k];
    }
    return check == 0;
  }

  @Override
  public int stateLength() {
    return 0;
  }

  @Override
  public void write(double[] state, int from) {}

  @Override
  public void read(double[] state, int from) {}
}
