/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {

  @ParameterizedTest
  @CsvSource({
    "2016-08-23T22:50:47.761-0600, 2016-08-24T04:50:47.761Z",
    "2015-02-04 17:51:00, 2015-02-04T17:51:00Z",
    "2015-02-04 17:51, 2015-02-04T17:51:00Z",
    "2015-02-04T17:51:00Z, 2015-02-04T17:51:00Z",
    "2015-02-04t17:51:00.123456789+01, 2015-02-04T16:51:00.123456789Z",
    "2015-02-04 17:51:00 +01:00, 2015-02-04T16:51:00Z",
    "2015-02-04, 2015-02-04T00:00:00Z",
    "0.032536, 1970-01-01T00:00:00.032536Z",
    "-1.5, 1969-12-31T23:59:58.5Z",
    "1.7e9, 2023-11-14T22:13:20Z",
    "1e-999999999, 1970-01-01T00:00:00Z"
  })
  void readsTimes(String text, Instant expected) {
    long nanos = expected.getEpochSecond() * 1_000_000_000 + expected.getNano();
    assertThat(CellText.time(text)).hasValue(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ERROR",
        "NaN",
        "17:51",
        "2015-02-30",
        "2015-02-04T",
        "1e999999999",
        "2500-01-01"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(CellText.time(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.5", "-1e-3, -0.001", "' 7 ', 7"})
  void readsNumbers(String text, double expected) {
    assertThat(CellText.number(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ERROR", "NaN", "Infinity", "1e999", "1,5"})
  void missesWhatIsNoNumber(String text) {
    assertThat(CellText.number(text)).isNaN();
  }
}
