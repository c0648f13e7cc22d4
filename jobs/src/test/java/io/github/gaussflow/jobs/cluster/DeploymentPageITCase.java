/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide's page on deployment shows works on a cluster. */
@Tag("cluster")
class DeploymentPageITCase {

  private static final int ROWS = 60_000;
  private static final int ROWS_A_SECOND = 2_000;

  @TempDir static Path folder;

  private static FlinkCluster cluster;
  private static SimulatedSensorsJob undisturbed;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        FlinkCluster.start(
            "deployment",
            3,
            Map.of(
                "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString()));
    undisturbed = new SimulatedSensorsJob(folder.resolve("undisturbed"), ROWS);
    cluster.run("-p", "2", undisturbed.atFullSpeed());
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aSavepointFitsAnotherParallelismAndOtherOutputs() throws Exception {
    SimulatedSensorsJob stopped = new SimulatedSensorsJob(folder.resolve("stopped"), ROWS);
    Path savepoints = folder.resolve("savepoints");

    RunningJob first = cluster.run("-d", "-p", "2", stopped.denoisedOnlyAt(ROWS_A_SECOND));
    first.awaitRows(10_000);
    String savepoint = cluster.stop(savepoints, first);

    RunningJob second = cluster.run("-d", "-p", "3", "-s", savepoint, stopped.at(ROWS_A_SECOND));
    second.awaitRows(10_000);
    savepoint = cluster.stop(savepoints, second);

    cluster.run(
        "-p", "1", "-s", savepoint, "--allowNonRestoredState", stopped.denoisedOnlyAtFullSpeed());
    SameLines.check(stopped.lines("denoised"), undisturbed.lines("denoised"));
    assertThat(undisturbed.lines("updates")).containsAll(stopped.lines("updates"));
    assertThat(stopped.lines("updates")).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(stopped.lines("rejected")).isEmpty();
  }

  @Test
  void nothingIsLostWhileCheckpointsCannotBeWritten() throws Exception {
    SimulatedSensorsJob starved = new SimulatedSensorsJob(folder.resolve("starved"), ROWS);
    RunningJob job =
        cluster.run(
            "-d",
            "-p",
            "2",
            starved.at(
                ROWS_A_SECOND,
                "execution.checkpointing.tolerable-failed-checkpoints: 5",
                "restart-strategy.type: exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff: 100 ms",
                "restart-strategy.exponential-delay.max-backoff: 1 s"));
    job.awaitCheckpoints(3);
    UnwritableCheckpoints checkpoints =
        new UnwritableCheckpoints(folder.resolve("checkpoints").resolve(job.id()));
    checkpoints.begin();
    Condition.await("a failed checkpoint", () -> atLeast(1, job.checkpoints("failed")));
    assertThat(job.restarts()).as("tolerated").isZero();
    int shown = starved.lines("denoised").size();

    Condition.await("a restart", () -> atLeast(1, job.restarts()));
    assertThat(job.failures()).contains("Exceeded checkpoint tolerable failure threshold");
    assertThat(starved.lines("denoised")).as("what is shown meanwhile").hasSize(shown);
    checkpoints.end();

    int completed = job.checkpoints("completed");
    job.awaitCheckpoints(completed + 2);
    String savepoint = cluster.stop(folder.resolve("savepoints"), job);
    cluster.run("-p", "2", "-s", savepoint, starved.atFullSpeed());
    SameLines.check(starved.lines("denoised"), undisturbed.lines("denoised"));
    SameLines.check(starved.lines("updates"), undisturbed.lines("updates"));
    assertThat(starved.lines("rejected")).isEmpty();
  }

  private static Optional<Integer> atLeast(int wanted, int number) {
    return number >= wanted ? Optional.of(number) : Optional.empty();
  }

  @Test
  void theCommandsAreThoseOfThePage() throws Exception {
    SimulatedSensorsJob job = new SimulatedSensorsJob(folder.resolve("page"), ROWS);
    Map<String, String> replaced = new HashMap<>();
    replaced.put("gaussflow-jobs.jar", FlinkCluster.JAR.toString());
    replaced.put("job.yaml", job.at(ROWS_A_SECOND).toString());
    replaced.put(
        "file:///var/lib/flink/savepoints", folder.resolve("savepoints").toUri().toString());
    List<String> commands = DeploymentPage.commands("bin/flink");
    assertThat(commands).hasSize(4);

    String printed = cluster.flink(DeploymentPage.arguments(commands.get(0), replaced));
    RunningJob first = cluster.job(printed);
    replaced.put("JOB", first.id());
    assertThat(cluster.flink(DeploymentPage.arguments(commands.get(1), replaced)))
        .contains(first.id() + " : cluster (RUNNING)");
    first.awaitRows(ROWS_A_SECOND);
    printed = cluster.flink(DeploymentPage.arguments(commands.get(2), replaced));
    replaced.put("SAVEPOINT", FlinkCluster.savepoint(printed));
    printed = cluster.flink(DeploymentPage.arguments(commands.get(3), replaced));
    RunningJob second = cluster.job(printed);
    second.awaitRows(ROWS_A_SECOND);
    cluster.flink("cancel", second.id());
  }
}
