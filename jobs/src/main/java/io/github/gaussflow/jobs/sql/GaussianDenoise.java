/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import io.github.gaussflow.jobs.table.RowReader;
import io.github.gaussflow.operators.learning.LearnerMetrics;
import io.github.gaussflow.operators.partition.LearnedState;
import io.github.gaussflow.operators.partition.PartitionDenoiser;
import io.github.gaussflow.operators.partition.SensorState;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.ArgumentTrait;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.StateHint;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.table.functions.SpecializedFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.types.ColumnList;
import org.apache.flink.types.Row;

/**
 * Denoises the rows of a table with a Gaussian filter whose mean and standard deviation are learned
 * from them: the pipeline of {@link io.github.gaussflow.operators.DenoisingPipeline} as a process
 * table function, with the same numbers.
 *
 * <pre>{@code
 * CREATE FUNCTION GAUSSIAN_DENOISE AS 'io.github.gaussflow.jobs.sql.GaussianDenoise';
 *
 * SELECT * FROM GAUSSIAN_DENOISE(
 *   input => TABLE readings PARTITION BY sensor,
 *   on_time => DESCRIPTOR(ts),
 *   `value` => DESCRIPTOR(celsius),
 *   `period` => '10 s')
 * }</pre>
 *
 * <p>The rows of one partition learn together. Without the argument {@code sensor} they are one
 * sensor; with it, the sensors that its column names, which share their parameters.
 *
 * <p>Each row that goes in comes out once: denoised when the watermark says that all it depends on
 * is there, or with a reason why not: late, duplicate, or what makes it no sample.
 *
 * <p>State of a partition:
 *
 * <ul>
 *   <li>{@code clock}: {@link PartitionClock}, kept as long as the job runs.
 *   <li>{@code waiting}: the samples that no watermark has passed.
 *   <li>{@code sensors}: {@link SensorState} of each sensor until it has been silent for longer
 *       than the longest gap.
 *   <li>{@code learned}: the parts of {@link LearnedState}; the only state that {@code
 *       table.exec.state.ttl} forgets, so that a partition without windows for so long starts anew.
 * </ul>
 *
 * <p>One timer a partition: for the oldest waiting sample or, if earlier, for the end of a silence.
 */
