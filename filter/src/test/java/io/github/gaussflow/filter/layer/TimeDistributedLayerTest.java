/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.Random;

class TimeDistributedLayerTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    return TimeDistributedLayer.of(
        DenseLayerTest.random(1 + random.nextInt(4), 1 + random.nextInt(4), random),
        1 + random.nextInt(6));
  }
}
