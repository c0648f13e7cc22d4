/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a pipeline gives, the order between sensors and outputs aside.
 *
 * @param denoised the outputs
 * @param updates the updates
 * @param late the late samples
 * @param invalid the invalid samples
 * @param duplicates the duplicate samples
 */
public record Outcome(
    List<DenoisedSample> denoised,
    List<ParameterUpdate> updates,
    List<Sample> late,
    List<Sample> invalid,
    List<Sample> duplicates) {

  /** How a result of some kind is written. */
  @FunctionalInterface
  public interface LineFormat extends Serializable {

    /** One line. */
    String line(String kind, Object result);
  }

  /** How many samples came out in one way or another; estimates are none. */
  public int samples() {
    int estimates = (int) denoised.stream().filter(DenoisedSample::estimated).count();
    return denoised.size() - estimates + late.size() + invalid.size() + duplicates.size();
  }

  /**
   * Every record on a line of its own, sorted. A number is written with as many digits as tell it
   * from all others, so lines are equal only if all bits are.
   */
  public List<String> lines() {
    return lines(Outcome::line);
  }

  /** The same in another format. */
  public List<String> lines(LineFormat format) {
    List<String> lines = new ArrayList<>();
    denoised.forEach(sample -> lines.add(format.line("denoised", sample)));
    updates.forEach(update -> lines.add(format.line("update", update)));
    late.forEach(sample -> lines.add(format.line("late", sample)));
    invalid.forEach(sample -> lines.add(format.line("invalid", sample)));
    duplicates.forEach(sample -> lines.add(format.line("duplicate", sample)));
    lines.sort(null);
    return lines;
  }

  /** The first few lines that one has and the other has not; empty if both are the same. */
  public static String difference(List<String> actual, List<String> expected) {
    StringBuilder difference = new StringBuilder();
    int a = 0;
    int e = 0;
    for (int shown = 0; shown < 6 && (a < actual.size() || e < expected.size()); ) {
      int order =
          a == actual.size()
              ? 1
              : e == expected.size() ? -1 : actual.get(a).compareTo(expected.get(e));
      if (order < 0) {
        difference.append("unexpected: ").append(actual.get(a)).append('\n');
      } else if (order > 0) {
        difference.append("missing: ").append(expected.get(e)).append('\n');
      }
      shown += order == 0 ? 0 : 1;
      a += order <= 0 ? 1 : 0;
      e += order >= 0 ? 1 : 0;
    }
    return difference.toString();
  }

  /** One record of one kind on a line. */
  public static String line(String kind, Object result) {
    return kind + " " + result;
  }
}
