/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

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
 * @param flushAfter the longest silence in nanoseconds across which an output waits for later
 *     samples, from the period to {@code maximumGap}: outputs before a longer one use nothing after
 *     it, whereas those after it may still look back over it
 * @param reach how many slots the kernel, or anything before it, reaches to either side; max(L, R)
 *     for the kernel
 * @param gapFill what comes out at missing grid points; {@link GapFill#NONE} where samples do not
 *     lie in slots
 * @param sampling whether samples lie in slots; if not, one empty slot is a cut, and there are no
 *     others
 */
public record SamplingGrid(
    long period, long maximumGap, long flushAfter, int reach, GapFill gapFill, Sampling sampling)
    implements SamplingGrids {

  /** The time of an empty slot that is no grid point: one of those that make a cut. */
  static final long NO_TIME = Long.MIN_VALUE;

  /** The periods in one part of the time axis. */
  public static final int PART = 128;

  /** Checks that period, gap and silence are positive and fit each other. */
  public SamplingGrid {
    if (period <= 0) {
      throw new IllegalArgumentException("period must be positive, but is " + period + " ns");
    }
    if (maximumGap < period) {
      throw new IllegalArgumentException(
          "maximum gap must be at least the period of %d ns, but is %d ns"
              .formatted(period, maximumGap));
    }
    if (flushAfter < period || flushAfter > maximumGap) {
      throw new IllegalArgumentException(
          "silence after which is flushed must be from the period of %d ns to the maximum gap of %d ns, but is %d ns"
              .formatted(period, maximumGap, flushAfter));
    }
    if (reach < 0) {
      throw new IllegalArgumentException("reach must be at least 0, but is " + reach);
    }
    Objects.requireNonNull(gapFill, "gapFill");
    Objects.requireNonNull(sampling, "sampling");
    if (sampling == Sampling.IRREGULAR && gapFill != GapFill.NONE) {
      throw new IllegalArgumentException(
          "gap fill must be NONE where samples do not lie in slots, but is " + gapFill);
    }
  }

  /**
   * A grid of slots that waits for later samples as long as none is sure to be cut off, and fills
   * no gap.
   */
  public SamplingGrid(long period, long maximumGap, int reach) {
    this(period, maximumGap, maximumGap, reach, GapFill.NONE, Sampling.REGULAR);
  }

  /**
   * The grid of samples whose period is not known: none is missing, and nothing is cut. A part is a
   * second long.
   */
  public static SamplingGrid withoutPeriod() {
    long period = Duration.ofSeconds(1).toNanos() / PART;
    return new SamplingGrid(
        period, Long.MAX_VALUE, Long.MAX_VALUE, 0, GapFill.NONE, Sampling.IRREGULAR);
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

  /** The same grid with another longest silence, for which outputs wait too. */
  public SamplingGrid withMaximumGap(Duration newMaximumGap) {
    long nanos = nanos("maximum gap", newMaximumGap);
    return new SamplingGrid(period, nanos, nanos, reach, gapFill, sampling);
  }

  /** The same grid with another longest silence for which outputs wait. */
  public SamplingGrid withFlushAfter(Duration newFlushAfter) {
    long nanos = nanos("silence after which is flushed", newFlushAfter);
    return new SamplingGrid(period, maximumGap, nanos, reach, gapFill, sampling);
  }

  /**
   * The same grid with something at missing grid points. With estimates a silence has up to twice
   * as many slots as the kernel reaches, so that none of them sees across more of it than there is.
   */
  public SamplingGrid withGapFill(GapFill newGapFill) {
    int slots = newGapFill == GapFill.ESTIMATE ? Math.multiplyExact(2, reach) : reach;
    return new SamplingGrid(period, maximumGap, flushAfter, slots, newGapFill, sampling);
  }

  /**
   * The same grid for operators that compare samples further apart than the kernel reaches: between
   * the two sides of a cut, and within it, so many slots are empty. The longest silence stays.
   */
  public SamplingGrid reaching(int slots) {
    int longer = Math.max(reach, slots);
    return new SamplingGrid(period, maximumGap, flushAfter, longer, gapFill, sampling);
  }

  /** The same grid of samples that lie in slots, or anywhere. */
  public SamplingGrid withSampling(Sampling newSampling) {
    return new SamplingGrid(period, maximumGap, flushAfter, reach, gapFill, newSampling);
  }

  @Override
  public SamplingGrid at(long otherPeriod) {
    if (otherPeriod != 0 && otherPeriod != period) {
      throw new IllegalArgumentException(
          "the period is given as %d ns, but is to be %d ns".formatted(period, otherPeriod));
    }
    return this;
  }

  @Override
  public long windowUnit() {
    return period;
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
    return (int) Math.min(reach, Math.max(0, missingPoints(earlier, later)));
  }

  private long missingPoints(long earlier, long later) {
    // One period less the half that rounding gives away; no sum that could overflow.
    return (later - earlier - (period - period / 2)) / period;
  }

  /**
   * The times of the slots that are empty between two successive samples: those of the missing grid
   * points, counted in periods from the earlier sample. Where there are fewer slots than points,
   * the first half of them are the first points and the second half the last ones.
   *
   * @param times takes them, from {@code from} on
   * @param count the number of slots, {@link #missingBetween}
   */
  void missingTimes(long earlier, long later, long[] times, int from, int count) {
    if (cuts(earlier, later)) {
      Arrays.fill(times, from, from + count, NO_TIME);
      return;
    }
    long leftOut = missingPoints(earlier, later) - count;
    for (int slot = 0; slot < count; slot++) {
      long point = slot + 1L + (slot < count / 2 ? 0 : leftOut);
      times[from + slot] = earlier + point * period;
    }
  }

  /** Whether outputs before the silence between two successive samples use none after it. */
  public boolean flushes(long earlier, long later) {
    long silence = later - earlier;
    return silence > flushAfter || silence < 0; // negative: longer than a long can say
  }

  /** Whether outputs may be flushed by a silence that does not cut. */
  public boolean flushesEarly() {
    return flushAfter < maximumGap;
  }

  /**
   * The watermark in milliseconds at which no output waits for samples after a last one any more:
   * all that could follow without a flush have been seen.
   */
  public long flushed(long lastTime) {
    return after(lastTime, flushAfter);
  }

  /**
   * The watermark in milliseconds at which the slots after a last sample are known to stay empty:
   * all samples that could follow without a cut have been seen.
   */
  public long settled(long lastTime) {
    return after(lastTime, maximumGap);
  }

  private static long after(long time, long nanos) {
    long end = time + nanos;
    return Math.floorDiv(end < time ? Long.MAX_VALUE : end, Sample.NANOS_PER_MILLI);
  }

  /**
   * The last millisecond of the part of the time axis that a time in nanoseconds lies in. Parts are
   * what samples wait in and what frames are made of: {@value #PART} periods, in whole
   * milliseconds.
   */
  public long partEnd(long time) {
    return partEndAfter(Math.floorDiv(time, Sample.NANOS_PER_MILLI));
  }

  /** The last millisecond of the part that a millisecond lies in. */
  long partEndAfter(long millis) {
    long length = partLength();
    return (Math.floorDiv(millis, length) + 1) * length - 1;
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
