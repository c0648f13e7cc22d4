/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.baseline.BaselineFilter;

/**
 * A filter with what a table says of it.
 *
 * @param name what kind it is
 * @param settings its settings, in words
 * @param choice how the settings were chosen
 * @param filter the filter
 */
record NamedFilter(String name, String settings, Choice choice, BaselineFilter filter) {

  /** How a filter got its settings. */
  enum Choice {
    /** Nothing was done to the samples. */
    NONE("none"),
    /** Learned from earlier windows. */
    LEARNED("learned"),
    /** The usual default. */
    DEFAULT("default"),
    /** The best of its kind, chosen with the reference. */
    TUNED("tuned"),
    /** A bound that only the reference shows. */
    ORACLE("oracle");

    private final String text;

    Choice(String text) {
      this.text = text;
    }

    /** The choice as tables and JSON name it. */
    String text() {
      return text;
    }
  }
}
