/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class BlockWriterTest {

  private static final double NONE = Double.NaN;

  private final BlockWriter writer = new BlockWriter(10);
  private final List<DenoisedBlock> blocks = new ArrayList<>();
  private final ListCollector<DenoisedBlock> out = new ListCollector<>(blocks);

  private static PendingSamples pending(long[] times, double[] values, double[] outliers) {
    PendingSamples pending = new PendingSamples();
    pending.sensor = "s";
    pending.group = "g";
    double[] references = new double[values.length];
    Arrays.fill(references, 5);
    pending.slots.append(
        new Frame("s", "g", times, values, references, new boolean[0], outliers), 0, times.length);
    return pending;
  }

  private static PendingSamples at(long... times) {
    return pending(times, LongStream.of(times).asDoubleStream().toArray(), new double[0]);
  }

  private List<List<Long>> times() {
    return blocks.stream()
        .map(block -> LongStream.range(0, block.size()).map(i -> block.sample((int) i).time()))
        .map(times -> times.boxed().toList())
        .toList();
  }

  private static String shown(DenoisedBlock block) {
    return Arrays.deepToString(
        new Object[] {
          block.time(),
          block.period(),
          block.version(),
          block.values(),
          block.references(),
          block.denoised(),
          block.standardErrors(),
          block.outliers(),
          block.estimated()
        });
  }

  @Test
  void gathersOutputsOnePeriodApart() {
    PendingSamples pending = at(0, 10, 20, 30);
    writer.add(pending, 0, 1, new double[] {7}, .5, 3, out);
    writer.add(pending, 1, 4, new double[] {8, 9, 10}, .5, 3, out);
    assertThat(blocks).isEmpty();
    writer.finish(out);
    writer.finish(out);
    assertThat(blocks)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new DenoisedBlock(
                "s",
                "g",
                0,
                10,
                new double[] {0, 10, 20, 30},
                new double[] {5, 5, 5, 5},
                new double[] {7, 8, 9, 10},
                new double[] {.5},
                3,
                new boolean[0],
                new boolean[0]));
  }

  @Test
  void cutsWhereTheVersionOrThePeriodChangesOrSlotsAreMissing() {
    PendingSamples pending = at(0, 11, 22, 32, 42, 52, 90, 100, 180);
    double[] denoised = new double[9];
    writer.add(pending, 0, 5, denoised, 1, 1, out);
    writer.add(pending, 5, 9, denoised, 1, 2, out);
    writer.finish(out);
    assertThat(times())
        .containsExactly(
            List.of(0L, 11L, 22L),
            List.of(32L, 42L),
            List.of(52L),
            List.of(90L, 100L),
            List.of(180L));
    assertThat(blocks).extracting(DenoisedBlock::period).containsExactly(11L, 10L, 10L, 10L, 10L);
    assertThat(blocks).extracting(DenoisedBlock::version).containsExactly(1L, 1L, 2L, 2L, 2L);
  }

  @Test
  void evenSamplesGiveTheBlocksOfTheirSlots() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<DenoisedBlock> bySlots = new ArrayList<>();
      BlockWriter other = new BlockWriter(10);
      long time = 0;
      for (int run = 0; run < 12; run++) {
        int count = 1 + random.nextInt(random.nextInt(5) == 0 ? 1_500 : 20);
        long step = random.nextInt(4) == 0 ? 11 : 10;
        long version = random.nextInt(3);
        double error = random.nextInt(3) == 0 ? .25 : .5;
        double[] denoised = random.doubles(count).toArray();
        double[] values = random.doubles(count + 3).toArray();
        long first = time;
        long[] times = LongStream.range(0, count).map(i -> first + i * step).toArray();
        boolean withReferences = random.nextInt(4) == 0;
        PendingSamples pending =
            pending(times, Arrays.copyOfRange(values, 3, 3 + count), new double[0]);
        if (!withReferences) {
          pending.slots.references = new double[0];
        }
        other.add(pending, 0, count, denoised, error, version, new ListCollector<>(bySlots));
        if (withReferences) {
          writer.add(pending, 0, count, denoised, error, version, out);
        } else {
          long end = time + (count - 1) * step + 1;
          long until = random.nextBoolean() ? Long.MAX_VALUE : end + random.nextInt(9_000);
          writer.addEven(
              pending, time, step, values, 3, count, denoised, error, version, until, out);
        }
        time += count * step + (random.nextInt(3) == 0 ? 25 : 0);
      }
      writer.finish(out);
      other.finish(new ListCollector<>(bySlots));
      assertThat(blocks.stream().map(BlockWriterTest::shown))
          .containsExactlyElementsOf(bySlots.stream().map(BlockWriterTest::shown).toList());
      blocks.clear();
    }
  }

  @Test
  void isNoLongerThanAMessageMayBe() {
    long[] times = LongStream.range(0, 2_500).map(i -> i * 10).toArray();
    writer.add(at(times), 0, times.length, new double[times.length], 1, 1, out);
    writer.finish(out);
    assertThat(blocks).extracting(DenoisedBlock::size).containsExactly(1_024, 1_024, 452);
  }

  @Test
  void tellsEstimatesOutliersAndStandardErrorsApart() {
    PendingSamples pending =
        pending(new long[] {0, 10, 20}, new double[] {1, NONE, 3}, new double[] {NONE, NONE, 99});
    writer.add(pending, 0, 2, new double[] {1, 2}, NONE, 0, out);
    writer.add(pending, 2, 3, new double[] {3}, .5, 0, out);
    writer.finish(out);
    DenoisedBlock block = blocks.get(0);
    assertThat(block.values()).containsExactly(1, NONE, 99);
    assertThat(block.estimated()).containsExactly(false, true, false);
    assertThat(block.outliers()).containsExactly(false, false, true);
    assertThat(block.standardErrors()).containsExactly(NONE, NONE, .5);
  }
}
