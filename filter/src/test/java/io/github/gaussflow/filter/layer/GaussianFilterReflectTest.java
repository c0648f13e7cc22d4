/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.Random;

class GaussianFilterReflectTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    return RandomFilters.next(Border.REFLECT, random);
  }

  @Override
  double[] input(Layer layer, int batch, Random random) {
    return RandomFilters.input(Border.REFLECT, batch * layer.inputSize(), random);
  }
}
