/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SavableRandomTest {

  private static final int COUNT = 200_000;

  @Test
  void isTheSplitMixOfJava() {
    SplittableRandom expected = new SplittableRandom(1_234_567);
    SavableRandom random = new SavableRandom(1_234_567);
    for (int n = 0; n < 100; n++) {
      assertThat(random.nextLong()).isEqualTo(expected.nextLong());
    }
  }

  @Test
  void goesOnFromItsState() {
    SavableRandom random = new SavableRandom(7);
    random.nextGaussian();
    SavableRandom other = new SavableRandom(random.state());
    assertThat(other.nextGaussian()).isEqualTo(random.nextGaussian());
    assertThat(other.nextLong()).isEqualTo(random.nextLong());
  }

  /** Bounds of 5 standard errors; the fixed seed leaves no chance. */
  @Test
  void itsNormalNumbersHaveTheMomentsOfANormalDistribution() {
    SavableRandom random = new SavableRandom(1);
    double[] moments = new double[5];
    for (int n = 0; n < COUNT; n++) {
      double x = random.nextGaussian();
      double power = 1;
      for (int k = 0; k < moments.length; k++) {
        moments[k] += power / COUNT;
        power *= x;
      }
    }
    double error = 5 / Math.sqrt(COUNT);
    assertThat(moments[1]).isCloseTo(0, within(error));
    assertThat(moments[2]).isCloseTo(1, within(error * Math.sqrt(2)));
    assertThat(moments[3]).isCloseTo(0, within(error * Math.sqrt(15)));
    assertThat(moments[4]).isCloseTo(3, within(error * Math.sqrt(96)));
  }

  @Test
  void aNumberOfASeedIsThereWithoutThoseBefore() {
    SavableRandom random = new SavableRandom(-3);
    for (int n = 0; n < 100; n++) {
      assertThat(SavableRandom.uniform(-3, n)).isEqualTo(random.nextDouble());
    }
  }

  @Test
  void seedsAndNumbersGiveSeedsOfTheirOwn() {
    assertThat(
            new long[] {
              SavableRandom.seed(0, 0),
              SavableRandom.seed(0, 1),
              SavableRandom.seed(1, 0),
              SavableRandom.seed(1, 1)
            })
        .doesNotHaveDuplicates()
        .doesNotContain(0);
  }
}
