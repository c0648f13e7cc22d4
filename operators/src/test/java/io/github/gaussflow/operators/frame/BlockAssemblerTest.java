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
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockAssemblerTest {

  private static final long MILLI = Sample.NANOS_PER_MILLI;
  private static final double NONE = Double.NaN;

  /** A sample every 10 ms; a silence of more than 40 ms cuts; at most 3 empty slots. */
  private static final SamplingGrid GRID = new SamplingGrid(10 * MILLI, 40 * MILLI, 3);

  private OneInputSubtasks<SampleBlock, Frame> assembler;

  @BeforeEach
  void start() throws Exception {
    assembler = start(1);
  }

  @AfterEach
  void stop() {
    assembler.close();
  }

  private static OneInputSubtasks<SampleBlock, Frame> start(int parallelism) throws Exception {
    return OneInputSubtasks.start(
        parallelism,
        () -> new BlockAssembler(GRID, Scope.SENSOR, Rest.ofMarked()),
        SampleBlock::sensor,
        FrameAssembler.LATE,
        FrameAssembler.INVALID,
        FrameAssembler.DUPLICATE);
  }

  /** Samples 10 ms apart. */
  private static SampleBlock at(long millis, double... values) {
    return SampleBlock.of("s", millis * MILLI, 10 * MILLI, values);
  }

  private static Sample sample(long millis, double value) {
    return Sample.of("s", millis * MILLI, value);
  }

  private static SampleBlock long1000(long millis) {
    return at(millis, DoubleStream.iterate(millis, value -> value + 10).limit(1_000).toArray());
  }

  private void accept(SampleBlock... blocks) throws Exception {
    for (SampleBlock block : blocks) {
      assembler.accept(block);
    }
  }

  private double[] slots() {
    return assembler.outputs().stream().flatMapToDouble(f -> Arrays.stream(f.values())).toArray();
  }

  @Test
  void aBlockThatIsAFrameLendsItItsValues() {
    SampleBlock block = long1000(0);
    WaitingRun run = WaitingRun.of(block, 0, block.size());
    RunFrames frames = new RunFrames(GRID, Scope.SENSOR, Rest.none());
    List<Frame> lent = frames.of(List.of(new RunFrames.Part(run, 0, block.size())), false);
    assertThat(lent.get(0).values() == block.values()).as("no copy").isTrue();
  }

  @Test
  void longBlocksAreFramesOfTheirOwn() throws Exception {
    accept(long1000(0), long1000(10_000));
    assembler.watermark(19_990);
    assertThat(assembler.outputs()).hasSize(2);
    Frame frame = assembler.outputs().get(0);
    assertThat(frame.sensor()).isEqualTo("s");
    assertThat(frame.group()).isEqualTo("s");
    assertThat(frame.times()).hasSize(1_000).startsWith(0, 10 * MILLI).endsWith(9_990 * MILLI);
    assertThat(frame.references()).isEmpty();
    assertThat(frame.rest()).isEmpty();
    assertThat(frame.outliers()).isEmpty();
  }

  @Test
  void shortBlocksThatFollowEachOtherShareAFrame() throws Exception {
    accept(at(0, 0, 10), at(20, 20), at(50, 50, 60), at(200, 200));
    assembler.watermark(200);
    assertThat(assembler.outputs()).hasSize(1);
    assertThat(slots()).containsExactly(0, 10, 20, NONE, NONE, 50, 60, NONE, NONE, NONE, 200);
    assertThat(assembler.outputs().get(0).times())
        .containsExactly(
            0,
            10 * MILLI,
            20 * MILLI,
            30 * MILLI,
            40 * MILLI,
            50 * MILLI,
            60 * MILLI,
            SamplingGrid.NO_TIME,
            SamplingGrid.NO_TIME,
            SamplingGrid.NO_TIME,
            200 * MILLI);
    assertThat(assembler.count("gaps")).isEqualTo(1);
  }

  @Test
  void releasesOfABlockWhatTheWatermarkHasPassed() throws Exception {
    accept(at(0, 0, 10, 20, 30, 40));
    assembler.watermark(9);
    assertThat(slots()).containsExactly(0);
    assembler.watermark(10);
    assertThat(slots()).containsExactly(0, 10);
    assertThat(assembler.stateEntries()).isEqualTo(2);
    assertThat(assembler.timers()).as("the next watermark, the end of the block").isEqualTo(2);
    assembler.restoreAt(2);
    assembler.watermark(35);
    assertThat(slots()).containsExactly(0, 10, 20, 30);
    assembler.watermark(100);
    assertThat(slots()).containsExactly(0, 10, 20, 30, 40);
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void releasesSamplesOfNegativeTimesAndWithinAMillisecond() throws Exception {
    accept(SampleBlock.of("s", -MILLI - 1, MILLI / 2, 1, 2, 3, 4, 5));
    assembler.watermark(-2);
    assertThat(slots()).containsExactly(1);
    assembler.watermark(-1);
    assertThat(slots()).containsExactly(1, 2, 3);
    assembler.watermark(0);
    assertThat(slots()).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void ordersBlocksByTime() throws Exception {
    accept(at(40, 40, 50), at(0, 0, 10), at(20, 20, 30));
    assembler.watermark(50);
    assertThat(slots()).containsExactly(0, 10, 20, 30, 40, 50);
    assertThat(assembler.side(FrameAssembler.LATE)).isEmpty();
  }

  @Test
  void sendsAsideTheSamplesThatTheWatermarkHasPassed() throws Exception {
    accept(at(0, 0));
    assembler.watermark(20);
    accept(at(10, 10, 20, 30, 40));
    assertThat(assembler.side(FrameAssembler.LATE)).containsExactly(sample(10, 10), sample(20, 20));
    assertThat(assembler.count("numLateRecordsDropped")).isEqualTo(2);
    assembler.watermark(40);
    assertThat(slots()).containsExactly(0, 30, 40);
  }

  @Test
  void callsLateAfterARestoreWhatWasLateBefore() throws Exception {
    accept(at(0, 0, 10, 20), SampleBlock.of("other", 0, 10 * MILLI, 1));
    assembler.watermark(20);
    accept(SampleBlock.of("other", 30 * MILLI, 10 * MILLI, 1));
    assembler.restoreAt(1); // Flink's watermark starts anew
    accept(at(10, 10, 20, 30));
    assertThat(assembler.side(FrameAssembler.LATE)).containsExactly(sample(10, 10), sample(20, 20));
    assembler.watermark(40);
    assertThat(slots()).contains(0, 10, 20, 30);
  }

  @Test
  void sendsAsideEachValueThatIsNotFinite() throws Exception {
    double infinite = Double.NEGATIVE_INFINITY;
    accept(at(0, infinite, 10, 20, NONE, NONE, 50, infinite));
    assertThat(assembler.side(FrameAssembler.INVALID))
        .containsExactly(
            sample(0, infinite), sample(30, NONE), sample(40, NONE), sample(60, infinite));
    assertThat(assembler.count("invalidSamples")).isEqualTo(4);
    assembler.watermark(60);
    assertThat(slots()).containsExactly(10, 20, NONE, NONE, 50);
    assembler.watermark(1_000);
    accept(at(2_000, NONE));
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void referencesAndRestBelongToTheirSamples() throws Exception {
    accept(
        at(0, 0, 10).withReferences(7, Double.POSITIVE_INFINITY),
        at(20, 20).withReferences(NONE),
        at(30, 30, 40).withRest(true));
    assembler.watermark(40);
    Frame frame = assembler.outputs().get(0);
    assertThat(frame.references()).containsExactly(7, NONE, NONE, NONE, NONE);
    assertThat(frame.rest()).containsExactly(false, false, false, true, true);
  }

  @Test
  void ordersSamplesOfOverlappingBlocksOneByOne() throws Exception {
    accept(at(0, 0, 10, 20, 30), at(20, 20, 40, 40), SampleBlock.of("s", 5 * MILLI, 8 * MILLI, 5));
    assembler.watermark(100);
    assertThat(slots()).containsExactly(0, 5, 10, 20, 35, 40);
    assertThat(assembler.side(FrameAssembler.DUPLICATE))
        .containsExactlyInAnyOrder(sample(20, 20), sample(30, 40));
    assertThat(assembler.count("duplicateSamples")).isEqualTo(2);
  }

  @Test
  void leavesSlotsEmptyWithinABlockOfALongerPeriod() throws Exception {
    accept(
        SampleBlock.of("s", 0, 20 * MILLI, 0, 20, 40),
        SampleBlock.of("s", 100 * MILLI, 50 * MILLI, 100, 150));
    assembler.watermark(150);
    assertThat(slots())
        .containsExactly(0, NONE, 20, NONE, 40, NONE, NONE, NONE, 100, NONE, NONE, NONE, 150);
    assertThat(assembler.count("gaps")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 40, 49, 50, 89, 90, 100_000})
  void leavesNothingOfASensorHoweverFarTheWatermarkJumps(long watermark) throws Exception {
    accept(at(0, 0, 10, 20, 30, 40, 50));
    assembler.watermark(watermark);
    assembler.watermark(100_000);
    assertThat(slots()).containsExactly(0, 10, 20, 30, 40, 50);
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void keepsARunThatEndsWhenTheSampleBeforeItCouldBeForgotten() throws Exception {
    accept(at(0, 0)); // to be forgotten at 40 ms, where the next block ends
    assembler.watermark(0);
    accept(at(20, 20, 30, 40));
    assembler.watermark(25);
    assembler.watermark(Long.MAX_VALUE);
    assertThat(slots()).containsExactly(0, 20, 30, 40);
    assertThat(assembler.stateEntries()).isZero();
  }

  @Test
  void keepsTwoTimersASensorHoweverOftenTheWatermarkMoves() throws Exception {
    for (long millis = 0; millis < 2_000; millis += 30) {
      accept(at(millis, 1, 2, 3), SampleBlock.of("other", millis * MILLI, 10 * MILLI, 1, 2, 3));
      assembler.watermark(millis);
      assertThat(assembler.timers()).isEqualTo(2 * 2);
      assertThat(assembler.stateEntries()).isEqualTo(2 * 2);
    }
  }

  @Test
  void emitsALongSeriesAtTheEndAsFramesWhoseTimestampsIncrease() throws Exception {
    Random random = new Random(3);
    List<SampleBlock> blocks = new ArrayList<>();
    long millis = 0;
    int samples = 0;
    while (samples < 10_000) {
      double[] values = random.doubles(1 + random.nextInt(300)).toArray();
      blocks.add(at(millis, values));
      millis += 10L * values.length;
      samples += values.length;
    }
    // Some times twice, so that some samples are put into order one by one.
    blocks.add(at(5_000, random.doubles(50).toArray()));
    Collections.shuffle(blocks, random);
    for (SampleBlock block : blocks) {
      assembler.accept(block);
    }
    assembler.watermark(Long.MAX_VALUE);
    List<Long> timestamps = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    for (StreamRecord<? extends Frame> record : assembler.records()) {
      timestamps.add(record.getTimestamp());
      assertThat(record.getValue().lastTime()).isEqualTo(record.getTimestamp() * MILLI);
      Arrays.stream(record.getValue().times()).forEach(times::add);
    }
    assertThat(timestamps).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
    assertThat(times).hasSize(samples).isSorted().doesNotHaveDuplicates();
    assertThat(assembler.side(FrameAssembler.DUPLICATE)).hasSize(50);
    assertThat(assembler.stateEntries()).isZero();
    assertThat(assembler.timers()).isZero();
  }

  @Test
  void goesOnAfterARestoreAtAnotherParallelismAsIfNothingHadHappened() throws Exception {
    Random random = new Random(9);
    List<SampleBlock> blocks = new ArrayList<>();
    for (int sensor = 0; sensor < 7; sensor++) {
      for (int block = 0; block < 12; block++) {
        blocks.add(
            SampleBlock.of(
                "s" + sensor, block * 50 * MILLI, 10 * MILLI, random.doubles(5).toArray()));
      }
    }
    blocks.sort((a, b) -> Long.compare(a.time(), b.time()));
    assertThat(run(blocks, 2, 1)).isEqualTo(run(blocks, 1, 1));
    assertThat(run(blocks, 1, 2)).isEqualTo(run(blocks, 1, 1));
  }

  /** All slots of each sensor, restored in the middle. */
  private static List<String> run(List<SampleBlock> blocks, int before, int after)
      throws Exception {
    try (OneInputSubtasks<SampleBlock, Frame> subtasks = start(before)) {
      int fed = 0;
      for (SampleBlock block : blocks) {
        subtasks.accept(block);
        if (++fed % 5 == 0) {
          subtasks.watermark(block.timestamp() - 13);
        }
        if (fed == blocks.size() / 2) {
          assertThat(subtasks.stateEntries()).isEqualTo(2 * 7);
          int timers = subtasks.timers();
          subtasks.restoreAt(after);
          assertThat(subtasks.stateEntries()).isEqualTo(2 * 7);
          assertThat(subtasks.timers()).isEqualTo(timers);
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
      assertThat(slots).hasSize(7 * 60);
      slots.sort(null);
      return slots;
    }
  }
}
