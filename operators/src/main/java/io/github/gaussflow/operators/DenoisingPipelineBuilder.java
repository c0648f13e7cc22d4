/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.HampelIdentifier;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.frame.EstimatedGrids;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.LearnerMetrics;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Collects the settings of a pipeline; {@link #build} checks them together. */
public final class DenoisingPipelineBuilder {

  /**
   * How long a window must be, in taps, to measure noise at rest: the mean of a shorter one takes
   * so much of the noise with it that too little is left.
   */
  public static final int TAPS_OF_REST_WINDOW = 4;

  /** The longest lag that can be searched, in samples: the search takes time for each of them. */
  public static final int LONGEST_LAG = 10_000;

  final LearnerSettings learner;
  final Duration period; // null where it is told from the samples
  int window = 256;
  Duration maximumGap;
  Duration flushAfter;
  GapFill gapFill = GapFill.NONE;
  Scope scope = Scope.ALL;
  Rest rest = Rest.none();
  OutlierTreatment outliers = OutlierTreatment.NONE;
  String uidPrefix = "gaussflow";
  boolean learning = true;
  Map<String, InitialFilter> initialFilters = Map.of();
  int lagRange;
  Retention retention = Retention.FOREVER;
  Sampling sampling = Sampling.REGULAR;
  Duration linger = Duration.ZERO;
  int metricGroups = LearnerMetrics.DEFAULT_GROUPS;

  DenoisingPipelineBuilder(LearnerSettings learner, Duration period) {
    this.learner = Objects.requireNonNull(learner, "learner");
    this.period = period;
  }

  /** The length of a window in sample periods; 256 unless set. */
  public DenoisingPipelineBuilder window(int samples) {
    this.window = samples;
    return this;
  }

  /** The longest silence that does not cut a series; see {@link SamplingGrid#of} unless set. */
  public DenoisingPipelineBuilder maximumGap(Duration newMaximumGap) {
    this.maximumGap = Objects.requireNonNull(newMaximumGap, "maximumGap");
    return this;
  }

  /**
   * The longest silence across which an output waits for later samples; as long as the longest one
   * that does not cut unless set. The outputs before a longer silence do not use the samples after
   * it: so the last ones of a sensor that falls silent come out as soon as the watermark has passed
   * its last sample by as much, renormalised, whether it comes back or not. Those after it still
   * look back over it, unless the series is cut.
   *
   * @param newFlushAfter from the period to the longest silence that does not cut
   */
  public DenoisingPipelineBuilder flushAfter(Duration newFlushAfter) {
    this.flushAfter = Objects.requireNonNull(newFlushAfter, "flushAfter");
    return this;
  }

  /** What comes out where samples are missing; {@link GapFill#NONE} unless set. */
  public DenoisingPipelineBuilder gapFill(GapFill newGapFill) {
    this.gapFill = Objects.requireNonNull(newGapFill, "gapFill");
    return this;
  }

  /** Which sensors learn together; {@link Scope#ALL} unless set. */
  public DenoisingPipelineBuilder scope(Scope newScope) {
    this.scope = Objects.requireNonNull(newScope, "scope");
    return this;
  }

  /**
   * Which samples are at rest, so that the noise of each group is measured from them instead of
   * being estimated; none unless set. Only for SURE, where the settings give no noise.
   */
  public DenoisingPipelineBuilder rest(Rest newRest) {
    this.rest = Objects.requireNonNull(newRest, "rest");
    return this;
  }

  /**
   * What is done about outliers before samples are learned from and filtered; {@link
   * OutlierTreatment#NONE} unless set. Replacing them delays the output by three sample periods,
   * five where the filter uses fewer than two later samples, and the outputs' watermark by five.
   */
  public DenoisingPipelineBuilder outliers(OutlierTreatment treatment) {
    this.outliers = Objects.requireNonNull(treatment, "outliers");
    return this;
  }

  /** What the operators' uids start with; "gaussflow" unless set. */
  public DenoisingPipelineBuilder uidPrefix(String newUidPrefix) {
    this.uidPrefix = Objects.requireNonNull(newUidPrefix, "uidPrefix");
    return this;
  }

  /**
   * Whether parameters are learned; they are unless set. If not, the initial ones hold for ever, or
   * those that the state of a job with the same uid prefix learned last; no statistics are kept,
   * the stream of updates is empty, and the bounds, the objective and the optimizer of the settings
   * have no meaning.
   */
  public DenoisingPipelineBuilder learning(boolean newLearning) {
    this.learning = newLearning;
    return this;
  }

  /**
   * What groups start with in place of the initial parameters of the settings, such as the last
   * updates of an earlier run; none unless set.
   *
   * @param newInitialFilters by the name of the group: "all" for {@link Scope#ALL}, the sensor for
   *     {@link Scope#SENSOR}
   */
  public DenoisingPipelineBuilder initialFilters(Map<String, InitialFilter> newInitialFilters) {
    this.initialFilters = Map.copyOf(newInitialFilters);
    return this;
  }

  /**
   * How many samples the reference may be early or late, to be searched for each sensor; 0, no
   * search beyond the taps, unless set. The reference is then aligned with the sensor before
   * anything is learned from it, the output stays on the sensor's clock, and the mean holds only
   * the fraction of a sample that is left. Nothing is learned from a sensor until its lag is clear.
   *
   * @param samples from 0 to {@link #LONGEST_LAG}; more than 0 only for the objective {@link
   *     ObjectiveKind#REFERENCE}
   */
  public DenoisingPipelineBuilder lagRange(int samples) {
    this.lagRange = samples;
    return this;
  }

  /**
   * How long what was learned stays when no sample comes any more, see {@link Retention}; for ever
   * unless set. Afterwards a sensor, or a group none of whose sensors is left, starts with the
   * initial parameters and version 0 as if it were new, and the state holds nothing of it. Where
   * sensors share parameters, those of a group stay on each subtask until the next update of any
   * group. A window without a complete row then gives an update too, which repeats the parameters:
   * it tells that the group is alive. Has no meaning where nothing is learned.
   *
   * @param newRetention at least a window and at least the longest silence that does not cut
   */
  public DenoisingPipelineBuilder retention(Duration newRetention) {
    this.retention = Retention.of(newRetention);
    return this;
  }

  /**
   * What the times of samples mean; {@link Sampling#REGULAR} unless set. {@link Sampling#IRREGULAR}
   * is for one Gaussian under white noise, learned by Newton from SURE or a reference; not with
   * rest, replacement of outliers, a gap fill or a range of lags.
   */
  public DenoisingPipelineBuilder sampling(Sampling newSampling) {
    this.sampling = Objects.requireNonNull(newSampling, "sampling");
    return this;
  }

  /**
   * How many groups have metrics of their own on each subtask of the learner; {@value
   * LearnerMetrics#DEFAULT_GROUPS} unless set. They are the first that had an update since the
   * subtask started; the windows of all others are counted.
   *
   * @param groups at least 0, for none
   */
  public DenoisingPipelineBuilder metricGroups(int groups) {
    this.metricGroups = groups;
    return this;
  }

  /**
   * For how long in event time a sample may linger before its sensor's state is touched for it, so
   * that it is touched for several at once; not at all unless set. For sensors that are many and
   * slow: where hardly two samples of one come between two watermarks, what a sample costs is
   * mostly the way to that state. The outputs are the same, as what is late is told before; they
   * leave later by up to as much, and their watermark is later by just as much. A linger of eight
   * sample periods brings eight samples of a sensor at once. It is best less than the lookahead of
   * the filter, whose outputs are then complete when the samples come. Samples that linger are in
   * memory, up to an eighth of the heap and in the state beyond that, and in checkpoints. Only
   * where samples do not come in blocks.
   *
   * @param newLinger at least 0; rounded up to milliseconds
   */
  public DenoisingPipelineBuilder linger(Duration newLinger) {
    this.linger = Objects.requireNonNull(newLinger, "linger");
    return this;
  }

  /** The linger in milliseconds, rounded up. */
  long lingerMillis() {
    return linger.plusNanos(Sample.NANOS_PER_MILLI - 1).toMillis();
  }

  InitialParameters initial() {
    InitialFilter otherwise =
        new InitialFilter(learner.initialParameters(), learner.initialBank(), List.of());
    return InitialParameters.of(otherwise).with(initialFilters);
  }

  /**
   * The pipeline.
   *
   * @throws IllegalArgumentException if a setting is out of its range or does not fit another
   */
  public DenoisingPipeline build() {
    new PipelineChecks(this).check();
    return period == null ? withEstimatedPeriod() : withGivenPeriod();
  }

  private DenoisingPipeline withEstimatedPeriod() {
    EstimatedGrids grids =
        new EstimatedGrids(
            learner.statisticsSupport(),
            Optional.ofNullable(maximumGap),
            Optional.ofNullable(flushAfter),
            gapFill,
            learning ? lagRange : 0);
    return new DenoisingPipeline(this, grids, new WindowGrid(window));
  }

  private DenoisingPipeline withGivenPeriod() {
    SamplingGrid grid =
        SamplingGrid.of(learner.statisticsSupport(), period)
            .withSampling(sampling)
            .withGapFill(gapFill);
    if (maximumGap != null) {
      grid = grid.withMaximumGap(maximumGap);
    }
    if (flushAfter != null) {
      grid = grid.withFlushAfter(flushAfter);
    }
    if (outliers == OutlierTreatment.HAMPEL) {
      grid = grid.reaching(HampelIdentifier.REACH);
    }
    if (learning) {
      grid = grid.reaching(lagRange);
    }
    try {
      WindowGrid windows = new WindowGrid(Math.multiplyExact(grid.period(), (long) window));
      new PipelineChecks(this).checkRetention(grid, windows);
      return new DenoisingPipeline(this, grid, windows);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "window times period must be less than 292 years, but is %d times %s"
              .formatted(window, period),
          e);
    }
  }
}
