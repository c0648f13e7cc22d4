/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One sensor and how far it is.
 *
 * @param sensor its number, from 0
 * @param startTime the event time of its first sample in nanoseconds
 * @param progress empty before its first sample
 */
record SensorSplit(int sensor, long startTime, Optional<Progress> progress) implements SourceSplit {

  /**
   * All that a sensor needs to go on exactly.
   *
   * @param signal what its state is of
   * @param noise what its state is of
   * @param drawn how many samples were drawn, those in gaps too
   * @param left how many rows are still to be drawn
   * @param signalRandom the state of the signal's random numbers
   * @param signalState the state of the signal
   * @param noiseRandom the state of the noise's random numbers
   * @param noiseState the state of the noise
   * @param pending the samples that have not arrived yet, in no order
   */
  record Progress(
      Signal signal,
      Noise noise,
      long drawn,
      long left,
      long signalRandom,
      double[] signalState,
      long noiseRandom,
      double[] noiseState,
      List<SimulatedSample> pending) {}

  @Override
  public String splitId() {
    return Simulation.name(sensor);
  }
}
