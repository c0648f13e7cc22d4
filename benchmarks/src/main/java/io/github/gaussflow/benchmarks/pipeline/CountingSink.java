/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts the outputs it is given and tells the {@link Stopwatch} at the end of the input. */
final class CountingSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final Size<T> size;

  /** A sink for records of so many outputs each. */
  CountingSink(Size<T> size) {
    this.size = size;
  }

  /** How many outputs a record has. */
  @FunctionalInterface
  interface Size<T> extends Serializable {
    int of(T element);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(size, Stopwatch.newCount());
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private final Size<T> size;
    private final AtomicLong shown;
    private long count;

    private Writer(Size<T> size, AtomicLong shown) {
      this.size = size;
      this.shown = shown;
    }

    @Override
    public void write(T element, Context context) {
      count += size.of(element);
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
