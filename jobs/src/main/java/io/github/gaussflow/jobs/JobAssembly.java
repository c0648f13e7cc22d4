/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.OutputOptions;
import io.github.gaussflow.jobs.configuration.PipelineSettings;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.table.InitialUpdates;
import io.github.gaussflow.jobs.table.RejectedStreams;
import io.github.gaussflow.jobs.table.ResultBranch;
import io.github.gaussflow.jobs.table.ResultTables;
import io.github.gaussflow.jobs.table.RuntimeModeChoice;
import io.github.gaussflow.jobs.table.SampleSource;
import io.github.gaussflow.jobs.table.SourceFiles;
import io.github.gaussflow.jobs.table.TableStatements;
import io.github.gaussflow.jobs.table.TableUids;
import io.github.gaussflow.operators.DenoisedBlockStreams;
import io.github.gaussflow.operators.DenoisedStreams;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import io.github.gaussflow.operators.sample.InitialFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.types.Row;

/** A job put together from its job file: tables in, the pipeline, tables out, other branches. */
public final class JobAssembly {

  /** Enough for any machine this runs on, and divisible by most parallelisms. */
  private static final int MAX_PARALLELISM = 720;

  private final StreamExecutionEnvironment environment;
  private final ResultTables results;
  private final Map<String, InitialFilter> initial;
  private final TableUids uids;

  private JobAssembly(
      StreamExecutionEnvironment environment,
      ResultTables results,
      Map<String, InitialFilter> initial,
      TableUids uids) {
    this.environment = environment;
    this.results = results;
    this.initial = Map.copyOf(initial);
    this.uids = uids;
  }

  /**
   * Puts a job together without its output tables.
   *
   * @param job the job file
   * @param overrides options that are stronger than those of the job file
   * @param branches what else looks at the results, such as what counts and scores for a report
   * @param problems takes what is wrong with the tables
   * @return empty if anything is
   */
  public static Optional<JobAssembly> of(
      JobConfiguration job,
      Configuration overrides,
      List<? extends ResultBranch> branches,
      Problems problems) {
    RuntimeExecutionMode mode = RuntimeModeChoice.of(job);
    Configuration configuration = configuration(job, mode);
    configuration.addAll(overrides);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(environment, RuntimeModeChoice.settings(configuration, mode));

    boolean streaming = mode == RuntimeExecutionMode.STREAMING;
    if (streaming && job.output().overwrite()) {
      problems.add(
          job.file().line(OutputOptions.OVERWRITE.key()),
          "key 'output.overwrite' is only for bounded sources, but this job runs as a stream; delete"
              + " it");
    }
    TableStatements.run(tables, job.tables(), problems);
    SourceFiles.check(tables, job, problems);
    Optional<SampleSource> source = SampleSource.of(tables, job, streaming, problems);
    Optional<Map<String, InitialFilter>> initial = new InitialUpdates(tables, job, problems).read();
    ResultTables outputs = new ResultTables(tables, job, problems);
    outputs.check(source.map(SampleSource::isOfBlocks).orElse(true));
    if (source.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    TableUids uids = new TableUids(tables, job.uidPrefix());
    Optional<DataStream<Row>> rows = source.get().rows(tables, uids);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    DenoisingPipeline pipeline = pipeline(job, initial.orElseThrow());
    if (source.get().isOfBlocks()) {
      connectBlocks(job, source.get(), rows.get(), pipeline, outputs, branches);
    } else {
      connect(job, source.get(), rows.get(), pipeline, outputs, branches);
    }
    return Optional.of(new JobAssembly(environment, outputs, initial.get(), uids));
  }

  private static void connect(
      JobConfiguration job,
      SampleSource source,
      DataStream<Row> rows,
      DenoisingPipeline pipeline,
      ResultTables outputs,
      List<? extends ResultBranch> branches) {
    SampleSource.Samples samples = source.samples(rows, job.uidPrefix());
    DenoisedStreams denoised = pipeline.apply(samples.samples());
    RejectedStreams rejected = RejectedStreams.of(denoised, samples.rejected());
    outputs.connect(denoised, rejected);
    branches.forEach(branch -> branch.connect(rows, denoised, rejected));
  }

  private static void connectBlocks(
      JobConfiguration job,
      SampleSource source,
      DataStream<Row> rows,
      DenoisingPipeline pipeline,
      ResultTables outputs,
      List<? extends ResultBranch> branches) {
    SampleSource.Blocks blocks = source.blocks(rows, job.uidPrefix());
    DenoisedBlockStreams denoised = pipeline.applyBlocks(blocks.blocks());
    DenoisedStreams asRows = denoised.rows();
    RejectedStreams rejected = RejectedStreams.of(asRows, blocks.rejected());
    outputs.connect(denoised, denoised::rows, rejected);
    branches.forEach(branch -> branch.connect(rows, asRows, rejected));
  }

  /** Where each output table is. */
  public Map<String, String> outputPlaces() {
    return results.places();
  }

  /** The file or folder of the denoised samples, if it is one of this machine. */
  public Optional<Path> denoisedFolder() {
    return results.denoisedFolder();
  }

  /** The filters that groups start with apart from what the job file says itself. */
  public Map<String, InitialFilter> initialFilters() {
    return initial;
  }

  /** Plans the outputs; adds a problem for each that cannot be written. */
  public boolean outputsCanBeWritten() {
    return results.explain();
  }

  /**
   * Adds the output tables and gives what executes the job; a problem is added if a table cannot be
   * written.
   */
  public StreamExecutionEnvironment complete() {
    results.attach(uids);
    return environment;
  }

  private static DenoisingPipeline pipeline(
      JobConfiguration job, Map<String, InitialFilter> initial) {
    PipelineSettings settings = job.pipeline();
    DenoisingPipelineBuilder builder =
        settings
            .period()
            .map(period -> DenoisingPipeline.builder(job.learner(), period))
            .orElseGet(() -> DenoisingPipeline.builder(job.learner()))
            .window(settings.window())
            .scope(settings.scope())
            .rest(settings.rest())
            .outliers(settings.outliers())
            .gapFill(settings.gapFill())
            .learning(settings.learning())
            .initialFilters(initial)
            .lagRange(settings.learning() ? settings.lagRange() : 0)
            .sampling(settings.sampling())
            .metricGroups(settings.metricGroups())
            .uidPrefix(job.uidPrefix());
    settings.maximumGap().ifPresent(builder::maximumGap);
    settings.flushAfter().ifPresent(builder::flushAfter);
    settings.linger().ifPresent(builder::linger);
    settings.retention().ifPresent(builder::retention);
    return builder.build();
  }

  private static Configuration configuration(JobConfiguration job, RuntimeExecutionMode mode) {
    Configuration configuration = job.flink();
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    setUnlessGiven(configuration, PipelineOptions.NAME, job.name());
    setUnlessGiven(configuration, PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    setUnlessGiven(configuration, PipelineOptions.GENERIC_TYPES, false);
    // The same output on a machine in any zone.
    setUnlessGiven(configuration, TableConfigOptions.LOCAL_TIME_ZONE, "UTC");
    return configuration;
  }

  private static <T> void setUnlessGiven(
      Configuration configuration, ConfigOption<T> option, T value) {
    if (!configuration.contains(option)) {
      configuration.set(option, value);
    }
  }
}
