/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * The table connector {@code gaussflow-simulator}: sensors that are not there, for trying things
 * out. {@link SimulatorOptions} has the options.
 */
public final class SimulatorTableFactory implements DynamicTableSourceFactory {

  /** What the option {@code connector} says. */
  public static final String IDENTIFIER = "gaussflow-simulator";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return new LinkedHashSet<>(SimulatorOptions.all());
  }

  /**
   * The table that the options describe.
   *
   * @throws org.apache.flink.table.api.ValidationException with everything that is wrong
   */
  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    Map<String, String> given = context.getCatalogTable().getOptions();
    OptionReader options = new OptionReader(given);
    List<String> known =
        Stream.concat(
                Stream.of(FactoryUtil.CONNECTOR.key()),
                SimulatorOptions.all().stream().map(ConfigOption::key))
            .toList();
    options.checkNames(known);
    Optional<Simulation> simulation = new SimulationReader(options).read();
    ColumnReader columns = new ColumnReader(options);
    SampleRows rows = columns.read(context.getPhysicalRowDataType());
    simulation.ifPresent(columns::checkResolution);
    options.throwIfAny();
    return new SimulatorTable(simulation.orElseThrow(), rows);
  }
}
