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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide's page on deployment shows works on a cluster. */
@Tag("cluster")
class DeploymentPageITCase {

  /** Some thousands of rows. */
  private static final int BYTES = 400_000;

  /** How many checkpoints may fail in a row. */
  private static final int TOLERATED = 3;

  @TempDir static Path folder;

  private static FlinkCluster cluster;
  private static JobClient client;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        FlinkCluster.start(
            "deployment",
            3,
            Map.of(
                "execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString()));
    client = cluster.client();
  }

  @AfterAll
  static void stop() throws Exception {
    if (client != null) {
      client.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @AfterEach
  void cancelWhatIsLeft() throws Exception {
    client.cancelAll();
  }

  @Test
  void theCommandsOfThePageMoveAJobToAnotherParallelismAndOtherOutputs() throws Exception {
    SimulatedSensorsJob stopped = new SimulatedSensorsJob(folder.resolve("stopped"));
    Path savepoints = folder.resolve("savepoints");
    Map<String, String> replaced = new HashMap<>();
    replaced.put("gaussflow-jobs.jar", FlinkCluster.JAR.toString());
    replaced.put("file:///var/lib/flink/savepoints", savepoints.toUri().toString());
    List<String> commands = DeploymentPage.commands("bin/flink");
    assertThat(commands).hasSize(4);

    replaced.put("job.yaml", stopped.endlessDenoisedOnly().toString());
    String printed = cluster.flink(DeploymentPage.arguments(commands.get(0), replaced));
    RunningJob first = cluster.submitted(printed);
    replaced.put("JOB", first.id());
    assertThat(cluster.flink(DeploymentPage.arguments(commands.get(1), replaced)))
        .contains(first.id() + " : cluster (RUNNING)");
    stopped.awaitBytes(BYTES);
    printed = cluster.flink(DeploymentPage.arguments(commands.get(2), replaced));
    replaced.put("SAVEPOINT", FlinkCluster.savepoint(printed));
    replaced.put("job.yaml", stopped.endless().toString());
    printed = cluster.flink(DeploymentPage.arguments(commands.get(3), replaced));
    RunningJob second = cluster.submitted(printed);
    stopped.awaitBytes(BYTES);
    String savepoint = client.stop(savepoints, second);

    RunningJob third = client.resume(1, stopped.endlessDenoisedOnly(), savepoint);
    stopped.awaitBytes(BYTES);
    client.stop(savepoints, third);
    SimulatedSensorsJob longer = UndisturbedRun.beyond(stopped, client);
    SameSeries.check(stopped.series("denoised"), longer.series("denoised"));
    assertThat(longer.lines("updates")).containsAll(stopped.lines("updates"));
    assertThat(stopped.lines("updates")).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    assertThat(stopped.lines("rejected")).isEmpty();
  }

  @Test
  void nothingIsLostWhileCheckpointsCannotBeWritten() throws Exception {
    SimulatedSensorsJob starved = new SimulatedSensorsJob(folder.resolve("starved"));
    RunningJob job =
        client.run(
            2,
            starved.endless(
                "execution.checkpointing.tolerable-failed-checkpoints: " + TOLERATED,
                "restart-strategy.type: exponential-delay",
                "restart-strategy.exponential-delay.initial-backoff: 100 ms",
                "restart-strategy.exponential-delay.max-backoff: 1 s"));
    job.awaitCheckpoints(3);
    UnwritableCheckpoints checkpoints =
        new UnwritableCheckpoints(folder.resolve("checkpoints").resolve(job.id()));
    checkpoints.obstruct(TOLERATED);
    Condition.await("failures", () -> atLeast(TOLERATED, job.checkpoints("failed")));
    job.awaitCheckpoints(job.checkpoints("completed") + 1);
    assertThat(job.restarts()).as("tolerated").isZero();

    checkpoints.begin();
    Condition.await("a restart", () -> atLeast(1, job.restarts()));
    assertThat(job.failures()).contains("Exceeded checkpoint tolerable failure threshold");
    // By now all is shown that the last complete checkpoint allows.
    Condition.await("the restarted tasks", () -> job.runs() ? Optional.of(true) : Optional.empty());
    int shown = starved.lines("denoised").size();
    int failed = job.checkpoints("failed");
    Condition.await("further failures", () -> atLeast(failed + 2, job.checkpoints("failed")));
    assertThat(starved.lines("denoised")).as("what is shown meanwhile").hasSize(shown);
    checkpoints.end();

    int completed = job.checkpoints("completed");
    job.awaitCheckpoints(completed + 2);
    client.stop(folder.resolve("savepoints"), job);
    SimulatedSensorsJob longer = UndisturbedRun.beyond(starved, client);
    SameSeries.check(starved.series("denoised"), longer.series("denoised"));
    SameSeries.check(starved.series("updates"), longer.series("updates"));
    assertThat(starved.lines("denoised")).hasSizeGreaterThan(shown);
    assertThat(starved.lines("rejected")).isEmpty();
  }

  private static Optional<Integer> atLeast(int wanted, int number) {
    return number >= wanted ? Optional.of(number) : Optional.empty();
  }
}
