/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.guide;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML that a page shows: a whole job file, or a part of one that is put into a plain job. */
final class ShownJobFile {

  private static final Set<String> SECTIONS =
      Set.of(
          "name",
          "tables",
          "samples",
          "filter",
          "learning",
          "output",
          "state",
          "report",
          "metrics",
          "flink");

  private static final String PLAIN =
      """
      tables:
        - |
          CREATE TABLE measured (
            sensor STRING, kind STRING, at_rest BOOLEAN, t TIMESTAMP(6), v DOUBLE, r DOUBLE
          ) WITH ('connector' = 'filesystem', 'path' = '${job.directory}/measured', 'format' = 'csv')
        - |
          CREATE TABLE denoised (sensor STRING, time_ns BIGINT, denoised DOUBLE, version BIGINT)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/denoised', 'format' = 'csv')
        - |
          CREATE TABLE updates (
            `group` STRING, version BIGINT, valid_from_ns BIGINT, mean_samples DOUBLE,
            standard_deviation_samples DOUBLE
          ) WITH ('connector' = 'filesystem', 'path' = '${job.directory}/updates', 'format' = 'csv')
      samples:
        table: measured
        sensor: sensor
        time: t
        value: v
        reference: r
      filter:
        period: 10 ms
      output:
        denoised: denoised
      """;

  private final Map<String, Object> shown;

  private ShownJobFile(Map<String, Object> shown) {
    this.shown = shown;
  }

  static ShownJobFile of(String yaml) {
    return new ShownJobFile(map(new Load(LoadSettings.builder().build()).loadFromString(yaml)));
  }

  /** Whether it has sections of a job file only. */
  boolean isOfAJob() {
    return SECTIONS.containsAll(shown.keySet());
  }

  /** The text of a whole job file. */
  String text() {
    Map<String, Object> job = shown.containsKey("tables") ? shown : merge(of(PLAIN).shown, shown);
    return new Dump(DumpSettings.builder().build()).dumpToString(job);
  }

  private static Map<String, Object> merge(Map<String, Object> below, Map<String, Object> above) {
    Map<String, Object> merged = new LinkedHashMap<>(below);
    above.forEach(
        (key, value) ->
            merged.merge(
                key,
                value,
                (old, added) ->
                    old instanceof Map && added instanceof Map
                        ? merge(map(old), map(added))
                        : added));
    return merged;
  }

  private static Map<String, Object> map(Object yaml) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) yaml).forEach((key, value) -> map.put(key.toString(), value));
    return map;
  }
}
