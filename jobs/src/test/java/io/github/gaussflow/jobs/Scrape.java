/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;

/**
 * What a Prometheus server reads of one page, in its text format.
 *
 * @param series all series of the page
 */
record Scrape(List<Series> series) {

  /** No series. */
  static final Scrape NONE = new Scrape(List.of());

  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /**
   * One series with its newest value.
   *
   * @param name the name of the metric
   * @param labels the labels by name
   * @param value the value
   */
  record Series(String name, Map<String, String> labels, double value) {

    /** Whether the series has a label with a value. */
    boolean has(String label, String wanted) {
      return wanted.equals(labels.get(label));
    }
  }

  /** Reads the page of a port of this machine; one without series if there is none. */
  static Scrape of(int port) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> response =
          CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return response.statusCode() == OK ? parse(response.body()) : NONE;
    } catch (IOException e) { // nobody listens, or speaks of something else
      return NONE;
    }
  }

  private static Scrape parse(String page) {
    List<Series> series = new ArrayList<>();
    for (String line : page.split("\n")) {
      if (line.startsWith("#") || line.isEmpty()) {
        continue;
      }
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException("no line of Prometheus: " + line);
      }
      Map<String, String> labels = new HashMap<>();
      if (parts.group(2) != null) {
        Matcher label = LABEL.matcher(parts.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2).replaceAll("\\\\(.)", "$1"));
        }
      }
      series.add(new Series(parts.group(1), labels, Double.parseDouble(parts.group(3))));
    }
    return new Scrape(series);
  }

  /** The series that are wanted. */
  Scrape where(Predicate<Series> wanted) {
    return new Scrape(series.stream().filter(wanted).toList());
  }

  /** The series of a job. */
  Scrape ofJob(JobID job) {
    return where(one -> one.has("job_id", job.toString()));
  }

  /** The series of an operator. */
  Scrape ofOperator(String operator) {
    return where(one -> one.has("operator_name", operator));
  }

  /** The series of a metric. */
  Scrape of(String name) {
    return where(one -> one.name().equals(name));
  }

  /** All names of metrics. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    series.forEach(one -> names.add(one.name()));
    return names;
  }

  /** The values of a label, the empty one where it is missing. */
  Set<String> values(String label) {
    Set<String> values = new TreeSet<>();
    series.forEach(one -> values.add(one.labels().getOrDefault(label, "")));
    return values;
  }

  /** The sum of all values, 0 for none. */
  double sum() {
    return series.stream().mapToDouble(Series::value).sum();
  }

  /** The value of the only series; NaN if there are several or none. */
  double value() {
    return series.size() == 1 ? series.get(0).value() : Double.NaN;
  }
}
