/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.operators.GapFill;
import java.time.Duration;
import java.util.Optional;

/**
 * The grids of periods that are told from the samples. What is not given is counted in periods, as
 * {@link SamplingGrid#of} does.
 */
public final class EstimatedGrids implements SamplingGrids {

  private static final long serialVersionUID = 1L;

  private final KernelSupport support;
  private final Duration maximumGap; // null for as long as the kernel reaches
  private final Duration flushAfter; // null for as long as the maximum gap
  private final GapFill gapFill;
  private final int reach;

  private transient SamplingGrid newest;

  /**
   * Grids of a support.
   *
   * @param reach how many slots an operator compares, where that is more than the kernel reaches
   */
  public EstimatedGrids(
      KernelSupport support,
      Optional<Duration> maximumGap,
      Optional<Duration> flushAfter,
      GapFill gapFill,
      int reach) {
    this.support = support;
    this.maximumGap = maximumGap.orElse(null);
    this.flushAfter = flushAfter.orElse(null);
    this.gapFill = gapFill;
    this.reach = reach;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the period does not fit the silences that are given
   */
  @Override
  public SamplingGrid at(long period) {
    if (newest == null || newest.period() != period) {
      SamplingGrid grid = SamplingGrid.of(support, Duration.ofNanos(period)).withGapFill(gapFill);
      grid = maximumGap == null ? grid : grid.withMaximumGap(maximumGap);
      grid = flushAfter == null ? grid : grid.withFlushAfter(flushAfter);
      newest = grid.reaching(reach);
    }
    return newest;
  }

  @Override
  public long windowUnit() {
    return 1;
  }
}
