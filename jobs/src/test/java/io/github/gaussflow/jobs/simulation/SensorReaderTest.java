/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.simulation.SampleRows.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.Test;

class SensorReaderTest {

  private static final int ROWS = 200;
  private static final Simulation SIMULATION =
      Simulations.of(5, ROWS, new Arrival(95, 0.05, 400, 1_000, 130));

  private final CollectedRows output = new CollectedRows();

  private static SensorReader reader(Simulation simulation) {
    return new SensorReader(
        simulation,
        new SampleRows(List.of(Field.SENSOR, Field.COUNT, Field.VALUE, Field.REFERENCE), 1));
  }

  private static SensorReader reader(Collection<SensorSplit> splits) {
    SensorReader reader = reader(SIMULATION);
    reader.addSplits(List.copyOf(splits));
    reader.notifyNoMoreSplits();
    return reader;
  }

  private void finish(SensorReader reader) {
    InputStatus status = InputStatus.MORE_AVAILABLE;
    while (status == InputStatus.MORE_AVAILABLE) {
      status = reader.pollNext(output);
    }
    assertThat(status).isEqualTo(InputStatus.END_OF_INPUT);
  }

  @Test
  void waitsForAllItsSensors() {
    SensorReader reader = reader(SIMULATION);
    List<SensorSplit> splits = Simulations.splits(SIMULATION);
    reader.addSplits(splits.subList(0, 2));
    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(reader.isAvailable()).isNotDone();
    reader.addSplits(splits.subList(2, 5));
    reader.notifyNoMoreSplits();
    assertThat(reader.isAvailable()).isDone();
    finish(reader);
    assertThat(output.rows()).hasSize(ROWS);
  }

  @Test
  void endsWithoutSensors() {
    assertThat(reader(List.of()).pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
  }

  @Test
  void sensorsTakeTurnsInTheOrderOfArrival() {
    SensorReader reader = reader(Simulations.splits(SIMULATION));
    finish(reader);
    long newest = 0;
    for (String row : output.rows()) {
      long time = Long.parseLong(row.split(",")[1]);
      assertThat(time).isGreaterThan(newest - 495);
      newest = Math.max(newest, time);
    }
    assertThat(output.rows().subList(0, 50))
        .extracting(row -> row.split(",")[0])
        .contains("+I(sensor-1", "+I(sensor-2", "+I(sensor-3", "+I(sensor-4", "+I(sensor-5");
  }

  @Test
  void goesOnExactlyFromItsStateWhoeverReadsItNext() throws Exception {
    finish(reader(Simulations.splits(SIMULATION)));
    List<String> whole = List.copyOf(output.rows());
    assertThat(whole).hasSize(ROWS).doesNotHaveDuplicates();
    for (int place = 0; place <= ROWS; place += 10) {
      output.rows().clear();
      SensorReader first = reader(Simulations.splits(SIMULATION));
      for (int i = 0; i < place; i++) {
        first.pollNext(output);
      }
      Collection<SensorSplit> state = Simulations.stored(first.snapshotState(1));
      finish(reader(state));
      assertThat(output.rows()).as("from %d", place).isEqualTo(whole);

      output.rows().subList(place, ROWS).clear();
      for (int remainder = 0; remainder < 2; remainder++) {
        List<SensorSplit> part = new ArrayList<>();
        for (SensorSplit split : state) {
          if (split.sensor() % 2 == remainder) {
            part.add(split);
          }
        }
        finish(reader(part));
      }
      assertThat(output.rows()).as("in two").containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  /** Not timed: the first rows come at once, the others when the limiter says so. */
  @Test
  void waitsWhereTheRateIsLimited() throws Exception {
    Simulation slow =
        new Simulation(
            Signal.WALK,
            Noise.WHITE,
            NoiseLevel.constant(1),
            1,
            Simulations.PERIOD,
            Simulations.START,
            20,
            100,
            Arrival.PROMPT,
            1);
    SensorReader reader = reader(slow);
    reader.addSplits(Simulations.splits(slow));
    reader.notifyNoMoreSplits();
    int waits = 0;
    InputStatus status = InputStatus.MORE_AVAILABLE;
    while (status != InputStatus.END_OF_INPUT) {
      status = reader.pollNext(output);
      if (status == InputStatus.NOTHING_AVAILABLE) {
        waits++;
        reader.isAvailable().get();
      }
    }
    assertThat(output.rows()).hasSize(20);
    assertThat(waits).isPositive();
  }
}
