/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;

/**
 * Gives the rows of some sensors in the order in which they arrive, so that a row is out of order
 * by no more than its own delay. Its state is its sensors.
 */
final class SensorReader implements SourceReader<RowData, SensorSplit> {

  /** How often a second a reader waits at most: waiting takes a while of its own. */
  private static final int WAITS_PER_SECOND = 20;

  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final Simulation simulation;
  private final SampleRows rows;
  private final PriorityQueue<SimulatedSensor> sensors =
      new PriorityQueue<>(
          Comparator.comparingLong(SimulatedSensor::nextArrival)
              .thenComparingInt(SimulatedSensor::number));
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private boolean complete;
  private RateLimiter<?> limiter;
  private long samplesBetweenWaits;
  private long samplesSinceWait;
  private CompletableFuture<Void> wait = AT_ONCE;

  SensorReader(Simulation simulation, SampleRows rows) {
    this.simulation = simulation;
    this.rows = rows;
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<SensorSplit> splits) {
    for (SensorSplit split : splits) {
      SimulatedSensor sensor = new SimulatedSensor(simulation, split);
      if (!sensor.isAtEnd()) {
        sensors.add(sensor);
      }
    }
  }

  @Override
  public void notifyNoMoreSplits() {
    complete = true;
    double rate = simulation.rowsPerSecond() * sensors.size() / simulation.sensors();
    if (!sensors.isEmpty() && Double.isFinite(rate)) {
      limiter = RateLimiterStrategy.perSecond(rate).createRateLimiter(1);
      samplesBetweenWaits = Math.max(1, (long) (rate / WAITS_PER_SECOND));
    }
    assigned.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) {
    if (!complete) {
      return InputStatus.NOTHING_AVAILABLE; // some sensors may still be missing
    }
    if (sensors.isEmpty()) {
      return InputStatus.END_OF_INPUT;
    }
    if (!wait.isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    SimulatedSensor sensor = sensors.remove();
    long before = sensor.drawn();
    output.collect(rows.row(sensor.number(), sensor.next()));
    if (!sensor.isAtEnd()) {
      sensors.add(sensor);
    }
    samplesSinceWait += sensor.drawn() - before;
    if (limiter != null && samplesSinceWait >= samplesBetweenWaits) {
      int permits = (int) Math.min(samplesSinceWait, Integer.MAX_VALUE);
      wait = limiter.acquire(permits).toCompletableFuture();
      samplesSinceWait = 0;
    }
    return wait.isDone() ? InputStatus.MORE_AVAILABLE : InputStatus.NOTHING_AVAILABLE;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return complete ? wait : assigned;
  }

  @Override
  public List<SensorSplit> snapshotState(long checkpoint) {
    return sensors.stream().map(SimulatedSensor::split).toList();
  }

  @Override
  public void close() {}
}
