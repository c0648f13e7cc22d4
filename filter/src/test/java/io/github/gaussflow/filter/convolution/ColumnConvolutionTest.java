/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ColumnConvolutionTest {

  /** To the bit, since the order of the additions is stated. */
  @Property(tries = 300, seed = "7611")
  void addsInTheOrderThatIsStated(@ForAll long seed) {
    Random random = new Random(seed);
    int taps = 1 + random.nextInt(random.nextBoolean() ? 40 : 200);
    int count = random.nextInt(random.nextBoolean() ? 40 : 1_300);
    int newest = taps - 1 + random.nextInt(9);
    int first = random.nextInt(9);
    double[] x = random.doubles(newest + count + random.nextInt(3), -1, 1).toArray();
    double[] g = random.doubles(taps, -1, 1).toArray();
    double[] out = random.doubles(first + count + random.nextInt(9), -1, 1).toArray();
    if (random.nextBoolean() && x.length > 0) { // what one of them reaches, and nothing else
      double[] special = {Double.NaN, Double.POSITIVE_INFINITY, -0.0};
      x[random.nextInt(x.length)] = special[random.nextInt(special.length)];
    }
    double[] expected = out.clone();

    int done = ColumnConvolution.add(x, newest, g, out, first, count);

    assertThat(done).isEqualTo(count - count % 8);
    for (int j = 0; j < done; j++) {
      expected[first + j] = inOrder(x, newest + j, g, expected[first + j]);
    }
    assertThat(out).as("%d taps, %d outputs", taps, count).containsExactly(expected);
  }

  /** The products of each four taps by themselves, then of those that are left one by one. */
  private static double inOrder(double[] x, int newest, double[] taps, double start) {
    double sum = start;
    int k = 0;
    for (; k + 4 <= taps.length; k += 4) {
      double four = taps[k] * x[newest - k];
      for (int m = k + 1; m < k + 4; m++) {
        four += taps[m] * x[newest - m];
      }
      sum += four;
    }
    for (; k < taps.length; k++) {
      sum += taps[k] * x[newest - k];
    }
    return sum;
  }
}
