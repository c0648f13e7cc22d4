/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.configuration.TimeUnit;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowReaderTest {

  private static final TimeReading MILLIS = new TimeReading(TimeUnit.MS);

  @Test
  void readsNumbersAndTexts() {
    assertThat(sample(Row.of("s", "g", 5L, 1.5, 2.5, null)))
        .isEqualTo(new Sample("s", "g", 5_000_000, 1.5, 2.5));
    assertThat(sample(Row.of("s", "", 5L, " 1.5e3 ", "2", null)))
        .isEqualTo(new Sample("s", "", 5_000_000, 1_500, 2));
  }

  @Test
  void isAtRestWhereTheColumnIsTrue() {
    assertThat(sample(Row.of("s", "", 5L, 1.5, null, true)).rest()).isTrue();
    assertThat(sample(Row.of("s", "", 5L, 1.5, null, false)).rest()).isFalse();
    assertThat(sample(Row.of("s", "", 5L, 1.5, null, null)).rest()).isFalse();
  }

  @Test
  void aReferenceThatIsNoNumberMeansNone() {
    for (Object reference : new Object[] {null, "n/a", "NaN", Double.POSITIVE_INFINITY}) {
      assertThat(sample(Row.of("s", "", 5L, 1.5, reference, null)).reference()).isNaN();
    }
  }

  static Stream<Arguments> rejectedRows() {
    return Stream.of(
        Arguments.of(
            Row.of(null, "", 5L, "1", null, null), null, 5_000_000L, "1", "sensor is NULL"),
        Arguments.of(Row.of("s", null, 5L, "1", null, null), "s", 5_000_000L, "1", "group is NULL"),
        Arguments.of(Row.of("s", "", null, "1", null, null), "s", null, "1", "time is NULL"),
        Arguments.of(Row.of("s", "", 5L, null, null, null), "s", 5_000_000L, null, "value is NULL"),
        Arguments.of(
            Row.of("s", "", 5L, "ERROR", null, null),
            "s",
            5_000_000L,
            "ERROR",
            "value is not a finite number"),
        Arguments.of(
            Row.of("s", "", 5L, "1e999", null, null),
            "s",
            5_000_000L,
            "1e999",
            "value is not a finite number"),
        Arguments.of(
            Row.of("s", "", 5L, Double.NaN, null, null),
            "s",
            5_000_000L,
            "NaN",
            "value is not finite"),
        Arguments.of(
            Row.of("s", "", Long.MAX_VALUE, "1", null, null),
            "s",
            null,
            "1",
            "time 9223372036854775807 is outside the years 1677 to 2262"));
  }

  @ParameterizedTest
  @MethodSource("rejectedRows")
  void rejectsWithAReasonAndTheTextAsItCame(
      Row row, String sensor, Long time, String value, String reason) {
    assertThat(RowReader.parse(row, MILLIS).sample()).isNull();
    assertThat(RowReader.parse(row, MILLIS).rejected())
        .isEqualTo(new RejectedSample(sensor, time, value, Double.NaN, reason));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of(TimeUnit.NS, 17L, 17L),
        Arguments.of(TimeUnit.US, -17L, -17_000L),
        Arguments.of(TimeUnit.MS, 17L, 17_000_000L),
        Arguments.of(TimeUnit.S, 17L, 17_000_000_000L),
        Arguments.of(TimeUnit.NS, Instant.ofEpochSecond(1, 7), 1_000_000_007L),
        Arguments.of(TimeUnit.NS, Instant.ofEpochSecond(-1, 7), -999_999_993L),
        Arguments.of(TimeUnit.NS, LocalDateTime.of(1970, 1, 1, 0, 0, 2, 9), 2_000_000_009L),
        Arguments.of(TimeUnit.NS, Instant.ofEpochSecond(0, Long.MIN_VALUE), Long.MIN_VALUE),
        Arguments.of(TimeUnit.NS, Instant.ofEpochSecond(0, Long.MAX_VALUE), Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("times")
  void readsTimesToTheNanosecond(TimeUnit unit, Object time, long nanos) {
    assertThat(new TimeReading(unit).nanos(time)).isEqualTo(nanos);
  }

  @Test
  void timesThatDoNotFitAreRejected() {
    Row row = Row.of("s", "", LocalDateTime.of(9999, 1, 1, 0, 0), 1.0, null, null);
    assertThat(RowReader.parse(row, MILLIS).rejected().reason())
        .isEqualTo("time 9999-01-01T00:00 is outside the years 1677 to 2262");
  }

  private static Sample sample(Row row) {
    RowReader.Parsed parsed = RowReader.parse(row, MILLIS);
    assertThat(parsed.rejected()).isNull();
    return parsed.sample();
  }
}
