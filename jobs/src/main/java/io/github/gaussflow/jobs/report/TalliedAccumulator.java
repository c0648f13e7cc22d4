/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import org.apache.flink.api.common.accumulators.Accumulator;

/**
 * Carries a tally to the client. It holds an immutable value, because Flink serializes accumulators
 * while the task still runs.
 *
 * @param <E> the entries
 */
final class TalliedAccumulator<E extends Entry<E>> implements Accumulator<Tallied<E>, Tallied<E>> {

  private static final long serialVersionUID = 1;

  private volatile Tallied<E> value = Tallied.none();

  @Override
  public void add(Tallied<E> more) {
    value = value.with(more);
  }

  @Override
  public Tallied<E> getLocalValue() {
    return value;
  }

  @Override
  public void resetLocal() {
    value = Tallied.none();
  }

  @Override
  public void merge(Accumulator<Tallied<E>, Tallied<E>> other) {
    value = value.with(other.getLocalValue());
  }

  @Override
  public Accumulator<Tallied<E>, Tallied<E>> clone() {
    TalliedAccumulator<E> copy = new TalliedAccumulator<>();
    copy.value = value;
    return copy;
  }
}
