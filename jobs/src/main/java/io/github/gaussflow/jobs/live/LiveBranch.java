/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import io.github.gaussflow.jobs.table.RejectedStreams;
import io.github.gaussflow.jobs.table.ResultBranch;
import io.github.gaussflow.operators.DenoisedStreams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;

/** The branch of a job that its live view is made of, for a job that runs in this process. */
final class LiveBranch implements ResultBranch {

  private final String uidPrefix;
  private final String name;

  /**
   * A branch.
   *
   * @param uidPrefix what the job's identifiers begin with
   * @param name the name of the {@link LiveRun}
   */
  LiveBranch(String uidPrefix, String name) {
    this.uidPrefix = uidPrefix;
    this.name = name;
  }

  @Override
  public void connect(DataStream<Row> rows, DenoisedStreams results, RejectedStreams rejected) {
    add(results.denoised(), new LiveTap.Samples(name), "live-samples");
    add(results.updates(), new LiveTap.Updates(name), "live-updates");
  }

  private <T> void add(DataStream<T> stream, ProcessFunction<T, Void> function, String what) {
    stream.process(function).name(what).uid(uidPrefix + "-" + what);
  }
}
