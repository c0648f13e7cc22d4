/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;

/** Which sensors share one pair of parameters. */
public enum Scope {
  /** All sensors share one pair. */
  ALL {
    @Override
    public String groupOf(String group, String sensor) {
      return "all";
    }
  },
  /**
   * The sensors of one group share a pair; a sample carries its group. A sensor is known by its
   * group and its name, so sensors of two groups may have the same name.
   */
  GROUP {
    @Override
    public String groupOf(String group, String sensor) {
      return group;
    }

    @Override
    public String keyOf(String group, String sensor) {
      return group + '\u0000' + sensor;
    }
  },
  /** Each sensor learns for itself. */
  SENSOR {
    @Override
    public String groupOf(String group, String sensor) {
      return sensor;
    }
  };

  /** The group whose parameters concern a sample. */
  public final String groupOf(Sample sample) {
    return groupOf(sample.group(), sample.sensor());
  }

  /** The same from the group and the sensor that a sample names. */
  public abstract String groupOf(String group, String sensor);

  /** The key that tells a sensor from all others. */
  public String keyOf(String group, String sensor) {
    return sensor;
  }
}
