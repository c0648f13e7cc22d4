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
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.filtering.FrozenGaussianFilter;
import io.github.gaussflow.operators.filtering.GroupGaussianFilter;
import io.github.gaussflow.operators.filtering.OutputForm;
import io.github.gaussflow.operators.filtering.SensorGaussianFilter;
import io.github.gaussflow.operators.frame.BlockAssembler;
import io.github.gaussflow.operators.frame.EstimatedGrids;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SampleBundler;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.learning.LearnerMetrics;
import io.github.gaussflow.operators.learning.ParameterLearner;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.learning.WindowMerge;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.learning.WindowStatistics;
import io.github.gaussflow.operators.outlier.OutlierReplacement;
import io.github.gaussflow.operators.outlier.WatermarkDelay;
import io.github.gaussflow.operators.partition.PartitionDenoiser;
import io.github.gaussflow.operators.period.PeriodEstimation;
import io.github.gaussflow.operators.period.SensorFrameLayout;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Denoises a stream of samples with a Gaussian filter whose mean and standard deviation are learned
 * from the stream itself.
 *
 * <pre>
 *   samples -- by sensor --> FrameAssembler --> WindowStatistics -- by group --> ParameterLearner
 *                                  |                                                    |
 *                                  +--> Gaussian filter &lt;======== updates ==========+
 * </pre>
 *
 * <p>The pipeline is a directed acyclic graph: an update learned from the window [a, b) holds for
 * samples at or after b, and a sample waits until the watermark says that no update that concerns
 * it can still come. So the same samples give the same output, bit for bit, at any parallelism, in
 * any order of arrival that the watermarks allow, and in streaming as in batch mode.
 *
 * <p>Samples travel to their sensors in bundles, see {@link SampleBundler}.
 *
 * <p>Where sensors share parameters, a {@link WindowMerge} stands before the parameter learner: no
 * subtask holds the records of all sensors.
 *
 * <p>Samples that come in blocks, {@link #applyBlocks}, pass a block assembler in place of the
 * frame assembler and leave in blocks.
 *
 * <p>With {@link Builder#outliers} a replacement of outliers stands behind the frame assembler.
 *
 * <p>Where the period is not given, the samples are held behind the frame assembler until their
 * group's period is told from them, see {@link PeriodEstimation}. The outputs are those of a
 * pipeline that is given that period.
 *
 * <p>The input needs watermarks that compare with {@link Sample#timestamp}; the records' own
 * timestamps are not used. Outputs carry the watermark of the input but not its delay: to window by
 * event time downstream, assign timestamps from {@link DenoisedSample#time} anew.
 */
public final class DenoisingPipeline {

  /**
   * How long a window must be, in taps, to measure noise at rest: the mean of a shorter one takes
   * so much of the noise with it that too little is left.
   */
  public static final int TAPS_OF_REST_WINDOW = 4;

  private final LearnerSettings learner;
  private final SamplingGrid grid; // null where the period is not given
  private final SamplingGrids grids;
  private final WindowGrid windows;
  private final int window;
  private final Scope scope;
  private final Rest rest;
  private final OutlierTreatment outliers;
  private final String uidPrefix;
  private final boolean learning;
  private final InitialParameters initial;
  private final int lagRange;
  private final Retention retention;
  private final Sampling sampling;
  private final int metricGroups;

  private DenoisingPipeline(Builder builder, SamplingGrids grids, WindowGrid windows) {
    this.learner = builder.learner;
    this.grid = grids instanceof SamplingGrid given ? given : null;
    this.grids = grids;
    this.window = builder.window;
    this.windows = windows;
    this.scope = builder.scope;
    this.rest = builder.rest;
    this.outliers = builder.outliers;
    this.uidPrefix = builder.uidPrefix;
    this.learning = builder.learning;
    this.initial = builder.initial();
    this.lagRange = builder.lagRange;
    this.retention = builder.retention;
    this.sampling = builder.sampling;
    this.metricGroups = builder.metricGroups;
  }

  /**
   * Starts a pipeline.
   *
   * @param learner the taps, the objective and the optimizer
   * @param period the nominal time between samples of a sensor
   */
  public static Builder builder(LearnerSettings learner, Duration period) {
    return new Builder(learner, Objects.requireNonNull(period, "period"));
  }

  /**
   * Starts a pipeline that tells the nominal time between samples from the first samples of each
   * group, {@link PeriodEstimation}; the updates have it. It samples regularly, replaces no
   * outliers and forgets nothing. Groups with samples at one time only show no period: where the
   * input ends, those samples are {@link DenoisedStreams#withoutPeriod}.
   *
   * @param learner the taps, the objective and the optimizer
   */
  public static Builder builder(LearnerSettings learner) {
    return new Builder(learner, null);
  }

  /** Adds the operators to a job. */
  public DenoisedStreams apply(DataStream<Sample> samples) {
    SingleOutputStreamOperator<Frame> assembled =
        samples
            .transform(
                "sample bundler", TypeInformation.of(SampleBundle.class), new SampleBundler())
            // Beside each subtask of the input: no shuffle more, and one watermark for its samples.
            .setParallelism(samples.getParallelism())
            .keyBy(new BundleKey(scope), Types.STRING)
            .process(
                new FrameAssembler(grid == null ? SamplingGrid.withoutPeriod() : grid, scope, rest))
            .name("frame assembler")
            .uid(uidPrefix + "-frame-assembler");
    SingleOutputStreamOperator<Frame> frames =
        grid == null
            ? PeriodEstimation.laidOut(bySensor(assembled), grids, window, scope, uidPrefix)
            : assembled;
    Results<DenoisedSample> results = denoise(frames, OutputForm.samples());
    return new DenoisedStreams(
        results.denoised(),
        results.updates(),
        assembled.getSideOutput(FrameAssembler.LATE),
        assembled.getSideOutput(FrameAssembler.INVALID),
        assembled.getSideOutput(FrameAssembler.DUPLICATE),
        frames.getSideOutput(SensorFrameLayout.WITHOUT_PERIOD));
  }

  /**
   * Adds the operators to a job whose samples come in blocks. The outputs are those of the same
   * samples one by one. Watermarks are compared with the time of each sample of a block: those that
   * are behind {@link SampleBlock#timestamp} are behind all of them.
   *
   * @throws IllegalStateException if the pipeline is not given its period
   */
  public DenoisedBlockStreams applyBlocks(DataStream<SampleBlock> blocks) {
    if (grid == null) {
      throw new IllegalStateException(
          "blocks need the period of their grid; give it to DenoisingPipeline.builder");
    }
    SingleOutputStreamOperator<Frame> frames =
        blocks
            .keyBy(new BlockKey(scope), Types.STRING)
            .process(new BlockAssembler(grid, scope, rest))
            .name("block assembler")
            .uid(uidPrefix + "-block-assembler");
    Results<DenoisedBlock> results = denoise(frames, OutputForm.blocks(grid.period()));
    return new DenoisedBlockStreams(
        results.denoised(),
        results.updates(),
        frames.getSideOutput(FrameAssembler.LATE),
        frames.getSideOutput(FrameAssembler.INVALID),
        frames.getSideOutput(FrameAssembler.DUPLICATE),
        frames.getSideOutput(SensorFrameLayout.WITHOUT_PERIOD));
  }

  /** What frames become. */
  private record Results<O>(DataStream<O> denoised, DataStream<ParameterUpdate> updates) {}

  private <O> Results<O> denoise(DataStream<Frame> frames, OutputForm<O> form) {
    // The assembler's output is partitioned as its input is: frames are not shuffled again.
    KeyedStream<Frame, String> framesBySensor = bySensor(frames);
    if (outliers == OutlierTreatment.HAMPEL) {
      framesBySensor = bySensor(withoutOutliers(framesBySensor));
    }

    SingleOutputStreamOperator<O> denoised;
    DataStream<ParameterUpdate> updates;
    if (learning) {
      SingleOutputStreamOperator<ParameterUpdate> learned = learned(framesBySensor);
      denoised = filtered(framesBySensor, learned, form);
      updates = learned;
    } else {
      denoised =
          framesBySensor
              .process(
                  new FrozenGaussianFilter<>(
                      learner.support(), grids, scope, initial, learner.noise(), form))
              .returns(form.type());
      updates = denoised.getSideOutput(FrozenGaussianFilter.NO_UPDATES);
    }
    denoised.name("Gaussian filter").uid(uidPrefix + "-gaussian-filter");
    return new Results<>(denoised, updates);
  }

  /**
   * What does the same for one partition of a host that has no graph of operators, such as a
   * function in SQL; all sensors of the partition share parameters, whatever the scope is.
   *
   * @throws IllegalStateException if the pipeline replaces outliers, measures noise at rest,
   *     searches lags, forgets, samples irregularly, is not given its period, or does not learn
   */
  public PartitionDenoiser ofPartition() {
    if (outliers != OutlierTreatment.NONE
        || rest.isPossible()
        || lagRange > 0
        || retention.isLimited()
        || sampling == Sampling.IRREGULAR
        || grid == null
        || !learning) {
      throw new IllegalStateException(
          "a partition has no replacement of outliers, no rest, no range of lags, no retention, no"
              + " irregular sampling, is given its period, and learns");
    }
    return new PartitionDenoiser(learner, grid, windows, initial);
  }

  /** Frames that are partitioned by sensor already. */
  private KeyedStream<Frame, String> bySensor(DataStream<Frame> frames) {
    return DataStreamUtils.reinterpretAsKeyedStream(frames, new FrameKey(scope), Types.STRING);
  }

  private DataStream<Frame> withoutOutliers(KeyedStream<Frame, String> frames) {
    return frames
        .process(new OutlierReplacement(grid))
        .name("outlier replacement")
        .uid(uidPrefix + "-outlier-replacement")
        .transform(
            "watermark delay",
            TypeInformation.of(Frame.class),
            new WatermarkDelay(OutlierReplacement.delay(grid)))
        .uid(uidPrefix + "-watermark-delay");
  }

  private WindowStatistics statistics(boolean withReference) {
    return sampling == Sampling.IRREGULAR
        ? WindowStatistics.irregular(
            learner.support(), grid, windows, withReference, retention, learner.irregularGrid())
        : new WindowStatistics(
            learner.statisticsSupport(), grids, windows, withReference, lagRange, retention);
  }

  private SingleOutputStreamOperator<ParameterUpdate> learned(KeyedStream<Frame, String> frames) {
    boolean withReference = learner.objective() == ObjectiveKind.REFERENCE;
    DataStream<WindowRecord> records =
        frames
            .process(statistics(withReference))
            .name("window statistics")
            .uid(uidPrefix + "-window-statistics");
    if (scope != Scope.SENSOR) {
      records =
          records
              .keyBy(WindowMerge::keyOf, Types.STRING)
              .process(new WindowMerge(learner, sampling))
              .name("window merge")
              .uid(uidPrefix + "-window-merge");
    }
    return records
        .keyBy(WindowRecord::group, Types.STRING)
        .process(
            new ParameterLearner(
                learner,
                initial,
                rest.isPossible(),
                lagRange > 0,
                retention,
                sampling,
                metricGroups))
        .name("parameter learner")
        .uid(uidPrefix + "-parameter-learner");
  }

  private <O> SingleOutputStreamOperator<O> filtered(
      KeyedStream<Frame, String> frames,
      SingleOutputStreamOperator<ParameterUpdate> updates,
      OutputForm<O> form) {
    NoiseModel noise = learner.noise();
    if (scope == Scope.SENSOR) {
      return frames
          .connect(updates.keyBy(ParameterUpdate::group, Types.STRING))
          .process(
              new SensorGaussianFilter<>(learner.support(), grids, initial, noise, retention, form))
          .returns(form.type());
    }
    return frames
        .connect(updates.broadcast(GroupGaussianFilter.TIMELINES))
        .process(
            new GroupGaussianFilter<>(learner.support(), grids, initial, noise, retention, form))
        .returns(form.type());
  }

  /** Collects the settings of a pipeline; {@link #build} checks them together. */
  public static final class Builder {

    /** The longest lag that can be searched, in samples: the search takes time for each of them. */
    public static final int LONGEST_LAG = 10_000;

    private final LearnerSettings learner;
    private final Duration period; // null where it is told from the samples
    private int window = 256;
    private Duration maximumGap;
    private Duration flushAfter;
    private GapFill gapFill = GapFill.NONE;
    private Scope scope = Scope.ALL;
    private Rest rest = Rest.none();
    private OutlierTreatment outliers = OutlierTreatment.NONE;
    private String uidPrefix = "gaussflow";
    private boolean learning = true;
    private Map<String, InitialFilter> initialFilters = Map.of();
    private int lagRange;
    private Retention retention = Retention.FOREVER;
    private Sampling sampling = Sampling.REGULAR;
    private int metricGroups = LearnerMetrics.DEFAULT_GROUPS;

    private Builder(LearnerSettings learner, Duration period) {
      this.learner = Objects.requireNonNull(learner, "learner");
      this.period = period;
    }

    /** The length of a window in sample periods; 256 unless set. */
    public Builder window(int samples) {
      this.window = samples;
      return this;
    }

    /** The longest silence that does not cut a series; see {@link SamplingGrid#of} unless set. */
    public Builder maximumGap(Duration newMaximumGap) {
      this.maximumGap = Objects.requireNonNull(newMaximumGap, "maximumGap");
      return this;
    }

    /**
     * The longest silence across which an output waits for later samples; as long as the longest
     * one that does not cut unless set. The outputs before a longer silence do not use the samples
     * after it: so the last ones of a sensor that falls silent come out as soon as the watermark
     * has passed its last sample by as much, renormalised, whether it comes back or not. Those
     * after it still look back over it, unless the series is cut.
     *
     * @param newFlushAfter from the period to the longest silence that does not cut
     */
    public Builder flushAfter(Duration newFlushAfter) {
      this.flushAfter = Objects.requireNonNull(newFlushAfter, "flushAfter");
      return this;
    }

    /** What comes out where samples are missing; {@link GapFill#NONE} unless set. */
    public Builder gapFill(GapFill newGapFill) {
      this.gapFill = Objects.requireNonNull(newGapFill, "gapFill");
      return this;
    }

    /** Which sensors learn together; {@link Scope#ALL} unless set. */
    public Builder scope(Scope newScope) {
      this.scope = Objects.requireNonNull(newScope, "scope");
      return this;
    }

    /**
     * Which samples are at rest, so that the noise of each group is measured from them instead of
     * being estimated; none unless set. Only for SURE, where the settings give no noise.
     */
    public Builder rest(Rest newRest) {
      this.rest = Objects.requireNonNull(newRest, "rest");
      return this;
    }

    /**
     * What is done about outliers before samples are learned from and filtered; {@link
     * OutlierTreatment#NONE} unless set. Replacing them delays the output by three sample periods,
     * five where the filter uses fewer than two later samples, and the outputs' watermark by five.
     */
    public Builder outliers(OutlierTreatment treatment) {
      this.outliers = Objects.requireNonNull(treatment, "outliers");
      return this;
    }

    /** What the operators' uids start with; "gaussflow" unless set. */
    public Builder uidPrefix(String newUidPrefix) {
      this.uidPrefix = Objects.requireNonNull(newUidPrefix, "uidPrefix");
      return this;
    }

    /**
     * Whether parameters are learned; they are unless set. If not, the initial ones hold for ever,
     * or those that the state of a job with the same uid prefix learned last; no statistics are
     * kept, the stream of updates is empty, and the bounds, the objective and the optimizer of the
     * settings have no meaning.
     */
    public Builder learning(boolean newLearning) {
      this.learning = newLearning;
      return this;
    }

    /**
     * What groups start with in place of the initial parameters of the settings, such as the last
     * updates of an earlier run; none unless set.
     *
     * @param newInitialFilters by the name of the group: "all" for {@link Scope#ALL}, the sensor
     *     for {@link Scope#SENSOR}
     */
    public Builder initialFilters(Map<String, InitialFilter> newInitialFilters) {
      this.initialFilters = Map.copyOf(newInitialFilters);
      return this;
    }

    /**
     * How many samples the reference may be early or late, to be searched for each sensor; 0, no
     * search beyond the taps, unless set. The reference is then aligned with the sensor before
     * anything is learned from it, the output stays on the sensor's clock, and the mean holds only
     * the fraction of a sample that is left. Nothing is learned from a sensor until its lag is
     * clear.
     *
     * @param samples from 0 to {@link #LONGEST_LAG}; more than 0 only for the objective {@link
     *     ObjectiveKind#REFERENCE}
     */
    public Builder lagRange(int samples) {
      this.lagRange = samples;
      return this;
    }

    /**
     * How long what was learned stays when no sample comes any more, see {@link Retention}; for
     * ever unless set. Afterwards a sensor, or a group none of whose sensors is left, starts with
     * the initial parameters and version 0 as if it were new, and the state holds nothing of it.
     * Where sensors share parameters, those of a group stay on each subtask until the next update
     * of any group. A window without a complete row then gives an update too, which repeats the
     * parameters: it tells that the group is alive. Has no meaning where nothing is learned.
     *
     * @param newRetention at least a window and at least the longest silence that does not cut
     */
    public Builder retention(Duration newRetention) {
      this.retention = Retention.of(newRetention);
      return this;
    }

    /**
     * What the times of samples mean; {@link Sampling#REGULAR} unless set. {@link
     * Sampling#IRREGULAR} is for one Gaussian under white noise, learned by Newton from SURE or a
     * reference; not with rest, replacement of outliers, a gap fill or a range of lags.
     */
    public Builder sampling(Sampling newSampling) {
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
    public Builder metricGroups(int groups) {
      this.metricGroups = groups;
      return this;
    }

    private void checkIrregular() {
      if (learning) {
        learner.irregularGrid(); // checks the settings
      }
      if (learner.noise().autocovariances().length > 1) {
        throw new IllegalArgumentException(
            "noise of irregular samples must be white, but is " + learner.noise());
      }
      requireRegular("rest", rest.isPossible());
      requireRegular("replacement of outliers", outliers != OutlierTreatment.NONE);
      requireRegular("gap fill", gapFill != GapFill.NONE);
      requireRegular("range of lags", lagRange > 0);
    }

    private static void requireRegular(String name, boolean given) {
      if (given) {
        throw new IllegalArgumentException(
            name
                + " needs samples in slots of the period: choose regular sampling, or leave it out");
      }
    }

    private InitialParameters initial() {
      InitialFilter otherwise =
          new InitialFilter(learner.initialParameters(), learner.initialBank(), List.of());
      return InitialParameters.of(otherwise).with(initialFilters);
    }

    private void requireUsable(InitialFilter first) {
      LearnerSettings started =
          learner.withInitialParameters(first.parameters()).withInitialBank(first.bank());
      started.newLearner();
      if (!started.initialBank().equals(first.bank())) {
        throw new IllegalArgumentException(
            "initial filter must have the fixed mean or standard deviation of the settings, %s, but has %s"
                .formatted(started.initialBank(), first.bank()));
      }
    }

    private void checkInitialFilters() {
      learner.newLearner();
      initialFilters.forEach(
          (group, first) -> {
            try {
              requireUsable(first);
            } catch (IllegalArgumentException e) {
              throw new IllegalArgumentException("group '%s': %s".formatted(group, e.getMessage()));
            }
          });
    }

    private void checkLagRange() {
      if (lagRange < 0 || lagRange > LONGEST_LAG) {
        throw new IllegalArgumentException(
            "range of lags must be from 0 to %d samples, but is %d"
                .formatted(LONGEST_LAG, lagRange));
      }
      if (lagRange > 0 && learner.objective() != ObjectiveKind.REFERENCE) {
        throw new IllegalArgumentException(
            "range of lags must be 0 for the objective %s, which has no reference, but is %d"
                .formatted(learner.objective(), lagRange));
      }
    }

    /**
     * The pipeline.
     *
     * @throws IllegalArgumentException if a setting is out of its range or does not fit another
     */
    public DenoisingPipeline build() {
      int taps = learner.statisticsSupport().taps();
      if (learning && window < taps) {
        throw new IllegalArgumentException(
            "window must be at least as long as the %d taps, but is %d samples"
                .formatted(taps, window));
      }
      checkRest(taps);
      if (metricGroups < 0) {
        throw new IllegalArgumentException(
            "groups with metrics must be at least 0, but are " + metricGroups);
      }
      if (uidPrefix.isBlank()) {
        throw new IllegalArgumentException("uid prefix must not be blank");
      }
      if (sampling == Sampling.IRREGULAR) {
        checkIrregular();
      }
      learner.newLearner(); // checks the initial parameters
      if (learning) {
        checkInitialFilters();
        checkLagRange();
      }
      return period == null ? withEstimatedPeriod() : withGivenPeriod();
    }

    private DenoisingPipeline withEstimatedPeriod() {
      requireGivenPeriod("irregular sampling", sampling == Sampling.IRREGULAR);
      requireGivenPeriod("replacement of outliers", outliers != OutlierTreatment.NONE);
      requireGivenPeriod("retention", learning && retention.isLimited());
      EstimatedGrids grids =
          new EstimatedGrids(
              learner.statisticsSupport(),
              Optional.ofNullable(maximumGap),
              Optional.ofNullable(flushAfter),
              gapFill,
              learning ? lagRange : 0);
      return new DenoisingPipeline(this, grids, new WindowGrid(window));
    }

    private static void requireGivenPeriod(String name, boolean wanted) {
      if (wanted) {
        throw new IllegalArgumentException(name + " needs the period: give it, or leave that out");
      }
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
        checkRetention(grid, windows);
        return new DenoisingPipeline(this, grid, windows);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException(
            "window times period must be less than 292 years, but is %d times %s"
                .formatted(window, period),
            e);
      }
    }

    private void checkRetention(SamplingGrid grid, WindowGrid windows) {
      long least = Math.max(windows.span(), grid.maximumGap());
      if (learning && retention.nanos() < least) {
        throw new IllegalArgumentException(
            "retention must be at least a window, %s, and the longest silence that does not cut, %s, but is %s"
                .formatted(
                    Duration.ofNanos(windows.span()),
                    Duration.ofNanos(grid.maximumGap()),
                    Duration.ofNanos(retention.nanos())));
      }
    }

    private void checkRest(int taps) {
      if (!rest.isPossible()) {
        return;
      }
      if (learner.objective() != ObjectiveKind.SURE) {
        throw new IllegalArgumentException(
            "rest has no effect on the objective %s, which does not use the noise"
                .formatted(learner.objective()));
      }
      if (!learner.noise().isEstimated()) {
        throw new IllegalArgumentException(
            "rest has no effect where the settings give the noise: " + learner.noise());
      }
      if (window < TAPS_OF_REST_WINDOW * taps) {
        throw new IllegalArgumentException(
            "window must be at least %d times the %d taps to measure noise at rest, but is %d samples"
                .formatted(TAPS_OF_REST_WINDOW, taps, window));
      }
    }
  }

  /** The key of a bundle's sensor. */
  private record BundleKey(Scope scope) implements KeySelector<SampleBundle, String> {
    @Override
    public String getKey(SampleBundle bundle) {
      return scope.keyOf(bundle.group, bundle.sensor);
    }
  }

  /** The key of a block's sensor. */
  private record BlockKey(Scope scope) implements KeySelector<SampleBlock, String> {
    @Override
    public String getKey(SampleBlock block) {
      return scope.keyOf(block.group(), block.sensor());
    }
  }

  /** The key of a frame's sensor: the same as its samples had. */
  private record FrameKey(Scope scope) implements KeySelector<Frame, String> {
    @Override
    public String getKey(Frame frame) {
      return scope.keyOf(frame.group(), frame.sensor());
    }
  }
}
