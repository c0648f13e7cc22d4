/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.JobAssembly;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.configuration.ReportSettings;
import io.github.gaussflow.jobs.report.Picture;
import io.github.gaussflow.jobs.report.ReportBranch;
import io.github.gaussflow.jobs.report.ReportPage;
import io.github.gaussflow.jobs.report.ReportTable;
import io.github.gaussflow.jobs.report.RunCharts;
import io.github.gaussflow.jobs.report.RunReport;
import io.github.gaussflow.jobs.table.ResultBranch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a job file on an embedded Flink, shows its progress and reports what came of it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a job file on an embedded Flink.",
      "Progress goes to standard error, the report to standard output."
    })
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private Watching watching;

  @Parameters(paramLabel = "FILE", description = "The job file.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    Problems problems = new Problems(file.toString());
    Optional<JobConfiguration> read = JobConfiguration.read(file, problems);
    problems.throwIfAny();
    JobConfiguration job = read.orElseThrow();
    boolean scored = job.report().enabled().orElse(true);

    try (LiveMetrics metrics = LiveMetrics.open();
        RunCharts charts = RunCharts.open(job);
        Watching.Session watch = watching.open(job)) {
      Configuration overrides = metrics.configuration(job.flink());
      overrides.addAll(watch.overrides());
      List<ResultBranch> branches = new ArrayList<>(watch.branches());
      if (scored) {
        branches.add(ReportBranch.withCharts(job, charts));
      }
      Optional<JobAssembly> assembly = JobAssembly.of(job, overrides, branches, problems);
      problems.throwIfAny();
      StreamExecutionEnvironment environment = assembly.orElseThrow().complete();
      problems.throwIfAny();
      long started = System.nanoTime();
      JobClient client = environment.executeAsync();
      watch.follow(client, metrics, scored);
      CancelOnExit cancel = CancelOnExit.of(client);
      JobExecutionResult result;
      try {
        result = progress(job, metrics).until(client.getJobExecutionResult());
      } catch (ExecutionException e) {
        watch.end(cancel.asked() ? "canceled" : "failed");
        if (cancel.asked()) {
          spec.commandLine().getErr().println("gaussflow: the job was cancelled");
          spec.commandLine().getErr().flush();
          return FailureHandler.JOB_FAILED;
        }
        throw new JobFailure(e, job.file().secrets());
      } finally {
        cancel.close();
      }
      watch.end("finished");
      report(job, result, scored, assembly.get(), charts, System.nanoTime() - started);
    }
    return 0;
  }

  private Progress progress(JobConfiguration job, LiveMetrics metrics) {
    boolean terminal = Boolean.getBoolean("gaussflow.terminal");
    return new Progress(metrics, spec.commandLine().getErr(), terminal, job.pipeline().period());
  }

  private void report(
      JobConfiguration job,
      JobExecutionResult result,
      boolean scored,
      JobAssembly assembly,
      RunCharts charts,
      long nanos)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (scored) {
      RunReport report = RunReport.of(result, job);
      out.print(new ReportTable(report, job.pipeline().period().isEmpty()).text());
      long withoutPeriod = RunReport.withoutPeriod(result);
      if (withoutPeriod > 0) {
        out.printf(
            Locale.ROOT,
            "WARNING: %,d of the invalid samples are of groups with one time only, which shows no"
                + " period; set 'filter.period'%n",
            withoutPeriod);
      }
      draw(job, report, out);
      Path page = ReportFile.of(job, assembly.denoisedFolder());
      ReportPage.of(job, report, charts, assembly.initialFilters()).write(page);
      out.println("wrote report: " + page);
    }
    assembly.outputPlaces().forEach((table, place) -> out.println("wrote " + table + ": " + place));
    out.println(String.format(Locale.ROOT, "finished in %.1f s", nanos / 1e9));
    out.flush();
  }

  private static void draw(JobConfiguration job, RunReport report, PrintWriter out)
      throws IOException {
    Optional<ReportSettings.Picture> wanted = job.report().picture();
    if (wanted.isEmpty()) {
      return;
    }
    ReportSettings.Picture picture = wanted.get();
    if (report.picture().size() < 2) {
      out.println(
          "no picture: there are not two samples of sensor '%s' from 'report.picture-start' on"
              .formatted(picture.sensor()));
      return;
    }
    if (picture.file().getParent() != null) {
      Files.createDirectories(picture.file().getParent());
    }
    Files.writeString(
        picture.file(), Picture.of(picture.sensor(), job.report().label(), report.picture()));
    out.println("wrote picture: " + picture.file());
  }
}
