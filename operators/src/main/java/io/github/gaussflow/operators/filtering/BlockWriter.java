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

  // Columns of the open block, as long as it or longer: handed over to the block that leaves.
  private double[] values = NO_NUMBERS;
  private double[] denoised = NO_NUMBERS;
  private double[] references = NO_NUMBERS; // of length 0 as long as there is none
  private double[] standardErrors = NO_NUMBERS; // of length 0 as long as all are the same
  private boolean[] outliers = NO_MARKS; // of length 0 as long as there is none
  private boolean[] estimated = NO_MARKS; // of length 0 as long as there is none

  private int size;
  private String sensor;
  private String group;
  private long time;
  private long period; // of a single output the nominal one
  private long version;
  private double standardError; // of the first output

  BlockWriter(long nominalPeriod) {
    this.nominalPeriod = nominalPeriod;
  }

  @Override
  public void add(
      PendingSamples pending,
      int from,
      int to,
      double[] filtered,
      double error,
      long ofVersion,
      Collector<DenoisedBlock> out) {
    int slot = from;
    while (slot < to) {
      startOrGoOn(pending, pending.slots.times[slot], error, ofVersion, out);
      int end = endOfPeriod(pending.slots, slot, to);
      append(pending.slots, slot, end, filtered, slot - from, error);
      slot = end;
    }
  }

  @Override
  public void addEven(
      PendingSamples pending,
      long firstTime,
      long step,
      double[] measured,
      int from,
      int count,
      double[] filtered,
      double error,
      long ofVersion,
      long until,
      Collector<DenoisedBlock> out) {
    int done = 0;
    while (done < count) {
      long next = firstTime + done * step;
      startOrGoOn(pending, next, error, ofVersion, out);
      if (size == 1) {
        period = next - time;
      } else if (size == 0 && isPeriod(step)) {
        period = step;
      }
      int added = period == step ? Math.min(count - done, LONGEST - size) : 1;
      // Room for all that will follow where that is known, so that a block is copied once.
      long room = until == Long.MAX_VALUE ? added : (until - next - 1) / step + 1;
      int likely = (int) Math.min(LONGEST - size, Math.max(added, room));
      values = appended(values, measured, from + done, added, likely);
      denoised = appended(denoised, filtered, done, added, likely);
      if (references.length > 0) {
        references = withRoom(references, added, Double.NaN);
        Arrays.fill(references, size, size + added, Double.NaN);
      }
      appendErrors(error, added);
      size += added;
      done += added;
    }
  }

  private void startOrGoOn(
      PendingSamples pending,
      long next,
      double error,
      long ofVersion,
      Collector<DenoisedBlock> out) {
    if (size > 0 && !continues(next, ofVersion)) {
      finish(out);
    }
    if (size == 0) {
      begin(pending, next, error, ofVersion);
    }
  }

  private boolean continues(long next, long ofVersion) {
    return size < LONGEST
        && version == ofVersion
        && (size == 1 ? isPeriod(next - time) : next == time + size * period);
  }

  /** Whether no slot is missing between outputs so far apart. */
  private boolean isPeriod(long step) {
    return step > 0 && step / 2 < nominalPeriod;
  }

  private void begin(PendingSamples pending, long first, double error, long ofVersion) {
    sensor = pending.sensor;
    group = pending.group;
    time = first;
    period = nominalPeriod;
    version = ofVersion;
    standardError = error;
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

  private void append(Slots slots, int from, int to, double[] filtered, int first, double error) {
    int count = to - from;
    values = appended(values, slots.values, from, count, count);
    denoised = appended(denoised, filtered, first, count, count);
    if (slots.references.length > 0 || references.length > 0) {
      appendReferences(slots, from, count);
    }
    appendErrors(error, count);
    for (int i = 0; i < count; i++) {
      if (!slots.holdsSample(from + i)) {
        estimated = withRoom(estimated, count);
        estimated[size + i] = true;
      }
    }
    if (slots.outliers.length > 0) {
      appendOutliers(slots, from, count);
    }
    size += count;
  }

  private void appendErrors(double error, int count) {
    if (standardErrors.length > 0 || Double.compare(error, standardError) != 0) {
      standardErrors = withRoom(standardErrors, count, standardError);
      Arrays.fill(standardErrors, size, size + count, error);
    }
  }

  private void appendReferences(Slots slots, int from, int count) {
    references = withRoom(references, count, Double.NaN);
    if (slots.references.length > 0) {
      System.arraycopy(slots.references, from, references, size, count);
    } else {
      Arrays.fill(references, size, size + count, Double.NaN);
    }
  }

  private void appendOutliers(Slots slots, int from, int count) {
    for (int i = 0; i < count; i++) {
      if (slots.isOutlier(from + i)) {
        outliers = withRoom(outliers, count);
        outliers[size + i] = true;
        values[size + i] = slots.measured(from + i);
      }
    }
  }

  /**
   * A column with entries of another array; most blocks are of one piece, and copied once.
   *
   * @param likely how many entries may follow, these included
   */
  private double[] appended(double[] column, double[] added, int from, int count, int likely) {
    if (size == 0 && likely == count) {
      return Arrays.copyOfRange(added, from, from + count);
    }
    double[] target = column;
    if (column.length < size + count) {
      target = Arrays.copyOf(column, Math.max(size + likely, capacity(count)));
    }
    System.arraycopy(added, from, target, size, count);
    return target;
  }

  /** A column that may be absent, with room for more; one that was has this in all entries. */
  private double[] withRoom(double[] column, int count, double otherwise) {
    if (column.length >= size + count) {
      return column;
    }
    double[] target = Arrays.copyOf(column, capacity(count));
    if (column.length == 0) {
      Arrays.fill(target, 0, size, otherwise);
    }
    return target;
  }

  /** The same of marks, false where there was none. */
  private boolean[] withRoom(boolean[] column, int count) {
    return column.length >= size + count ? column : Arrays.copyOf(column, capacity(count));
  }

  private int capacity(int count) {
    return Math.max(size + count, Math.min(LONGEST, 2 * size));
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
            whole(values),
            whole(references),
            whole(denoised),
            standardErrors.length == 0 ? new double[] {standardError} : whole(standardErrors),
            version,
            whole(outliers),
            whole(estimated)));
    values = NO_NUMBERS;
    denoised = NO_NUMBERS;
    references = NO_NUMBERS;
    standardErrors = NO_NUMBERS;
    outliers = NO_MARKS;
    estimated = NO_MARKS;
    size = 0;
  }

  private double[] whole(double[] column) {
    return column.length == 0 || column.length == size ? column : Arrays.copyOf(column, size);
  }

  /** Marks end where the last one was made room for. */
  private boolean[] whole(boolean[] column) {
    return column.length == 0 || column.length == size ? column : Arrays.copyOf(column, size);
  }
}
