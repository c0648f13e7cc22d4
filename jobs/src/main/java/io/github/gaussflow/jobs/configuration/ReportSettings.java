/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run says about itself.
 *
 * @param enabled whether the run is scored, or empty if the job file leaves that to who runs it
 * @param html the file of the report, or empty for the place that follows from the tables
 * @param label what the values are, with their unit
 * @param picture the picture to draw, if any
 */
public record ReportSettings(
    Optional<Boolean> enabled, Optional<Path> html, String label, Optional<Picture> picture) {

  /**
   * A picture of one sensor before and after.
   *
   * @param file the SVG file
   * @param sensor the sensor
   * @param start how long after the sensor's first sample the picture begins
   * @param samples how many samples it shows
   */
  public record Picture(Path file, String sensor, Duration start, int samples) {}
}
