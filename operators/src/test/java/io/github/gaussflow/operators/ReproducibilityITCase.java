/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * Same samples, same bytes out, updates included: however the job is run, it gives what the
 * reference gives, which has seen all samples in memory.
 */
class ReproducibilityITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  @TempDir static Path directory;

  private static final int COUNT = 1_000;
  private static final long DELAY = 200;
  private static final List<Sample> SAMPLES = samples();
  private static final Map<Scope, List<String>> EXPECTED = new EnumMap<>(Scope.class);
  private static final AtomicInteger RUN = new AtomicInteger();

  private static Settings settings(Scope scope) {
    LearnerSettings learner = LearnerSettings.of(new KernelSupport(4, 6));
    return Settings.of(learner, Series.PERIOD, 96, scope)
        .withFlushAfter(5 * Series.PERIOD / 2)
        .withGapFill(GapFill.ESTIMATE)
        .withRetention(new Retention(2 * 96 * Series.PERIOD));
  }

  /**
   * Six sensors in time order, with gaps, one of them long, copies, conflicts, and values that are
   * no numbers.
   */
  private static List<Sample> samples() {
    Random random = new Random(17);
    List<Sample> samples = new ArrayList<>();
    for (int sensor = 0; sensor < 6; sensor++) {
      for (Sample sample : Series.noisySine(Series.SENSORS.get(sensor), COUNT, 0.3, 7 + sensor)) {
        long n = sample.time() / Series.PERIOD;
        boolean silent = sensor == 2 && n > 400 && n < 700;
        if (silent || random.nextInt(50) == 0) {
          continue;
        }
        Sample jittered =
            new Sample(
                sample.sensor(),
                "g" + sensor / 2 % 2,
                sample.time() + random.nextInt(3_000_000),
                random.nextInt(100) == 0 ? Double.NaN : sample.value(),
                sample.reference());
        samples.add(jittered);
        if (random.nextInt(40) == 0) {
          samples.add(random.nextBoolean() ? jittered : jittered.withReference(0.5));
        }
      }
    }
    samples.sort(Comparator.comparingLong(Sample::time).thenComparing(Sample::sensor));
    return samples;
  }

  private static void verify(Scope scope, List<String> lines) {
    List<String> expected =
        EXPECTED.computeIfAbsent(
            scope,
            key -> {
              Outcome outcome = ReferencePipeline.ofSamples(settings(scope), SAMPLES);
              assertThat(outcome.samples()).isEqualTo(SAMPLES.size());
              assertThat(outcome.updates().size()).isGreaterThan(8);
              assertThat(outcome.updates().stream().filter(update -> update.version() == 1))
                  .as("beginnings, one of them after the retention of a sensor")
                  .hasSize(scope == Scope.ALL ? 1 : scope == Scope.GROUP ? 2 : 7);
              assertThat(outcome.denoised().stream().filter(DenoisedSample::estimated))
                  .hasSizeGreaterThan(150);
              assertThat(outcome.invalid().size()).isGreaterThan(20);
              assertThat(outcome.duplicates().size()).isGreaterThan(50);
              return outcome.lines();
            });
    assertThat(Outcome.difference(lines, expected)).isEmpty();
    assertThat(bytes(lines)).isEqualTo(bytes(expected));
  }

  private static byte[] bytes(List<String> lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static String newRun() {
    return "run" + RUN.incrementAndGet();
  }

  private static Configuration checkpoints(String stateBackend) {
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
    return configuration;
  }

  private static List<String> run(
      Scope scope, RuntimeExecutionMode mode, int parallelism, List<List<Sample>> sources)
      throws Exception {
    return run(settings(scope), mode, parallelism, sources);
  }

  private static List<String> run(
      Settings settings, RuntimeExecutionMode mode, int parallelism, List<List<Sample>> sources)
      throws Exception {
    StreamExecutionEnvironment environment =
        PipelineJob.environment(mode, parallelism, new Configuration());
    DataStream<Sample> all = null;
    for (int i = 0; i < sources.size(); i++) {
      DataStream<Sample> one =
          TestSource.of(environment, "source" + i, sources.get(i), DELAY, TestSource.AT_ONCE);
      all = all == null ? one : all.union(one);
    }
    String run = newRun();
    PipelineJob.add(all, settings, "p", run);
    environment.execute();
    return CollectedLines.takeSorted(run);
  }

  @ParameterizedTest
  @CsvSource({"ALL, 1", "ALL, 2", "ALL, 4", "GROUP, 2", "GROUP, 4", "SENSOR, 2", "SENSOR, 4"})
  void doesNotDependOnTheParallelism(Scope scope, int parallelism) throws Exception {
    verify(scope, run(scope, RuntimeExecutionMode.STREAMING, parallelism, List.of(SAMPLES)));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void doesNotDependOnTheOrderOfArrivalWithinTheLateness(Scope scope) throws Exception {
    List<Sample> shuffled = Series.shuffledWithin(SAMPLES, 60, 3);
    verify(scope, run(scope, RuntimeExecutionMode.STREAMING, 2, List.of(shuffled)));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void doesNotDependOnTheNumberOfSources(Scope scope) throws Exception {
    Random random = new Random(4);
    List<List<Sample>> sources = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    SAMPLES.forEach(sample -> sources.get(random.nextInt(3)).add(sample));
    verify(scope, run(scope, RuntimeExecutionMode.STREAMING, 2, sources));
  }

  /** The way of the frames to the filter is awake before the longer one of the updates is. */
  @ParameterizedTest
  @CsvSource({"ALL, 0", "ALL, 95", "GROUP, 0", "SENSOR, 0"})
  void doesNotDependOnSilencesOfTheWholeSource(Scope scope, long linger) throws Exception {
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 4, new Configuration());
    DataStream<Sample> samples =
        TestSource.of(
            environment,
            "source",
            SAMPLES,
            context -> EveryFewSamples.idleBetween(DELAY, 401),
            TestSource.AT_ONCE);
    String run = newRun();
    PipelineJob.add(samples, settings(scope).withLinger(linger), "p", run);
    environment.execute();
    verify(scope, CollectedLines.takeSorted(run));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void doesNotDependOnWhetherSamplesLinger(Scope scope) throws Exception {
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, checkpoints("hashmap"));
    String run = newRun();
    Disturbance.Plan plan = Disturbance.failing(run, 2_345);
    DataStream<Sample> samples =
        TestSource.of(environment, "source", Series.shuffledWithin(SAMPLES, 60, 3), DELAY, 1_000)
            .map(Disturbance.of(run))
            .setParallelism(1)
            .uid("disturbance");
    PipelineJob.add(samples, settings(scope).withLinger(95), "p", run);
    environment.execute();
    assertThat(plan.restored()).isEqualTo(1);
    verify(scope, CollectedLines.takeSorted(run));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void givesTheSameInBatchMode(Scope scope) throws Exception {
    List<Sample> anyOrder = Series.shuffledWithin(SAMPLES, SAMPLES.size(), 5);
    verify(scope, run(scope, RuntimeExecutionMode.BATCH, 2, List.of(anyOrder)));
  }

  @ParameterizedTest
  @CsvSource({
    "ALL, hashmap",
    "ALL, rocksdb",
    "GROUP, hashmap",
    "GROUP, rocksdb",
    "SENSOR, hashmap",
    "SENSOR, rocksdb"
  })
  void goesOnAfterFailuresAsIfNothingHadHappened(Scope scope, String stateBackend)
      throws Exception {
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, checkpoints(stateBackend));
    String run = newRun();
    Disturbance.Plan plan = Disturbance.failing(run, 2_345, 1_001, 1_777);
    DataStream<Sample> samples =
        TestSource.of(environment, "source", SAMPLES, DELAY, 1_000)
            .map(Disturbance.of(run))
            .setParallelism(1)
            .uid("disturbance");
    PipelineJob.add(samples, settings(scope), "p", run);
    environment.execute();
    assertThat(plan.restored()).as("times restored from a checkpoint").isEqualTo(3);
    verify(scope, CollectedLines.takeSorted(run));
  }

  @ParameterizedTest
  @CsvSource({"ALL, hashmap", "GROUP, rocksdb", "SENSOR, hashmap"})
  void goesOnFromSavepointsAtOtherParallelisms(
      Scope scope, String stateBackend, @InjectMiniCluster MiniCluster cluster) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    int[] parallelisms = {1, 3, 2};
    String run = "";
    for (int job = 0; job < parallelisms.length; job++) {
      boolean last = job == parallelisms.length - 1;
      StreamExecutionEnvironment environment =
          PipelineJob.environment(RuntimeExecutionMode.STREAMING, parallelisms[job], configuration);
      run = newRun();
      Disturbance.Plan plan = Disturbance.observing(run, last ? 0 : 2_011);
      DataStream<Sample> samples =
          TestSource.of(environment, "source", SAMPLES, DELAY, last ? TestSource.AT_ONCE : 2_011)
              .map(Disturbance.of(run))
              .setParallelism(1)
              .uid("disturbance");
      PipelineJob.add(samples, settings(scope), "p", run);
      if (last) {
        environment.execute();
      } else {
        JobClient client = environment.executeAsync();
        String savepoint = PipelineJob.stop(client, plan, cluster, directory.resolve("savepoints"));
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
      }
      assertThat(plan.restored()).isEqualTo(job == 0 ? 0 : 1);
    }
    verify(scope, CollectedLines.takeSorted(run));
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void givesTheSameWhereSamplesLieAnywhere(Scope scope) throws Exception {
    Settings settings = settings(scope).withGapFill(GapFill.NONE).irregular();
    List<String> expected = ReferencePipeline.ofSamples(settings, SAMPLES).lines();
    List<Sample> shuffled = Series.shuffledWithin(SAMPLES, 60, 3);
    List<Sample> anyOrder = Series.shuffledWithin(SAMPLES, SAMPLES.size(), 5);
    for (List<String> lines :
        List.of(
            run(settings, RuntimeExecutionMode.STREAMING, 4, List.of(shuffled)),
            run(settings, RuntimeExecutionMode.BATCH, 2, List.of(anyOrder)))) {
      assertThat(Outcome.difference(lines, expected)).isEmpty();
      assertThat(bytes(lines)).isEqualTo(bytes(expected));
    }
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, checkpoints("rocksdb"));
    String run = newRun();
    Disturbance.Plan plan = Disturbance.failing(run, 1_777);
    DataStream<Sample> samples =
        TestSource.of(environment, "source", SAMPLES, DELAY, 1_000)
            .map(Disturbance.of(run))
            .setParallelism(1)
            .uid("disturbance");
    PipelineJob.add(samples, settings, "p", run);
    environment.execute();
    assertThat(plan.restored()).isEqualTo(1);
    assertThat(bytes(CollectedLines.takeSorted(run))).isEqualTo(bytes(expected));
  }
}
