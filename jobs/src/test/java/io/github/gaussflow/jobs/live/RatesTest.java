/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {

  private final Rates rates = new Rates();

  private Rates.PerSecond at(long millis, long in, long out) {
    return rates.at(millis, new LiveStatus.Counts(in, out, 0, 0, 0));
  }

  @Test
  void isOverTheLastSeconds() {
    assertThat(at(0, 0, 0).in()).isNaN();
    assertThat(at(1_000, 100, 50)).isEqualTo(new Rates.PerSecond(100, 50));
    for (int second = 2; second <= 20; second++) {
      at(second * 1_000, 100 + 10 * second, 50);
    }
    assertThat(at(21_000, 310, 50)).isEqualTo(new Rates.PerSecond(10, 0));
  }

  @Test
  void beginsAgainWhereARestartTookCountsBack() {
    at(0, 1_000, 1_000);
    at(1_000, 2_000, 2_000);
    assertThat(at(2_000, 1_500, 1_500).in()).isNaN();
    assertThat(at(3_000, 1_600, 1_550)).isEqualTo(new Rates.PerSecond(100, 50));
  }
}
