/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import io.github.gaussflow.jobs.configuration.InstantText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** The rows of simulated sensors, each sensor a split. */
final class SimulatorSource implements Source<RowData, SensorSplit, Collection<SensorSplit>> {

  private static final long serialVersionUID = 1;

  private final Simulation simulation;
  private final SampleRows rows;

  SimulatorSource(Simulation simulation, SampleRows rows) {
    this.simulation = simulation;
    this.rows = rows;
  }

  @Override
  public Boundedness getBoundedness() {
    return simulation.bounded() ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<SensorSplit, Collection<SensorSplit>> createEnumerator(
      SplitEnumeratorContext<SensorSplit> context) {
    long startTime =
        simulation.startTime() == Simulation.NOW
            ? InstantText.nanos(Instant.now().truncatedTo(ChronoUnit.SECONDS))
            : simulation.startTime();
    return restoreEnumerator(
        context,
        IntStream.range(0, simulation.sensors())
            .mapToObj(sensor -> new SensorSplit(sensor, startTime, Optional.empty()))
            .toList());
  }

  @Override
  public SplitEnumerator<SensorSplit, Collection<SensorSplit>> restoreEnumerator(
      SplitEnumeratorContext<SensorSplit> context, Collection<SensorSplit> unassigned) {
    return new SensorEnumerator(context, unassigned);
  }

  @Override
  public SourceReader<RowData, SensorSplit> createReader(SourceReaderContext context) {
    return new SensorReader(simulation, rows);
  }

  @Override
  public SimpleVersionedSerializer<SensorSplit> getSplitSerializer() {
    return new SensorSplits().single();
  }

  @Override
  public SimpleVersionedSerializer<Collection<SensorSplit>> getEnumeratorCheckpointSerializer() {
    return new SensorSplits();
  }
}
