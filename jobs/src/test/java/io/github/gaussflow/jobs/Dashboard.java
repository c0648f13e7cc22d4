/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A dashboard of Grafana.
 *
 * @param root the file
 */
record Dashboard(JsonNode root) {

  private static final Pattern METRIC = Pattern.compile("flink_\\w+");
  private static final Pattern LABEL = Pattern.compile("[{,] ?(\\w+)=~?\"");
  private static final Pattern BY = Pattern.compile("by \\(([^)]+)\\)");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(.*, (\\w+)\\)");
  private static final Pattern OPERATOR =
      Pattern.compile("(flink_\\w+)\\{[^}]*operator_name=~\"([^\"]+)\"");

  /**
   * Which operators an expression takes a metric of.
   *
   * @param metric the metric
   * @param pattern one alternative of the regular expression for their names
   */
  record Matcher(String metric, String pattern) {}

  static Dashboard read(Path file) throws IOException {
    return new Dashboard(new ObjectMapper().readTree(Files.readString(file)));
  }

  /** The panels but for those that are mere headings. */
  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : root.get("panels")) {
      if (!panel.get("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** The expressions of all panels. */
  List<String> expressions() {
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : panels()) {
      panel.get("targets").forEach(target -> expressions.add(target.get("expr").asText()));
    }
    return expressions;
  }

  /** What the variables ask for. */
  List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (JsonNode variable : root.at("/templating/list")) {
      if (variable.get("type").asText().equals("query")) {
        queries.add(variable.at("/query/query").asText());
      }
    }
    return queries;
  }

  /** All metrics that are asked for. */
  Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    for (String text : texts()) {
      METRIC.matcher(text).results().forEach(found -> metrics.add(found.group()));
    }
    return metrics;
  }

  /** All labels that are asked for. */
  Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    for (String text : texts()) {
      LABEL.matcher(text).results().forEach(found -> labels.add(found.group(1)));
      LABEL_VALUES.matcher(text).results().forEach(found -> labels.add(found.group(1)));
      BY.matcher(text)
          .results()
          .forEach(found -> labels.addAll(List.of(found.group(1).split(", "))));
    }
    return labels;
  }

  /** All operators that are named. */
  List<Matcher> operators() {
    List<Matcher> operators = new ArrayList<>();
    for (String text : texts()) {
      OPERATOR
          .matcher(text)
          .results()
          .forEach(
              found -> {
                for (String pattern : found.group(2).split("\\|")) {
                  operators.add(new Matcher(found.group(1), pattern));
                }
              });
    }
    return operators;
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>(expressions());
    texts.addAll(queries());
    return texts;
  }
}
