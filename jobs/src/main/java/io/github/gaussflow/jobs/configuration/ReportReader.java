/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads and checks section {@code report} of a job file. */
final class ReportReader {

  private final SettingsReader settings;
  private final Path directory;

  /** Reads settings whose files are relative to the directory. */
  ReportReader(SettingsReader settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
  }

  /** The settings; a problem for each that is wrong. */
  ReportSettings read() {
    Optional<Boolean> enabled = settings.flag(ReportOptions.ENABLED);
    Optional<String> picture = settings.text(ReportOptions.PICTURE);
    Optional<String> sensor = settings.text(ReportOptions.PICTURE_SENSOR);
    Optional<Path> html = settings.text(ReportOptions.HTML).flatMap(this::reportFile);
    Optional<String> label = settings.text(ReportOptions.LABEL);
    Optional<Duration> start = settings.duration(ReportOptions.PICTURE_START, Duration.ZERO);
    Optional<Integer> samples = settings.integer(ReportOptions.PICTURE_SAMPLES, 2, 1_500);
    if (picture.isPresent() != sensor.isPresent()) {
      settings.reject(
          picture.isPresent() ? ReportOptions.PICTURE : ReportOptions.PICTURE_SENSOR,
          "keys 'report.picture' and 'report.picture-sensor' go together; add '%s'"
              .formatted(
                  (picture.isPresent() ? ReportOptions.PICTURE_SENSOR : ReportOptions.PICTURE)
                      .key()));
    }
    if (picture.isEmpty()
        || sensor.isEmpty()
        || label.isEmpty()
        || start.isEmpty()
        || samples.isEmpty()) {
      return new ReportSettings(enabled, html, label.orElse(""), Optional.empty());
    }
    Path drawing = directory.resolve(picture.get()).normalize();
    return new ReportSettings(
        enabled,
        html,
        label.get(),
        Optional.of(new ReportSettings.Picture(drawing, sensor.get(), start.get(), samples.get())));
  }

  /** The file of the report; a problem if it cannot be written, which else shows after the run. */
  private Optional<Path> reportFile(String text) {
    Path path = directory.resolve(text).normalize();
    Path folder = path.toAbsolutePath().getParent();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    if (Files.isDirectory(path)) {
      settings.wrong(ReportOptions.HTML, "must be a file, not a folder");
    } else if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      settings.wrong(ReportOptions.HTML, "must be in a folder that can be written to");
    }
    return Optional.of(path);
  }
}
