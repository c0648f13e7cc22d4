/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedTaps;
import io.github.gaussflow.operators.RandomSeries;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The outputs of a whole series, one after the other: what the operators must give, bit for bit.
 */
final class DirectFilter {

  private DirectFilter() {}

  static List<DenoisedSample> filter(
      RandomSeries series, KernelSupport support, List<ParameterUpdate> updates) {
    NavigableMap<Long, ParameterUpdate> byTime = new TreeMap<>();
    updates.forEach(update -> byTime.put(update.validFrom(), update));
    List<DenoisedSample> outputs = new ArrayList<>();
    for (int i = 0; i < series.slots.length; i++) {
      Sample sample = series.samples.get(i);
      Map.Entry<Long, ParameterUpdate> entry = byTime.floorEntry(sample.time());
      ParameterUpdate update = entry == null ? null : entry.getValue();
      GaussianBank bank = update == null ? GaussianBank.of(FilterSubtasks.INITIAL) : update.bank();
      double noise = update == null ? Double.NaN : Math.sqrt(update.noiseVariance());
      double[] one = new double[1];
      double squares = 0;
      int n = series.slots[i];
      if (complete(series.values, support, n)) {
        double[] taps = bank.taps(support);
        InteriorConvolution.convolve(series.values, n, n + 1, taps, support, one, 0);
        for (double tap : taps) {
          squares += tap * tap;
        }
      } else {
        double[] sum = new double[support.taps()];
        for (GaussianBank.Component component : bank.components()) {
          RenormalisedTaps taps = RenormalisedTaps.of(component.parameters(), support);
          one[0] += component.weight() * taps.filter(series.values, 0, series.values.length, n);
          for (int k = 0; k < sum.length; k++) {
            sum[k] += component.weight() * taps.taps()[k];
          }
        }
        for (double tap : sum) {
          squares += tap * tap;
        }
      }
      outputs.add(
          new DenoisedSample(
              sample.sensor(),
              sample.sensor(),
              sample.time(),
              sample.value(),
              sample.reference(),
              one[0],
              noise * Math.sqrt(squares),
              update == null ? 0 : update.version(),
              false,
              false));
    }
    return outputs;
  }

  private static boolean complete(double[] values, KernelSupport support, int n) {
    for (int i = n - support.lookback(); i <= n + support.lookahead(); i++) {
      if (i < 0 || i >= values.length || Double.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }
}
