/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.List;
import java.util.Optional;

/**
 * What one group has learned: its updates thinned, the last of them, and what white noise would
 * leave in the residual of its filters.
 *
 * <p>An update that is not later than the one before is one that a restarted job says again, and is
 * not taken twice. Thread-safe.
 */
final class GroupChart {

  /** The updates that are all kept. */
  static final int MOST_UPDATES = 2_000;

  private final KernelSupport support;
  private final Thinning<ParameterUpdate> updates =
      new Thinning<>(
          MOST_UPDATES,
          ParameterUpdate::validFrom,
          List.of(
              ParameterUpdate::mean, ParameterUpdate::standardDeviation, ParameterUpdate::cost));
  private final double[] whiteAutocovariance;
  private GaussianBank bank;
  private double[] ofBank;
  private ParameterUpdate last;

  GroupChart(KernelSupport support) {
    this.support = support;
    this.whiteAutocovariance = new double[support.taps()];
  }

  synchronized void accept(ParameterUpdate update) {
    if (last != null && update.validFrom() <= last.validFrom()) {
      return;
    }
    updates.add(update);
    if (!update.bank().equals(bank)) {
      bank = update.bank();
      ofBank = ResidualWhiteness.whiteAutocovariance(bank.taps(support), support.centre());
    }
    for (int lag = 0; lag < whiteAutocovariance.length; lag++) {
      whiteAutocovariance[lag] += ofBank[lag];
    }
    last = update;
  }

  /** The newest update, empty if there is none. */
  synchronized Optional<ParameterUpdate> last() {
    return Optional.ofNullable(last);
  }

  /** The updates kept, in time order. */
  synchronized List<ParameterUpdate> updates() {
    return updates.points();
  }

  /** How many updates there were. */
  synchronized long count() {
    return updates.count();
  }

  /**
   * What white noise leaves in the residual: the sum over the windows that each update is followed
   * by, the first window filtered with {@code initial}.
   */
  synchronized double[] whiteAutocovariance(GaussianBank initial) {
    double[] sums = ResidualWhiteness.whiteAutocovariance(initial.taps(support), support.centre());
    for (int lag = 0; lag < sums.length; lag++) {
      sums[lag] += whiteAutocovariance[lag];
    }
    return sums;
  }
}
