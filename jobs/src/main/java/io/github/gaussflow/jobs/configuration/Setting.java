/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.List;

/**
 * What a job file says for one key.
 *
 * @param key the dotted key
 * @param line the line of the key, counted from 1
 * @param list whether the value is a list
 * @param items the entries of a list, or the one value
 */
record Setting(String key, int line, boolean list, List<Item> items) {

  Setting {
    items = List.copyOf(items);
  }

  /**
   * One scalar.
   *
   * @param text the scalar as YAML reads it
   * @param line the line in which the text begins, counted from 1
   */
  record Item(String text, int line) {}
}
