/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The nominal time between the samples of a sensor, as their times tell it: the median of the steps
 * from each time to the next, of an even number of steps the larger one in the middle.
 *
 * <p>Jitter moves it little, and samples that are missing do not, as long as fewer than half of the
 * steps are longer for it. Times that are rounded to more than half a period mislead it.
 *
 * <p>The first steps of a series tell the period once 1.6 standard errors of the median are no more
 * than {@value #TOLERANCE} of it. With q the range that the middle half of n steps lies in, that is
 * q / sqrt(n) &lt;= {@value #TOLERANCE} median for normal steps. It is looked at after {@value
 * #FEWEST} steps, then each time that there are twice as many; {@value #MOST} steps always do.
 */
public final class NominalPeriod {

  /** The steps after which is looked first: of fewer, missing samples may make most longer. */
  public static final int FEWEST = 32;

  /** The steps that always suffice. */
  public static final int MOST = 128;

  private static final double TOLERANCE = 0.02;

  private NominalPeriod() {}

  /**
   * The median step.
   *
   * @param times strictly increasing, in any unit
   * @return in the same unit, greater than 0; empty for fewer than two times
   */
  public static OptionalLong of(long[] times) {
    return times.length < 2 ? OptionalLong.empty() : OptionalLong.of(median(steps(times)));
  }

  /** Whether the period is looked at after so many steps. */
  public static boolean isLookedAtAfter(int steps) {
    return steps >= FEWEST && Integer.bitCount(steps) == 1 || steps >= MOST;
  }

  /**
   * Whether the first times of a series tell its period.
   *
   * @param times strictly increasing, at least two
   */
  public static boolean isSure(long[] times) {
    int count = times.length - 1;
    long[] steps = steps(times);
    double middle = (double) steps[3 * count / 4] - steps[count / 4];
    return count >= MOST
        || count >= FEWEST && middle <= TOLERANCE * Math.sqrt(count) * median(steps);
  }

  /**
   * The period of sensors that share one: the median of theirs, of an even number the larger one in
   * the middle, so in whatever order they come.
   *
   * @param periods of one sensor or more, in any order
   */
  public static long ofSensors(long[] periods) {
    long[] sorted = periods.clone();
    Arrays.sort(sorted);
    return median(sorted);
  }

  /** The steps, shortest first. */
  private static long[] steps(long[] times) {
    long[] steps = new long[times.length - 1];
    for (int k = 0; k < steps.length; k++) {
      long step = times[k + 1] - times[k];
      steps[k] = step < 0 ? Long.MAX_VALUE : step; // longer than a long can say
    }
    Arrays.sort(steps);
    return steps;
  }

  private static long median(long[] sorted) {
    return sorted[sorted.length / 2];
  }
}
