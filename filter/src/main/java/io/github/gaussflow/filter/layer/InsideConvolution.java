/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.convolution.OverlapSave;
import java.util.Optional;

/** The outputs of a series that have all their inputs; by overlap-save where that is faster. */
final class InsideConvolution {

  private final FilterTaps filter;
  private final Optional<OverlapSave> overlapSave;

  InsideConvolution(FilterTaps filter, int samples) {
    this.filter = filter;
    double[] taps = filter.taps();
    this.overlapSave =
        OverlapSave.pays(taps.length, samples)
            ? Optional.of(OverlapSave.of(taps, filter.support(), samples))
            : Optional.empty();
  }

  /** Writes out[n] for n in [from, to). */
  void forward(double[] x, int from, int to, double[] out) {
    if (overlapSave.isPresent() && OverlapSave.pays(filter.taps().length, to - from)) {
      overlapSave.get().convolve(x, from, to, out, from);
    } else {
      InteriorConvolution.convolve(x, from, to, filter.taps(), filter.support(), out, from);
    }
  }
}
