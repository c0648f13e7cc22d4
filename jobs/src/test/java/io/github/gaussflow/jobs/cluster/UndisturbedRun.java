/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

/**
 * What the simulated sensors give where nothing happens to their job: a bounded run that goes
 * beyond the end of a given one, and is only started when that end is known.
 */
final class UndisturbedRun {

  /** So that neither the lookahead of the filter nor the disorder sees the end. */
  private static final int MARGIN = 1_000;

  private UndisturbedRun() {}

  /** Runs for more rows of each sensor than a job has shown. */
  static SimulatedSensorsJob beyond(SimulatedSensorsJob shown, JobClient client) throws Exception {
    SimulatedSensorsJob longer = new SimulatedSensorsJob(shown.folder().resolve("undisturbed"));
    client.run(2, longer.bounded(shown.rowsOfEach() + MARGIN)).awaitFinished();
    return longer;
  }
}
