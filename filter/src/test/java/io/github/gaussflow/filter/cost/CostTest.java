/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostTest {

  static List<Cost> costs() {
    return List.of(
        MeanSquaredError.instance(),
        new HuberLoss(0.3),
        BinaryCrossEntropy.instance(),
        ExternalCost.instance());
  }

  @ParameterizedTest
  @MethodSource("costs")
  void theGradientIsThatOfTheValue(Cost cost) {
    Random random = new Random(11);
    double[] output = random.doubles(20, 0.05, 0.95).toArray();
    double[] target = random.doubles(20).toArray();
    output[3] = Double.NaN;
    target[7] = Double.NaN;
    double[] gradient = new double[20];
    double[] unused = new double[20];
    double value = cost.evaluate(output, target, gradient);
    assertThat(value).isFinite();
    double h = 1e-6;
    for (int n = 0; n < 20; n++) {
      double[] up = output.clone();
      double[] down = output.clone();
      up[n] += h;
      down[n] -= h;
      double difference =
          (cost.evaluate(up, target, unused) - cost.evaluate(down, target, unused)) / (2 * h);
      assertThat(gradient[n]).isCloseTo(difference, offset(1e-6));
    }
    assertThat(gradient[3]).isZero();
    assertThat(gradient[7]).isZero();
  }

  @ParameterizedTest
  @MethodSource("costs")
  void withoutAnyPairThereIsNoCostAndNoGradient(Cost cost) {
    double[] gradient = {1, 1};
    double[] missing = {Double.NaN, Double.NaN};
    assertThat(cost.evaluate(missing, new double[2], gradient)).isNaN();
    assertThat(gradient).containsExactly(0, 0);
    assertThat(cost.evaluate(new double[0], new double[0], new double[0])).isNaN();
  }

  @ParameterizedTest
  @MethodSource("costs")
  void arraysOfAnotherLengthAreRefused(Cost cost) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cost.evaluate(new double[2], new double[3], new double[2]))
        .withMessage("target must have 2 entries like output, but has 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cost.evaluate(new double[2], new double[2], new double[1]))
        .withMessage("output gradient must have 2 entries like output, but has 1");
  }

  @Test
  void theMeanSquaredErrorIsTheMeanOfTheSquares() {
    double[] gradient = new double[2];
    double value =
        MeanSquaredError.instance().evaluate(new double[] {1, 5}, new double[] {3, 4}, gradient);
    assertThat(value).isEqualTo(2.5);
    assertThat(gradient).containsExactly(-2, 1);
  }

  @Test
  void hubersLossIsQuadraticAndThenLinear() {
    HuberLoss huber = new HuberLoss(2);
    assertThat(huber.loss(1, 0)).isEqualTo(0.5);
    assertThat(huber.loss(2, 0)).isEqualTo(2);
    assertThat(huber.loss(-10, 0)).isEqualTo(18);
    assertThat(huber.lossGradient(1e300, 0)).isEqualTo(2);
    assertThat(huber.lossGradient(-3, 0)).isEqualTo(-2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HuberLoss(Double.NaN))
        .withMessage("delta must be positive and finite, but is NaN");
  }

  @Test
  void crossEntropyStaysFiniteWhereASigmoidHasSaturated() {
    Cost cost = BinaryCrossEntropy.instance();
    assertThat(cost.loss(0, 1)).isEqualTo(100);
    assertThat(cost.loss(1, 1)).isZero();
    assertThat(cost.lossGradient(0, 1)).isEqualTo(-1e12);
    assertThat(cost.lossGradient(1, 1)).isZero();
    assertThat(cost.loss(0.5, 0)).isCloseTo(Math.log(2), offset(1e-15));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cost.loss(1.5, 1))
        .withMessage("output must be between 0 and 1, but is 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cost.lossGradient(0.5, -1))
        .withMessage("target must be between 0 and 1, but is -1.0");
  }

  @Test
  void aGradientFromOutsideIsHandedOnAsItIs() {
    double[] gradient = new double[3];
    double value =
        ExternalCost.instance()
            .evaluate(new double[] {1, 2, 3}, new double[] {0.1, -7, 1e300}, gradient);
    assertThat(gradient).containsExactly(0.1, -7, 1e300);
    assertThat(value).isEqualTo(3e300);
  }
}
