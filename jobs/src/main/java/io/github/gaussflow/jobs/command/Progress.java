/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.report.ReportBranch;
import io.github.gaussflow.jobs.report.TimeText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Shows how far a job is: one line that changes on a terminal, else a line every few seconds. */
final class Progress {

  private static final long TERMINAL_MILLIS = 250;
  private static final long PLAIN_MILLIS = 5_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final LiveMetrics metrics;
  private final PrintWriter err;
  private final boolean terminal;
  private final Optional<Duration> period;
  private final long started = System.nanoTime();
  private int shown;
  private long restarts;

  Progress(LiveMetrics metrics, PrintWriter err, boolean terminal, Optional<Duration> period) {
    this.metrics = metrics;
    this.err = err;
    this.terminal = terminal;
    this.period = period;
  }

  /** Shows the progress until the job has ended, and gives its result. */
  <T> T until(CompletableFuture<T> result) throws ExecutionException, InterruptedException {
    try {
      while (true) {
        try {
          return result.get(terminal ? TERMINAL_MILLIS : PLAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          show();
        }
      }
    } finally {
      show();
      if (terminal) {
        err.println();
        err.flush();
      }
    }
  }

  private void show() {
    tellRestarts();
    String line = line();
    if (terminal) {
      // Spaces wipe out what a longer line has left.
      err.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
      shown = line.length();
    } else {
      err.println(line);
    }
    err.flush();
  }

  private void tellRestarts() {
    long now = metrics.largest(LiveMetricsReporter.RESTARTS);
    if (now > restarts) {
      restarts = now;
      String log = System.getProperty("gaussflow.log");
      err.println(
          "%sgaussflow: the job failed and goes on from its last checkpoint, restart %d%s"
              .formatted(
                  terminal ? "\n" : "", now, log == null ? "" : "; the reason is in " + log));
    }
  }

  private String line() {
    double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
    long in = metrics.count(ReportBranch.SAMPLES_IN);
    long out = metrics.count(ReportBranch.SAMPLES_OUT);
    long rejected = 0;
    for (String which : ReportBranch.REJECTED) {
      rejected += metrics.count(which);
    }
    String line =
        String.format(
            Locale.ROOT,
            "%.1f s: %,d samples in, %,d out, %s%,.0f samples/s",
            seconds,
            in,
            out,
            rejected == 0 ? "" : String.format(Locale.ROOT, "%,d rejected, ", rejected),
            in / Math.max(seconds, 1e-3));
    double mean = metrics.number(LiveMetricsReporter.MEAN);
    double deviation = metrics.number(LiveMetricsReporter.STANDARD_DEVIATION);
    if (Double.isNaN(mean)) {
      return line;
    }
    if (period.isEmpty()) {
      return line
          + String.format(Locale.ROOT, ", mean %.3f, std dev %.3f samples", mean, deviation);
    }
    double nanos = period.get().toNanos();
    return line
        + ", mean %s, std dev %s"
            .formatted(TimeText.of(mean * nanos), TimeText.of(deviation * nanos));
  }
}
