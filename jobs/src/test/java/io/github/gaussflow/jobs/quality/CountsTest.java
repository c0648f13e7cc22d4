/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.evaluation.SlotSeries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountsTest {

  @Test
  void countsWhatIsBetterAndNamesWhatIsWorseThanItsInput() {
    Counts counts =
        new Counts(
            List.of(
                row("best of all", 3, 3.2, 2, 1),
                row("behind the Kalman filter", 3, 2.9, 2, 4),
                row("as good as the average", 1, 1.001, 1, -2),
                row("hardly worse than raw", -0.05, -0.05, -1, -2),
                row("worse than raw", -0.06, -0.06, -1, -2)));
    assertThat(counts.worseThanInput()).containsExactly("worse than raw");
    assertThat(counts.text())
        .contains("- moving average on 4 of 5 (80 %) series,")
        .contains("- Kalman local level on 4 of 5 (80 %) series,")
        .contains("- all of these at once on 3 of 5 (60 %),")
        .contains("- all of these but the Kalman local level on 4 of 5 (80 %).")
        .contains("more than 0.05 dB on 1: worse than raw.")
        .contains("better than with default settings on 1 series and worse on 1.");
  }

  private static Row row(String title, double gain, double two, double average, double level) {
    SlotSeries samples = SlotSeries.regular(Duration.ofSeconds(1), new double[1], new double[1]);
    return new Row(
        new Series(title, title, Series.Truth.SIGNAL, samples, Duration.ofSeconds(1)),
        1,
        List.of(gain, two),
        List.of(
            new Row.Usual("moving average", average), new Row.Usual("Kalman local level", level)),
        4,
        Optional.empty(),
        "");
  }
}
