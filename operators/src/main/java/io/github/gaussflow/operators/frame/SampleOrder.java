/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts the samples that a watermark released, and tells the accepted from the late and the
 * duplicate ones. The result does not depend on the order in which they arrived.
 *
 * <p>Samples of one time: exact copies are duplicates. Of conflicting ones the first in the order
 * of value and reference stands for all, with the mean of the distinct values and the mean of the
 * references that are there; the others are duplicates. It is at rest if all of them are.
 */
public final class SampleOrder {

  private static final Comparator<Sample> BY_TIME_AND_CONTENT =
      Comparator.comparingLong(Sample::time)
          .thenComparingDouble(Sample::value)
          .thenComparingDouble(Sample::reference);

  /** Where groups are not read, copies may differ in them: which one stands for all must not. */
  private static final Comparator<Sample> ORDER =
      BY_TIME_AND_CONTENT.thenComparing(Sample::group).thenComparing(Sample::rest);

  private final List<Sample> accepted = new ArrayList<>();
  private final List<Sample> late = new ArrayList<>();
  private final List<Sample> duplicates = new ArrayList<>();

  /** Sorts {@code released} in place; {@code previous} is the last time emitted, null for none. */
  public SampleOrder(Long previous, List<Sample> released) {
    released.sort(ORDER);
    int from = 0;
    while (from < released.size()) {
      long time = released.get(from).time();
      int to = from + 1;
      while (to < released.size() && released.get(to).time() == time) {
        to++;
      }
      if (previous != null && time <= previous) {
        late.addAll(released.subList(from, to));
      } else if (to - from == 1) {
        accepted.add(released.get(from));
      } else {
        accepted.add(merge(released.subList(from, to)));
        duplicates.addAll(released.subList(from + 1, to));
      }
      from = to;
    }
  }

  private static Sample merge(List<Sample> sameTime) {
    double value = 0;
    double reference = 0;
    int values = 0;
    int references = 0;
    boolean rest = true;
    Sample before = null;
    for (Sample sample : sameTime) {
      rest &= sample.rest();
      boolean copy = before != null && BY_TIME_AND_CONTENT.compare(before, sample) == 0;
      if (!copy) {
        if (before == null || before.value() != sample.value()) {
          values++;
          value = mean(value, sample.value(), values);
        }
        if (Double.isFinite(sample.reference())) {
          references++;
          reference = mean(reference, sample.reference(), references);
        }
      }
      before = sample;
    }
    Sample first = sameTime.get(0);
    return new Sample(
        first.sensor(),
        first.group(),
        first.time(),
        value,
        references == 0 ? Double.NaN : reference,
        rest);
  }

  /** The mean of {@code count} numbers; no difference that could overflow, one is itself. */
  private static double mean(double before, double last, int count) {
    return count == 1 ? last : before + (last / count - before / count);
  }

  /** In time order, one for each time. */
  public List<Sample> accepted() {
    return accepted;
  }

  /** Those at or before the last time emitted. */
  public List<Sample> late() {
    return late;
  }

  /** Those for which another sample of the same time stands. */
  public List<Sample> duplicates() {
    return duplicates;
  }
}
