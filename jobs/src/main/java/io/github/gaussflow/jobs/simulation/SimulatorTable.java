/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;

/** A table of simulated sensors. */
final class SimulatorTable implements ScanTableSource {

  private final Simulation simulation;
  private final SampleRows rows;

  SimulatorTable(Simulation simulation, SampleRows rows) {
    this.simulation = simulation;
    this.rows = rows;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(new SimulatorSource(simulation, rows));
  }

  @Override
  public DynamicTableSource copy() {
    return new SimulatorTable(simulation, rows);
  }

  @Override
  public String asSummaryString() {
    return "simulated sensors";
  }
}
