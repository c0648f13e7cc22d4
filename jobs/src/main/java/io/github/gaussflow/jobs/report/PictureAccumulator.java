/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.accumulators.Accumulator;

/** Carries the samples of a picture to the client: the earliest ones, in time order. */
final class PictureAccumulator
    implements Accumulator<ArrayList<PicturePoint>, ArrayList<PicturePoint>> {

  private static final long serialVersionUID = 1;

  private final int most;
  private volatile ArrayList<PicturePoint> value = new ArrayList<>();

  PictureAccumulator(int most) {
    this.most = most;
  }

  @Override
  public void add(ArrayList<PicturePoint> more) {
    List<PicturePoint> both = new ArrayList<>(value);
    both.addAll(more);
    both.sort(Comparator.comparingLong(PicturePoint::time));
    value = new ArrayList<>(both.subList(0, Math.min(most, both.size())));
  }

  @Override
  public ArrayList<PicturePoint> getLocalValue() {
    return value;
  }

  @Override
  public void resetLocal() {
    value = new ArrayList<>();
  }

  @Override
  public void merge(Accumulator<ArrayList<PicturePoint>, ArrayList<PicturePoint>> other) {
    add(other.getLocalValue());
  }

  @Override
  public Accumulator<ArrayList<PicturePoint>, ArrayList<PicturePoint>> clone() {
    PictureAccumulator copy = new PictureAccumulator(most);
    copy.value = value;
    return copy;
  }
}
