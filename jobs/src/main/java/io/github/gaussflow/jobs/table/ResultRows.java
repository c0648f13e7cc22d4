/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.BankText;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.apache.flink.types.Row;

/**
 * The fields of each kind of result. A number that does not exist, NaN here, is NULL in a table.
 */
final class ResultRows {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private ResultRows() {}

  static RowFormat<DenoisedSample> denoised() {
    return RowFormat.builder()
        .text("sensor")
        .text("group")
        .time("time")
        .whole("time_ns")
        .number("value")
        .number("reference")
        .number("denoised")
        .number("standard_error")
        .whole("version")
        .flag("outlier")
        .flag("estimated")
        .filledBy(
            sample ->
                Row.of(
                    sample.sensor(),
                    sample.group(),
                    instant(sample.time()),
                    sample.time(),
                    orNull(sample.value()),
                    orNull(sample.reference()),
                    orNull(sample.denoised()),
                    orNull(sample.standardError()),
                    sample.version(),
                    sample.outlier(),
                    sample.estimated()));
  }

  static RowFormat<DenoisedBlock> denoisedBlocks() {
    return RowFormat.builder()
        .text("sensor")
        .text("group")
        .time("time")
        .whole("time_ns")
        .whole("period_ns")
        .whole("count")
        .numbers("value")
        .numbers("reference")
        .numbers("denoised")
        .numbers("standard_error")
        .whole("version")
        .flags("outlier")
        .flags("estimated")
        .filledBy(
            block ->
                Row.of(
                    block.sensor(),
                    block.group(),
                    instant(block.time()),
                    block.time(),
                    block.period(),
                    (long) block.size(),
                    numbers(block, i -> block.values()[i]),
                    numbers(block, block::reference),
                    numbers(block, i -> block.denoised()[i]),
                    numbers(block, block::standardError),
                    block.version(),
                    flags(block, block::isOutlier),
                    flags(block, block::isEstimated)));
  }

  private static Double[] numbers(DenoisedBlock block, IntToDoubleFunction number) {
    Double[] numbers = new Double[block.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = orNull(number.applyAsDouble(i));
    }
    return numbers;
  }

  private static Boolean[] flags(DenoisedBlock block, IntPredicate flag) {
    Boolean[] flags = new Boolean[block.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = flag.test(i);
    }
    return flags;
  }

  static RowFormat<ParameterUpdate> updates() {
    return RowFormat.builder()
        .text("group")
        .whole("version")
        .time("valid_from")
        .whole("valid_from_ns")
        .number("mean_samples")
        .number("mean_seconds")
        .number("standard_deviation_samples")
        .number("standard_deviation_seconds")
        .number("cost")
        .number("gradient_mean")
        .number("gradient_log_standard_deviation")
        .text("noise")
        .text("noise_autocovariance")
        .number("noise_variance")
        .number("noise_correlation")
        .text("bank")
        .text("notice")
        .whole("count")
        .whole("sensors")
        .flag("learned")
        .number("lag_samples")
        .number("lag_seconds")
        .number("period_seconds")
        .filledBy(
            update ->
                Row.of(
                    update.group(),
                    update.version(),
                    instant(update.validFrom()),
                    update.validFrom(),
                    update.mean(),
                    update.mean() * seconds(update),
                    update.standardDeviation(),
                    update.standardDeviation() * seconds(update),
                    orNull(update.cost()),
                    orNull(update.gradientMean()),
                    orNull(update.gradientLogStandardDeviation()),
                    update.noise().name().toLowerCase(Locale.ROOT),
                    text(update.noiseAutocovariance()),
                    orNull(update.noiseVariance()),
                    orNull(update.noiseCorrelation()),
                    BankText.of(update.bank()),
                    update.notice(),
                    update.count(),
                    (long) update.sensors(),
                    update.learned(),
                    orNull(update.lag()),
                    orNull(update.lag() * seconds(update)),
                    seconds(update)));
  }

  static RowFormat<RejectedSample> rejected() {
    return RowFormat.builder()
        .text("sensor")
        .time("time")
        .whole("time_ns")
        .text("value")
        .number("reference")
        .text("reason")
        .filledBy(
            sample ->
                Row.of(
                    sample.sensor(),
                    sample.time() == null ? null : instant(sample.time()),
                    sample.time(),
                    sample.value(),
                    orNull(sample.reference()),
                    sample.reason()));
  }

  /** The period in seconds. */
  private static double seconds(ParameterUpdate update) {
    return update.period() / (double) NANOS_PER_SECOND;
  }

  /** As key 'learning.noise-autocovariance' takes it; null for none. */
  private static String text(List<Double> autocovariance) {
    return autocovariance.isEmpty() ? null : autocovariance.toString();
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
