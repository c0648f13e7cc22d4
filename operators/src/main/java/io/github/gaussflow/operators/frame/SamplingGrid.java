/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.sample.Sample;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a sensor's samples lie in time: one slot for each nominal period, counted from each sample to
 * the next so that a clock's drift and jitter do not add up.
 *
 * <p>A silence longer than {@code maximumGap} cuts the series: what lies on its two sides does not
 * influence each other. A cut is as many empty slots as the kernel reaches to either side, so cuts
 * and missing samples are one thing to the operators that follow.
 *
 * @param period the nominal time between samples in nanoseconds, positive
 * @param maximumGap the longest silence in nanoseconds that does not cut, at least the period
 * @param reach how many slots the kernel, or anything before it, reaches to either side; max(L, R)
 *     for the kernel
 * @param sampling whether samples lie in slots; if not, one empty slot is a cut, and there are no
 *     others
 */
public record SamplingGrid(long period, long maximumGap, int reach, Sampling sampling)
    implements Serializable {

  /** The periods in one part of the time axis. */
  public static final int PART = 128;

  /** Checks that period and gap are positive and fit each other. */
  public SamplingGrid {
    if (period <= 0) {
      throw new IllegalArgumentException("period must be positive, but is " + period + " ns");
    }
    if (maximumGap < period) {
      throw new IllegalArgumentException(
          "maximum gap must be at least the period of %d ns, but is %d ns"
              .formatted(period, maximumGap));
    }
    if (reach < 0) {
      throw new IllegalArgumentException("reach must be at least 0, but is " + reach);
    }
  }

  /** A grid of slots. */
  public SamplingGrid(long period, long maximumGap, int reach) {
    this(period, maximumGap, reach, Sampling.REGULAR);
  }

  /**
   * The grid of a support. The default gap is one period more than the kernel reaches: samples
   * further apart could not influence each other anyway.
   */
  public static SamplingGrid of(KernelSupport support, Duration period) {
    int reach = Math.max(support.lookahead(), support.lookback());
    long nanos = nanos("period", period);
    if (nanos <= 0) {
      throw new IllegalArgumentException("period must be positive, but is " + period);
    }
    long periods = reach + 1L;
    if (nanos > Long.MAX_VALUE / periods) {
      throw new IllegalArgumentException(
          "period times %d, the reach of the kernel, must be less than 292 years, but period is %s"
              .formatted(periods, period));
    }
    return new SamplingGrid(nanos, nanos * periods, reach);
  }

  /** The same grid with another longest silence. */
  public SamplingGrid withMaximumGap(Duration newMaximumGap) {
    return new SamplingGrid(period, nanos("maximum gap", newMaximumGap), reach, sampling);
  }

  /**
   * The same grid for operators that compare samples further apart than the kernel reaches: between
   * the two sides of a cut, and within it, so many slots are empty. The longest silence stays.
   */
  public SamplingGrid reaching(int slots) {
    return new SamplingGrid(period, maximumGap, Math.max(reach, slots), sampling);
  }

  /** The same grid of samples that lie in slots, or anywhere. */
  public SamplingGrid withSampling(Sampling newSampling) {
    return new SamplingGrid(period, maximumGap, reach, newSampling);
  }

  /** Whether the silence between two successive samples cuts the series. */
  public boolean cuts(long earlier, long later) {
    long silence = later - earlier;
    return silence > maximumGap || silence < 0; // negative: longer than a long can say
  }

  /**
   * How many slots are empty between two successive samples, at most {@link #reach}; where samples
   * do not lie in slots, one at a cut.
   */
  public int missingBetween(long earlier, long later) {
    if (sampling == Sampling.IRREGULAR) {
      return cuts(earlier, later) ? 1 : 0;
    }
    if (cuts(earlier, later)) {
      return reach;
    }
    // One period less the half that rounding gives away; no sum that could overflow.
    long missing = (later - earlier - (period - period / 2)) / period;
    return (int) Math.min(reach, Math.max(0, missing));
  }

  /**
   * The watermark in milliseconds at which the slots after a last sample are known to stay empty:
   * all samples that could follow without a cut have been seen.
   */
  public long settled(long lastTime) {
    long end = lastTime + maximumGap;
    return Math.floorDiv(end < lastTime ? Long.MAX_VALUE : end, Sample.NANOS_PER_MILLI);
  }

  /**
   * The last millisecond of the part of the time axis that a time in nanoseconds lies in. Parts are
   * what samples wait in and what frames are made of: {@value #PART} periods, in whole
   * milliseconds.
   */
  public long partEnd(long time) {
    long length = partLength();
    return (Math.floorDiv(Math.floorDiv(time, Sample.NANOS_PER_MILLI), length) + 1) * length - 1;
  }

  /** The first millisecond of the part with this last one. */
  public long partStart(long partEnd) {
    return partEnd + 1 - partLength();
  }

  private long partLength() {
    return Math.max(1, Math.round((double) period * PART / Sample.NANOS_PER_MILLI));
  }

  /**
   * The oldest time in nanoseconds of a sample that can still be waiting for its lookahead when the
   * watermark in milliseconds has passed it: successive slots are at most one and a half periods
   * apart, and a silence ends the wait after the longest gap. The smallest long where it is earlier
   * than a long can say.
   */
  public long oldestWaiting(long watermark, int lookahead) {
    try {
      long wait = Math.addExact(Math.multiplyExact(2 * (lookahead + 1L), period), maximumGap);
      return Math.subtractExact(Math.multiplyExact(watermark, Sample.NANOS_PER_MILLI), wait);
    } catch (ArithmeticException e) {
      return Long.MIN_VALUE;
    }
  }

  private static long nanos(String name, Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          name + " must be less than 292 years, but is " + duration, e);
    }
  }
}
