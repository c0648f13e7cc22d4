/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.outlier;

import io.github.gaussflow.operators.frame.SingleTimer;
import io.github.gaussflow.operators.frame.Slots;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A sensor's slots that medians still need: up to three that are judged, then those that wait for
 * three later ones. Kept in keyed state; its fields are public for its serializer only.
 */
@TypeInfo(UnjudgedSamplesSerializer.Factory.class)
public final class UnjudgedSamples {

  /** The slots as they were measured, judged ones first. */
  public Slots slots = new Slots();

  /** The index of the first slot that is not judged. */
  public int next;

  /** The time of the newest sample that is judged, for telling a cut; none has at first. */
  public long lastJudged;

  /** {@link io.github.gaussflow.filter.outlier.HampelIdentifier#state}. */
  public double[] deviations = new double[0];

  /** The sensor's name. */
  public String sensor = "";

  /** The group that learns from the sensor. */
  public String group = "";

  /** Fires when the oldest sample that waits need wait no longer. */
  public SingleTimer due = new SingleTimer();

  /** Fires after the longest silence; at the end of the input it lets out what still waits. */
  public SingleTimer end = new SingleTimer();
}
