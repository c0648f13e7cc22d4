/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The options that Flink has, by key. */
final class FlinkOptions {

  private static final String PACKAGE = "org/apache/flink/configuration/";

  private FlinkOptions() {}

  /** Fails unless each key of a configuration is an option of Flink and its value one it takes. */
  static void check(Configuration configuration) throws Exception {
    Map<String, ConfigOption<?>> options = all();
    assertThat(options).hasSizeGreaterThan(300);
    assertThat(configuration.keySet()).isSubsetOf(options.keySet());
    for (String key : configuration.keySet()) {
      configuration.get(options.get(key)); // throws if the value is of another type
    }
  }

  private static Map<String, ConfigOption<?>> all()
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Path jar =
        Path.of(ConfigOption.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    try (JarFile file = new JarFile(jar.toFile());
        Stream<String> entries = file.stream().map(entry -> entry.getName())) {
      names =
          entries
              .filter(name -> name.startsWith(PACKAGE) && name.endsWith("Options.class"))
              .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
              .toList();
    }
    Map<String, ConfigOption<?>> options = new TreeMap<>();
    for (String name : names) {
      for (var field : Class.forName(name).getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          options.put(option.key(), option);
        }
      }
    }
    return options;
  }
}
