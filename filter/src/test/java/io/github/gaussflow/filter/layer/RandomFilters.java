/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Random;

/** Gaussian filter layers of every kind, with the shapes and parameters that break things. */
final class RandomFilters {

  private RandomFilters() {}

  /** One tap, one sample, fewer samples than taps, sigma = 0.2, mu outside the support. */
  static GaussianFilterLayer next(Border border, Random random) {
    return next(border, samples(random), random);
  }

  static int samples(Random random) {
    return (int) LayerContract.orExtreme(random, 1 + random.nextInt(40), 1, 2);
  }

  static GaussianFilterLayer next(Border border, int samples, Random random) {
    GaussianKernel[] kernels = GaussianKernel.values();
    KernelSupport support =
        random.nextInt(5) == 0
            ? new KernelSupport(0, 0)
            : new KernelSupport(random.nextInt(9), random.nextInt(9));
    double mean =
        LayerContract.orExtreme(
            random,
            -3 + 6 * random.nextDouble(),
            0,
            0.5,
            support.lookback() + 1.5,
            -support.lookahead() - 2.5);
    double deviation =
        LayerContract.orExtreme(random, Math.exp(-0.7 + 2.5 * random.nextDouble()), 0.2, 40);
    return GaussianFilterLayer.of(
        kernels[random.nextInt(kernels.length)],
        new GaussianParameters(mean, deviation),
        support,
        border,
        samples);
  }

  /** Gaussian noise with missing samples where the border reads NaN so. */
  static double[] input(Border border, int count, Random random) {
    double[] input = LayerContract.gaussian(count, random);
    if (border == Border.RENORMALISE) {
      double missing = random.nextInt(3) * 0.3;
      for (int i = 0; i < count; i++) {
        if (random.nextDouble() < missing) {
          input[i] = Double.NaN;
        }
      }
    }
    return input;
  }
}
