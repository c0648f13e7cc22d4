/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.gaussflow.jobs.table.Cause;
import java.util.stream.Stream;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a wrong call is told. */
class WrongCallsTest {

  private static final String INPUT = "input => TABLE readings PARTITION BY sensor";
  private static final String ON_TIME = "on_time => DESCRIPTOR(ts)";
  private static final String VALUE = "`value` => DESCRIPTOR(celsius)";
  private static final String PERIOD = "`period` => '10 s'";

  private static final TableEnvironment TABLES = new SqlScript().tables();

  static {
    TABLES.executeSql(
        "CREATE TEMPORARY FUNCTION GAUSSIAN_DENOISE AS '%s'"
            .formatted(GaussianDenoise.class.getName()));
    TABLES.executeSql(
        """
        CREATE TEMPORARY TABLE readings (
          sensor STRING, ts TIMESTAMP_LTZ(3), celsius DOUBLE, truth DOUBLE, ok BOOLEAN, ns BIGINT,
          `local` TIMESTAMP(9), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
        ) WITH ('connector' = 'datagen')""");
  }

  private static String call(String... arguments) {
    return "SELECT * FROM GAUSSIAN_DENOISE(" + String.join(", ", arguments) + ")";
  }

  /** A call that is right but for what is added. */
  private static String with(String... more) {
    return call(INPUT, ON_TIME, VALUE, PERIOD, String.join(", ", more));
  }

  static Stream<Arguments> wrongCalls() {
    return Stream.of(
        arguments(
            call(INPUT, ON_TIME, "`value` => DESCRIPTOR(celcius)", PERIOD),
            "argument 'value' names column 'celcius', which the input table does not have; its"
                + " columns are celsius, "),
        arguments(
            call(INPUT, ON_TIME, "`value` => DESCRIPTOR(celsius, truth)", PERIOD),
            "argument 'value' must be one column of the input table, such as DESCRIPTOR(local), but"
                + " is (`celsius`, `truth`)"),
        arguments(
            call(INPUT, ON_TIME, "`value` => DESCRIPTOR(ok)", PERIOD),
            "argument 'value' names column 'ok' of type BOOLEAN; it must be of a numeric type or"
                + " STRING, so CAST it in a view"),
        arguments(
            with("reference => DESCRIPTOR(ts)"),
            "argument 'reference' names column 'ts' of type TIMESTAMP_LTZ(3) *ROWTIME*; it must be"
                + " of a numeric type or STRING"),
        arguments(
            with("sensor => DESCRIPTOR(truth)"),
            "argument 'sensor' names column 'truth' of type DOUBLE; it must be of STRING or a whole"
                + " number, so CAST it in a view"),
        arguments(
            with("`time` => DESCRIPTOR(sensor)"),
            "argument 'time' names column 'sensor' of type STRING; it must be of TIMESTAMP,"
                + " TIMESTAMP_LTZ or BIGINT"),
        arguments(
            with("`time` => DESCRIPTOR(ns)"),
            "argument 'time_unit' must say what the BIGINT column 'ns' counts: one of ns, us, ms,"
                + " s"),
        arguments(
            with("`time` => DESCRIPTOR(ns)", "time_unit => 'sec'"),
            "argument 'time_unit' must be one of ns, us, ms, s, but is 'sec'"),
        arguments(
            with("`time` => DESCRIPTOR(`local`)", "time_unit => 'ns'"),
            "argument 'time_unit' has no effect on column 'local' of type TIMESTAMP(9); delete it"),
        arguments(
            call(INPUT, ON_TIME, VALUE, "`period` => '10'"),
            "argument 'period' must be a duration longer than 0 such as '9583 us' or '0.5 s', but is"
                + " '10'"),
        arguments(
            call(INPUT, ON_TIME, VALUE, "`period` => '0 s'"),
            "argument 'period' must be a duration longer than 0 such as '9583 us' or '0.5 s', but is"
                + " '0 s'"),
        arguments(
            with("lookahead => -1"),
            "argument 'lookahead' must be a whole number of at least 0, but is '-1'"),
        arguments(
            with("lookback => -5"),
            "argument 'lookback' must be a whole number of at least 0, but is '-5'"),
        arguments(
            with("lookback => 100000"),
            "arguments 'lookahead' and 'lookback' do not fit: lookahead + lookback + 1 must be at most"),
        arguments(
            with("`window` => 32"),
            "argument 'window' must be at least the 33 taps of lookahead, lookback and the sample"
                + " itself, but is '32'"),
        arguments(
            with("`window` => 0"),
            "argument 'window' must be a whole number of at least 1, but is '0'"),
        arguments(
            with("objective => 'shure'"),
            "argument 'objective' must be one of reference, sure, gcv, prediction, but is 'shure';"
                + " did you mean 'sure'?"),
        arguments(
            with("objective => 'reference'"),
            "argument 'objective' is 'reference', but no column gives one; add reference =>"
                + " DESCRIPTOR(column) or choose 'sure'"),
        arguments(
            with("objective => 'prediction'"),
            "argument 'lookahead' must be 0 where objective is 'prediction', which sees no later"
                + " samples, but is '16'"),
        arguments(
            with("kernels => 5"),
            "argument 'kernels' must be a whole number from 1 to 4, but is '5'"),
        arguments(
            with("kernels => 0"),
            "argument 'kernels' must be a whole number of at least 1, but is '0'"),
        arguments(
            with("kernels => 2", "objective => 'gcv'"),
            "argument 'kernels' must be 1 where objective is 'gcv', but is '2'"),
        arguments(
            with("max_gap => '1 s'"),
            "argument 'max_gap' must be at least the period, but is '1 s'"),
        arguments(
            with("max_gap => 'soon'"),
            "argument 'max_gap' must be a duration longer than 0 such as '9583 us' or '0.5 s', but"
                + " is 'soon'"),
        arguments(
            with("`window` => 2147483647"),
            "arguments do not fit each other: window times period must be less than 292 years"),
        arguments(
            with("objective => ''"),
            "argument 'objective' must be one of reference, sure, gcv, prediction, but is ''"),
        arguments(
            call(INPUT, ON_TIME, VALUE, "`period` => NULL"),
            "argument 'period' is missing; add `period` => '10 ms'"),
        arguments(
            with("objective => CAST(RAND() AS STRING)"),
            "argument 'objective' must be a literal, known before any row is read"),
        arguments(
            call(INPUT, ON_TIME, PERIOD),
            "argument 'value' is missing; add `value` => DESCRIPTOR(column)"),
        arguments(
            call(INPUT, ON_TIME, VALUE), "argument 'period' is missing; add `period` => '10 ms'"),
        // What Flink itself says.
        arguments(call(INPUT, VALUE, PERIOD), "Please provide one using the implicit `on_time`"),
        arguments(
            call(INPUT, "on_time => DESCRIPTOR(`local`)", VALUE, PERIOD),
            "must reference a TIMESTAMP or TIMESTAMP_LTZ column (up to precision 3)"),
        arguments(
            call("input => TABLE readings PARTITION BY room", ON_TIME, VALUE, PERIOD), "room"),
        arguments(
            call(INPUT, "on_time => DESCRIPTOR(nope)", VALUE, PERIOD),
            "Table argument 'input' requires a time attribute"),
        arguments(
            call("input => TABLE nothing PARTITION BY sensor", ON_TIME, VALUE, PERIOD),
            "Object 'nothing' not found"),
        arguments(
            call("input => 5", ON_TIME, VALUE, PERIOD),
            "Argument 'input' expects a table to be passed"),
        arguments(call(ON_TIME, VALUE, PERIOD), "DEFAULT is only allowed for optional parameters"),
        arguments(
            call(INPUT, ON_TIME, "`value` => celsius", PERIOD),
            "Column 'celsius' not found in any table"),
        arguments(
            with("uid => '%&'"),
            "The `uid` argument must be a string literal that follows the pattern"));
  }

