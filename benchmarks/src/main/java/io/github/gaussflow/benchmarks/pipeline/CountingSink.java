/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts what it is given and tells the {@link Stopwatch} at the end of the input. */
final class CountingSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(Stopwatch.newCount());
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final AtomicLong shown;
    private long count;

    private Writer(AtomicLong shown) {
      this.shown = shown;
    }

    @Override
    public void write(T element, Context context) {
      count++;
      shown.lazySet(count); // there is no other writer
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
