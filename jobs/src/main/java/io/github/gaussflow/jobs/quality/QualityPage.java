/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.jobs.evaluation.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes the page of the guide; lines end with \n. */
final class QualityPage {

  private static final String HEAD =
      """
      # Quality

      How good the learned filter is beside those one would otherwise take, on signals of all kinds and on recorded sensors.
      All of this page is made by

      ```sh
      bin/gaussflow quality --output src/site
      ```

      from fixed seeds, and a test of the build makes it again and compares. Do not edit it by hand.

      ## How it is measured

      - *gaussflow* has the default settings: objective SURE, one kernel, lookahead %d, lookback %d, windows of %d samples. It
        never sees what it is scored against. Every window is filtered with what was learned before it, the first with the
        initial parameters; all windows are scored.
      - *Error* is the root mean square of filtered - truth over all samples, in the sensor's unit; *gains* are decibels less of
        it than without a filter, 20 lg(raw / filtered).
      - *The best other* is the best on that series of moving average (5 samples), exponential average (alpha 0.3), Savitzky-Golay
        (11 samples, degree 3), 1-Euro (1 Hz, beta 0) and the Kalman local level, each at its usual default. The Kalman filter
        has two advantages: its ratio of variances is fitted to the whole series at once by greatest likelihood, also to
        what comes later, and it uses all earlier samples where the others have a few; it looks ahead as far as gaussflow.
      - *Oracles* are the best Gaussian and the best %d taps at all (Wiener) that hindsight could choose with the truth, fixed
        for the whole series. What is learned anew may beat them where the signal changes. The taps of Wiener need not sum
        to one: where two sensors differ in scale, they gain by that. *To oracle*: behind the best Gaussian.
      - *Clean signal*: %,d samples drawn with seed %d, scored against the signal before the noise.
      - *Other sensor*: as recorded, scored against a second sensor of the same quantity, the mean of the difference removed: the
        gyroscope against the turn rate of the car's pose, both DHT11 against the DHT22, the DHT22 against the first DHT11. The
        second sensor's own error counts too, for all filters alike: where two sensors drift apart, as the hygrometers do, no
        filter gains much.
      - *Recording, noise added*: there is no truth. White noise %.0f dB below the deviation of the recording is added with seed
        %d, and the recording is the truth; what it has of noise of its own counts as signal.
      - The recordings are in `conf/data`, each with its licence beside it.

      """;

  private final List<Row> rows;
  private final List<Unreferenced> unreferenced;
  private final StringBuilder text = new StringBuilder();

  QualityPage(List<Row> rows, List<Unreferenced> unreferenced) {
    this.rows = rows;
    this.unreferenced = unreferenced;
  }

  String text() {
    text.append(
        String.format(
            Locale.ROOT,
            HEAD,
            QualityReport.SUPPORT.lookahead(),
            QualityReport.SUPPORT.lookback(),
            QualityReport.WINDOW,
            QualityReport.SUPPORT.taps(),
            Series.DRAWN,
            Series.SEED,
            Series.ADDED.number(),
            Series.SEED));
    text.append("## What came of it\n\n").append(new Counts(rows).text()).append('\n');
    scores();
    removals();
    pictures();
    return text.toString();
  }

  private void scores() {
    List<String> head = new ArrayList<>(List.of("series", "truth", "raw error", "gaussflow error"));
    Learned.ALL.forEach(learned -> head.add(learned.title() + " dB"));
    head.addAll(
        List.of("best other dB", "best other", "oracle Gaussian dB", "Wiener dB", "to oracle dB"));
    line(head);
    List<String> rule = new ArrayList<>(Collections.nCopies(head.size(), "--:"));
    rule.set(0, "---");
    rule.set(1, "---");
    rule.set(head.indexOf("best other"), "---");
    line(rule);
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      cells.add("[%s](#%s)".formatted(row.series().title(), row.series().name()));
      cells.add(row.series().truth().text());
      cells.add(number("%.4g", row.error()));
      cells.add(number("%.4g", row.error() * Math.pow(10, -row.gain() / 20)));
      row.learned().forEach(gain -> cells.add(decibels(gain)));
      cells.add(decibels(row.best().gain()));
      cells.add(row.best().name());
      cells.add(decibels(row.gaussian()));
      cells.add(row.wiener().map(QualityPage::decibels).orElse("-"));
      cells.add(decibels(row.gaussian() - row.gain()));
      line(cells);
    }
    text.append('\n');
  }

  private void removals() {
    text.append(
        """
        ## What is removed from recordings as they are

        Without any truth: the noise that gaussflow estimates, what it removes, and whether what it removes is correlated from
        one sample to the next as white noise would be after the filter. *Not white* says that the noise is not white or that
        signal was removed; a long series shows very little of either.

        """);
    line(
        List.of(
            "recording", "noise", "removed", "lag 1", "of white noise", "looks like white noise"));
    line(List.of("---", "--:", "--:", "--:", "--:", "---"));
    for (Unreferenced each : unreferenced) {
      Comparison.Removal removal = each.removal();
      line(
          List.of(
              each.recorded().title(),
              number("%.4g", removal.noise()),
              number("%.4g", removal.removed()),
              decibels(removal.lagOne()),
              decibels(removal.ofWhiteNoise()),
              removal.white() ? "yes" : "not white"));
    }
    text.append('\n');
  }

  private void pictures() {
    text.append("## Pictures\n\nThe middle of each series.\n");
    for (Row row : rows) {
      text.append(
          """

          <a id="%1$s"></a>

          ![%2$s](../resources/images/quality/%1$s.svg)
          """
              .formatted(row.series().name(), row.series().title()));
    }
  }

  private void line(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String decibels(double value) {
    return number("%.2f", value);
  }

  private static String number(String format, double value) {
    String number = String.format(Locale.ROOT, format, value);
    boolean zero = number.startsWith("-") && number.matches("[-0.]+");
    return Double.isNaN(value) ? "-" : zero ? number.substring(1) : number;
  }
}