  /** Literals of a wrong type: Flink says what it was given and what there is. */
  static Stream<String> wrongTypes() {
    return Stream.of(
        with("lookahead => 16.5"),
        with("lookahead => '4'"),
        with("kernels => 4000000000"),
        call(INPUT, ON_TIME, VALUE, "`period` => 10"),
        call(INPUT, ON_TIME, VALUE, "`period` => INTERVAL '10' SECOND"),
        call(INPUT, ON_TIME, "`value` => 'celsius'", PERIOD));
  }

  @ParameterizedTest
  @MethodSource
  void wrongTypes(String query) {
    assertThatThrownBy(() -> TABLES.explainSql(query))
        .isInstanceOf(ValidationException.class)
        .satisfies(
            failure ->
                assertThat(Cause.of(failure))
                    .contains("No match found for function signature GAUSSIAN_DENOISE")
                    .contains("period => STRING, lookahead => INT, lookback => INT"));
  }

  @Test
  void aTableWhoseRowsChangeIsRefused() {
    TABLES.executeSql(
        """
        CREATE TEMPORARY VIEW counted AS
        SELECT sensor, COUNT(*) AS celsius, MAX(ts) AS ts FROM readings GROUP BY sensor""");
    String query = call("input => TABLE counted PARTITION BY sensor", ON_TIME, VALUE, PERIOD);
    assertThatThrownBy(() -> TABLES.explainSql(query))
        .isInstanceOf(TableException.class)
        .satisfies(
            failure ->
                assertThat(Cause.of(failure)).contains("doesn't support consuming update changes"));
  }

  @ParameterizedTest
  @MethodSource
  void wrongCalls(String query, String message) {
    assertThatThrownBy(() -> TABLES.explainSql(query))
        .isInstanceOf(ValidationException.class)
        .satisfies(failure -> assertThat(Cause.of(failure)).contains(message));
  }

  /** If this fails, Flink has learned to refuse them, and the guide need not warn any more. */
  @Test
  void flinkIgnoresArgumentsOfUnknownNames() {
    assertThat(TABLES.explainSql(with("windows => 64"))).contains("GAUSSIAN_DENOISE");
    // The same of one that is given twice.
    assertThat(TABLES.explainSql(with("lookahead => 3", "lookahead => 4")))
        .contains("GAUSSIAN_DENOISE");
  }

  @Test
  void aNullArgumentIsOneThatIsNotGiven() {
    assertThat(TABLES.explainSql(with("lookahead => CAST(NULL AS INT)")))
        .contains("GAUSSIAN_DENOISE");
  }

  @Test
  void aRightCall() {
    assertThat(TABLES.explainSql(with("lookahead => 0", "`time` => DESCRIPTOR(`local`)")))
        .contains("GAUSSIAN_DENOISE");
  }
}
