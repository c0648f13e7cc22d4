/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

/** A job file that is right, for tests to spoil. */
final class JobFileText {

  static final String GOOD =
      """
      name: test
      tables:
        - |
          CREATE TABLE measured (sensor STRING, t BIGINT, v STRING, r DOUBLE, g INT)
          WITH ('connector' = 'filesystem', 'path' = '${job.directory}/measured', 'format' = 'csv')
        - CREATE TABLE clean (sensor STRING, denoised DOUBLE) WITH ('connector' = 'blackhole')
      samples:
        table: measured
        sensor: sensor
        time: t
        time-unit: us
        value: v
      filter:
        lookahead: 4
        lookback: 8
        period: 10 ms
      learning:
        window: 64
      output:
        denoised: clean
      """;

  private JobFileText() {}

  /** The right job file with one text replaced; the text must be there. */
  static String with(String text, String replacement) {
    if (!GOOD.contains(text)) {
      throw new IllegalArgumentException("not in the job file: " + text);
    }
    return GOOD.replace(text, replacement);
  }
}
