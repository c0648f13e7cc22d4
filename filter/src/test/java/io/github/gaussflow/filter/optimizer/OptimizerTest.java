/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every optimizer holds, and the first steps of each by hand. */
class OptimizerTest {

  static List<Optimizer> optimizers() {
    return List.of(new GradientDescent(0.1), Momentum.of(0.02), RmsProp.of(0.02), Adam.of(0.05));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void findsTheMinimumOfABowl(Optimizer optimizer) {
    double[] theta = {3, -2};
    double[] state = optimizer.initialState(2);
    for (int i = 0; i < 3000; i++) {
      optimizer.step(theta, bowl(theta), state);
    }
    // RMSProp circles the minimum at the distance of its rate.
    assertThat(theta).containsExactly(new double[] {1, 0.5}, offset(0.03));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void stepsGoOnFromACopiedStateBitForBit(Optimizer optimizer) {
    double[] theta = {3, -2};
    double[] state = optimizer.initialState(2);
    assertThat(state).isEqualTo(new double[optimizer.stateSize(2)]);
    for (int i = 0; i < 10; i++) {
      optimizer.step(theta, bowl(theta), state);
    }
    double[] thetaCopy = theta.clone();
    double[] stateCopy = state.clone();
    for (int i = 0; i < 10; i++) {
      double length = optimizer.step(theta, bowl(theta), state);
      assertThat(optimizer.step(thetaCopy, bowl(thetaCopy), stateCopy)).isEqualTo(length);
    }
    assertThat(thetaCopy).containsExactly(theta);
    assertThat(stateCopy).containsExactly(state);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aGradientThatIsNotFiniteLeavesEverythingAsItWas(Optimizer optimizer) {
    double[] theta = {3, -2};
    double[] state = optimizer.initialState(2);
    optimizer.step(theta, bowl(theta), state);
    double[] thetaBefore = theta.clone();
    double[] stateBefore = state.clone();
    for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> optimizer.step(theta, new double[] {1, bad}, state))
          .withMessage("gradient[1] must be finite, but is " + bad);
      assertThat(theta).containsExactly(thetaBefore);
      assertThat(state).containsExactly(stateBefore);
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void aStepReturnsItsLength(Optimizer optimizer) {
    double[] theta = {3, -2};
    double length = optimizer.step(theta, bowl(theta), optimizer.initialState(2));
    assertThat(length).isCloseTo(Math.hypot(theta[0] - 3, theta[1] + 2), offset(1e-15));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void arraysOfAnotherLengthAreRefused(Optimizer optimizer) {
    double[] state = optimizer.initialState(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> optimizer.step(new double[2], new double[3], state))
        .withMessage("gradient must have 2 entries, but has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> optimizer.step(new double[2], new double[2], new double[state.length + 1]))
        .withMessageStartingWith("state must have " + state.length + " entries");
  }

  @Test
  void aStepBeyondTheDoublesIsRefused() {
    double[] theta = {1, 1e308};
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GradientDescent(10).step(theta, new double[] {1, -1e308}, new double[0]))
        .withMessageContaining("parameters[1] must stay finite");
    assertThat(theta).containsExactly(1, 1e308);
  }

  @Test
  void theFirstStepsAreThoseOfTheFormulas() {
    double[] g1 = {2};
    double[] g2 = {-1};
    assertThat(after(new GradientDescent(0.5), g1, g2)).isEqualTo(-0.5);
    // v = 2, then 0.9 * 2 - 1 = 0.8.
    assertThat(after(Momentum.of(0.5), g1, g2)).isCloseTo(-1.4, offset(1e-15));
    // v = 0.01 * 4 = 0.04, then 0.99 * 0.04 + 0.01 = 0.0496.
    assertThat(after(new RmsProp(0.5, 0.99, 1e-8), g1, g2))
        .isCloseTo(-1 / (0.2 + 1e-8) + 0.5 / (Math.sqrt(0.0496) + 1e-8), offset(1e-13));
    // m = 0.2, v = 0.004; then m = 0.08, v = 0.004996.
    double m = 0.08 / (1 - 0.81);
    double v = 0.004996 / (1 - 0.999 * 0.999);
    assertThat(after(Adam.of(0.5), g1, g2))
        .isCloseTo(-0.5 * 2 / (2 + 1e-8) - 0.5 * m / (Math.sqrt(v) + 1e-8), offset(1e-12));
  }

  @Test
  void settingsOutsideTheirRangeAreRefusedByNameAndValue() {
    refuses("rate must be positive and finite, but is 0.0", () -> new GradientDescent(0));
    refuses("rate must be positive and finite, but is NaN", () -> Momentum.of(Double.NaN));
    refuses("momentum must be in [0, 1), but is 1.0", () -> new Momentum(1, 1));
    refuses("decay must be in [0, 1), but is NaN", () -> new RmsProp(1, Double.NaN, 1));
    refuses("epsilon must be positive and finite, but is 0.0", () -> new RmsProp(1, 0.9, 0));
    refuses("beta1 must be in [0, 1), but is -0.1", () -> new Adam(1, -0.1, 0.9, 1e-8));
    refuses("beta2 must be in [0, 1), but is 2.0", () -> new Adam(1, 0.9, 2, 1e-8));
  }

  private static void refuses(String message, Supplier<Optimizer> settings) {
    assertThatIllegalArgumentException().isThrownBy(settings::get).withMessage(message);
  }

  private static double after(Optimizer optimizer, double[]... gradients) {
    double[] theta = {0};
    double[] state = optimizer.initialState(1);
    for (double[] gradient : gradients) {
      optimizer.step(theta, gradient, state);
    }
    return theta[0];
  }

  /** The gradient of (x - 1)^2 + 2 (y - 1/2)^2. */
  private static double[] bowl(double[] theta) {
    return new double[] {2 * (theta[0] - 1), 4 * (theta[1] - 0.5)};
  }
}
