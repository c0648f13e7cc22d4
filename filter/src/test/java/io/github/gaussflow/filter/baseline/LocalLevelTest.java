/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import static io.github.gaussflow.filter.GoldenFiles.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.filter.GoldenFiles;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalLevelTest {

  /** Durbin and Koopman, section 2.10.3: q = 0.0973, var e = 15099, var u = 1469.1. */
  @Test
  void findsThePublishedVariancesOfTheNile() {
    double[] nile = nile();
    LocalLevel fitted = LocalLevel.fit(nile, 0);
    double noise = fitted.noiseVariance(nile);
    assertThat(fitted.ratio()).isCloseTo(0.0973, within(5e-5));
    assertThat(noise).isCloseTo(15099, within(0.6));
    assertThat(noise * fitted.ratio()).isCloseTo(1469.1, within(0.1));
  }

  /** The forecast for the year after, 798.37, as R's StructTS and others print it. */
  @Test
  void forecastsTheKnownLevelOfTheNile() {
    double[] nile = nile();
    double[] levels = LocalLevel.of(1469.1 / 15099, 0).filter(nile);
    assertThat(levels[99]).isCloseTo(798.37, within(0.01));
  }

  @Test
  void findsTheRatioThatMadeTheSeries() {
    Random random = new Random(7);
    double[] samples = new double[20_000];
    double level = 0;
    for (int n = 0; n < samples.length; n++) {
      level += 0.5 * random.nextGaussian();
      samples[n] = n % 10 == 3 ? Double.NaN : level + random.nextGaussian();
    }
    LocalLevel fitted = LocalLevel.fit(samples, 0);
    // The standard error is about 3 % of q, 1 % of the variance: four of it at most.
    assertThat(fitted.ratio()).isCloseTo(0.25, within(0.03));
    assertThat(fitted.noiseVariance(samples)).isCloseTo(1, within(0.05));
  }

  @Test
  void smallestRatioWhereNothingCanBeSaid() {
    for (double[] samples :
        List.of(
            new double[0], new double[] {1}, new double[] {Double.NaN}, new double[] {2, 2, 2})) {
      assertThat(LocalLevel.fit(samples, 2).ratio()).isCloseTo(1e-10, within(1e-15));
    }
    assertThat(LocalLevel.of(1, 0).logLikelihood(new double[] {1})).isNaN();
    assertThat(LocalLevel.of(1, 0).noiseVariance(new double[] {1})).isNaN();
  }

  private static double[] nile() {
    for (JsonNode golden : GoldenFiles.reference("baselines.json")) {
      if (golden.get("x").get(0).asDouble() == 1120) {
        return numbers(golden.get("x"));
      }
    }
    throw new AssertionError("the Nile is missing");
  }
}
