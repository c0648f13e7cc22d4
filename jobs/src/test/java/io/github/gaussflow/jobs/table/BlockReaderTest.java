/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.configuration.TimeUnit;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockReaderTest {

  private static final TimeReading MICROS = new TimeReading(TimeUnit.US);

  private final List<SampleBlock> blocks = new ArrayList<>();
  private final List<RejectedSample> rejected = new ArrayList<>();

  private void read(Row row) {
    new BlockReader(MICROS, null).read(row, blocks::add, rejected::add);
  }

  private static ArrayData array(Double... numbers) {
    return new GenericArrayData(numbers);
  }

  @Test
  void readsARowAsABlock() {
    read(Row.of("s", "g", 5L, array(1.0, 2.0), array(3.0, null), true, 100L));
    assertThat(rejected).isEmpty();
    assertThat(blocks).hasSize(1);
    assertThat(blocks.get(0).sample(0)).isEqualTo(new Sample("s", "g", 5_000, 1, 3, true));
    assertThat(blocks.get(0).sample(1)).isEqualTo(new Sample("s", "g", 5_100, 2, Double.NaN, true));
    assertThat(blocks.get(0).size()).isEqualTo(2);
  }

  @Test
  void takesPrimitiveArraysAndThePeriodOfAllBlocks() {
    Row row = Row.of("s", "", 5L, new GenericArrayData(new double[] {1, 2}), null, null, null);
    new BlockReader(MICROS, Duration.ofMillis(1)).read(row, blocks::add, rejected::add);
    assertThat(blocks)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(SampleBlock.of("s", 5_000, 1_000_000, 1, 2));
  }

  @Test
  void takesOutWhatIsNoNumber() {
    double infinite = Double.POSITIVE_INFINITY;
    read(
        Row.of(
            "s",
            "",
            0L,
            array(null, 1.0, 2.0, Double.NaN, infinite, 5.0, null),
            array(0.0, 1.0, 2.0, 3.0, infinite, 5.0, null),
            null,
            10L));
    assertThat(blocks)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            SampleBlock.of("s", 10, 10, 1, 2).withReferences(1, 2),
            SampleBlock.of("s", 50, 10, 5).withReferences(5));
    assertThat(rejected)
        .containsExactly(
            new RejectedSample("s", 0L, null, 0, "value is NULL"),
            new RejectedSample("s", 30L, "NaN", 3, "value is not finite"),
            new RejectedSample("s", 40L, "Infinity", Double.NaN, "value is not finite"),
            new RejectedSample("s", 60L, null, Double.NaN, "value is NULL"));
  }

  static Stream<Arguments> rejectedRows() {
    ArrayData one = array(1.5);
    return Stream.of(
        Arguments.of(Row.of(null, "", 5L, one, null, null, 9L), "sensor is NULL"),
        Arguments.of(Row.of("s", null, 5L, one, null, null, 9L), "group is NULL"),
        Arguments.of(Row.of("s", "", null, one, null, null, 9L), "time is NULL"),
        Arguments.of(Row.of("s", "", 5L, null, null, null, 9L), "value is NULL"),
        Arguments.of(
            Row.of("s", "", 5L, array(), null, null, 9L), "value is an array without elements"),
        Arguments.of(Row.of("s", "", 5L, one, null, null, null), "period is NULL"),
        Arguments.of(
            Row.of("s", "", 5L, one, null, null, 0L), "period must be greater than 0 ns, but is 0"),
        Arguments.of(
            Row.of("s", "", 5L, one, array(1.0, 2.0), null, 9L),
            "reference has 2 elements, but value has 1"),
        Arguments.of(
            Row.of("s", "", Long.MAX_VALUE, one, null, null, 9L),
            "time 9223372036854775807 is outside the years 1677 to 2262"));
  }

  @ParameterizedTest
  @MethodSource("rejectedRows")
  void saysWhyARowIsNoBlock(Row row, String reason) {
    read(row);
    assertThat(blocks).isEmpty();
    assertThat(rejected).extracting(RejectedSample::reason).containsExactly(reason);
    assertThat(SampleSource.samplesOf(row)).isEqualTo(1);
  }

  @Test
  void eachSampleOfARejectedRowIsAside() {
    read(Row.of("s", "", 5L, array(1.0, null), array(3.0), null, 100L));
    assertThat(rejected)
        .containsExactly(
            new RejectedSample(
                "s", 5_000L, "1.0", Double.NaN, "reference has 1 elements, but value has 2"),
            new RejectedSample(
                "s", 5_100L, null, Double.NaN, "reference has 1 elements, but value has 2"));
    rejected.clear();
    Row tooLong = Row.of("s", "", 5L, array(1.0, 2.0), null, null, Long.MAX_VALUE);
    read(tooLong);
    assertThat(rejected).extracting(RejectedSample::time).containsExactly(5_000L, null);
    assertThat(rejected.get(0).reason())
        .isEqualTo(
            "time 5 and 2 samples 9223372036854775807 ns apart are outside the years 1677 to 2262");
    assertThat(SampleSource.samplesOf(tooLong)).isEqualTo(2);
  }
}
