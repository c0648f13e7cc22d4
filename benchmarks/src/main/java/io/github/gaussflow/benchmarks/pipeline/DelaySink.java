/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import io.github.gaussflow.operators.sample.DenoisedSample;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts outputs by their delay after their own event time, in tenths of a millisecond. */
final class DelaySink implements Sink<DenoisedSample> {

  private static final long serialVersionUID = 1L;

  /** The nanoseconds of a step. */
  private static final long STEP = 100_000;

  private static final int STEPS = 600_000;

  private static final AtomicLongArray COUNTS = new AtomicLongArray(STEPS);

  private final long warmUp;

  /**
   * A sink.
   *
   * @param warmUp the first outputs of a writer that are not counted
   */
  DelaySink(long warmUp) {
    this.warmUp = warmUp;
  }

  /** The delay in milliseconds that a share of the outputs does not exceed. */
  static double quantile(double share) {
    long total = 0;
    for (int step = 0; step < STEPS; step++) {
      total += COUNTS.get(step);
    }
    long below = 0;
    for (int step = 0; step < STEPS; step++) {
      below += COUNTS.get(step);
      if (below >= share * total) {
        return (step + 1) * STEP / 1e6;
      }
    }
    throw new IllegalStateException("no output was counted: take more samples");
  }

  @Override
  public SinkWriter<DenoisedSample> createWriter(WriterInitContext context) {
    return new Writer(warmUp);
  }

  private static final class Writer implements SinkWriter<DenoisedSample> {
    private final long warmUp;
    private long count;

    private Writer(long warmUp) {
      this.warmUp = warmUp;
    }

    @Override
    public void write(DenoisedSample sample, Context context) {
      count++;
      if (count > warmUp) {
        long step = (LiveGenerator.now() - sample.time()) / STEP;
        COUNTS.incrementAndGet((int) Math.max(0, Math.min(STEPS - 1, step)));
      }
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        Stopwatch.stop();
      }
    }

    @Override
    public void close() {}
  }
}
