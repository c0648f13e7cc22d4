/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ParameterLearnerTest {

  private static final KernelSupport SUPPORT = new KernelSupport(4, 4);
  private static final LearnerSettings SETTINGS = LearnerSettings.of(SUPPORT);
  private static final InitialParameters START =
      InitialParameters.of(InitialFilter.of(SETTINGS.initialParameters()));
  private static final int WINDOW = 64;

  /** The length of a window: 640 ms. */
  private static final long SPAN = WINDOW * Series.PERIOD;

  private static OneInputSubtasks<WindowRecord, ParameterUpdate> start(int parallelism, Scope scope)
      throws Exception {
    return OneInputSubtasks.start(
        parallelism,
        () -> new ParameterLearner(SETTINGS, scope, START, false),
        WindowRecord::group);
  }

  /** The records of a sensor, one for each of the windows. */
  private static List<WindowRecord> records(String sensor, String group, int windows, long seed) {
    double[] x =
        Series.noisySine(sensor, windows * WINDOW, 0.4, seed).stream()
            .mapToDouble(Sample::value)
            .toArray();
    List<WindowRecord> records = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      LagSums sums = LagSums.of(SUPPORT, x, null, w * WINDOW, (w + 1) * WINDOW);
      records.add(new WindowRecord(sensor, group, (w + 1) * SPAN, sums.toArray(), 0));
    }
    return records;
  }

  private static List<WindowRecord> manySensors(int windows) {
    List<WindowRecord> records = new ArrayList<>();
    for (int sensor = 0; sensor < 6; sensor++) {
      records.addAll(records("s" + sensor, sensor < 4 ? "g" : "h", windows, sensor));
    }
    return records;
  }

  private static WindowRecord constant(long end) {
    double[] x = new double[WINDOW];
    return new WindowRecord(
        "stuck", "g", end, LagSums.of(SUPPORT, x, null, 0, WINDOW).toArray(), 0);
  }

  @Test
  void saysNothingBeforeTheWatermarkHasPassedTheWindow() throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.ALL)) {
      for (WindowRecord record : records("s", "g", 2, 1)) {
        learner.accept(record);
      }
      learner.watermark(638);
      assertThat(learner.outputs()).isEmpty();
      assertThat(learner.stateEntries()).isEqualTo(1);
      assertThat(learner.timers()).isEqualTo(2);
      learner.watermark(639);
      assertThat(learner.outputs()).extracting(ParameterUpdate::validFrom).containsExactly(SPAN);
      assertThat(learner.stateEntries()).as("the records and the group").isEqualTo(2);
      assertThat(learner.timers()).isEqualTo(1);
      learner.watermark(Long.MAX_VALUE);
      assertThat(learner.outputs()).hasSize(2);
      assertThat(learner.stateEntries()).as("the group stays").isEqualTo(1);
      assertThat(learner.timers()).isZero();
    }
  }

  @Test
  void learnsAsTheLearnerDoesFromTheRecordsInSensorOrder() throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> subtasks = start(1, Scope.GROUP)) {
      for (WindowRecord record : manySensors(3)) {
        subtasks.accept(record);
      }
      subtasks.watermark(Long.MAX_VALUE);
      WindowLearner learner = SETTINGS.newLearner();
      for (int w = 0; w < 3; w++) {
        LagStatistics window = SETTINGS.newStatistics();
        for (int sensor = 0; sensor < 4; sensor++) {
          WindowRecord record = records("s" + sensor, "g", 3, sensor).get(w);
          window.accept(LagSums.fromArray(SUPPORT, record.sums()));
        }
        LearningStep step = learner.learn(window);
        assertThat(ofGroup(subtasks, "g").get(w))
            .isEqualTo(
                new ParameterUpdate(
                    "g",
                    w + 1,
                    (w + 1) * SPAN,
                    step.parameters().mean(),
                    step.parameters().standardDeviation(),
                    step.bank(),
                    step.cost(),
                    step.gradientMean(),
                    step.gradientLogStandardDeviation(),
                    step.noiseVariance(),
                    step.noiseCorrelation(),
                    "",
                    step.count(),
                    4,
                    true,
                    Double.NaN));
      }
    }
  }

  @Test
  void startsFromTheParametersThatAGroupIsGiven() throws Exception {
    GaussianParameters narrow = new GaussianParameters(0, 0.75);
    InitialParameters warm = START.with(Map.of("h", InitialFilter.of(narrow)));
    List<WindowRecord> records = manySensors(2);
    List<ParameterUpdate> updates;
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> subtasks =
        OneInputSubtasks.start(
            1,
            () -> new ParameterLearner(SETTINGS, Scope.GROUP, warm, false),
            WindowRecord::group)) {
      for (WindowRecord record : records) {
        subtasks.accept(record);
      }
      subtasks.watermark(Long.MAX_VALUE);
      updates = subtasks.outputs();
    }
    for (String group : List.of("g", "h")) {
      WindowLearner learner =
          (group.equals("h") ? SETTINGS.withInitialParameters(narrow) : SETTINGS).newLearner();
      LagStatistics window = SETTINGS.newStatistics();
      for (WindowRecord record : records) {
        if (record.group().equals(group) && record.end() == SPAN) {
          window.accept(LagSums.fromArray(SUPPORT, record.sums()));
        }
      }
      assertThat(updates)
          .filteredOn(update -> update.group().equals(group) && update.version() == 1)
          .extracting(ParameterUpdate::cost) // at the parameters that held before
          .containsExactly(learner.learn(window).cost());
    }
  }

  private static List<ParameterUpdate> ofGroup(
      OneInputSubtasks<WindowRecord, ParameterUpdate> learner, String group) {
    return learner.outputs().stream().filter(u -> u.group().equals(group)).toList();
  }

  @Property(seed = "71", tries = 60)
  void doesNotDependOnTheOrderOfArrivalOrTheWatermarks(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<WindowRecord> records = manySensors(4);
    List<ParameterUpdate> expected;
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.GROUP)) {
      for (WindowRecord record : records) {
        learner.accept(record);
      }
      learner.watermark(Long.MAX_VALUE);
      expected = ofGroup(learner, "g");
    }
    Collections.shuffle(records, random);
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.GROUP)) {
      // Records of a window come at any time before its watermark.
      for (int w = 1; w <= 4; w++) {
        for (WindowRecord record : List.copyOf(records)) {
          if (record.end() == w * SPAN || random.nextInt(3) == 0) {
            learner.accept(record);
            records.remove(record);
          }
        }
        if (random.nextBoolean()) {
          learner.watermark(WindowGrid.closing(w * SPAN) + random.nextInt(100));
        }
      }
      learner.watermark(Long.MAX_VALUE);
      assertThat(ofGroup(learner, "g")).isEqualTo(expected);
      assertThat(learner.outputs()).hasSize(8);
    }
  }

  @Test
  void groupsDoNotMix() throws Exception {
    List<ParameterUpdate> alone;
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.GROUP)) {
      for (WindowRecord record : records("s5", "h", 3, 5)) {
        learner.accept(record);
      }
      learner.watermark(Long.MAX_VALUE);
      alone = learner.outputs();
    }
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.GROUP)) {
      for (WindowRecord record : manySensors(3)) {
        if (!record.sensor().equals("s4")) {
          learner.accept(record);
        }
      }
      learner.watermark(Long.MAX_VALUE);
      assertThat(ofGroup(learner, "h")).isEqualTo(alone);
    }
  }

  @Test
  void aConstantWindowRepeatsTheParameters() throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.ALL)) {
      learner.accept(constant(SPAN));
      learner.watermark(SPAN / Sample.NANOS_PER_MILLI);
      ParameterUpdate first = learner.outputs().get(0);
      assertThat(first.learned()).isFalse();
      assertThat(first.version()).isEqualTo(1);
      assertThat(first.mean()).isEqualTo(SETTINGS.initialParameters().mean());
      assertThat(first.standardDeviation())
          .isEqualTo(SETTINGS.initialParameters().standardDeviation());
      assertThat(first.noiseVariance()).isNaN();
      learner.accept(records("s", "g", 2, 1).get(1));
      learner.accept(constant(3 * SPAN));
      learner.watermark(Long.MAX_VALUE);
      ParameterUpdate learned = learner.outputs().get(1);
      ParameterUpdate skipped = learner.outputs().get(2);
      assertThat(learned.learned()).isTrue();
      assertThat(skipped.learned()).isFalse();
      assertThat(skipped.version()).isEqualTo(3);
      assertThat(skipped.mean()).isEqualTo(learned.mean());
      assertThat(skipped.standardDeviation()).isEqualTo(learned.standardDeviation());
      assertThat(skipped.noiseVariance()).isEqualTo(learned.noiseVariance());
      assertThat(skipped.cost()).isNaN();
      assertThat(learner.count("windowsLearned")).isEqualTo(1);
      assertThat(learner.count("windowsSkipped")).isEqualTo(2);
    }
  }

  @Test
  void metricsSayWhatTheNewestUpdateSays() throws Exception {
    for (Scope scope : Scope.values()) {
      try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, scope)) {
        for (WindowRecord record : records("s", "g", 3, 1)) {
          learner.accept(record);
        }
        learner.watermark(Long.MAX_VALUE);
        ParameterUpdate newest = learner.outputs().get(2);
        assertThat(learner.gauge("mean")).isEqualTo(newest.mean());
        assertThat(learner.gauge("standardDeviation")).isEqualTo(newest.standardDeviation());
        assertThat(learner.gauge("cost")).isEqualTo(newest.cost());
        assertThat(learner.gauge("gradientNorm"))
            .isCloseTo(
                Math.hypot(newest.gradientMean(), newest.gradientLogStandardDeviation()),
                within(0.0));
        assertThat(learner.count("windowsLearned")).isEqualTo(3);
      }
    }
  }

  @Test
  void learnsFromAWindowOnceThoughTheWatermarkStartsAnew() throws Exception {
    List<WindowRecord> records = records("s", "g", 3, 1);
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1, Scope.ALL)) {
      learner.accept(records.get(0));
      learner.accept(records.get(1));
      learner.watermark(WindowGrid.closing(records.get(1).end()));
      List<ParameterUpdate> before = learner.outputs();
      learner.restoreAt(1);
      // Samples that the watermark would have called late had it not been forgotten.
      learner.accept(records.get(1));
      learner.accept(records("t", "g", 1, 2).get(0));
      learner.accept(records.get(2));
      learner.watermark(Long.MAX_VALUE);
      assertThat(learner.outputs()).startsWith(before.toArray(ParameterUpdate[]::new)).hasSize(3);
      assertThat(learner.outputs().get(2).version()).isEqualTo(3);
      assertThat(learner.outputs().get(2).validFrom()).isEqualTo(records.get(2).end());
      assertThat(learner.count("numLateRecordsDropped")).isEqualTo(2);
    }
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    assertThat(run(1, 2)).isEqualTo(run(1, 1));
    assertThat(run(2, 1)).isEqualTo(run(1, 1));
  }

  /** The updates of six sensors that each learn for themselves, restored with records waiting. */
  private static List<String> run(int before, int after) throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(before, Scope.SENSOR)) {
      List<List<WindowRecord>> bySensor = new ArrayList<>();
      for (int sensor = 0; sensor < 6; sensor++) {
        bySensor.add(records("s" + sensor, "s" + sensor, 6, sensor));
      }
      for (int w = 0; w < 6; w++) {
        for (List<WindowRecord> records : bySensor) {
          learner.accept(records.get(w));
        }
        if (w == 3) {
          learner.restoreAt(after);
          assertThat(learner.stateEntries()).isEqualTo(2 * 6);
          assertThat(learner.timers()).isEqualTo(6);
        }
        learner.watermark(WindowGrid.closing((w + 1) * SPAN));
        assertThat(learner.timers()).isZero();
      }
      assertThat(learner.stateEntries()).isEqualTo(6);
      return learner.outputs().stream().map(ParameterUpdate::toString).sorted().toList();
    }
  }
}
