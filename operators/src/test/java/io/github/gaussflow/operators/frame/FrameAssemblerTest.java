/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.OneInputSubtasks;
import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameAssemblerTest {

  private static final long MILLI = Sample.NANOS_PER_MILLI;

  /** A sample every 10 ms; a silence of more than 40 ms cuts; at most 3 empty slots. */
  private static final SamplingGrid GRID = new SamplingGrid(10 * MILLI, 40 * MILLI, 3);

  private OneInputSubtasks<GatedBundle, Frame> assembler;

  @BeforeEach
  void start() throws Exception {
    assembler = start(1);
  }

  @AfterEach
  void stop() {
    assembler.close();
  }

  private static OneInputSubtasks<GatedBundle, Frame> start(int parallelism) throws Exception {
    return OneInputSubtasks.start(
        parallelism,
        () -> new FrameAssembler(GRID, Scope.SENSOR, Rest.ofMarked()),
        bundle -> bundle.samples().sensor,
        FrameAssembler.LATE,
        FrameAssembler.INVALID,
        FrameAssembler.DUPLICATE);
  }

  private static Sample at(long millis) {
    return Sample.of("s", millis * MILLI, millis);
  }

  private static Sample at(long millis, double value) {
    return Sample.of("s", millis * MILLI, value);
  }

  private void accept(Sample... samples) throws Exception {
    for (Sample sample : samples) {
      assembler.accept(GatedBundle.unjudged(SampleBundle.of(List.of(sample))));
    }
  }

  private double[] slots() {
    return assembler.outputs().stream().flatMapToDouble(f -> Arrays.stream(f.values())).toArray();
  }

  @Test
  void ordersWhatAWatermarkHasPassedAndKeepsTheRest() throws Exception {
    accept(at(30), at(0), at(20), at(10), at(40));
    assertThat(assembler.outputs()).isEmpty();
    assembler.watermark(29);
    assertThat(assembler.outputs()).hasSize(1);
    Frame frame = assembler.outputs().get(0);
    assertThat(frame.sensor()).isEqualTo("s");
    assertThat(frame.group()).isEqualTo("s");
    assertThat(frame.times()).containsExactly(0, 10 * MILLI, 20 * MILLI);
    assertThat(frame.values()).containsExactly(0, 10, 20);
    assertThat(frame.references()).isEmpty();
    assertThat(assembler.stateEntries()).isEqualTo(1);
    assertThat(assembler.timers()).as("the oldest that waits").isEqualTo(1);
    assembler.watermark(40);
    assertThat(slots()).containsExactly(0, 10, 20, 30, 40);
  }

  @Test
  void ordersNegativeTimesAndTimesWithinAMillisecond() throws Exception {
    accept(
        Sample.of("s", -1, 2),
        Sample.of("s", 0, 3),
        Sample.of("s", -MILLI, 1),
        Sample.of("s", 1, 4));
    assembler.watermark(-1);
    assertThat(slots()).containsExactly(1, 2);
    assembler.watermark(0);
    assertThat(slots()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void sendsAsideWhatTheWatermarkHasPassed() throws Exception {
    accept(at(20));
    assembler.watermark(20);
    Sample justInTime = Sample.of("s", 21 * MILLI, 1);
    accept(at(20), Sample.of("s", 21 * MILLI - 1, 1), at(10), justInTime);
    assembler.watermark(21);
    assertThat(assembler.side(FrameAssembler.LATE)).hasSize(3).doesNotContain(justInTime);
    assertThat(assembler.count("numLateRecordsDropped")).isEqualTo(3);
    assertThat(slots()).containsExactly(20, 1);
  }

  @Test
  void tellsWhatIsLateByTheWatermarkOfTheGateInWhichSamplesLinger() throws Exception {
    try (OneInputSubtasks<GatedBundle, Frame> behind =
        OneInputSubtasks.start(
            1,
            () -> new FrameAssembler(GRID, Scope.SENSOR, Rest.none(), 100),
            bundle -> bundle.samples().sensor,
            FrameAssembler.LATE,
            FrameAssembler.INVALID,
            FrameAssembler.DUPLICATE)) {
      behind.accept(GatedBundle.unjudged(SampleBundle.of(List.of(at(10)))));
      behind.watermark(-80); // that of the gate is 20
      behind.accept(GatedBundle.unjudged(SampleBundle.of(List.of(at(20)))));
      behind.accept(GatedBundle.unjudged(SampleBundle.of(List.of(at(21)))));
      behind.accept(GatedBundle.waiting(SampleBundle.of(List.of(at(5)))));
      assertThat(behind.side(FrameAssembler.LATE)).containsExactly(at(20));
      behind.restoreAt(1);
      behind.accept(GatedBundle.unjudged(SampleBundle.of(List.of(at(19)))));
      behind.accept(GatedBundle.released(SampleBundle.of(List.of(at(18), at(22))), 30));
      assertThat(behind.side(FrameAssembler.LATE)).containsExactly(at(20), at(19), at(18));
      assertThat(behind.outputs().stream().flatMapToDouble(f -> Arrays.stream(f.values())))
          .containsExactly(5.0, 10.0, 21.0, 22.0);
      assertThat(behind.outputs().stream().mapToLong(Frame::size).sum()).isEqualTo(4);
    }
  }

  @Test
  void sendsAsideWhatItsOwnOutputHasPassedAfterARestore() throws Exception {
    accept(at(0), at(10), at(20), at(30));
    assembler.watermark(20);
    assembler.restoreAt(1); // Flink's watermark starts anew
    accept(at(20), at(5), at(40));
    assertThat(assembler.side(FrameAssembler.LATE)).containsExactly(at(20), at(5));
    assembler.watermark(50);
    assertThat(slots()).containsExactly(0, 10, 20, 30, 40);
    assembler.watermark(80);
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void callsLateAfterARestoreWhatWasLateBeforeThoughTheSensorIsForgotten() throws Exception {
    accept(at(0), new Sample("other", "", 0, 1, Double.NaN));
    assembler.watermark(200);
    accept(new Sample("other", "", 210 * MILLI, 1, Double.NaN));
    assembler.restoreAt(2);
    accept(at(190));
    assertThat(assembler.side(FrameAssembler.LATE)).containsExactly(at(190));
    accept(at(201));
    assembler.watermark(300);
    assertThat(assembler.side(FrameAssembler.LATE)).hasSize(1);
  }

  @Test
  void callsLateAfterARestoreWhatTheWatermarkPassedWhileNothingElseHappened() throws Exception {
    assembler.close();
    SamplingGrid patient = new SamplingGrid(10 * MILLI, 10_000 * MILLI, 3);
    assembler =
        OneInputSubtasks.start(
            1,
            () -> new FrameAssembler(patient, Scope.SENSOR, Rest.none()),
            bundle -> bundle.samples().sensor,
            FrameAssembler.LATE);
    accept(at(0));
    assembler.watermark(100);
    assembler.watermark(5_000); // nothing waits and nothing is forgotten yet
    assembler.restoreAt(1);
    Sample other = new Sample("other", "", 5_000 * MILLI, 1, Double.NaN);
    accept(other, at(5_000), at(5_001));
    assertThat(assembler.side(FrameAssembler.LATE)).containsExactly(other, at(5_000));
  }

  @Test
  void aSubtaskWithoutSamplesDoesNotMakeLateSamplesTimely() throws Exception {
    accept(at(0));
    assembler.watermark(200);
    assembler.restoreAt(2);
    accept(at(210)); // reaches one subtask; the other sees nothing, and so no watermark
    assembler.watermark(400);
    assembler.restoreAt(2);
    for (int sensor = 0; sensor < 8; sensor++) {
      Sample sample = new Sample("s" + sensor, "", 390 * MILLI, 1, Double.NaN);
      assembler.accept(GatedBundle.waiting(SampleBundle.of(List.of(sample))));
    }
    assertThat(assembler.side(FrameAssembler.LATE)).hasSize(8);
    assembler.restoreAt(1);
    assembler.restoreAt(1); // nothing happened in between
    accept(at(400), at(401));
    assertThat(assembler.side(FrameAssembler.LATE)).hasSize(9);
  }

  @Test
  void keepsAPartThatEndsWhenTheSampleBeforeItCouldBeForgotten() throws Exception {
    accept(at(1_239)); // to be forgotten at 1,279 ms, where the first part ends
    assembler.watermark(1_239);
    accept(at(1_270));
    assembler.watermark(1_250);
    assembler.watermark(Long.MAX_VALUE);
    assertThat(slots()).contains(1_239, 1_270);
    assertThat(assembler.stateEntries()).isZero();
  }

  @Test
  void keepsAllPartsAtTheEndOfABatch() throws Exception {
    assembler.close();
    SamplingGrid patient = new SamplingGrid(10 * MILLI, 2_560 * MILLI, 3); // two parts
    assembler =
        OneInputSubtasks.start(
            1,
            () -> new FrameAssembler(patient, Scope.SENSOR, Rest.none()),
            bundle -> bundle.samples().sensor);
    accept(at(1_279), at(2_559), at(3_000));
    assembler.watermark(Long.MAX_VALUE);
    assertThat(slots()).contains(1_279, 2_559, 3_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 40, 1_278, 1_279, 1_280, 100_000})
  void leavesNothingOfASensorHoweverFarTheWatermarkJumps(long watermark) throws Exception {
    accept(at(0), at(9));
    assembler.watermark(watermark);
    assembler.watermark(100_000);
    assertThat(slots()).containsExactly(0, 9);
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void hasOneTimerHoweverFarAheadASampleIs() throws Exception {
    accept(at(1_000_000));
    for (long millis = 0; millis < 3_000; millis += 10) {
      accept(at(millis));
      assembler.watermark(millis);
    }
    assertThat(slots()).hasSize(300);
    assertThat(assembler.timers()).isEqualTo(1);
  }

  @Test
  void putsPartsOfWhatWaitsFarAheadIntoAStateOfTheirOwn() throws Exception {
    accept(at(-10));
    assembler.watermark(-10);
    List<Sample> samples = new ArrayList<>();
    for (long millis = 0; millis < 100_000; millis += 10) {
      samples.add(at(millis));
    }
    accept(Series.shuffledWithin(samples, 3_000, 4).toArray(new Sample[0]));
    assertThat(assembler.stateEntries()).as("near, far").isEqualTo(2);
    assembler.restoreAt(2);
    assertThat(assembler.timers()).isEqualTo(1);
    assembler.watermark(50_000);
    assertThat(slots()).hasSize(1 + 5_001).isSorted();
    assertThat(assembler.stateEntries()).as("near, far").isEqualTo(2);
    assembler.watermark(99_990);
    assertThat(slots()).hasSize(1 + 10_000).isSorted();
    assertThat(assembler.stateEntries()).isEqualTo(1);
    assertThat(assembler.timers()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void sendsAsideWhatIsNotFinite(double value) throws Exception {
    accept(at(0, value));
    assertThat(assembler.side(FrameAssembler.INVALID)).containsExactly(at(0, value));
    assertThat(assembler.count("invalidSamples")).isEqualTo(1);
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void referencesBelongToTheirSamples() throws Exception {
    accept(at(0), at(10).withReference(7), at(30).withReference(Double.POSITIVE_INFINITY));
    assembler.watermark(30);
    assertThat(assembler.outputs().get(0).references())
        .containsExactly(Double.NaN, 7, Double.NaN, Double.NaN);
  }

  @Test
  void sendsCopiesAsideAndLetsOneStandForConflictingValues() throws Exception {
    accept(at(0, 1), at(0, 1), at(10, 3), at(10, 5), at(10, 3));
    assembler.watermark(10);
    assertThat(slots()).containsExactly(1, 4);
    assertThat(assembler.side(FrameAssembler.DUPLICATE))
        .containsExactlyInAnyOrder(at(0, 1), at(10, 3), at(10, 5));
    assertThat(assembler.count("duplicateSamples")).isEqualTo(3);
  }

  @Test
  void leavesSlotsEmptyWhereSamplesAreMissing() throws Exception {
    double none = Double.NaN;
    accept(at(0), at(13), at(27), at(50), at(91)); // jitter, one missing, a cut
    assembler.watermark(100);
    assertThat(slots()).containsExactly(0, 13, 27, none, 50, none, none, none, 91);
    assertThat(assembler.count("gaps")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"100, 100", "45, 100", "40, 41", "5, 95"})
  void countsEachSilenceOnceWhereverWatermarksFall(long first, long second) throws Exception {
    accept(at(0), at(41));
    assembler.watermark(first);
    assembler.watermark(second);
    assertThat(slots()[0]).isZero();
    assertThat(assembler.count("gaps")).isEqualTo(second >= 81 ? 2 : 1);
    accept(at(142), at(152));
    assembler.watermark(160);
    assertThat(assembler.count("gaps")).isEqualTo(2);
    assembler.watermark(Long.MAX_VALUE);
    assertThat(assembler.count("gaps")).as("the end is no gap").isEqualTo(2);
  }

  @Test
  void keepsOneTimerASensorHoweverOftenTheWatermarkMoves() throws Exception {
    for (long millis = 0; millis < 2_000; millis += 10) {
      accept(at(millis), new Sample("other", "", millis * MILLI, 1, Double.NaN));
      assembler.watermark(millis);
      assertThat(assembler.timers()).isEqualTo(2);
      assertThat(assembler.stateEntries()).isEqualTo(2);
    }
    assembler.watermark(1_990 + 39);
    assertThat(assembler.timers()).isEqualTo(2);
    assembler.watermark(1_990 + 40);
    assertThat(assembler.timers()).isZero();
    assertThat(assembler.stateEntries()).isZero();
  }

  @Test
  void emitsALongSeriesAtTheEndAsFramesWhoseTimestampsIncrease() throws Exception {
    for (Sample sample : Series.shuffledWithin(Series.noisySine("s", 10_000, 1, 5), 10_000, 6)) {
      assembler.accept(GatedBundle.waiting(SampleBundle.of(List.of(sample))));
    }
    assembler.watermark(Long.MAX_VALUE);
    List<Long> timestamps = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (StreamRecord<? extends Frame> record : assembler.records()) {
      timestamps.add(record.getTimestamp());
      Arrays.stream(record.getValue().times()).forEach(times::add);
      assertThat(record.getValue().times().length).isLessThanOrEqualTo(SamplingGrid.PART);
    }
    assertThat(timestamps).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
    assertThat(times).hasSize(10_000).isSorted().doesNotHaveDuplicates();
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void keepsFramesApartAtTheEndOfASeriesThatHadOutputBefore() throws Exception {
    // The time for forgetting the first sample is also the timestamp of a frame at the end.
    accept(at(-10_040));
    assembler.watermark(-10_040);
    for (long millis = -50_000; millis < -10_040; millis += 10) {
      accept(at(millis)); // late
    }
    for (long millis = -10_030; millis < 60_000; millis += 10) {
      accept(at(millis));
    }
    assembler.watermark(Long.MAX_VALUE);
    assertThat(slots()).hasSize(1 + 7_003);
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int sensor = 0; sensor < 7; sensor++) {
      samples.addAll(Series.noisySine("s" + sensor, 60, 1, sensor));
    }
    samples.sort((a, b) -> Long.compare(a.time(), b.time()));
    samples = Series.shuffledWithin(samples, 50, 9);
    assertThat(run(samples, 2, 1)).isEqualTo(run(samples, 1, 1));
    assertThat(run(samples, 1, 2)).isEqualTo(run(samples, 1, 1));
  }

  /** All slots of each sensor, restored in the middle. */
  private static List<String> run(List<Sample> samples, int before, int after) throws Exception {
    try (OneInputSubtasks<GatedBundle, Frame> subtasks = start(before)) {
      int fed = 0;
      for (Sample sample : samples) {
        subtasks.accept(GatedBundle.waiting(SampleBundle.of(List.of(sample))));
        if (++fed % 23 == 0) {
          subtasks.watermark(sample.timestamp() - 200);
        }
        if (fed == samples.size() / 2) {
          assertThat(subtasks.stateEntries()).isEqualTo(7);
          subtasks.restoreAt(after);
          assertThat(subtasks.stateEntries()).isEqualTo(7);
          assertThat(subtasks.timers()).isEqualTo(7);
        }
      }
      subtasks.watermark(Long.MAX_VALUE);
      assertThat(subtasks.stateEntries()).isZero();
      assertThat(subtasks.timers()).isZero();
      assertThat(subtasks.side(FrameAssembler.LATE)).isEmpty();
      List<String> slots = new ArrayList<>();
      for (Frame frame : subtasks.outputs()) {
        for (int slot = 0; slot < frame.times().length; slot++) {
          slots.add(frame.sensor() + " " + frame.times()[slot] + " " + frame.values()[slot]);
        }
      }
      slots.sort(null);
      return slots;
    }
  }
}
