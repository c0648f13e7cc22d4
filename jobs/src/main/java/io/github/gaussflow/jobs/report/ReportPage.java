/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.page.Page;
import io.github.gaussflow.operators.sample.InitialFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report as one HTML file that needs nothing else: no server, no network, no other file. */
public final class ReportPage {

  private final JobConfiguration job;
  private final RunReport report;
  private final RunCharts charts;
  private final Map<String, InitialFilter> initial;
  private final List<String> untold;

  private ReportPage(
      JobConfiguration job,
      RunReport report,
      RunCharts charts,
      Map<String, InitialFilter> initial,
      List<String> untold) {
    this.job = job;
    this.report = report;
    this.charts = charts;
    this.initial = initial;
    this.untold = untold;
  }

  /** The page of a run that has just ended. */
  public static ReportPage of(
      JobConfiguration job,
      RunReport report,
      RunCharts charts,
      Map<String, InitialFilter> initial) {
    return new ReportPage(job, report, charts, initial, List.of());
  }

  /** The page of a run whose tables were read. */
  public static ReportPage of(JobConfiguration job, FinishedRun run) {
    return new ReportPage(job, run.report(), run.charts(), run.initial(), run.untold());
  }

  /** The HTML. */
  public String html() {
    return Page.alone("report")
        .withData(ReportJson.of(job, report, charts, initial, notes()))
        .html(job.name() + " – Gaussflow report");
  }

  /**
   * Writes the page, and the folders above it if they are not there.
   *
   * @throws IOException if that cannot be done; its message says to which file and what to do
   */
  public void write(Path file) throws IOException {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(file, html());
    } catch (IOException e) {
      IOException named =
          new IOException( // not its cause: of causes the innermost is shown
              ("the report cannot be written to '%s' (%s: %s); the other results are complete. Set"
                      + " 'report.html' to a file that can be written, and make it with 'gaussflow report'")
                  .formatted(file, e.getClass().getSimpleName(), e.getMessage()));
      named.addSuppressed(e);
      throw named;
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(untold);
    if (charts.sensors().isEmpty()) {
      notes.add(
          report.total().out() == 0
              ? "No sample was denoised."
              : "There are no charts: the job ran in another process. 'gaussflow report' makes them of"
                  + " its tables.");
    }
    int sensors = report.sensors().size();
    boolean others = report.rest().in() != 0 || report.rest().out() != 0;
    if (sensors > RunCharts.MOST_SENSORS) {
      notes.add(
          "Charts show the first %,d sensors in the order of their names; the table has %s%,d."
              .formatted(charts.sensors().size(), others ? "the first " : "all ", sensors));
    }
    RunReport.Counts total = report.total();
    if (total.lost() != 0) {
      notes.add(
          "Of %,d samples that came in, %,d came out and %,d were rejected."
              .formatted(
                  total.in(), total.out(), total.late() + total.invalid() + total.duplicates()));
    }
    return notes;
  }
}
