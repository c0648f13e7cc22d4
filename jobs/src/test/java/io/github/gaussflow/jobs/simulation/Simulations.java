/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What tests simulate: a sample each 10 ns, from time 1000 on. */
final class Simulations {

  static final long PERIOD = 10;
  static final long START = 1_000;

  private Simulations() {}

  static Simulation of(int sensors, long rows, Arrival arrival) {
    return new Simulation(
        Signal.STEPS,
        Noise.NARROW_BAND,
        NoiseLevel.constant(0.5),
        sensors,
        PERIOD,
        START,
        rows,
        Double.POSITIVE_INFINITY,
        arrival,
        5);
  }

  /** The sensors before their first sample. */
  static List<SensorSplit> splits(Simulation simulation) {
    return IntStream.range(0, simulation.sensors())
        .mapToObj(sensor -> new SensorSplit(sensor, START, Optional.empty()))
        .toList();
  }

  /** What one sensor gives, at most so many samples. */
  static List<SimulatedSample> samples(SimulatedSensor sensor, int most) {
    List<SimulatedSample> samples = new ArrayList<>();
    while (samples.size() < most && !sensor.isAtEnd()) {
      samples.add(sensor.next());
    }
    return samples;
  }

  /** Through the bytes of a checkpoint. */
  static Collection<SensorSplit> stored(Collection<SensorSplit> splits) throws Exception {
    SensorSplits serializer = new SensorSplits();
    return serializer.deserialize(serializer.getVersion(), serializer.serialize(splits));
  }
}
