/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import java.util.Arrays;
import org.apache.flink.util.Collector;

/** Gathers the outputs of a sensor in blocks. Holds the block that is open, of one sensor. */
final class BlockWriter implements OutputForm.Writer<DenoisedBlock> {

  /** The longest block: as a text of some 20 characters a number well below a message's limit. */
  static final int LONGEST = 1_024;

  private static final double[] NO_NUMBERS = {};
  private static final boolean[] NO_MARKS = {};

  private final long nominalPeriod;

  private final double[] values = new double[LONGEST];
  private final double[] references = new double[LONGEST];
  private final double[] denoised = new double[LONGEST];
  private final double[] standardErrors = new double[LONGEST];
  private final boolean[] outliers = new boolean[LONGEST];
  private final boolean[] estimated = new boolean[LONGEST];

  private int size;
  private String sensor;
  private String group;
  private long time;
  private long period; // of a single output the nominal one
  private long version;
  private boolean referenced;
  private boolean sameError;
  private boolean anyOutlier;
  private boolean anyEstimated;

  BlockWriter(long nominalPeriod) {
    this.nominalPeriod = nominalPeriod;
  }

  @Override
  public void add(
      PendingSamples pending,
      int from,
      int to,
      double[] filtered,
      double standardError,
      long ofVersion,
      Collector<DenoisedBlock> out) {
    int slot = from;
    while (slot < to) {
      if (size > 0 && !continues(pending.slots, slot, ofVersion)) {
        finish(out);
      }
      if (size == 0) {
        begin(pending, slot, ofVersion);
      }
      int end = endOfPeriod(pending.slots, slot, to);
      append(pending.slots, slot, end, filtered, slot - from, standardError);
      slot = end;
    }
  }

  private boolean continues(Slots slots, int slot, long ofVersion) {
    return size < LONGEST
        && version == ofVersion
        && (size == 1
            ? isPeriod(slots.times[slot] - time)
            : slots.times[slot] == time + size * period);
  }

  /** Whether no slot is missing between outputs so far apart. */
  private boolean isPeriod(long step) {
    return step > 0 && step / 2 < nominalPeriod;
  }

  private void begin(PendingSamples pending, int slot, long ofVersion) {
    sensor = pending.sensor;
    group = pending.group;
    time = pending.slots.times[slot];
    period = nominalPeriod;
    version = ofVersion;
    referenced = false;
    sameError = true;
    anyOutlier = false;
    anyEstimated = false;
  }

  /** The end of the slots from one on that can be appended; the first two set the period. */
  private int endOfPeriod(Slots slots, int slot, int to) {
    int end = slot;
    int most = Math.min(to, slot + LONGEST - size);
    if (size == 0) {
      end++;
      if (end < most && isPeriod(slots.times[end] - time)) {
        period = slots.times[end] - time;
        end++;
      } else {
        return end;
      }
    } else if (size == 1) {
      period = slots.times[end] - time;
      end++;
    }
    long next = time + (size + end - slot) * period;
    while (end < most && slots.times[end] == next) {
      end++;
      next += period;
    }
    return end;
  }

  private void append(
      Slots slots, int from, int to, double[] filtered, int first, double standardError) {
    int count = to - from;
    System.arraycopy(slots.values, from, values, size, count);
    System.arraycopy(filtered, first, denoised, size, count);
    sameError &= size == 0 || Double.compare(standardErrors[0], standardError) == 0;
    Arrays.fill(standardErrors, size, size + count, standardError);
    if (slots.references.length > 0) {
      referenced = true;
      System.arraycopy(slots.references, from, references, size, count);
    } else {
      Arrays.fill(references, size, size + count, Double.NaN);
    }
    for (int i = 0; i < count; i++) {
      boolean missing = !slots.holdsSample(from + i);
      estimated[size + i] = missing;
      anyEstimated |= missing;
    }
    if (slots.outliers.length > 0) {
      for (int i = 0; i < count; i++) {
        boolean outlier = slots.isOutlier(from + i);
        outliers[size + i] = outlier;
        if (outlier) {
          anyOutlier = true;
          values[size + i] = slots.measured(from + i);
        }
      }
    } else {
      Arrays.fill(outliers, size, size + count, false);
    }
    size += count;
  }

  @Override
  public void finish(Collector<DenoisedBlock> out) {
    if (size == 0) {
      return;
    }
    out.collect(
        new DenoisedBlock(
            sensor,
            group,
            time,
            size == 1 ? nominalPeriod : period,
            Arrays.copyOf(values, size),
            referenced ? Arrays.copyOf(references, size) : NO_NUMBERS,
            Arrays.copyOf(denoised, size),
            Arrays.copyOf(standardErrors, sameError ? 1 : size),
            version,
            anyOutlier ? Arrays.copyOf(outliers, size) : NO_MARKS,
            anyEstimated ? Arrays.copyOf(estimated, size) : NO_MARKS));
    size = 0;
  }
}
