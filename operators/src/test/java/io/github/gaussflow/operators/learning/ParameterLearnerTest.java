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
import io.github.gaussflow.filter.statistics.NoiseCalibration;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** How many groups have metrics. */
  private static final int GROUPS = 2;

  /** What an update says as long as there was too little rest, and how much there was. */
  private static final String AWAITS_REST =
      "the noise is estimated until 512 rows at rest have been seen; so far ";

  /** The length of a window: 640 ms. */
  private static final long SPAN = WINDOW * Series.PERIOD;

  private static OneInputSubtasks<WindowRecord, ParameterUpdate> start(int parallelism)
      throws Exception {
    return OneInputSubtasks.start(
        parallelism,
        () ->
            new ParameterLearner(
                SETTINGS, START, true, false, Retention.FOREVER, Sampling.REGULAR, GROUPS),
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
      double[] none = WindowRecord.NO_REST;
      records.add(
          new WindowRecord(
              sensor,
              group,
              (w + 1) * SPAN,
              sums.toArray(),
              none,
              0,
              1,
              Series.PERIOD,
              Long.MIN_VALUE));
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

  /**
   * The records of a sensor at rest: nothing but noise that forgets a fifth from sample to sample.
   */
  private static List<WindowRecord> atRest(String sensor, String group, int windows, long seed) {
    Random random = new Random(seed);
    double[] x = new double[windows * WINDOW];
    for (int n = 1; n < x.length; n++) {
      x[n] = 0.8 * x[n - 1] + random.nextGaussian();
    }
    List<WindowRecord> records = new ArrayList<>();
    for (int w = 0; w < windows; w++) {
      LagSums sums = LagSums.of(SUPPORT, x, null, w * WINDOW, (w + 1) * WINDOW);
      NoiseCalibration rest = NoiseCalibration.of(SUPPORT);
      rest.accept(sums);
      records.add(
          new WindowRecord(
              sensor,
              group,
              (w + 1) * SPAN,
              sums.toArray(),
              rest.state(),
              0,
              1,
              Series.PERIOD,
              Long.MIN_VALUE));
    }
    return records;
  }

  private static List<WindowRecord> manySensorsAtRest(int windows) {
    List<WindowRecord> records = new ArrayList<>();
    for (int sensor = 0; sensor < 6; sensor++) {
      records.addAll(atRest("s" + sensor, sensor < 4 ? "g" : "h", windows, sensor));
    }
    return records;
  }

  /** A window of 64 samples has 64 rows, the first one 8 less: 504 are not enough, 568 are. */
  @Test
  void learnsUnderTheNoiseMeasuredAtRestFromTheWindowThatMakesItEnough() throws Exception {
    List<WindowRecord> rest = atRest("s", "g", 10, 1);
    List<WindowRecord> moving = records("s", "g", 12, 2).subList(10, 12);
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> subtasks = start(1)) {
      for (List<WindowRecord> records : List.of(rest, moving)) {
        for (WindowRecord record : records) {
          subtasks.accept(record);
        }
      }
      subtasks.watermark(Long.MAX_VALUE);
      WindowLearner learner = SETTINGS.newLearner();
      NoiseCalibration calibration = NoiseCalibration.of(SUPPORT);
      NoiseModel noise = NoiseModel.estimated();
      for (int w = 0; w < 12; w++) {
        WindowRecord record = w < 10 ? rest.get(w) : moving.get(w - 10);
        if (w < 10) {
          NoiseCalibration one = NoiseCalibration.of(SUPPORT);
          one.restore(record.rest());
          calibration.combine(one);
        }
        if (w >= 8) {
          noise = calibration.noise().orElseThrow();
        }
        LagStatistics window = SETTINGS.newStatistics();
        window.accept(LagSums.fromArray(SUPPORT, record.sums()));
        LearningStep step = learner.learn(window, noise);
        ParameterUpdate update = subtasks.outputs().get(w);
        assertThat(update.bank()).isEqualTo(step.bank());
        assertThat(update.noiseVariance()).isEqualTo(step.noiseVariance());
        if (w < 8) {
          assertThat(update.noise()).isEqualTo(NoiseKind.WHITE);
          assertThat(update.noiseAutocovariance()).containsExactly(step.noiseVariance());
          assertThat(update.notice()).endsWith(AWAITS_REST + (56 + 64 * w));
        } else {
          assertThat(update.noise()).isEqualTo(NoiseKind.CALIBRATED);
          assertThat(update.noiseAutocovariance())
              .containsExactly(
                  Arrays.stream(noise.autocovariances()).boxed().toArray(Double[]::new));
          assertThat(update.notice()).doesNotContain(AWAITS_REST);
        }
      }
      assertThat(subtasks.gauge("g/noiseVariance")).isEqualTo(noise.variance());
      assertThat(subtasks.text("g/noise")).isEqualTo("calibrated");
    }
  }

  @Test
  void restDoesNotMatterUnlessItIsAskedFor() throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner =
        OneInputSubtasks.start(
            1,
            () ->
                new ParameterLearner(
                    SETTINGS, START, false, false, Retention.FOREVER, Sampling.REGULAR, GROUPS),
            WindowRecord::group)) {
      for (WindowRecord record : atRest("s", "g", 10, 1)) {
        learner.accept(record);
      }
      learner.watermark(Long.MAX_VALUE);
      assertThat(learner.outputs())
          .extracting(ParameterUpdate::noise)
          .containsOnly(NoiseKind.WHITE)
          .hasSize(10);
    }
  }

  private static WindowRecord constant(long end) {
    double[] x = new double[WINDOW];
    double[] sums = LagSums.of(SUPPORT, x, null, 0, WINDOW).toArray();
    return new WindowRecord(
        "stuck", "g", end, sums, WindowRecord.NO_REST, 0, 1, Series.PERIOD, Long.MIN_VALUE);
  }

  @Test
  void saysNothingBeforeTheWatermarkHasPassedTheWindow() throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
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
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> subtasks = start(1)) {
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
                    NoiseKind.WHITE,
                    List.of(step.noiseVariance()),
                    step.noiseVariance(),
                    step.noiseCorrelation(),
                    AWAITS_REST + 0,
                    step.count(),
                    4,
                    true,
                    Double.NaN,
                    Series.PERIOD,
                    Long.MIN_VALUE));
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
            () ->
                new ParameterLearner(
                    SETTINGS, warm, false, false, Retention.FOREVER, Sampling.REGULAR, GROUPS),
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
    List<WindowRecord> records = manySensorsAtRest(4);
    List<ParameterUpdate> expected;
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
      for (WindowRecord record : records) {
        learner.accept(record);
      }
      learner.watermark(Long.MAX_VALUE);
      expected = ofGroup(learner, "g");
      assertThat(expected)
          .extracting(ParameterUpdate::noise)
          .containsExactly(
              NoiseKind.WHITE, NoiseKind.WHITE, NoiseKind.CALIBRATED, NoiseKind.CALIBRATED);
    }
    Collections.shuffle(records, random);
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
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
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
      for (WindowRecord record : records("s5", "h", 3, 5)) {
        learner.accept(record);
      }
      learner.watermark(Long.MAX_VALUE);
      alone = learner.outputs();
    }
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
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
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
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
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
      for (WindowRecord record : records("s", "g", 3, 1)) {
        learner.accept(record);
      }
      learner.watermark(Long.MAX_VALUE);
      ParameterUpdate newest = learner.outputs().get(2);
      assertThat(learner.gauge("g/mean")).isEqualTo(newest.mean());
      assertThat(learner.gauge("g/standardDeviation")).isEqualTo(newest.standardDeviation());
      assertThat(learner.gauge("g/cost")).isEqualTo(newest.cost());
      assertThat(learner.gauge("g/gradientNorm"))
          .isCloseTo(
              Math.hypot(newest.gradientMean(), newest.gradientLogStandardDeviation()),
              within(0.0));
      assertThat(learner.gauge("g/noiseVariance")).isEqualTo(newest.noiseVariance());
      assertThat(learner.gauge("g/noiseCorrelation")).isEqualTo(newest.noiseCorrelation());
      assertThat(learner.gauge("g/lag")).isNaN();
      assertThat(learner.text("g/notice")).isEqualTo(newest.notice()).contains(AWAITS_REST);
      assertThat(learner.number("g/hasNotice")).isEqualTo(1);
      assertThat(learner.count("g/windowsLearned")).isEqualTo(3);
      assertThat(learner.count("g/windowsSkipped")).isZero();
    }
  }

  @Test
  void onlyTheFirstGroupsHaveMetricsAndTheWindowsOfOthersAreCounted() throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
      for (int w = 0; w < 3; w++) {
        // In the first window there is one group, in each further one another one.
        for (int g = 0; g <= w; g++) {
          learner.accept(records("s", "g" + g, 3, g).get(w));
        }
        learner.watermark(WindowGrid.closing((w + 1) * SPAN));
      }
      assertThat(learner.metricsOf("g0")).hasSize(12).isEqualTo(learner.metricsOf("g1"));
      assertThat(learner.metricsOf("g2")).isEmpty();
      assertThat(learner.count("windowsWithoutMetrics")).isEqualTo(1);
      assertThat(learner.count("windowsLearned")).as("of all groups").isEqualTo(6);
      assertThat(learner.count("g0/windowsLearned")).isEqualTo(3);
      assertThat(learner.count("g1/windowsLearned")).isEqualTo(2);
      assertThat(learner.gauge("g0/standardDeviation"))
          .isNotEqualTo(learner.gauge("g1/standardDeviation"));

      learner.restoreAt(1);
      assertThat(learner.count("windowsLearned")).as("counted from the start").isZero();
      learner.accept(records("s", "g2", 4, 2).get(3));
      learner.watermark(Long.MAX_VALUE);
      assertThat(learner.metricsOf("g2")).as("the first since the start").hasSize(12);
      assertThat(learner.count("windowsWithoutMetrics")).isZero();
    }
  }

  @Test
  void learnsFromAWindowOnceThoughTheWatermarkStartsAnew() throws Exception {
    List<WindowRecord> records = records("s", "g", 3, 1);
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(1)) {
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
      assertThat(learner.count("lateWindows")).isEqualTo(2);
    }
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    List<String> expected = run(1, 1);
    assertThat(run(1, 2)).isEqualTo(expected);
    assertThat(run(2, 1)).isEqualTo(expected);
    assertThat(expected)
        .filteredOn(update -> update.contains("noise=CALIBRATED"))
        .as("from the ninth of ten windows on")
        .hasSize(2 * 6);
  }

  /** The updates of six sensors that each learn for themselves, restored with records waiting. */
  private static List<String> run(int before, int after) throws Exception {
    try (OneInputSubtasks<WindowRecord, ParameterUpdate> learner = start(before)) {
      List<List<WindowRecord>> bySensor = new ArrayList<>();
      for (int sensor = 0; sensor < 6; sensor++) {
        bySensor.add(atRest("s" + sensor, "s" + sensor, 10, sensor));
      }
      for (int w = 0; w < 10; w++) {
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
