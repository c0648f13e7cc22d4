package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;

/** Which sensors share one pair of parameters. */
public enum Scope {
  /** All sensors share one pair. */
  ALL {
    @Override
    public String groupOf(Sample sample) {
      return "all";
    }
  },
  /** The sensors of one group share a pair; a sample carries its group. */
  GROUP {
    @Override
    public String groupOf(Sample sample) {
      return sample.group();
    }
  },
  /** Each sensor learns for itself. */
  SENSOR {
    @Override
    public String groupOf(Sample sample) {
      return sample.sensor();
    }
  };

  /** The group whose parameters concern a sample. */
  public abstract String groupOf(Sample sample);
}
