/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a group has learned: the number of its windows and the learner's own state. Kept in keyed
 * state; its fields are public for its serializer only.
 */
@TypeInfo(LearnedGroupSerializer.Factory.class)
public final class LearnedGroup {

  /** The windows seen so far: the version of the newest update. */
  public long version;

  /** The end of the newest window learned from, in nanoseconds. */
  public long end = Long.MIN_VALUE;

  /** The one timer for forgetting the group, in milliseconds; the smallest long for none. */
  public long forgetting = Long.MIN_VALUE;

  /** {@link io.github.gaussflow.filter.learning.WindowLearner#state}. */
  public double[] learner = new double[0];

  /**
   * {@link io.github.gaussflow.filter.statistics.NoiseCalibration#state} of all rest so far; of
   * length 0 where there was none.
   */
  public double[] calibration = new double[0];
}
