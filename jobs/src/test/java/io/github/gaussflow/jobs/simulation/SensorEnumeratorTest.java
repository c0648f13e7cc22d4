/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.junit.jupiter.api.Test;

class SensorEnumeratorTest {

  private static final List<SensorSplit> ALL =
      Simulations.splits(Simulations.of(5, 100, Arrival.PROMPT));

  private final Map<Integer, List<SensorSplit>> assigned = new TreeMap<>();
  private final List<Integer> told = new ArrayList<>();

  /** A context of two readers. */
  @SuppressWarnings("unchecked")
  private SplitEnumeratorContext<SensorSplit> context() {
    return (SplitEnumeratorContext<SensorSplit>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SplitEnumeratorContext.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "currentParallelism":
                  return 2;
                case "assignSplits":
                  assigned.putAll(((SplitsAssignment<SensorSplit>) arguments[0]).assignment());
                  return null;
                case "signalNoMoreSplits":
                  told.add((Integer) arguments[0]);
                  return null;
                default:
                  throw new UnsupportedOperationException(method.getName());
              }
            });
  }

  @Test
  void givesEachReaderAllItsSensorsAtOnce() {
    SensorEnumerator enumerator = new SensorEnumerator(context(), ALL);
    enumerator.addReader(1);
    assertThat(assigned).containsOnly(Map.entry(1, List.of(ALL.get(1), ALL.get(3))));
    assertThat(told).containsExactly(1);
    assertThat(enumerator.snapshotState(1)).containsExactly(ALL.get(0), ALL.get(2), ALL.get(4));
    enumerator.addReader(0);
    assertThat(assigned).containsEntry(0, List.of(ALL.get(0), ALL.get(2), ALL.get(4)));
    assertThat(told).containsExactly(1, 0);
    assertThat(enumerator.snapshotState(2)).isEmpty();
  }

  @Test
  void givesAReaderThatComesBackWhatItLost() {
    SensorEnumerator enumerator = new SensorEnumerator(context(), ALL);
    enumerator.addReader(0);
    enumerator.addReader(1);
    List<SensorSplit> lost = assigned.remove(1);
    enumerator.addSplitsBack(lost, 1);
    assertThat(enumerator.snapshotState(1)).isEqualTo(lost);
    enumerator.addReader(1);
    assertThat(assigned).containsEntry(1, lost);
  }

  @Test
  void aReaderWithoutSensorsIsToldSo() {
    SensorEnumerator enumerator = new SensorEnumerator(context(), ALL.subList(0, 1));
    enumerator.addReader(1);
    assertThat(assigned).isEmpty();
    assertThat(told).containsExactly(1);
  }
}
