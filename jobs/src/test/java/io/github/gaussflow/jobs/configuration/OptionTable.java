/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;

/** Options as the guide shows them. */
public final class OptionTable {

  private OptionTable() {}

  /** The rows of a table: key, default and description. */
  public static String of(List<ConfigOption<?>> options) {
    return options.stream().map(OptionTable::row).collect(Collectors.joining("\n"));
  }

  private static String row(ConfigOption<?> option) {
    return "| `%s` | %s | %s |"
        .formatted(option.key(), text(option), quotesAsCode(description(option)));
  }

  /** Quotation marks become code, apostrophes stay. */
  private static String quotesAsCode(String text) {
    return text.replaceAll("(?<!\\w)'([^']+)'", "`$1`");
  }

  private static String description(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining());
  }

  private static String text(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Object::toString).collect(Collectors.joining(", ", "`", "`"));
    }
    if (value instanceof Duration duration) {
      return duration.isZero() ? "`0 s`" : "`" + duration.toMillis() + " ms`";
    }
    return "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`";
  }
}
