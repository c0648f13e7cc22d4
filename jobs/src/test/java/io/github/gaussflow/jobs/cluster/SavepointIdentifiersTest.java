/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.JobAssembly;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.live.LiveView;
import io.github.gaussflow.jobs.table.ResultBranch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identifiers by which a savepoint finds the operators of tables depend on little. */
class SavepointIdentifiersTest {

  private static final String WRITER = "gaussflow-%s-stream-exec-sink-streaming-writer";

  @TempDir Path folder;

  private Set<String> identifiers(Path file) {
    return identifiers(file, List.of());
  }

  private Set<String> identifiers(Path file, List<ResultBranch> branches) {
    Problems problems = new Problems(file.toString());
    JobConfiguration job = JobConfiguration.read(file, problems).orElseThrow();
    StreamExecutionEnvironment environment =
        JobAssembly.of(job, new Configuration(), branches, problems).orElseThrow().complete();
    problems.throwIfAny();
    Set<String> identifiers = new TreeSet<>();
    for (Transformation<?> end : environment.getTransformations()) {
      for (Transformation<?> transformation : end.getTransitivePredecessors()) {
        if (transformation.getUid() != null) {
          identifiers.add(transformation.getUid());
        }
      }
    }
    return identifiers;
  }

  @Test
  void dependNeitherOnOtherOutputsNorOnNamesNorOnTheProcess() throws Exception {
    SimulatedSensorsJob job = new SimulatedSensorsJob(folder);
    Set<String> one = identifiers(job.endlessDenoisedOnly());
    assertThat(one)
        .contains(
            "gaussflow-samples-stream-exec-table-source-scan-source", WRITER.formatted("denoised"))
        .doesNotContain(WRITER.formatted("updates"));

    Set<String> all = identifiers(job.endless());
    assertThat(all).containsAll(one).contains(WRITER.formatted("updates"));
    assertThat(identifiers(job.endless())).as("a second job of the process").isEqualTo(all);

    Path file = job.endless();
    String text = Files.readString(file);
    Files.writeString(file, renamed(text));
    assertThat(identifiers(file)).as("with other names").isEqualTo(all);
  }

  @Test
  void stayWithALiveView() throws Exception {
    Path file = new SimulatedSensorsJob(folder).endless();
    Problems problems = new Problems(file.toString());
    JobConfiguration job = JobConfiguration.read(file, problems).orElseThrow();
    Set<String> with;
    try (LiveView view = LiveView.open(job, 0, Optional.empty())) {
      with = identifiers(file, List.of(view.branch()));
    }
    Set<String> expected = identifiers(file);
    expected.add("gaussflow-live-samples");
    expected.add("gaussflow-live-updates");
    assertThat(with).isEqualTo(expected);
  }

  @Test
  void dependNotOnTheNameOfASinkThatIsOneOperator() throws Exception {
    Path file = new SimulatedSensorsJob(folder).endlessDenoisedOnly();
    String text =
        Files.readString(file)
            .replace(
                "'connector' = 'filesystem', 'path' = '${job.directory}/denoised', 'format' = 'csv'",
                "'connector' = 'print'");
    Files.writeString(file, text);
    Set<String> identifiers = identifiers(file);
    assertThat(identifiers).contains("gaussflow-denoised-stream-exec-sink-sink");
    Files.writeString(file, renamed(text));
    assertThat(identifiers(file)).isEqualTo(identifiers);
  }

  /** A name that is also part of the names of operators. */
  private static String renamed(String text) {
    return text.replace("CREATE TABLE simulated", "CREATE TABLE sensors")
        .replace("table: simulated", "table: sensors")
        .replace("CREATE TABLE denoised", "CREATE TABLE r")
        .replace("denoised: denoised", "denoised: r");
  }
}
