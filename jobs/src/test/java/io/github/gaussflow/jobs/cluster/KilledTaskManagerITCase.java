/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task managers end by SIGKILL, again and again, and nobody can tell from the output. */
@Tag("cluster")
class KilledTaskManagerITCase {

  private static final int KILLS = 10;

  /** On average of a second after everything runs again, which is three checkpoints. */
  private static final int MOST_BYTES_BEFORE_A_KILL = 600_000;

  @TempDir Path folder;

  @Test
  void tenKillsAtRandomPointsChangeNothing() throws Exception {
    SimulatedSensorsJob killed = new SimulatedSensorsJob(folder.resolve("killed"));
    // Its source has no end, which a kill could come too late for.
    Path file =
        killed.endless(
            "restart-strategy.type: fixed-delay",
            "restart-strategy.fixed-delay.attempts: 1000",
            "restart-strategy.fixed-delay.delay: 100 ms");
    Map<String, String> options =
        Map.of("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    // One more task manager than the job needs, which is there while the next one starts.
    try (FlinkCluster cluster = FlinkCluster.start("killed", 3, options);
        JobClient client = cluster.client()) {
      RunningJob job = client.run(2, file);
      for (int seed = 0; seed < KILLS; seed++) {
        kill(cluster, job, killed, new SplittableRandom(seed));
      }
      awaitRunning(cluster, job);
      killed.awaitBytes(MOST_BYTES_BEFORE_A_KILL);
      assertThat(job.restarts()).isGreaterThanOrEqualTo(KILLS);
      client.stop(folder.resolve("savepoints"), job);

      SimulatedSensorsJob undisturbed = UndisturbedRun.beyond(killed, client);
      SameSeries.check(killed.series("denoised"), undisturbed.series("denoised"));
      SameSeries.check(killed.series("updates"), undisturbed.series("updates"));
      assertThat(undisturbed.lines("rejected")).isEmpty();
      assertThat(killed.lines("rejected")).isEmpty();
    }
  }

  private static void kill(
      FlinkCluster cluster, RunningJob job, SimulatedSensorsJob killed, SplittableRandom random)
      throws IOException, InterruptedException {
    List<String> used = awaitRunning(cluster, job);
    int restarts = job.restarts();
    killed.awaitBytes(random.nextInt(MOST_BYTES_BEFORE_A_KILL));
    cluster.killTaskManager(used.get(random.nextInt(used.size())));
    cluster.startTaskManager();
    Condition.await(
        "the restart after a kill",
        () -> job.restarts() > restarts ? Optional.of(true) : Optional.empty());
  }

  /** Waits until the job runs on task managers that live; gives these. */
  private static List<String> awaitRunning(FlinkCluster cluster, RunningJob job) {
    return Condition.await(
        "the job's tasks",
        () ->
            job.runs() ? Optional.of(job.taskManagers()).filter(cluster::live) : Optional.empty());
  }
}
