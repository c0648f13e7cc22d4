/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.filtering.FrozenGaussianFilter;
import io.github.gaussflow.operators.filtering.GroupGaussianFilter;
import io.github.gaussflow.operators.filtering.OutputForm;
import io.github.gaussflow.operators.filtering.SensorGaussianFilter;
import io.github.gaussflow.operators.frame.BlockAssembler;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.GatedBundle;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SampleBundler;
import io.github.gaussflow.operators.frame.SampleGate;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.frame.SamplingGrids;
import io.github.gaussflow.operators.frame.SteadyWatermarks;
import io.github.gaussflow.operators.frame.WakeAtEnd;
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
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import java.util.Objects;
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
 * <p>Samples travel to their sensors in bundles, see {@link SampleBundler}, and wait there in a
 * {@link SampleGate} for a watermark; with {@link DenoisingPipelineBuilder#linger} for longer.
 *
 * <p>Where sensors share parameters, a {@link WindowMerge} stands before the parameter learner: no
 * subtask holds the records of all sensors.
 *
 * <p>Samples that come in blocks, {@link #applyBlocks}, pass a block assembler in place of the
 * frame assembler and leave in blocks.
 *
 * <p>With {@link DenoisingPipelineBuilder#outliers} a replacement of outliers stands behind the
 * frame assembler.
 *
 * <p>Where the period is not given, the samples are held behind the frame assembler until their
 * group's period is told from them, see {@link PeriodEstimation}. The outputs are those of a
 * pipeline that is given that period.
 *
 * <p>The input needs watermarks that compare with {@link Sample#timestamp}; the records' own
 * timestamps are not used. Outputs carry the watermark of the input but not its delay: to window by
 * event time downstream, assign timestamps from {@link DenoisedSample#time} anew. They are not idle
 * where the input is, see {@link SteadyWatermarks}: their watermark stays where it was.
 */
public final class DenoisingPipeline {

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
  private final long linger; // in milliseconds

  DenoisingPipeline(DenoisingPipelineBuilder builder, SamplingGrids grids, WindowGrid windows) {
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
    this.linger = builder.lingerMillis();
  }

  /**
   * Starts a pipeline.
   *
   * @param learner the taps, the objective and the optimizer
   * @param period the nominal time between samples of a sensor
   */
  public static DenoisingPipelineBuilder builder(LearnerSettings learner, Duration period) {
    return new DenoisingPipelineBuilder(learner, Objects.requireNonNull(period, "period"));
  }

  /**
   * Starts a pipeline that tells the nominal time between samples from the first samples of each
   * group, {@link PeriodEstimation}; the updates have it. It samples regularly, replaces no
   * outliers and forgets nothing. Groups with samples at one time only show no period: where the
   * input ends, those samples are {@link DenoisedStreams#withoutPeriod}.
   *
   * @param learner the taps, the objective and the optimizer
   */
  public static DenoisingPipelineBuilder builder(LearnerSettings learner) {
    return new DenoisingPipelineBuilder(learner, null);
  }

  /** Adds the operators to a job. */
  public DenoisedStreams apply(DataStream<Sample> samples) {
    SingleOutputStreamOperator<GatedBundle> gated =
        samples
            .transform(
                "sample bundler", TypeInformation.of(SampleBundle.class), new SampleBundler())
            // Beside each subtask of the input: no shuffle more, and one watermark for its samples.
            .setParallelism(samples.getParallelism())
            .keyBy(new BundleKey(scope), Types.STRING)
            .union() // the same partitions without the key, for which batch mode would sort
            .transform(
                "sample gate",
                TypeInformation.of(GatedBundle.class),
                new SampleGate(scope, linger));
    SingleOutputStreamOperator<Frame> assembled =
        DataStreamUtils.reinterpretAsKeyedStream(gated, new GatedKey(scope), Types.STRING)
            .process(
                new FrameAssembler(
                    grid == null ? SamplingGrid.withoutPeriod() : grid, scope, rest, linger))
            .name("frame assembler")
            .uid(uidPrefix + "-frame-assembler");
    SingleOutputStreamOperator<Frame> frames =
        grid == null
            ? PeriodEstimation.laidOut(bySensor(steady(assembled)), grids, window, scope, uidPrefix)
            : steady(assembled);
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
   * @throws IllegalStateException if the pipeline is not given its period, or is given a linger
   */
  public DenoisedBlockStreams applyBlocks(DataStream<SampleBlock> blocks) {
    if (linger > 0) {
      throw new IllegalStateException(
          "blocks do not linger: they have many samples each; leave the linger of %d ms out"
              .formatted(linger));
    }
    if (grid == null) {
      throw new IllegalStateException(
          "blocks need the period of their grid; give it to DenoisingPipeline.builder");
    }
    SingleOutputStreamOperator<Frame> assembled =
        blocks
            .transform("wake at the end", blocks.getType(), new WakeAtEnd<>())
            .setParallelism(blocks.getParallelism())
            .keyBy(new BlockKey(scope), Types.STRING)
            .process(new BlockAssembler(grid, scope, rest))
            .name("block assembler")
            .uid(uidPrefix + "-block-assembler");
    SingleOutputStreamOperator<Frame> frames = steady(assembled);
    Results<DenoisedBlock> results = denoise(frames, OutputForm.blocks(grid.period()));
    return new DenoisedBlockStreams(
        results.denoised(),
        results.updates(),
        assembled.getSideOutput(FrameAssembler.LATE),
        assembled.getSideOutput(FrameAssembler.INVALID),
        assembled.getSideOutput(FrameAssembler.DUPLICATE),
        frames.getSideOutput(SensorFrameLayout.WITHOUT_PERIOD));
  }

  private SingleOutputStreamOperator<Frame> steady(DataStream<Frame> assembled) {
    return assembled
        .transform("steady watermarks", TypeInformation.of(Frame.class), new SteadyWatermarks())
        .uid(uidPrefix + "-steady-watermarks");
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
   *     searches lags, forgets, samples irregularly, lets samples linger, is not given its period,
   *     or does not learn
   */
  public PartitionDenoiser ofPartition() {
    if (outliers != OutlierTreatment.NONE
        || rest.isPossible()
        || lagRange > 0
        || retention.isLimited()
        || sampling == Sampling.IRREGULAR
        || grid == null
        || linger > 0
        || !learning) {
      throw new IllegalStateException(
          "a partition has no replacement of outliers, no rest, no range of lags, no retention, no"
              + " irregular sampling, no linger, is given its period, and learns");
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

  /** The key of a bundle's sensor. */
  private record BundleKey(Scope scope) implements KeySelector<SampleBundle, String> {
    @Override
    public String getKey(SampleBundle bundle) {
      return scope.keyOf(bundle.group, bundle.sensor);
    }
  }

  /** The same behind the gate. */
  private record GatedKey(Scope scope) implements KeySelector<GatedBundle, String> {
    @Override
    public String getKey(GatedBundle bundle) {
      return scope.keyOf(bundle.samples().group, bundle.samples().sensor);
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
