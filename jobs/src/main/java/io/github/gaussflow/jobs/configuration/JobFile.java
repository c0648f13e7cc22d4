/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/**
 * A job file as it was read: its settings by dotted key and where each stands. Nothing is checked
 * but the YAML.
 */
public final class JobFile {

  /** The section whose keys are Flink's own and are passed on unchanged. */
  static final String FLINK_SECTION = "flink";

  private final Path path;
  private final Map<String, Setting> settings;

  JobFile(Path path, Map<String, Setting> settings) {
    this.path = path;
    this.settings = new LinkedHashMap<>(settings);
  }

  /** The file as the user named it. */
  public Path path() {
    return path;
  }

  /** The absolute folder of the file, which stands for ${job.directory}. */
  public Path directory() {
    return directoryOf(path);
  }

  /** The passwords in the file. */
  public Secrets secrets() {
    return Secrets.of(settings.values());
  }

  /** The line of a key, or of the section it would be in, or 0. */
  public int line(String key) {
    for (String at = key; !at.isEmpty(); at = parent(at)) {
      String prefix = at + ".";
      for (Setting setting : settings.values()) {
        if (setting.key().equals(at) || setting.key().startsWith(prefix)) {
          return setting.line();
        }
      }
    }
    return 0;
  }

  /** The settings outside the Flink section. */
  Map<String, Setting> own() {
    Map<String, Setting> own = new LinkedHashMap<>(settings);
    own.keySet().removeIf(key -> key.startsWith(FLINK_SECTION + "."));
    return own;
  }

  /** The settings of the Flink section, without the name of the section. */
  Map<String, Setting> flink() {
    Map<String, Setting> flink = new LinkedHashMap<>();
    String prefix = FLINK_SECTION + ".";
    settings.forEach(
        (key, setting) -> {
          if (key.startsWith(prefix)) {
            flink.put(key.substring(prefix.length()), setting);
          }
        });
    return flink;
  }

  /** Settings as Flink's configuration, lists in the form that Flink reads. */
  static Configuration toConfiguration(Map<String, Setting> settings) {
    Configuration configuration = new Configuration();
    settings.forEach((key, setting) -> configuration.setString(key, flinkText(setting)));
    return configuration;
  }

  static Path directoryOf(Path path) {
    return path.toAbsolutePath().normalize().getParent();
  }

  private static String flinkText(Setting setting) {
    List<String> texts = setting.items().stream().map(Setting.Item::text).toList();
    if (!setting.list()) {
      return texts.get(0);
    }
    return texts.stream()
        .map(text -> "'" + text.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String parent(String key) {
    int dot = key.lastIndexOf('.');
    return dot < 0 ? "" : key.substring(0, dot);
  }
}
