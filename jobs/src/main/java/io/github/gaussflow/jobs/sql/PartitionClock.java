/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

/**
 * Which partition it is and how far it is in event time. Kept in state; its fields are public for
 * Flink's conversions only.
 */
public final class PartitionClock {

  /**
   * The newest watermark in milliseconds that the partition has seen, the smallest long for none.
   */
  public long passed = Long.MIN_VALUE;

  /** The time in milliseconds of the one timer of the partition, the largest long for none. */
  public long timer = Long.MAX_VALUE;

  /** The name of the partition, null before its first sample: timers are not given the key. */
  public String partition;
}
