/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Writes an evaluation as JSON. What the table shows as "-" is null: JSON knows neither NaN nor
 * infinity. Times are nanoseconds since the epoch, periods seconds, mean and standard deviation
 * sample periods.
 */
final class EvaluationJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double NANOS_PER_SECOND = 1e9;

  private EvaluationJson() {}

  static String text(Evaluation evaluation) {
    ObjectNode root = MAPPER.createObjectNode();
    request(root, evaluation.request());
    Measurements.Counts counts = evaluation.counts();
    root.putObject("counts")
        .put("rows", counts.rows())
        .put("samples", evaluation.samples())
        .put("without_value", counts.withoutValue())
        .put("without_time", counts.withoutTime())
        .put("duplicates", counts.duplicates())
        .put("clock_steps_back", counts.backwards())
        .put("empty_slots", evaluation.emptySlots())
        .put("outliers_replaced", evaluation.replaced())
        .put("scored", evaluation.scored());
    ArrayNode filters = root.putArray("filters");
    for (Evaluation.Line line : evaluation.lines()) {
      ObjectNode node = filters.addObject();
      node.put("name", line.filter().name());
      node.put("choice", line.filter().choice().text());
      node.put("settings", line.filter().settings());
      put(node, "rms_error", line.error());
      put(node, "gain_db", line.gain());
      put(node, "to_oracle_db", line.toOracle());
      put(node, "rms_removed", line.removed());
      put(node, "removed_lag_1", line.lagOne());
    }
    OptionalInt lag = evaluation.run().lag();
    root.put("lag", lag.isPresent() ? (Integer) lag.getAsInt() : null);
    noise(root, evaluation);
    ArrayNode windows = root.putArray("windows");
    for (PrequentialRun.Window window : evaluation.run().windows()) {
      learned(windows.addObject(), window);
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and texts cannot be written", e);
    }
  }

  private static void request(ObjectNode root, EvaluationRequest request) {
    root.put("file", request.file().toString());
    root.put("time", request.time());
    root.put("value", request.value());
    root.put("reference", request.reference().orElse(null));
    root.put("period_seconds", request.period() / NANOS_PER_SECOND);
    root.put("period_given", request.periodGiven());
    root.put("lookahead", request.support().lookahead());
    root.put("lookback", request.support().lookback());
    root.put("window", request.window());
    root.put("objective", Evaluator.nameOf(request.objective()));
    root.put("kernels", request.kernels());
    root.put("lag_range", request.lagRange());
    root.put("outliers", Evaluator.nameOf(request.outliers()));
  }

  private static void noise(ObjectNode root, Evaluation evaluation) {
    ResidualWhiteness whiteness = evaluation.whiteness();
    ObjectNode node = root.putObject("noise");
    put(node, "standard_deviation", evaluation.run().noise());
    put(node.putArray("residual_autocorrelation"), whiteness.autocorrelation());
    put(node.putArray("white_noise_autocorrelation"), whiteness.ofWhiteNoise());
    put(node.putArray("bound"), whiteness.bound());
    put(node, "ljung_box", whiteness.statistic());
    put(node, "ljung_box_critical", whiteness.critical());
  }

  private static void learned(ObjectNode node, PrequentialRun.Window window) {
    LearningStep step = window.step();
    node.put("end", window.end());
    put(node, "mean", step.parameters().mean());
    put(node, "standard_deviation", step.parameters().standardDeviation());
    put(node, "noise_standard_deviation", Math.sqrt(step.noiseVariance()));
    put(node, "cost", step.cost());
    node.put("count", step.count());
    node.put(
        "skipped",
        step.skipped().map(reason -> reason.name().toLowerCase(Locale.ROOT)).orElse(null));
  }

  private static void put(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  private static void put(ArrayNode array, double[] values) {
    for (double value : values) {
      if (Double.isFinite(value)) {
        array.add(value);
      } else {
        array.addNull();
      }
    }
  }
}
