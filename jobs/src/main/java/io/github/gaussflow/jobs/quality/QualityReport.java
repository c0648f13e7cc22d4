/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.quality;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.jobs.configuration.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The learned filter with default settings beside the usual filters on every family of signals and
 * on every recorded sensor. The same whenever it is made: all that is drawn has a fixed seed.
 */
public final class QualityReport {

  /** The length of a learning window in samples, the default. */
  static final int WINDOW = 256;

  /** The default support. */
  static final KernelSupport SUPPORT = KernelSupport.symmetric(16);

  private static final Path PAGE = Path.of("markdown", "quality.md");
  private static final Path PICTURES = Path.of("resources", "images", "quality");

  private final List<Row> rows;
  private final List<Unreferenced> unreferenced;

  private QualityReport(List<Row> rows, List<Unreferenced> unreferenced) {
    this.rows = rows;
    this.unreferenced = unreferenced;
  }

  /**
   * Runs all filters on all series, several at a time.
   *
   * @param data the folder of the recordings, as in conf/data
   * @throws io.github.gaussflow.jobs.configuration.JobFileException if a recording is not there
   */
  public static QualityReport of(Path data) {
    LearnerSettings defaults = LearnerSettings.of(SUPPORT);
    List<LearnerSettings> learners =
        Learned.ALL.stream().map(learned -> learned.change().apply(defaults)).toList();
    return new QualityReport(
        Series.all(data, SUPPORT).parallelStream().map(series -> Row.of(series, learners)).toList(),
        Recorded.ALL.parallelStream()
            .map(recorded -> Unreferenced.of(recorded, data, defaults))
            .toList());
  }

  /** What is counted, in words. */
  public String summary() {
    return new Counts(rows).text();
  }

  /**
   * The page and its pictures, by their places within the folder of the site, each in the order of
   * the names.
   */
  public Map<Path, String> files() {
    Map<Path, String> files = new TreeMap<>();
    files.put(PAGE, new QualityPage(rows, unreferenced).text());
    for (Row row : rows) {
      files.put(PICTURES.resolve(row.series().name() + ".svg"), row.picture());
    }
    return files;
  }

  /**
   * Makes the folders that {@link #write} needs.
   *
   * @throws io.github.gaussflow.jobs.configuration.JobFileException if that cannot be
   */
  public static void prepare(Path site) {
    try {
      Files.createDirectories(site.resolve(PAGE).getParent());
      Files.createDirectories(site.resolve(PICTURES));
    } catch (IOException e) {
      Problems problems = new Problems(site.toString());
      problems.add(0, "cannot be written to (%s); name another folder with --output".formatted(e));
      problems.throwIfAny();
    }
  }

  /** Writes all files into the folder of a site, over those that are there. */
  public void write(Path site) throws IOException {
    for (Map.Entry<Path, String> file : files().entrySet()) {
      Files.writeString(site.resolve(file.getKey()), file.getValue());
    }
  }
}
