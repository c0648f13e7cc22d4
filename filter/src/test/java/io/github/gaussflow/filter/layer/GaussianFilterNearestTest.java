/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.Random;

class GaussianFilterNearestTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    return RandomFilters.next(Border.NEAREST, random);
  }

  @Override
  double[] input(Layer layer, int batch, Random random) {
    return RandomFilters.input(Border.NEAREST, batch * layer.inputSize(), random);
  }
}
