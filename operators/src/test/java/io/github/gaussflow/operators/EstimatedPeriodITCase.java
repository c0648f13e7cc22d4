/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.NominalPeriod;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.Sample;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pipeline that is not given the period gives, byte for byte, what the reference gives that is
 * given the period of each group, however the job is run.
 */
class EstimatedPeriodITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  @TempDir static Path directory;

  private static final int WINDOW = 48;
  private static final int COUNT = 700;
  private static final long DELAY = 200;
  private static final List<Sample> SAMPLES = samples();
  private static final Map<Scope, List<String>> EXPECTED = new EnumMap<>(Scope.class);
  private static final AtomicInteger RUN = new AtomicInteger();

  private static final LearnerSettings LEARNER = LearnerSettings.of(new KernelSupport(4, 6));
  private static final Duration MAXIMUM_GAP = Duration.ofMillis(150);

  /**
   * Sensors of 100 Hz with jitter, so that their periods are told after some windows; one that
   * begins late; one of a third of the rate; one with too few samples to be sure, and one with one
   * sample. With copies, values that are no numbers, and samples that are missing.
   */
  private static List<Sample> samples() {
    Random random = new Random(23);
    List<Sample> samples = new ArrayList<>();
    for (int sensor = 0; sensor < 7; sensor++) {
      String name = sensor < 6 ? Series.SENSORS.get(sensor) : "lone";
      for (Sample sample : Series.noisySine(name, COUNT, 0.3, 70 + sensor)) {
        long n = sample.time() / Series.PERIOD;
        boolean absent =
            switch (sensor) {
              case 3 -> n < 300;
              case 4 -> n % 3 != 0;
              case 5 -> n < 100 || n >= 104;
              case 6 -> n != 150;
              default -> n > 400 && n < 430 && sensor == 2 || random.nextInt(50) == 0;
            };
        if (absent) {
          continue;
        }
        Sample jittered =
            new Sample(
                name,
                "g" + sensor / 2 % 2,
                sample.time() + random.nextInt(4_000_000),
                sensor < 5 && random.nextInt(100) == 0 ? Double.NaN : sample.value(),
                sample.reference());
        samples.add(jittered);
        if (random.nextInt(40) == 0) {
          samples.add(jittered);
        }
      }
    }
    samples.sort(Comparator.comparingLong(Sample::time).thenComparing(Sample::sensor));
    return samples;
  }

  private static DenoisingPipeline pipeline(Scope scope) {
    return DenoisingPipeline.builder(LEARNER)
        .window(WINDOW)
        .maximumGap(MAXIMUM_GAP)
        .gapFill(GapFill.ESTIMATE)
        .scope(scope)
        .uidPrefix("p")
        .build();
  }

  /** When the period was known is not part of what comes out. */
  private static String line(String kind, Object result) {
    return Outcome.line(kind, result).replaceAll("periodKnownAt=-?\\d+", "");
  }

  /** The period of a group, told from all times in memory. */
  private static OptionalLong period(List<Sample> group) {
    Map<String, TreeSet<Long>> times = new TreeMap<>();
    for (Sample sample : group) {
      if (Double.isFinite(sample.value())) {
        times.computeIfAbsent(sample.sensor(), key -> new TreeSet<>()).add(sample.time());
      }
    }
    long first = Long.MAX_VALUE;
    for (TreeSet<Long> ofSensor : times.values()) {
      for (int steps = 32; steps < ofSensor.size() && steps <= 128; steps *= 2) {
        long[] looked = ofSensor.stream().limit(steps + 1).mapToLong(Long::longValue).toArray();
        if (NominalPeriod.isSure(looked)) {
          first = Math.min(first, looked[steps]);
        }
      }
    }
    List<Long> periods = new ArrayList<>();
    for (TreeSet<Long> ofSensor : times.values()) {
      int known = ofSensor.headSet(first, true).size() - 1;
      int steps = first == Long.MAX_VALUE ? known : Math.min(128, Integer.highestOneBit(known));
      if (steps >= (first == Long.MAX_VALUE ? 1 : 32)) {
        long[] looked = ofSensor.stream().limit(steps + 1).mapToLong(Long::longValue).toArray();
        periods.add(NominalPeriod.of(looked).getAsLong());
      }
    }
    periods.sort(null);
    return periods.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(periods.get(periods.size() / 2));
  }

  private static List<String> expected(Scope scope) {
    Map<String, List<Sample>> groups = new TreeMap<>();
    SAMPLES.forEach(
        sample ->
            groups.computeIfAbsent(scope.groupOf(sample), key -> new ArrayList<>()).add(sample));
    List<String> lines = new ArrayList<>();
    List<Long> periods = new ArrayList<>();
    groups.forEach(
        (group, samples) -> {
          OptionalLong period = period(samples);
          if (period.isEmpty()) {
            assertThat(samples).hasSize(1);
            lines.add(line("without period", samples.get(0).withGroup(group)));
            return;
          }
          periods.add(period.getAsLong());
          Settings settings =
              Settings.of(LEARNER, period.getAsLong(), WINDOW, scope)
                  .withMaximumGap(MAXIMUM_GAP.toNanos())
                  .withGapFill(GapFill.ESTIMATE);
          lines.addAll(
              ReferencePipeline.ofSamples(settings, samples).lines(EstimatedPeriodITCase::line));
        });
    assertThat(periods).as("each group its own").doesNotHaveDuplicates();
    assertThat(periods).hasSize(scope == Scope.ALL ? 1 : scope == Scope.GROUP ? 2 : 6);
    assertThat(lines.stream().filter(line -> line.startsWith("update"))).hasSizeGreaterThan(10);
    lines.sort(null);
    return lines;
  }

  private static void verify(Scope scope, List<String> lines) {
    List<String> expected = EXPECTED.computeIfAbsent(scope, EstimatedPeriodITCase::expected);
    assertThat(Outcome.difference(lines, expected)).isEmpty();
    assertThat(lines).isEqualTo(expected);
  }

  private static List<String> run(
      Scope scope, RuntimeExecutionMode mode, int parallelism, List<Sample> samples)
      throws Exception {
    StreamExecutionEnvironment environment =
        PipelineJob.environment(mode, parallelism, new Configuration());
    String run = "estimated" + RUN.incrementAndGet();
    PipelineJob.add(
        TestSource.of(environment, "source", samples, DELAY, TestSource.AT_ONCE),
        pipeline(scope),
        "p",
        run,
        EstimatedPeriodITCase::line);
    environment.execute();
    return CollectedLines.takeSorted(run);
  }

  @ParameterizedTest
  @CsvSource({"ALL, 1", "ALL, 4", "GROUP, 2", "GROUP, 4", "SENSOR, 1", "SENSOR, 4"})
  void doesNotDependOnTheParallelism(Scope scope, int parallelism) throws Exception {
    verify(scope, run(scope, RuntimeExecutionMode.STREAMING, parallelism, SAMPLES));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void doesNotDependOnTheOrderOfArrivalWithinTheLateness(Scope scope) throws Exception {
    List<Sample> shuffled = Series.shuffledWithin(SAMPLES, 60, 3);
    verify(scope, run(scope, RuntimeExecutionMode.STREAMING, 2, shuffled));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void givesTheSameInBatchMode(Scope scope) throws Exception {
    List<Sample> anyOrder = Series.shuffledWithin(SAMPLES, SAMPLES.size(), 5);
    verify(scope, run(scope, RuntimeExecutionMode.BATCH, 2, anyOrder));
  }

  @ParameterizedTest
  @CsvSource({"ALL, rocksdb", "GROUP, hashmap", "SENSOR, rocksdb"})
  void goesOnAfterFailuresAsIfNothingHadHappened(Scope scope, String stateBackend)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(10));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, configuration);
    String run = "estimated" + RUN.incrementAndGet();
    // Before the periods are told, after some are, and long after.
    Disturbance.Plan plan = Disturbance.failing(run, 150, 401, 1_501);
    DataStream<Sample> samples =
        TestSource.of(environment, "source", SAMPLES, DELAY, 100)
            .map(Disturbance.of(run))
            .setParallelism(1)
            .uid("disturbance");
    PipelineJob.add(samples, pipeline(scope), "p", run, EstimatedPeriodITCase::line);
    environment.execute();
    assertThat(plan.restored()).as("times restored from a checkpoint").isEqualTo(3);
    verify(scope, CollectedLines.takeSorted(run));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void goesOnFromASavepointAtAnotherParallelismWhileSamplesWaitForTheirPeriod(
      Scope scope, @InjectMiniCluster MiniCluster cluster) throws Exception {
    Optional<String> savepoint = Optional.empty();
    String run = "";
    for (int parallelism : new int[] {1, 3}) {
      Configuration configuration = new Configuration();
      savepoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
      boolean last = savepoint.isPresent();
      StreamExecutionEnvironment environment =
          PipelineJob.environment(RuntimeExecutionMode.STREAMING, parallelism, configuration);
      run = "estimated" + RUN.incrementAndGet();
      Disturbance.Plan plan = Disturbance.observing(run, last ? 0 : 201);
      DataStream<Sample> samples =
          TestSource.of(environment, "source", SAMPLES, DELAY, last ? TestSource.AT_ONCE : 201)
              .map(Disturbance.of(run))
              .setParallelism(1)
              .uid("disturbance");
      PipelineJob.add(samples, pipeline(scope), "p", run, EstimatedPeriodITCase::line);
      if (last) {
        environment.execute();
      } else {
        JobClient client = environment.executeAsync();
        savepoint =
            Optional.of(PipelineJob.stop(client, plan, cluster, directory.resolve("savepoints")));
      }
    }
    verify(scope, CollectedLines.takeSorted(run));
  }
}
