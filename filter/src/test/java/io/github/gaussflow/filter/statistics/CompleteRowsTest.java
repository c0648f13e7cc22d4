/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CompleteRowsTest {

  /** Targets at all times change no row, and are looked at sample by sample. */
  @Property(tries = 500, seed = "31")
  void whatOnePassTellsIsWhatALookAtEachSampleTells(@ForAll long seed) {
    Random random = new Random(seed);
    KernelSupport support = new KernelSupport(random.nextInt(5), random.nextInt(5));
    double[] values = new double[1 + random.nextInt(40)];
    double[] targets = new double[values.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
    }
    if (random.nextBoolean()) {
      double[] odd = {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.0};
      values[random.nextInt(values.length)] = odd[random.nextInt(odd.length)];
    }
    int from = random.nextInt(values.length);
    int to = from + random.nextInt(values.length - from + 1);

    CompleteRows rows = CompleteRows.of(support, values, null, from, to);
    CompleteRows expected = CompleteRows.of(support, values, targets, from, to);

    assertThat(rows.count()).isEqualTo(expected.count());
    assertThat(rows.runs()).isEqualTo(expected.runs());
    for (int run = 0; run < rows.runs(); run++) {
      assertThat(rows.first(run)).isEqualTo(expected.first(run));
      assertThat(rows.last(run)).isEqualTo(expected.last(run));
    }
    assertThat(Double.compare(rows.meanOf(values), expected.meanOf(values))).isZero();
    assertThat(Double.compare(rows.largestOf(values), expected.largestOf(values))).isZero();
  }
}
