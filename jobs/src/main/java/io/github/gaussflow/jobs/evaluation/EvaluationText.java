/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.SkipReason;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.jobs.report.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Writes an evaluation as tables of plain text; lines end with \n. */
final class EvaluationText {

  /** How many of the last windows are shown. */
  private static final int LAST_WINDOWS = 5;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final Evaluation evaluation;
  private final EvaluationRequest request;
  private final StringBuilder text = new StringBuilder();

  private EvaluationText(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  static String text(Evaluation evaluation) {
    EvaluationText writer = new EvaluationText(evaluation);
    writer.head();
    writer.filters();
    writer.noise();
    writer.learned();
    return writer.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private void head() {
    Measurements.Counts counts = evaluation.counts();
    KernelSupport support = request.support();
    line(
        "%s: column %s%s",
        request.file(),
        request.value(),
        request.reference().map(column -> " against " + column).orElse(""));
    line(
        "%,d rows: %,d samples, %,d without a value, %,d without a time, %,d of a time seen before",
        counts.rows(),
        evaluation.samples(),
        counts.withoutValue(),
        counts.withoutTime(),
        counts.duplicates());
    if (counts.backwards() > 0) {
      line(
          "rows whose time is before that of the row above: %,d; all were sorted by time",
          counts.backwards());
    }
    line(
        "period %s%s, %,d empty slots between the samples",
        TimeText.of(request.period()),
        request.periodGiven() ? "" : " (the median step)",
        evaluation.emptySlots());
    line(
        "lookahead %d, lookback %d, windows of %d samples, objective %s, kernels %d",
        support.lookahead(),
        support.lookback(),
        request.window(),
        Evaluator.nameOf(request.objective()),
        request.kernels());
    if (request.lagRange() > 0) {
      OptionalInt lag = evaluation.run().lag();
      line(
          "lag of the reference, searched in %,d samples either way: %s",
          request.lagRange(),
          lag.isEmpty()
              ? "not clear; raise --lag-range if it may be longer"
              : "%,d samples, %s; it was moved by that, also to score all filters"
                  .formatted(
                      lag.getAsInt(), TimeText.of((double) lag.getAsInt() * request.period())));
    }
    if (request.outliers() != OutlierTreatment.NONE) {
      line(
          "outliers %s: %,d samples replaced before gaussflow learned and filtered, not for others",
          Evaluator.nameOf(request.outliers()), evaluation.replaced());
    }
    text.append('\n');
  }

  private void filters() {
    boolean scored = evaluation.scored() > 0;
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        scored
            ? List.of("filter", "choice", "settings", "RMS error", "gain dB", "to oracle dB")
            : List.of("filter", "choice", "settings", "RMS removed", "lag 1"));
    for (Evaluation.Line each : evaluation.lines()) {
      NamedFilter filter = each.filter();
      List<String> row =
          new ArrayList<>(List.of(filter.name(), filter.choice().text(), filter.settings()));
      if (scored) {
        row.add(number("%.4g", each.error()));
        row.add(number("%.2f", each.gain()));
        row.add(number("%.2f", each.toOracle()));
      } else {
        row.add(number("%.4g", each.removed()));
        row.add(number("%.2f", each.lagOne()));
      }
      rows.add(row);
    }
    table(rows, 3);
    if (scored) {
      line(
          "RMS error: over the same %,d samples with a reference, the mean of sensor - reference"
              + " removed",
          evaluation.scored());
      line(
          "to oracle: behind the best Gaussian that hindsight could choose; tuned: with hindsight");
    } else {
      line("removed: sample - output; lag 1: its autocorrelation from one sample to the next");
    }
    line("greatest likelihood: fitted to the whole file, without the reference");
    text.append('\n');
  }

  private void noise() {
    ResidualWhiteness whiteness = evaluation.whiteness();
    line("noise: standard deviation %s", number("%.4g", evaluation.run().noise()));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("lag", "residual", "of white noise", "bound"));
    for (int k = 0; k < ResidualWhiteness.LAGS; k++) {
      rows.add(
          List.of(
              Integer.toString(k + 1),
              number("%.3f", whiteness.autocorrelation()[k]),
              number("%.3f", whiteness.ofWhiteNoise()[k]),
              number("%.3f", whiteness.bound()[k])));
    }
    table(rows, 0);
    line("residual: the autocorrelation of sample - gaussflow; within the bound around that of");
    line("white noise in 95 of 100 cases if the noise is white and no signal was removed");
    if (!Double.isNaN(whiteness.statistic())) {
      boolean white = whiteness.looksWhite();
      line(
          "Ljung-Box Q %.4g over %d lags, %s the %.3g that white noise stays below: %s",
          whiteness.statistic(),
          ResidualWhiteness.LAGS,
          white ? "within" : "above",
          whiteness.critical(),
          white ? "the noise looks white" : "the noise is not white, or signal was removed");
    }
    text.append('\n');
  }

  private void learned() {
    List<PrequentialRun.Window> windows = evaluation.run().windows();
    if (windows.isEmpty() && request.lagRange() > 0 && evaluation.run().lag().isEmpty()) {
      line("nothing was learned: the lag of the reference is not clear");
      return;
    }
    if (windows.isEmpty()) {
      line("nothing was learned: no window had %d samples in a row", request.support().taps());
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("window until", "mean", "mean time", "std dev", "std dev time", "noise", "note"));
    for (PrequentialRun.Window window :
        windows.subList(Math.max(0, windows.size() - LAST_WINDOWS), windows.size())) {
      LearningStep step = window.step();
      GaussianParameters parameters = step.parameters();
      rows.add(
          List.of(
              time(window.end()),
              number("%.3f", parameters.mean()),
              TimeText.of(parameters.mean() * request.period()),
              number("%.3f", parameters.standardDeviation()),
              TimeText.of(parameters.standardDeviation() * request.period()),
              number("%.4g", Math.sqrt(step.noiseVariance())),
              step.skipped().map(EvaluationText::note).orElse("")));
    }
    table(rows, 0);
    line("the last of %,d windows; mean and std dev in samples and as time", windows.size());
  }

  private static String note(SkipReason reason) {
    return "skipped: " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Times of the first weeks after the epoch count from the start of a measurement. */
  private static String time(long nanos) {
    long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
    return Math.abs(seconds) < 100_000_000
        ? String.format(Locale.ROOT, "%.3f s", nanos / (double) NANOS_PER_SECOND)
        : Instant.ofEpochSecond(seconds, Math.floorMod(nanos, NANOS_PER_SECOND)).toString();
  }

  private static String number(String format, double value) {
    String number = String.format(Locale.ROOT, format, value);
    boolean zero = number.startsWith("-") && number.matches("[-0.]+");
    return Double.isNaN(value) ? "-" : zero ? number.substring(1) : number;
  }

  /** The first column and those up to a last one to the left, the rest to the right. */
  private void table(List<List<String>> rows, int left) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ");
        line.append(i == 0 || i < left ? row.get(i) + padding : padding + row.get(i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
