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
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task managers end by SIGKILL, again and again, and nobody can tell from the output. */
@Tag("cluster")
class KilledTaskManagerITCase {

  private static final int KILLS = 10;
  private static final int ROWS_A_SECOND = 2_000;

  /** On average a second after everything runs again, which is three checkpoints. */
  private static final int MOST_ROWS_BEFORE_A_KILL = 4_000;

  /** Many times what the kills let through, on the slowest machine. */
  private static final int ROWS = 200_000;

  @TempDir Path folder;

  @Test
  void tenKillsAtRandomPointsChangeNothing() throws Exception {
    SimulatedSensorsJob undisturbed = new SimulatedSensorsJob(folder.resolve("undisturbed"), ROWS);
    SimulatedSensorsJob killed = new SimulatedSensorsJob(folder.resolve("killed"), ROWS);
    Path file =
        killed.at(
            ROWS_A_SECOND,
            "restart-strategy.type: fixed-delay",
            "restart-strategy.fixed-delay.attempts: 1000",
            "restart-strategy.fixed-delay.delay: 100 ms");
    Map<String, String> options =
        Map.of("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString());
    // No more task managers than the job needs: it stands still until the next one is there.
    try (FlinkCluster cluster = FlinkCluster.start("killed", 2, options)) {
      cluster.run("-p", "2", undisturbed.atFullSpeed());
      RunningJob job = cluster.run("-d", "-p", "2", file);
      kill(cluster, job);
      awaitRows(cluster, job, ROWS_A_SECOND);
      assertThat(job.restarts()).isGreaterThanOrEqualTo(KILLS);
      // The rest need not be slow.
      String savepoint = cluster.stop(folder.resolve("savepoints"), job);
      cluster.run("-p", "2", "-s", savepoint, killed.atFullSpeed());
    }
    assertThat(undisturbed.lines("rejected")).isEmpty();
    assertThat(killed.lines("rejected")).isEmpty();
    assertThat(undisturbed.lines("denoised")).hasSizeGreaterThan(ROWS * 9 / 10);
    SameLines.check(killed.lines("denoised"), undisturbed.lines("denoised"));
    SameLines.check(killed.lines("updates"), undisturbed.lines("updates"));
  }

  private static void kill(FlinkCluster cluster, RunningJob job)
      throws IOException, InterruptedException {
    for (int seed = 0; seed < KILLS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int rows = random.nextInt(MOST_ROWS_BEFORE_A_KILL);
      List<String> used = awaitRows(cluster, job, rows);
      int restarts = job.restarts();
      cluster.killTaskManager(used.get(random.nextInt(used.size())));
      cluster.startTaskManager();
      Condition.await(
          "the restart after kill " + seed,
          () -> job.restarts() > restarts ? Optional.of(true) : Optional.empty());
    }
  }

  /** Waits for so many rows since the job last started, on task managers that live; gives these. */
  private static List<String> awaitRows(FlinkCluster cluster, RunningJob job, int rows) {
    return Condition.await(
        rows + " rows since the last kill",
        () -> {
          OptionalLong read = job.rowsRead();
          return read.isPresent() && read.getAsLong() >= rows
              ? Optional.of(job.taskManagers()).filter(cluster::live)
              : Optional.empty();
        });
  }
}