@DataTypeHint("ROW<denoised DOUBLE>") // what reflection finds; a call has the columns that fit it
public final class GaussianDenoise extends ProcessTableFunction<Row>
    implements SpecializedFunction {

  private static final long serialVersionUID = 1L;

  /** The keys of {@code learned}. */
  private static final String PARAMETERS = "parameters";

  private static final String LEARNER = "learner";

  private static final long NO_TIMER = Long.MAX_VALUE;

  private final DenoiseArguments arguments;

  private transient DenoisedRows rows;
  private transient PartitionDenoiser denoiser;
  private transient Emitted emitted;
  private transient Counter late;
  private transient Counter invalid;
  private transient Counter duplicates;
  private transient LearnerMetrics learnerMetrics;

  /** The function before it is called; what {@code CREATE FUNCTION} needs. */
  public GaussianDenoise() {
    this(null);
  }

  private GaussianDenoise(DenoiseArguments arguments) {
    this.arguments = arguments;
  }

  @Override
  public TypeInference getTypeInference(DataTypeFactory types) {
    TypeInference signature = super.getTypeInference(types);
    return TypeInference.newBuilder()
        .staticArguments(signature.getStaticArguments().orElseThrow())
        .stateTypeStrategies(signature.getStateTypeStrategies())
        .inputTypeStrategy(new CheckedArguments())
        .outputTypeStrategy(
            call ->
                DenoiseArguments.of(call)
                    .filter(read -> read.time() != DenoiseArguments.NONE)
                    .map(DenoisedRows::type)
                    .or(() -> signature.getOutputTypeStrategy().inferType(call)))
        .build();
  }

  /** The function of one call: timers are not given the arguments, so it keeps them itself. */
  @Override
  public UserDefinedFunction specialize(SpecializedContext context) {
    return new GaussianDenoise(
        DenoiseArguments.of(context.getCallContext())
            .orElseThrow(() -> new ValidationException("argument 'input' must be a table")));
  }

  @Override
  public void open(FunctionContext context) {
    rows = new DenoisedRows(arguments);
    denoiser = arguments.pipeline().ofPartition();
    emitted = new Emitted();
    MetricGroup metrics = context.getMetricGroup();
    late = metrics.counter("numLateRecordsDropped");
    invalid = metrics.counter("invalidSamples");
    duplicates = metrics.counter("duplicateSamples");
    learnerMetrics = new LearnerMetrics(metrics, LearnerMetrics.DEFAULT_GROUPS);
  }

  /**
   * Takes a row. The arguments but for the row were read when the query was planned.
   *
   * @param input the row
   */
  public void eval(
      Context context,
      @StateHint(name = "clock", ttl = "0") PartitionClock clock,
      @StateHint(name = "waiting", ttl = "0") ListView<WaitingSample> waiting,
      @StateHint(name = "sensors", ttl = "0") MapView<String, byte[]> sensors,
      @StateHint(name = "learned") MapView<String, byte[]> learned,
      @ArgumentHint(
              name = "input",
              value = {
                ArgumentTrait.SET_SEMANTIC_TABLE,
                ArgumentTrait.OPTIONAL_PARTITION_BY,
                ArgumentTrait.REQUIRE_ON_TIME
              })
          Row input,
      @ArgumentHint(name = "value", isOptional = true) ColumnList value,
      @ArgumentHint(name = "reference", isOptional = true) ColumnList reference,
      @ArgumentHint(name = "sensor", isOptional = true) ColumnList sensor,
      @ArgumentHint(name = "time", isOptional = true) ColumnList time,
      @ArgumentHint(name = "time_unit", isOptional = true) String timeUnit,
      @ArgumentHint(name = "period", isOptional = true) String period,
      @ArgumentHint(name = "lookahead", isOptional = true) Integer lookahead,
      @ArgumentHint(name = "lookback", isOptional = true) Integer lookback,
      @ArgumentHint(name = "window", isOptional = true) Integer window,
      @ArgumentHint(name = "objective", isOptional = true) String objective,
      @ArgumentHint(name = "kernels", isOptional = true) Integer kernels,
      @ArgumentHint(name = "max_gap", isOptional = true) String maxGap)
      throws Exception {
    RowReader.Parsed parsed = rows.read(input);
    Sample sample = parsed.sample();
    if (sample == null) {
      invalid.inc();
      collect(rows.rejected(input, parsed));
      return;
    }
    TimeContext<Long> eventTime = context.timeContext(Long.class);
    Long watermark = eventTime.currentWatermark();
    if (watermark != null) {
      pass(clock, watermark);
    }
    if (sample.timestamp() <= clock.passed) {
      emitted.late(sample);
      return;
    }
    if (clock.partition == null) {
      clock.partition = rows.partition(input);
    }
    waiting.add(WaitingSample.of(sample));
    if (sample.timestamp() < clock.timer) {
      if (clock.timer != NO_TIMER) {
        eventTime.clearTimer(clock.timer);
      }
      eventTime.registerOnTime(sample.timestamp());
      clock.timer = sample.timestamp();
    }
  }

  /**
   * Takes a partition to the watermark: the names of the parameters are those of {@link #eval}.
   *
   * @param context the timer's
   */
  public void onTimer(
      OnTimerContext context,
      PartitionClock clock,
      ListView<WaitingSample> waiting,
      MapView<String, byte[]> sensors,
      MapView<String, byte[]> learned)
      throws Exception {
    TimeContext<Long> eventTime = context.timeContext(Long.class);
    long watermark = eventTime.currentWatermark();
    pass(clock, watermark);
    emitted.partition = clock.partition;
    SortedMap<String, List<Sample>> released = new TreeMap<>();
    long next = release(waiting, watermark, released);

    SortedMap<String, SensorState> states = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : sensors.entries()) {
      states.put(entry.getKey(), SensorState.of(entry.getKey(), entry.getValue()));
    }
    List<String> before = List.copyOf(states.keySet());
    LearnedState knowledge = LearnedState.of(learned.get(PARAMETERS), () -> learned.get(LEARNER));
    next = Math.min(next, denoiser.advance(watermark, released, states, knowledge, emitted));
    for (String name : before) {
      if (!states.containsKey(name)) {
        sensors.remove(name);
      }
    }
    for (Map.Entry<String, SensorState> entry : states.entrySet()) {
      if (entry.getValue().isChanged()) {
        sensors.put(entry.getKey(), entry.getValue().toBytes());
      }
    }
    if (knowledge.parametersChanged()) {
      learned.put(PARAMETERS, knowledge.parametersToBytes());
    }
    if (knowledge.learnerChanged()) {
      learned.put(LEARNER, knowledge.learnerToBytes());
    }

    clock.timer = next;
    if (next != NO_TIMER) {
      eventTime.registerOnTime(next);
    }
  }

  /** The end of the input is no watermark: a job may go on from a savepoint taken there. */
  private static void pass(PartitionClock clock, long watermark) {
    if (watermark < Long.MAX_VALUE) {
      clock.passed = Math.max(clock.passed, watermark);
    }
  }

  /**
   * Takes the samples that the watermark has passed out of the waiting ones.
   *
   * @return the time in milliseconds of the oldest that still waits, the largest long for none
   */
  private static long release(
      ListView<WaitingSample> waiting, long watermark, Map<String, List<Sample>> released)
      throws Exception {
    List<WaitingSample> kept = new ArrayList<>();
    long oldest = Long.MAX_VALUE;
    boolean any = false;
    for (WaitingSample one : waiting.get()) {
      Sample sample = one.sample();
      if (sample.timestamp() <= watermark) {
        released.computeIfAbsent(sample.sensor(), name -> new ArrayList<>()).add(sample);
        any = true;
      } else {
        kept.add(one);
        oldest = Math.min(oldest, sample.timestamp());
      }
    }
    if (kept.isEmpty()) {
      waiting.clear();
    } else if (any) {
      waiting.setList(kept);
    }
    return oldest;
  }

  /** Gives rows to Flink, and what was learned to its metrics. */
  private final class Emitted implements PartitionDenoiser.Output {

    private String partition;

    @Override
    public void learned(ParameterUpdate update) {
      learnerMetrics.accept(partition, update);
    }

    @Override
    public void collect(DenoisedSample sample) {
      GaussianDenoise.this.collect(rows.denoised(sample));
    }

    @Override
    public void late(Sample sample) {
      late.inc();
      GaussianDenoise.this.collect(rows.rejected(sample, "late"));
    }

    @Override
    public void duplicate(Sample sample) {
      duplicates.inc();
      GaussianDenoise.this.collect(rows.rejected(sample, "duplicate"));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
