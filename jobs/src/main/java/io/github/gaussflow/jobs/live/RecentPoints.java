/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * The newest points of a series, at most {@link #CAPACITY}, thinned to what a chart can show
 * without losing an extreme. A point is a time and a number in each column.
 *
 * <p>All points are kept as long as {@link #CAPACITY} of them come in no less than {@link
 * #HISTORY_MILLIS}. Where they come faster, the points that follow each other are taken together in
 * runs, as long as it needs for the memory to reach back so far, and of each run those stay at
 * which one of the columns is lowest or highest, the earliest of several.
 *
 * <p>A tick makes the points that came before it visible and gives them its number, by which a
 * reader says what it has. A new point overwrites the oldest, whether anybody has read it or not.
 * Nothing is allocated for a point. Not thread-safe.
 */
final class RecentPoints {

  /** The most points. */
  static final int CAPACITY = 8_192;

  /** How far back the points reach by the clock, where so many came. */
  static final long HISTORY_MILLIS = 60_000;

  /** A run keeps up to two points a column, of which several are often the same. */
  private static final int POINTS_OF_RUN = 4;

  /** How long the rate of the points is counted. */
  private static final long RATED_MILLIS = 1_000;

  /** So many points between two ticks are a burst, in which runs become longer at once. */
  private static final int BURST = CAPACITY / 8;

  private final int columns;
  private final LongSupplier clock;

  private final long[] times = new long[CAPACITY];
  private final double[] values;
  private final long[] came = new long[CAPACITY]; // milliseconds by the clock
  private final long[] ticks = new long[CAPACITY];
  private long appended; // of all time; the newest CAPACITY of them are there
  private long visible; // those before the last tick

  /** The lowest and the highest point of each column in the run that is open; NaN is none. */
  private final long[] extremeTimes;

  private final double[] extremes;
  private final int[] order;
  private long runLength = 1;
  private long inRun;
  private long runCame;

  private long added;
  private long addedBeforeRating;
  private long ratedAt;
  private long nextBurst = BURST;

  /**
   * Nothing yet.
   *
   * @param columns the numbers of a point
   * @param clock milliseconds since the epoch
   */
  RecentPoints(int columns, LongSupplier clock) {
    this.columns = columns;
    this.clock = clock;
    this.values = new double[CAPACITY * columns];
    this.extremeTimes = new long[2 * columns];
    this.extremes = new double[2 * columns * columns];
    this.order = new int[2 * columns];
    this.ratedAt = clock.getAsLong();
    Arrays.fill(extremes, Double.NaN);
  }

  /**
   * Adds a point.
   *
   * @param time later than that of the point before
   * @param point a number for each column, NaN for none; not kept
   */
  void add(long time, double[] point) {
    added++;
    if (inRun == 0) {
      runCame = clock.getAsLong();
    }
    if (runLength == 1) {
      append(time, point, 0);
      return;
    }
    inRun++;
    for (int c = 0; c < columns; c++) {
      double value = point[c];
      // A comparison with NaN is false: its place is taken by the first number.
      if (!(value >= extreme(2 * c)) && !Double.isNaN(value)) {
        keep(2 * c, time, point);
      }
      if (!(value <= extreme(2 * c + 1)) && !Double.isNaN(value)) {
        keep(2 * c + 1, time, point);
      }
    }
    if (inRun >= runLength) {
      closeRun();
    }
  }

  /** Breaks the line at a time between two points. */
  void cut(long time) {
    closeRun();
    double[] nothing = new double[columns]; // cuts are rare
    Arrays.fill(nothing, Double.NaN);
    runCame = clock.getAsLong();
    append(time, nothing, 0);
  }

  /**
   * Makes the points that have come visible.
   *
   * @param number greater than that of the tick before
   */
  void tick(long number) {
    closeRun();
    for (long at = Math.max(visible, oldest()); at < appended; at++) {
      ticks[place(at)] = number;
    }
    visible = appended;
    nextBurst = visible + BURST;
    long now = clock.getAsLong();
    if (now - ratedAt >= RATED_MILLIS) {
      long expected = (added - addedBeforeRating) * HISTORY_MILLIS / (now - ratedAt);
      int runs = CAPACITY / POINTS_OF_RUN;
      runLength = expected <= CAPACITY ? 1 : (expected + runs - 1) / runs;
      ratedAt = now;
      addedBeforeRating = added;
    }
  }

  /**
   * The points of some ticks.
   *
   * @param after the tick up to which the reader has the points, 0 if it has none
   * @param upTo the tick up to which it wants them; there may have been later ones
   */
  Points read(long after, long upTo) {
    long oldest = oldest();
    long first = firstVisible(ticks, after + 1);
    int count = (int) Math.max(0, firstVisible(ticks, upTo + 1) - first);
    long[] readTimes = new long[count];
    double[][] readValues = new double[columns][count];
    for (int i = 0; i < count; i++) {
      int place = place(first + i);
      readTimes[i] = times[place];
      for (int c = 0; c < columns; c++) {
        readValues[c][i] = values[place * columns + c];
      }
    }
    // Some that the reader has not may have been overwritten.
    boolean torn = oldest > 0 && oldest < visible && ticks[place(oldest)] > after + 1;
    long firstCame = count == 0 ? Long.MAX_VALUE : came[place(first)];
    return new Points(after == 0 || torn, readTimes, readValues, firstCame);
  }

  /** The time from the first visible point that came at a moment or later to the last, or 0. */
  long spanSince(long millis) {
    long first = firstVisible(came, millis);
    return first < visible ? times[place(visible - 1)] - times[place(first)] : 0;
  }

  /** The first visible point with no less than a limit, by numbers that never fall. */
  private long firstVisible(long[] numbers, long limit) {
    long low = Math.min(oldest(), visible);
    long high = visible;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (numbers[place(middle)] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long oldest() {
    return Math.max(0, appended - CAPACITY);
  }

  private static int place(long index) {
    return (int) (index & (CAPACITY - 1));
  }

  private double extreme(int which) {
    return extremes[which * columns + which / 2];
  }

  private void keep(int which, long time, double[] point) {
    extremeTimes[which] = time;
    System.arraycopy(point, 0, extremes, which * columns, columns);
  }

  private void closeRun() {
    if (inRun == 0) {
      return;
    }
    int found = 0;
    for (int which = 0; which < 2 * columns; which++) {
      if (!Double.isNaN(extreme(which))) {
        int at = found++;
        for (; at > 0 && extremeTimes[order[at - 1]] > extremeTimes[which]; at--) {
          order[at] = order[at - 1];
        }
        order[at] = which;
      }
    }
    for (int i = 0; i < found; i++) {
      // One point may be the extreme of several columns.
      if (i == 0 || extremeTimes[order[i]] != extremeTimes[order[i - 1]]) {
        append(extremeTimes[order[i]], extremes, order[i] * columns);
      }
    }
    Arrays.fill(extremes, Double.NaN);
    inRun = 0;
  }

  private void append(long time, double[] from, int offset) {
    int place = place(appended++);
    times[place] = time;
    came[place] = runCame;
    System.arraycopy(from, offset, values, place * columns, columns);
    if (appended >= nextBurst) {
      runLength *= 2;
      nextBurst += BURST / 2;
    }
  }

  /**
   * Points that were read.
   *
   * @param fresh whether they take the place of all that the reader has
   * @param times their times, rising
   * @param values of each column, those of the points; NaN in all columns breaks the line
   * @param firstCame when the first of them came, in milliseconds since the epoch; the largest long
   *     if there is none
   */
  record Points(boolean fresh, long[] times, double[][] values, long firstCame) {}
}
