/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.runtime.connector.source.ScanRuntimeProviderContext;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulatorTableFactoryTest {

  private static final Column[] COLUMNS = {
    Column.physical("sensor", DataTypes.STRING()),
    Column.physical("time", DataTypes.TIMESTAMP_LTZ(3)),
    Column.physical("value", DataTypes.DOUBLE()),
    Column.physical("reference", DataTypes.DOUBLE())
  };

  /** As the planner makes it. */
  private static ScanTableSource table(Map<String, String> options, Column... columns) {
    Map<String, String> all = new HashMap<>(options);
    all.put("connector", "gaussflow-simulator");
    ResolvedSchema schema = ResolvedSchema.of(columns);
    CatalogTable table =
        CatalogTable.newBuilder()
            .schema(Schema.newBuilder().fromResolvedSchema(schema).build())
            .options(all)
            .build();
    return (ScanTableSource)
        FactoryUtil.createDynamicTableSource(
            null,
            ObjectIdentifier.of("a", "b", "c"),
            new ResolvedCatalogTable(table, schema),
            Map.of(),
            new Configuration(),
            SimulatorTableFactoryTest.class.getClassLoader(),
            false);
  }

  private static Boundedness boundedness(Map<String, String> options) {
    SourceProvider provider =
        (SourceProvider)
            table(options, COLUMNS).getScanRuntimeProvider(ScanRuntimeProviderContext.INSTANCE);
    return provider.createSource().getBoundedness();
  }

  @Test
  void endsWithANumberOfRowsOnly() {
    assertThat(boundedness(Map.of("number-of-rows", "10"))).isEqualTo(Boundedness.BOUNDED);
    assertThat(boundedness(Map.of())).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
  }

  @Test
  void keepsThePaceOfEventTimeWithoutAnEnd() {
    assertThat(simulation(Map.of("sensors", "3")).rowsPerSecond()).isEqualTo(300);
    assertThat(simulation(Map.of("sensors", "3", "rows-per-second", "0.5")).rowsPerSecond())
        .isEqualTo(0.5);
    assertThat(simulation(Map.of("number-of-rows", "3")).rowsPerSecond()).isInfinite();
  }

  @Test
  void readsEveryOption() {
    Map<String, String> options =
        Map.ofEntries(
            Map.entry("signal", "fast-chirp"),
            Map.entry("noise", "HEAVY-TAILS"),
            Map.entry("noise.standard-deviation", "0.5"),
            Map.entry("noise.other-standard-deviation", "2"),
            Map.entry("noise.change-every", "1 min"),
            Map.entry("sensors", "7"),
            Map.entry("period", "9583 us"),
            Map.entry("start-time", "1970-01-01T00:00:01+00:00"),
            Map.entry("number-of-rows", "100"),
            Map.entry("rows-per-second", "20"),
            Map.entry("disorder", "0.5 s"),
            Map.entry("late.share", "0.01"),
            Map.entry("late.delay", "2 s"),
            Map.entry("gap.every", "1 h"),
            Map.entry("gap.length", "3 s"),
            Map.entry("seed", "-4"));
    assertThat(simulation(options))
        .isEqualTo(
            new Simulation(
                Signal.FAST_CHIRP,
                Noise.HEAVY_TAILS,
                new NoiseLevel(0.5, 2, 60_000_000_000L),
                7,
                9_583_000,
                1_000_000_000,
                100,
                20,
                new Arrival(500_000_000, 0.01, 2_000_000_000, 3_600_000_000_000L, 3_000_000_000L),
                -4));
    assertThat(simulation(Map.of("start-time", "now")).startTime()).isEqualTo(Simulation.NOW);
  }

  private static Simulation simulation(Map<String, String> options) {
    OptionReader reader = new OptionReader(options);
    return new SimulationReader(reader)
        .read()
        .orElseThrow(
            () -> {
              reader.throwIfAny();
              return new AssertionError("no problem was told");
            });
  }

  private static Arguments wrong(String options, String message) {
    return Arguments.of(options, message);
  }

  static Stream<Arguments> wrongOptions() {
    return Stream.of(
        wrong("signl=walk", "option 'signl' is not known; did you mean 'signal'?"),
        wrong(
            "xyzzyx=1",
            "option 'xyzzyx' is not known; there are connector, "
                + String.join(
                    ", ", SimulatorOptions.all().stream().map(option -> option.key()).toList())),
        wrong(
            "signal=sinus",
            "option 'signal' must be one of sines, chirp, fast-chirp, walk, steps, ecg,"
                + " temperature, autoregressive, but is 'sinus'; did you mean 'sines'?"),
        wrong(
            "noise=brown",
            "option 'noise' must be one of white, correlated, strongly-correlated, narrow-band,"
                + " heavy-tails, spikes, but is 'brown'"),
        wrong(
            "noise.standard-deviation=-1",
            "option 'noise.standard-deviation' must be a number of at least 0, but is '-1'"),
        wrong(
            "noise.standard-deviation=NaN",
            "option 'noise.standard-deviation' must be a number of at least 0, but is 'NaN'"),
        wrong(
            "noise.change-every=1 min",
            "options 'noise.other-standard-deviation' and 'noise.change-every' go together; add"
                + " 'noise.other-standard-deviation'"),
        wrong(
            "noise.change-every=0 s,noise.other-standard-deviation=1",
            "option 'noise.change-every' must be a duration such as '250 us' or '1.5 s', longer"
                + " than 0 and shorter than 292 years, but is '0 s'"),
        wrong("sensors=0", "option 'sensors' must be a whole number from 1 to 100000, but is '0'"),
        wrong(
            "sensors=two",
            "option 'sensors' must be a whole number from 1 to 100000, but is 'two'"),
        wrong(
            "period=10",
            "option 'period' must be a duration such as '250 us' or '1.5 s', longer than 0 and"
                + " shorter than 292 years, but is '10'"),
        wrong(
            "period=250 us",
            "option 'period' must be a multiple of 1000000 ns, which is what the time column can"
                + " tell apart, but is '250 us'"),
        wrong(
            "start-time=2026-01-01 00:00:00.0005",
            "option 'start-time' must be a multiple of 1000000 ns, which is what the time column"
                + " can tell apart, but is '2026-01-01 00:00:00.0005'"),
        wrong(
            "start-time=soon",
            "option 'start-time' must be now, or a date and time such as 2026-05-01 12:00:00 within"
                + " the years 1677 to 2262, but is 'soon'"),
        wrong(
            "number-of-rows=0",
            "option 'number-of-rows' must be a whole number of at least 1, but is '0'"),
        wrong(
            "rows-per-second=0",
            "option 'rows-per-second' must be a number greater than 0, but is '0'"),
        wrong(
            "disorder=-1 s",
            "option 'disorder' must be a duration such as '250 us' or '1.5 s', not negative and"
                + " shorter than 292 years, but is '-1 s'"),
        wrong(
            "disorder=3 h",
            "option 'disorder' must be at most 1000000 times 'period', but is '3 h'"),
        wrong(
            "late.share=0.5,late.delay=3 h",
            "option 'late.delay' must be at most 1000000 times 'period', but is '3 h'"),
        wrong(
            "late.share=2,late.delay=1 s",
            "option 'late.share' must be a number from 0 to 1, but is '2'"),
        wrong(
            "late.share=0.5",
            "options 'late.share' and 'late.delay' go together; add 'late.delay'"),
        wrong(
            "gap.length=1 s", "options 'gap.every' and 'gap.length' go together; add 'gap.every'"),
        wrong(
            "gap.length=1 s,gap.every=1 s",
            "option 'gap.length' must be shorter than 'gap.every' by at least a 'period', but is"
                + " '1 s'"),
        wrong("seed=x", "option 'seed' must be a whole number that fits 64 bits, but is 'x'"),
        wrong(
            "column.value=x",
            "option 'column.value' names column 'x', but the columns are time, value, sensor,"
                + " reference; also, column 'value' is none of the simulated sensor, time, x,"
                + " reference; rename it, or name it in one of the options column.sensor,"
                + " column.time, column.value, column.reference"),
        wrong(
            "column.value=reference",
            "options 'column.value' and 'column.reference' both name column 'reference'; change one;"
                + " also, column 'value' is none of the simulated sensor, time, reference; rename it,"
                + " or name it in one of the options column.sensor, column.time,"
                + " column.reference"),
        wrong(
            "column.time-unit=ms",
            "option 'column.time-unit' is only for a time column of type BIGINT; delete it"),
        wrong(
            "sensors=0,signal=wlk",
            "option 'signal' must be one of sines, chirp, fast-chirp, walk, steps, ecg,"
                + " temperature, autoregressive, but is 'wlk'; did you mean 'walk'?; also, option"
                + " 'sensors' must be a whole number from 1 to 100000, but is '0'"));
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void saysWhatIsWrongWithTheOptions(String text, String message) {
    Map<String, String> options = new HashMap<>();
    for (String entry : text.split(",")) {
      options.put(entry.split("=")[0], entry.split("=")[1]);
    }
    assertThatThrownBy(() -> table(options, COLUMNS)).hasRootCauseMessage(message);
  }

  static Stream<Arguments> wrongColumns() {
    return Stream.of(
        Arguments.of(
            "sensor",
            DataTypes.INT(),
            "column 'sensor' must be a STRING, but is INT; cast it in a"),
        Arguments.of("value", DataTypes.FLOAT(), "column 'value' must be a DOUBLE, but is FLOAT;"),
        Arguments.of(
            "reference", DataTypes.STRING(), "column 'reference' must be a DOUBLE, but is"),
        Arguments.of(
            "time",
            DataTypes.DATE(),
            "column 'time' must be a TIMESTAMP, TIMESTAMP_LTZ or BIGINT, but is DATE;"),
        Arguments.of(
            "time",
            DataTypes.BIGINT(),
            "option 'column.time-unit' is missing, but time column 'time' is a BIGINT; say whether it"
                + " counts ns, us, ms or s"),
        Arguments.of(
            "values", DataTypes.DOUBLE(), "column 'values' is none of the simulated sensor,"));
  }

  @ParameterizedTest
  @MethodSource("wrongColumns")
  void saysWhatIsWrongWithTheColumns(String name, DataType type, String message) {
    assertThatThrownBy(() -> table(Map.of(), Column.physical(name, type)))
        .rootCause()
        .hasMessageStartingWith(message);
  }

  @Test
  void columnsMayBeNamedAndLeftOut() {
    List<Column> columns =
        List.of(
            Column.physical("celsius", DataTypes.DOUBLE()),
            Column.physical("at", DataTypes.BIGINT()));
    assertThat(
            table(
                Map.of("column.value", "celsius", "column.time", "at", "column.time-unit", "us"),
                columns.toArray(new Column[0])))
        .isNotNull();
  }
}
