/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GaussianBankLayerTest extends LayerContract {

  @Override
  Layer layer(Random random) {
    int samples = RandomFilters.samples(random);
    List<GaussianFilterLayer> filters = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int k = 0; k < count; k++) {
      Border border = Border.values()[random.nextInt(Border.values().length)];
      filters.add(RandomFilters.next(border, samples, random));
    }
    return GaussianBankLayer.of(filters);
  }

  @Test
  void filtersOfDifferentLengthAreRefused() {
    Random random = new Random(1);
    List<GaussianFilterLayer> filters =
        List.of(
            RandomFilters.next(Border.ZEROS, 7, random),
            RandomFilters.next(Border.ZEROS, 8, random));
    refuses(
        "filters[1] must have 7 samples like filters[0], but has 8",
        () -> GaussianBankLayer.of(filters));
    refuses("number of filters must be between 1", () -> GaussianBankLayer.of(List.of()));
  }
}
