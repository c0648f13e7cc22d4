/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Against the sums as the paper writes them. */
class InteriorConvolutionTest {

  @Property(tries = 200, seed = "7601")
  void agreesWithTheSumsOfThePaper(@ForAll long seed) {
    Random random = new Random(seed);
    KernelSupport s = new KernelSupport(random.nextInt(12), random.nextInt(12));
    int count = random.nextInt(5) == 0 ? 1000 + random.nextInt(300) : random.nextInt(40);
    int from = s.lookback() + random.nextInt(4);
    int to = from + count;
    double[] x = numbers(to + s.lookahead() + random.nextInt(4), random);
    double[] taps = numbers(s.taps(), random);
    int outFrom = random.nextInt(5);
    double[] gradient = numbers(outFrom + count, random);

    double[] out = numbers(outFrom + count + 2, random);
    double[] outBefore = out.clone();
    InteriorConvolution.convolve(x, from, to, taps, s, out, outFrom);
    double[] reversed = new double[s.taps()];
    for (int k = 0; k < reversed.length; k++) {
      reversed[k] = taps[reversed.length - 1 - k];
    }
    double[] tapGradient = new double[s.taps()];
    double[] inputGradient = new double[x.length];
    InteriorConvolution.addGradients(
        x, from, to, gradient, outFrom, reversed, s, tapGradient, inputGradient);

    double[] expectedTapGradient = new double[s.taps()];
    double[] expectedInputGradient = new double[x.length];
    for (int n = from; n < to; n++) {
      double o = 0;
      for (int k = 0; k < s.taps(); k++) {
        int i = n - s.offset(k);
        o += x[i] * taps[k]; // (65)
        expectedTapGradient[k] += gradient[outFrom + n - from] * x[i]; // (66), (69)
        expectedInputGradient[i] += gradient[outFrom + n - from] * taps[k]; // (79)
      }
      assertThat(out[outFrom + n - from]).isCloseTo(o, offset(1e-12));
    }
    assertThat(tapGradient).containsExactly(expectedTapGradient, offset(1e-10));
    assertThat(inputGradient).containsExactly(expectedInputGradient, offset(1e-12));
    for (int j = 0; j < out.length; j++) {
      if (j < outFrom || j >= outFrom + count) {
        assertThat(out[j]).isEqualTo(outBefore[j]);
      }
    }
  }

  @Property(tries = 100, seed = "7602")
  void lagProductsAreThoseOfTheDefinition(@ForAll long seed) {
    Random random = new Random(seed);
    int lags = 1 + random.nextInt(70);
    int from = random.nextInt(9);
    int count = random.nextInt(300);
    double[] z = numbers(from + count + random.nextInt(3), random);
    double[] x = numbers(count + lags - 1, random);
    double[] expected = numbers(lags + 2, random);
    double[] sums = expected.clone();

    InteriorConvolution.addLagProducts(z, from, x, count, lags, sums);

    for (int k = 0; k < lags; k++) {
      for (int r = 0; r < count; r++) {
        expected[k] += z[from + r] * x[lags - 1 + r - k];
      }
    }
    assertThat(sums).containsExactly(expected, offset(1e-11));
  }

  @Test
  void lagProductsThatDoNotFitAreRefused() {
    double[] ten = new double[10];
    refuses(
        "lags must be at least 1",
        () -> InteriorConvolution.addLagProducts(ten, 0, ten, 10, 0, ten));
    refuses(
        "z must have the entries [4, 12), but has 10",
        () -> InteriorConvolution.addLagProducts(ten, 4, ten, 8, 3, ten));
    refuses(
        "x must have the entries [0, 12), but has 10",
        () -> InteriorConvolution.addLagProducts(ten, 0, ten, 10, 3, ten));
    refuses(
        "sums must have the entries [0, 3), but has 2",
        () -> InteriorConvolution.addLagProducts(ten, 0, ten, 8, 3, new double[2]));
  }

  @Test
  void aGramMatrixThatDoesNotFitIsRefused() {
    double[] ten = new double[10];
    double[] two = new double[2];
    refuses(
        "lags must be at least 1, but is 0",
        () -> InteriorConvolution.addGram(ten, 0, 0, ten, 0, ten));
    refuses(
        "y must have the entries [8, 11), but has 10",
        () -> InteriorConvolution.addGram(ten, 8, 0, ten, 4, ten));
    refuses(
        "y must have the entries [-1, 2), but has 10",
        () -> InteriorConvolution.addGram(ten, 0, -1, ten, 4, ten));
    refuses(
        "row must have the entries [0, 3), but has 2",
        () -> InteriorConvolution.addGram(ten, 0, 5, two, 3, ten));
    refuses(
        "gram must have the entries [0, 15), but has 10",
        () -> InteriorConvolution.addGram(ten, 0, 5, ten, 5, ten));
  }

  @Test
  void aRunThatDoesNotFitIsRefused() {
    KernelSupport s = new KernelSupport(1, 2);
    double[] taps = new double[4];
    double[] x = new double[10];
    refuses("x must have the entries [-1, 6)", () -> convolve(x, 1, 5, taps, s, x.clone(), 0));
    refuses("x must have the entries [0, 11)", () -> convolve(x, 2, 10, taps, s, x.clone(), 0));
    refuses("out must have the entries [8, 12)", () -> convolve(x, 2, 6, taps, s, x.clone(), 8));
    refuses("from is 5 and to is 4", () -> convolve(x, 5, 4, taps, s, x.clone(), 0));
    refuses(
        "taps must have 4 entries, one for each tap, but has 3",
        () -> convolve(x, 2, 6, new double[3], s, x.clone(), 0));
  }

  private static void convolve(
      double[] x, int from, int to, double[] taps, KernelSupport s, double[] out, int outFrom) {
    InteriorConvolution.convolve(x, from, to, taps, s, out, outFrom);
  }

  private static void refuses(String message, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }

  private static double[] numbers(int count, Random random) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }
}
