/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankTextTest {

  @Test
  void readsWhatItWritesToTheLastBit() {
    Random random = new Random(3);
    for (int turn = 0; turn < 500; turn++) {
      List<GaussianBank.Component> components = new ArrayList<>();
      double left = 1;
      for (int k = random.nextInt(4); k >= 0; k--) {
        double weight = k == 0 ? left : random.nextGaussian();
        left -= weight;
        double scale = Math.pow(10, random.nextInt(25) - 12);
        components.add(
            new GaussianBank.Component(
                weight,
                new GaussianParameters(
                    random.nextGaussian() * scale, random.nextDouble() * scale + 1e-20)));
      }
      GaussianBank bank = new GaussianBank(components);
      assertThat(BankText.parse(BankText.of(bank))).contains(bank);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 x (0, 2",
        "1 x (0, 2) +",
        "1 x (0, 2) 1 x (0, 2)",
        "x (0, 2)",
        "1 x (0, 0)",
        "1 x (0)",
        "0.5 x (0, 2)",
        "1..0 x (0, 2)",
        "NaN x (0, 2)",
        "1 x (0, 2)) + 0 x (0, 1)"
      })
  void takesNothingElse(String text) {
    assertThat(BankText.parse(text)).isEmpty();
  }
}
