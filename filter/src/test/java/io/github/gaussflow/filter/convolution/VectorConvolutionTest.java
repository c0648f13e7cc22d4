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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bound between the two implementations is zero: the same bits. Needs the module. */
class VectorConvolutionTest {

  private static final Convolution PLAIN = new PlainConvolution();

  private final Convolution vector = Vectorization.vector();

  @net.jqwik.api.Tag("vector")
  @Property(tries = 2_000, seed = "9402")
  void givesTheBitsOfPlainJava(@ForAll long seed) {
    Random random = new Random(seed);
    int taps = 1 + random.nextInt(random.nextBoolean() ? 40 : 300);
    int count = random.nextInt(10) == 0 ? 500 + random.nextInt(600) : random.nextInt(80);
    int newest = taps - 1 + random.nextInt(9);
    int first = random.nextInt(9);
    Numbers numbers = new Numbers(random);
    double[] x = numbers.next(newest + count + random.nextInt(3));
    double[] g = numbers.next(taps);
    double[] z = numbers.next(first + count + random.nextInt(3));

    double[] out = numbers.next(first + count + 20);
    double[] plainOut = out.clone();
    PLAIN.add(x, newest, g, plainOut, first, count);
    vector.add(x, newest, g, out, first, count);
    assertThat(bits(out)).as("%d taps, %d outputs", taps, count).isEqualTo(bits(plainOut));

    double[] sums = numbers.next(taps + 20);
    double[] plainSums = sums.clone();
    PLAIN.addProducts(x, newest, z, first, count, plainSums, taps);
    vector.addProducts(x, newest, z, first, count, sums, taps);
    assertThat(bits(sums)).as("%d lags, %d products", taps, count).isEqualTo(bits(plainSums));

    int lags = 1 + random.nextInt(70);
    double[] row = numbers.next(lags + 2);
    double[] plainRow = row.clone();
    double[] gram = numbers.next(lags * (lags + 1) / 2);
    double[] plainGram = gram.clone();
    double[] y = numbers.next(2 * (lags - 1) + first);
    PLAIN.addGram(y, 0, lags - 1 + first, plainRow, lags, plainGram);
    vector.addGram(y, 0, lags - 1 + first, row, lags, gram);
    assertThat(bits(gram)).as("%d rows", lags).isEqualTo(bits(plainGram));
  }

  @Tag("vector")
  @Test
  void everyNumberOfTapsAndOutputsHasItsLoops() {
    Numbers numbers = new Numbers(new Random(11));
    for (int taps = 1; taps <= 70; taps++) {
      for (int count = 0; count <= 35; count++) {
        double[] x = numbers.next(taps + count);
        double[] g = numbers.next(taps);
        double[] out = numbers.next(count);
        double[] plainOut = out.clone();
        PLAIN.add(x, taps, g, plainOut, 0, count);
        vector.add(x, taps, g, out, 0, count);
        double[] sums = numbers.next(taps);
        double[] plainSums = sums.clone();
        PLAIN.addProducts(x, taps, out, 0, count, plainSums, taps);
        vector.addProducts(x, taps, out, 0, count, sums, taps);
        assertThat(bits(out)).as("%d taps, %d outputs", taps, count).isEqualTo(bits(plainOut));
        assertThat(bits(sums)).as("%d lags, %d products", taps, count).isEqualTo(bits(plainSums));
      }
    }
  }

  /** All NaN are one, as nothing says which of two a sum takes. */
  private static long[] bits(double[] numbers) {
    long[] bits = new long[numbers.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToLongBits(numbers[i]);
    }
    return bits;
  }

  /** Of all magnitudes; in one series of four also some that are no numbers, or zero. */
  private static final class Numbers {

    private static final double[] SPECIAL = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0.0,
      -0.0,
      Double.MIN_VALUE,
      Double.MAX_VALUE
    };

    private final Random random;

    Numbers(Random random) {
      this.random = random;
    }

    double[] next(int count) {
      boolean special = random.nextInt(4) == 0;
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++) {
        numbers[i] =
            special && random.nextInt(20) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : random.nextGaussian() * Math.scalb(1.0, random.nextInt(60) - 30);
      }
      return numbers;
    }
  }
}
