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
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job goes on from the savepoint of every version in {@code src/test/resources/savepoints} as if
 * it had never stopped. The job has a pipeline of each scope.
 *
 * <p>The savepoint of a version is taken once, when the version is made:
 *
 * <pre>
 *   ./mvnw -pl filter,operators -am verify -Dtest=None -Dit.test=SavepointITCase#takesASavepoint \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false \
 *     -Dsavepoint.version=0.1.0
 * </pre>
 *
 * <p>It holds the results so far as well, in a format of their own that no version may change.
 */
class SavepointITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(4);

  @TempDir static Path directory;

  private static final Path SAVEPOINTS = Path.of("src/test/resources/savepoints");
  private static final int BEFORE = 300;
  private static final long DELAY = 100;
  private static final List<Sample> SAMPLES = samples();

  static final KernelSupport SUPPORT = new KernelSupport(3, 4);

  private static Settings settings(Scope scope) {
    return Settings.of(LearnerSettings.of(SUPPORT), Series.PERIOD, 32, scope);
  }

  private static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (int sensor = 0; sensor < 3; sensor++) {
      for (Sample sample : Series.noisySine("s" + sensor, 200, 0.3, 70 + sensor)) {
        long n = sample.time() / Series.PERIOD;
        if (n % 37 != 5 + sensor) {
          samples.add(sample.withGroup("g" + sensor % 2));
        }
        if (n % 41 == 7 + sensor) {
          samples.add(sample.withGroup("g" + sensor % 2).withReference(0.5));
        }
      }
    }
    samples.sort(Comparator.comparingLong(Sample::time).thenComparing(Sample::sensor));
    return Series.shuffledWithin(samples, 12, 8);
  }

  /** What later versions can be compared in, however many fields their records have. */
  private static String line(String kind, Object result) {
    if (result instanceof DenoisedSample sample) {
      return String.join(
          " ",
          kind,
          sample.group(),
          sample.sensor(),
          Long.toString(sample.time()),
          Double.toString(sample.denoised()),
          Double.toString(sample.standardError()),
          Long.toString(sample.version()));
    }
    if (result instanceof ParameterUpdate update) {
      return String.join(
          " ",
          kind,
          update.group(),
          Long.toString(update.version()),
          Long.toString(update.validFrom()),
          Double.toString(update.mean()),
          Double.toString(update.standardDeviation()));
    }
    Sample sample = (Sample) result;
    return String.join(
        " ",
        kind,
        sample.group(),
        sample.sensor(),
        Long.toString(sample.time()),
        Double.toString(sample.value()));
  }

  private static void addPipelines(DataStream<Sample> samples, String run) {
    for (Scope scope : Scope.values()) {
      String prefix = scope.name().toLowerCase(Locale.ROOT);
      PipelineJob.add(samples, settings(scope), prefix, run + prefix, SavepointITCase::line);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "savepoint.version", matches = "\\d+\\.\\d+\\.\\d+")
  void takesASavepoint(@InjectMiniCluster MiniCluster cluster) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    // All in one file.
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.parse("1 mb"));
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, configuration);
    Disturbance.Plan plan = Disturbance.observing("taking", BEFORE);
    addPipelines(
        TestSource.of(environment, "before", SAMPLES, DELAY, BEFORE)
            .map(Disturbance.of("taking"))
            .setParallelism(1),
        "taking");
    JobClient client = environment.executeAsync();
    Path savepoint =
        Path.of(
            URI.create(PipelineJob.stop(client, plan, cluster, directory.resolve("savepoints"))));
    assertThat(savepoint.toFile().list()).containsExactly("_metadata");
    Path kept = SAVEPOINTS.resolve(System.getProperty("savepoint.version"));
    Files.createDirectories(kept);
    Files.copy(
        savepoint.resolve("_metadata"),
        kept.resolve("_metadata"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  static List<Arguments> versions() throws IOException {
    List<Arguments> versions = new ArrayList<>();
    try (Stream<Path> kept = Files.list(SAVEPOINTS)) {
      for (Path version : kept.sorted().toList()) {
        versions.add(Arguments.of(version.getFileName().toString(), "hashmap"));
        versions.add(Arguments.of(version.getFileName().toString(), "rocksdb"));
      }
    }
    return versions;
  }

  private static String path(String version) {
    return SAVEPOINTS.resolve(version).toAbsolutePath().toUri().toString();
  }

  /** The savepoint of the newest version. */
  static String newest() throws IOException {
    try (Stream<Path> kept = Files.list(SAVEPOINTS)) {
      return path(
          kept.map(version -> version.getFileName().toString())
              .max(Comparator.comparing(Runtime.Version::parse))
              .orElseThrow());
    }
  }

  /** What comes after a savepoint. */
  static DataStream<Sample> samplesLeft(StreamExecutionEnvironment environment) {
    List<Sample> left = SAMPLES.subList(BEFORE, SAMPLES.size());
    return TestSource.of(environment, "after", left, DELAY, TestSource.AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void goesOnFromTheSavepointOfAVersion(String version, String stateBackend) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path(version));
    // The source that was stopped is no longer there. Lost state of a pipeline would lose results.
    configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 3, configuration);
    addPipelines(samplesLeft(environment), version);
    environment.execute();
    for (Scope scope : Scope.values()) {
      String prefix = scope.name().toLowerCase(Locale.ROOT);
      Outcome expected = ReferencePipeline.ofSamples(settings(scope), SAMPLES);
      List<String> lines = CollectedLines.takeSorted(version + prefix);
      assertThat(Outcome.difference(lines, expected.lines(SavepointITCase::line)))
          .as("scope %s", scope)
          .isEmpty();
    }
  }
}
