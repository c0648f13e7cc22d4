/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.jobs.configuration.DurationText;
import io.github.gaussflow.jobs.configuration.FilterOptions;
import io.github.gaussflow.jobs.configuration.LearningOptions;
import io.github.gaussflow.jobs.configuration.NearestName;
import io.github.gaussflow.jobs.configuration.TimeUnit;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.functions.TableSemantics;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.CallContext;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.types.ColumnList;

/**
 * The arguments of one call, checked while a query is planned: which column of the input is which
 * field of a sample, and the settings of the denoiser. Defaults are those of the job file.
 *
 * @param sensor the position of the sensor's column, {@link #NONE} if a partition is one sensor
 * @param time the position of the time column
 * @param timeType the type of the time column
 * @param timeUnit what a time column of type BIGINT counts
 * @param value the position of the value's column
 * @param reference the position of the reference's column, {@link #NONE} for none
 * @param learner the taps and the objective
 * @param period the nominal time between samples
 * @param maxGap the longest silence that does not cut, null for the default
 * @param window the length of a window in periods
 * @param partitionBy the positions of the columns of PARTITION BY
 */
record DenoiseArguments(
    int sensor,
    int time,
    LogicalType timeType,
    TimeUnit timeUnit,
    int value,
    int reference,
    LearnerSettings learner,
    Duration period,
    Duration maxGap,
    int window,
    List<Integer> partitionBy)
    implements Serializable {

  /** The position of a column that is not given. */
  static final int NONE = -1;

  private static final List<String> COUNTS = List.of("ns", "us", "ms", "s");

  /**
   * Reads the arguments of a call.
   *
   * @return empty if the call has no input table, which Flink itself reports
   * @throws ValidationException if an argument is wrong, or does not fit another or the table
   */
  static Optional<DenoiseArguments> of(CallContext call) {
    return call.getTableSemantics(Argument.INPUT.ordinal())
        .map(table -> new Reading(call, table).arguments());
  }

  /**
   * The denoiser of the arguments.
   *
   * @throws ValidationException if they do not fit each other
   */
  DenoisingPipeline pipeline() {
    try {
      DenoisingPipelineBuilder builder = DenoisingPipeline.builder(learner, period).window(window);
      return (maxGap == null ? builder : builder.maximumGap(maxGap)).build();
    } catch (IllegalArgumentException e) {
      throw new ValidationException("arguments do not fit each other: " + e.getMessage());
    }
  }

  /** The arguments in the order of {@link GaussianDenoise}'s signature, without Flink's own. */
  enum Argument {
    INPUT,
    VALUE,
    REFERENCE,
    SENSOR,
    TIME,
    TIME_UNIT,
    PERIOD,
    LOOKAHEAD,
    LOOKBACK,
    WINDOW,
    OBJECTIVE,
    KERNELS,
    MAX_GAP;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One reading of a call. */
  private static final class Reading {

    private final CallContext call;
    private final TableSemantics table;
    private final List<String> names;
    private final List<DataType> types;

    Reading(CallContext call, TableSemantics table) {
      this.call = call;
      this.table = table;
      this.names = DataType.getFieldNames(table.dataType());
      this.types = DataType.getFieldDataTypes(table.dataType());
    }

    DenoiseArguments arguments() {
      int value = numberOrText(Argument.VALUE);
      int reference = has(Argument.REFERENCE) ? numberOrText(Argument.REFERENCE) : NONE;
      int sensor = has(Argument.SENSOR) ? sensor() : NONE;
      int time = has(Argument.TIME) ? column(Argument.TIME) : onTime();
      LogicalType timeType = time == NONE ? null : types.get(time).getLogicalType();
      TimeUnit unit = timeUnit(time, timeType);
      Duration period = duration(Argument.PERIOD);
      KernelSupport support =
          support(
              whole(Argument.LOOKAHEAD, 0, FilterOptions.LOOKAHEAD.defaultValue()),
              whole(Argument.LOOKBACK, 0, FilterOptions.LOOKBACK.defaultValue()));
      ObjectiveKind objective = objective(support, reference);
      int kernels = whole(Argument.KERNELS, 1, FilterOptions.KERNELS.defaultValue());
      if (kernels > LearnerSettings.MOST_KERNELS) {
        throw wrong(
            Argument.KERNELS,
            "must be a whole number from 1 to " + LearnerSettings.MOST_KERNELS,
            kernels);
      }
      if (kernels > 1 && objective == ObjectiveKind.GCV) {
        throw wrong(Argument.KERNELS, "must be 1 where objective is 'gcv'", kernels);
      }
      int window = whole(Argument.WINDOW, 1, LearningOptions.WINDOW.defaultValue());
      LearnerSettings learner =
          LearnerSettings.of(support).withObjective(objective).withKernels(kernels);
      int taps = learner.statisticsSupport().taps();
      if (window < taps) {
        throw wrong(
            Argument.WINDOW,
            "must be at least the %d taps of lookahead, lookback and the sample itself"
                .formatted(taps),
            window);
      }
      Duration maxGap = has(Argument.MAX_GAP) ? duration(Argument.MAX_GAP) : null;
      if (maxGap != null && maxGap.compareTo(period) < 0) {
        throw wrong(Argument.MAX_GAP, "must be at least the period", text(Argument.MAX_GAP));
      }
      DenoiseArguments read =
          new DenoiseArguments(
              sensor,
              time,
              timeType,
              unit,
              value,
              reference,
              learner,
              period,
              maxGap,
              window,
              Arrays.stream(table.partitionByColumns()).boxed().toList());
      read.pipeline();
      return read;
    }

    private KernelSupport support(int lookahead, int lookback) {
      try {
        return new KernelSupport(lookahead, lookback);
      } catch (IllegalArgumentException e) {
        throw new ValidationException(
            "arguments 'lookahead' and 'lookback' do not fit: " + e.getMessage());
      }
    }

    private ObjectiveKind objective(KernelSupport support, int reference) {
      ObjectiveKind objective = LearningOptions.OBJECTIVE.defaultValue();
      if (has(Argument.OBJECTIVE)) {
        List<String> known =
            Arrays.stream(ObjectiveKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        objective = ObjectiveKind.values()[choice(Argument.OBJECTIVE, known)];
      }
      String name = objective.name().toLowerCase(Locale.ROOT);
      if (objective == ObjectiveKind.REFERENCE && reference == NONE) {
        throw new ValidationException(
            "argument 'objective' is 'reference', but no column gives one; add"
                + " reference => DESCRIPTOR(column) or choose 'sure'");
      }
      if (objective == ObjectiveKind.PREDICTION && support.lookahead() != 0) {
        throw wrong(
            Argument.LOOKAHEAD,
            "must be 0 where objective is '%s', which sees no later samples".formatted(name),
            support.lookahead());
      }
      try {
        LearnerSettings.of(support).withObjective(objective).statisticsSupport();
      } catch (IllegalArgumentException e) {
        throw new ValidationException(
            "argument 'objective' cannot be '%s' here: %s".formatted(name, e.getMessage()));
      }
      return objective;
    }

    private int numberOrText(Argument argument) {
      int column = column(argument);
      LogicalType type = types.get(column).getLogicalType();
      if (!type.is(LogicalTypeFamily.NUMERIC) && !type.is(LogicalTypeFamily.CHARACTER_STRING)) {
        throw wrongType(argument, column, "a numeric type or STRING");
      }
      return column;
    }

    private int sensor() {
      int column = column(Argument.SENSOR);
      LogicalType type = types.get(column).getLogicalType();
      if (!type.is(LogicalTypeFamily.CHARACTER_STRING)
          && !type.is(LogicalTypeFamily.INTEGER_NUMERIC)) {
        throw wrongType(Argument.SENSOR, column, "STRING or a whole number");
      }
      return column;
    }

    private TimeUnit timeUnit(int time, LogicalType type) {
      if (time == NONE) {
        return TimeUnit.NS; // Flink itself says that on_time is missing
      }
      boolean counts = type.is(LogicalTypeRoot.BIGINT);
      if (!counts && !type.is(LogicalTypeFamily.TIMESTAMP) || isZoned(type)) {
        throw wrongType(Argument.TIME, time, "TIMESTAMP, TIMESTAMP_LTZ or BIGINT");
      }
      if (counts != has(Argument.TIME_UNIT)) {
        throw new ValidationException(
            counts
                ? "argument 'time_unit' must say what the BIGINT column '%s' counts: one of %s"
                    .formatted(names.get(time), String.join(", ", COUNTS))
                : "argument 'time_unit' has no effect on column '%s' of type %s; delete it"
                    .formatted(names.get(time), type.asSummaryString()));
      }
      return counts ? TimeUnit.values()[choice(Argument.TIME_UNIT, COUNTS)] : TimeUnit.NS;
    }

    private static boolean isZoned(LogicalType type) {
      return type.is(LogicalTypeRoot.TIMESTAMP_WITH_TIME_ZONE);
    }

    /**
     * The column of Flink's own argument, the last but one; {@link #NONE} if it is wrong. Once the
     * call is planned, Flink takes the argument away and tells the table of the column.
     */
    private int onTime() {
      if (call.getArgumentDataTypes().size() <= Argument.values().length) {
        return table.timeColumn();
      }
      return call.getArgumentValue(call.getArgumentDataTypes().size() - 2, ColumnList.class)
          .filter(list -> list.getNames().size() == 1)
          .map(list -> names.indexOf(list.getNames().get(0)))
          .orElse(NONE);
    }

    private boolean has(Argument argument) {
      return !call.isArgumentNull(argument.ordinal());
    }

    private int column(Argument argument) {
      require(argument, "DESCRIPTOR(column)");
      Optional<ColumnList> list = call.getArgumentValue(argument.ordinal(), ColumnList.class);
      if (list.isEmpty() || list.get().getNames().size() != 1) {
        throw new ValidationException(
            "argument '%s' must be one column of the input table, such as DESCRIPTOR(%s), but is %s"
                .formatted(
                    argument.text(),
                    names.get(names.size() - 1),
                    list.map(ColumnList::toString).orElse("no DESCRIPTOR")));
      }
      String name = list.get().getNames().get(0);
      int column = names.indexOf(name);
      if (column < 0) {
        throw new ValidationException(
            "argument '%s' names column '%s', which the input table does not have; its columns are %s"
                .formatted(
                    argument.text(),
                    name,
                    String.join(", ", NearestName.byDistance(name, new ArrayList<>(names)))));
      }
      return column;
    }

    private int whole(Argument argument, int lowest, int otherwise) {
      if (!has(argument)) {
        return otherwise;
      }
      Integer value =
          call.getArgumentValue(argument.ordinal(), Integer.class)
              .orElseThrow(() -> noLiteral(argument));
      if (value < lowest) {
        throw wrong(argument, "must be a whole number of at least " + lowest, value);
      }
      return value;
    }

    private String text(Argument argument) {
      return call.getArgumentValue(argument.ordinal(), String.class)
          .orElseThrow(() -> noLiteral(argument));
    }

    private Duration duration(Argument argument) {
      require(argument, "'10 ms'");
      String text = text(argument);
      return DurationText.nanos(text)
          .filter(nanos -> nanos > 0)
          .map(Duration::ofNanos)
          .orElseThrow(
              () ->
                  wrong(
                      argument,
                      "must be a duration longer than 0 such as '9583 us' or '0.5 s'",
                      text));
    }

    private int choice(Argument argument, List<String> known) {
      String text = text(argument);
      int index = known.indexOf(text.toLowerCase(Locale.ROOT));
      if (index < 0) {
        throw new ValidationException(
            "argument '%s' must be one of %s, but is '%s'%s"
                .formatted(
                    argument.text(),
                    String.join(", ", known),
                    text,
                    NearestName.question(text, known)));
      }
      return index;
    }

    /** Flink's own words for what is missing do not name it, so that all arguments are optional. */
    private void require(Argument argument, String example) {
      if (!has(argument)) {
        throw new ValidationException(
            "argument '%s' is missing; add `%s` => %s"
                .formatted(argument.text(), argument.text(), example));
      }
    }

    private static ValidationException noLiteral(Argument argument) {
      return new ValidationException(
          "argument '%s' must be a literal, known before any row is read"
              .formatted(argument.text()));
    }

    private static ValidationException wrong(Argument argument, String must, Object value) {
      return new ValidationException(
          "argument '%s' %s, but is '%s'".formatted(argument.text(), must, value));
    }

    private ValidationException wrongType(Argument argument, int column, String expected) {
      return new ValidationException(
          "argument '%s' names column '%s' of type %s; it must be of %s, so CAST it in a view"
              .formatted(
                  argument.text(),
                  names.get(column),
                  types.get(column).getLogicalType().asSummaryString(),
                  expected));
    }
  }
}
