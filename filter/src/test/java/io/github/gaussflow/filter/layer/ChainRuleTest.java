/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Section 1 of the paper. */
class ChainRuleTest {

  @Test
  void theExampleHasTheDerivativeOfThePaper() {
    // (3) to (5): y = ln(u), u = x^-4 + x^4.
    Layer inner = new Pointwise(ChainRuleTest::u, x -> -4 * Math.pow(x, -5) + 4 * x * x * x);
    Layer outer = new Pointwise(Math::log, u -> 1 / u);
    Layer chain = Sequential.of(inner, outer);
    double[] x = {0.5, 0.9, 1, 1.7, -2};
    double[] y = new double[x.length];
    double[] gradient = new double[x.length];

    chain.forward(x, x.length, y);
    chain.backward(x, y, new double[] {1, 1, 1, 1, 1}, x.length, gradient, new double[0]);

    for (int i = 0; i < x.length; i++) {
      double t = x[i];
      assertThat(y[i]).isCloseTo(Math.log(u(t)), offset(1e-15));
      // (9)
      double expected = (-4 * Math.pow(t, -5) + 4 * t * t * t) / u(t);
      assertThat(gradient[i]).isCloseTo(expected, offset(1e-14));
    }
    assertThat(GradientCheck.of(chain, x, x.length, new double[] {1, 2, 3, 4, 5}).passes(1e-7))
        .isTrue();
  }

  @Test
  void aVariableThatReachesTheCostOnTwoPathsHasTheSumOfBoth() {
    // (10): z = f(x, y) = 3 x - 2 y with x = 5 t and y = 7 t.
    Layer split = DenseLayer.of(new double[][] {{5}, {7}}, Activation.NONE);
    Layer join = DenseLayer.of(new double[][] {{3, -2}}, Activation.NONE);
    Layer chain = Sequential.of(split, join);
    double[] t = {2};
    double[] z = new double[1];
    double[] byT = new double[1];
    chain.forward(t, 1, z);
    chain.backward(t, z, new double[] {1}, 1, byT, new double[4]);
    assertThat(z).containsExactly(2);
    assertThat(byT).containsExactly(3 * 5 - 2 * 7);
  }

  private static double u(double x) {
    return Math.pow(x, -4) + Math.pow(x, 4);
  }

  /** A function of one number without parameters. */
  private record Pointwise(DoubleUnaryOperator function, DoubleUnaryOperator derivative)
      implements Layer {

    @Override
    public int inputSize() {
      return 1;
    }

    @Override
    public int outputSize() {
      return 1;
    }

    @Override
    public int parameterCount() {
      return 0;
    }

    @Override
    public double[] parameters() {
      return new double[0];
    }

    @Override
    public Layer withParameters(double[] parameters) {
      return this;
    }

    @Override
    public void forward(double[] input, int batch, double[] output) {
      for (int b = 0; b < batch; b++) {
        output[b] = function.applyAsDouble(input[b]);
      }
    }

    @Override
    public void backward(
        double[] input,
        double[] output,
        double[] outputGradient,
        int batch,
        double[] inputGradient,
        double[] parameterGradient) {
      for (int b = 0; b < batch; b++) {
        inputGradient[b] = outputGradient[b] * derivative.applyAsDouble(input[b]);
      }
    }
  }
}
