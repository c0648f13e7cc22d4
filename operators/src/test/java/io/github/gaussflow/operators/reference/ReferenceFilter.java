/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.IrregularTaps;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedBank;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Filters a whole series, one sample after the other, each with the parameters of its time. */
final class ReferenceFilter {

  private final Settings settings;
  private final KernelSupport support;
  private final NoiseModel noise;
  private final GaussianBank initial;
  private final NavigableMap<Long, ParameterUpdate> updates;

  /** A filter whose parameters are the initial ones, then those of each update from its time. */
  ReferenceFilter(Settings settings, NavigableMap<Long, ParameterUpdate> updates) {
    LearnerSettings learner = settings.learner();
    this.support = learner.support();
    this.noise = learner.noise();
    this.initial = GaussianBank.of(learner.newLearner().parameters());
    this.updates = updates;
    this.settings = settings;
  }

  List<DenoisedSample> filter(ReferenceSeries series) {
    List<DenoisedSample> outputs = new ArrayList<>();
    for (int i = 0; i < series.slots.length; i++) {
      Sample sample = series.samples.get(i);
      int n = series.slots[i];
      if (i > 0 && settings.gapFill() == GapFill.ESTIMATE) {
        outputs.addAll(estimates(series, i));
      }
      ParameterUpdate update = updateAt(sample.time());
      GaussianBank bank = update == null ? initial : update.bank();
      int limit = limit(series, i);
      double denoised;
      double[] taps;
      if (settings.sampling() == Sampling.IRREGULAR) {
        IrregularTaps irregular =
            IrregularTaps.of(bank.components().get(0).parameters(), support, settings.period());
        int from = n;
        while (from > 0 && !Double.isNaN(series.values[from - 1])) {
          from--;
        }
        int to = n;
        while (to < limit && !Double.isNaN(series.values[to])) {
          to++;
        }
        denoised = irregular.filter(series.times, series.values, from, to, n);
        taps = irregular.weights();
      } else if (complete(series.values, n, limit)) {
        double[] one = new double[1];
        taps = bank.taps(support);
        InteriorConvolution.convolve(series.values, n, n + 1, taps, support, one, 0);
        denoised = one[0];
      } else {
        RenormalisedBank renormalised = new RenormalisedBank(bank, support);
        denoised = renormalised.filter(series.values, 0, limit, n);
        taps = renormalised.taps();
      }
      outputs.add(
          new DenoisedSample(
              sample.sensor(),
              series.group,
              sample.time(),
              sample.value(),
              series.reference(i),
              denoised,
              standardError(taps, update),
              update == null ? 0 : update.version(),
              false,
              false));
    }
    return outputs;
  }

  /** The estimates at the grid points between a sample and the one before it, unless it is cut. */
  private List<DenoisedSample> estimates(ReferenceSeries series, int sample) {
    List<DenoisedSample> estimates = new ArrayList<>();
    Sample before = series.samples.get(sample - 1);
    if (series.samples.get(sample).time() - before.time() > settings.maximumGap()) {
      return estimates;
    }
    for (int n = series.slots[sample - 1] + 1; n < series.slots[sample]; n++) {
      long time = before.time() + (n - series.slots[sample - 1]) * settings.period();
      ParameterUpdate update = updateAt(time);
      RenormalisedBank renormalised =
          new RenormalisedBank(update == null ? initial : update.bank(), support);
      double estimate = renormalised.estimate(series.values, 0, limit(series, sample), n);
      if (!Double.isNaN(estimate)) {
        estimates.add(
            new DenoisedSample(
                before.sensor(),
                series.group,
                time,
                Double.NaN,
                Double.NaN,
                estimate,
                standardError(renormalised.taps(), update),
                update == null ? 0 : update.version(),
                false,
                true));
      }
    }
    return estimates;
  }

  /**
   * The slot after the last sample that the output of a sample may use: a silence may follow it.
   */
  private int limit(ReferenceSeries series, int sample) {
    for (int i = sample; i + 1 < series.slots.length; i++) {
      if (series.samples.get(i + 1).time() - series.samples.get(i).time() > settings.flushAfter()) {
        return series.slots[i] + 1;
      }
    }
    return series.values.length;
  }

  /** The update that holds at a time, null for the initial parameters. */
  private ParameterUpdate updateAt(long time) {
    Map.Entry<Long, ParameterUpdate> entry = updates.floorEntry(time);
    Retention retention = settings.retention();
    boolean forgotten =
        entry != null && retention.isLimited() && time - entry.getKey() >= retention.nanos();
    return entry == null || forgotten ? null : entry.getValue();
  }

  private boolean complete(double[] values, int n, int limit) {
    for (int i = n - support.lookback(); i <= n + support.lookahead(); i++) {
      if (i < 0 || i >= limit || Double.isNaN(values[i])) {
        return false;
      }
    }
    return true;
  }

  private double standardError(double[] taps, ParameterUpdate update) {
    List<Double> r =
        update == null
            ? Arrays.stream(noise.autocovariances()).boxed().toList()
            : update.noiseAutocovariance();
    if (r.isEmpty()) {
      return Double.NaN;
    }
    if (r.size() == 1) {
      return Math.sqrt(r.get(0)) * Math.sqrt(autocorrelation(taps, 0));
    }
    double variance = r.get(0) * autocorrelation(taps, 0);
    for (int lag = 1; lag < Math.min(r.size(), taps.length); lag++) {
      variance += 2 * r.get(lag) * autocorrelation(taps, lag);
    }
    return Math.sqrt(Math.max(0, variance));
  }

  private static double autocorrelation(double[] taps, int lag) {
    double sum = 0;
    for (int k = lag; k < taps.length; k++) {
      sum += taps[k] * taps[k - lag];
    }
    return sum;
  }
}
