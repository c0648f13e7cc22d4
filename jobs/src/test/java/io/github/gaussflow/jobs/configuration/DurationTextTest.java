/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "9583 us,9583000",
    "9583us,9583000",
    "9583 \u00b5s,9583000",
    "9.583 ms,9583000",
    "0.5 s,500000000",
    "-5 ms,-5000000",
    "+7 ns,7",
    "0.4 ns,0",
    "2 min,120000000000",
    "1 h,3600000000000",
    "1 d,86400000000000"
  })
  void readsNumberAndUnit(String text, long nanos) {
    assertThat(DurationText.nanos(text)).contains(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "ms", "1e3 ms", "1 parsec", "--1 s", "1 s 2 ms", "NaN s"})
  void refusesOtherTexts(String text) {
    assertThat(DurationText.nanos(text)).isEmpty();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(DurationText.nanos("106751 d")).isPresent();
    assertThat(DurationText.nanos("106752 d")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0 d", "1 ns", "1001 us", "90 s", "2 h", "-15 min", "106751 d"})
  void isWrittenInTheLargestUnitItIsAWholeNumberOf(String text) {
    Duration duration = Duration.ofNanos(DurationText.nanos(text).orElseThrow());
    assertThat(DurationText.of(duration)).isEqualTo(text);
  }
}
