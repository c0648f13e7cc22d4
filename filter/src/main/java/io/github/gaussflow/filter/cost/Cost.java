/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.cost;

/**
 * A cost C of the outputs O of a network, the mean of a loss l over the pairs of output and target:
 *
 * <pre>C = (1/P) sum over n of l(O(n), T(n)),   dC/dO(n) = (1/P) dl/dO(n)</pre>
 *
 * <p>with P the number of pairs of which neither is NaN. A pair with NaN is a missing sample: it
 * does not count and its gradient is zero. Without any pair the cost is NaN and the gradient zero.
 */
public interface Cost {

  /** The loss l of one output. */
  double loss(double output, double target);

  /** dl/d output. */
  double lossGradient(double output, double target);

  /**
   * The cost and its gradient (13), with which back-propagation starts.
   *
   * @param output O(n)
   * @param target T(n), as many
   * @param outputGradient dC/dO(n), as many, overwritten; may be neither of the others
   * @return C
   * @throws IllegalArgumentException if the arrays differ in length
   */
  default double evaluate(double[] output, double[] target, double[] outputGradient) {
    requireLength("target", target, output.length);
    requireLength("output gradient", outputGradient, output.length);
    int pairs = 0;
    double sum = 0;
    for (int n = 0; n < output.length; n++) {
      if (Double.isNaN(output[n]) || Double.isNaN(target[n])) {
        outputGradient[n] = 0;
      } else {
        pairs++;
        sum += loss(output[n], target[n]);
        outputGradient[n] = lossGradient(output[n], target[n]);
      }
    }
    if (pairs == 0) {
      return Double.NaN;
    }
    for (int n = 0; n < output.length; n++) {
      outputGradient[n] /= pairs;
    }
    return sum / pairs;
  }

  private static void requireLength(String name, double[] array, int length) {
    if (array.length != length) {
      throw new IllegalArgumentException(
          "%s must have %d entries like output, but has %d".formatted(name, length, array.length));
    }
  }
}
