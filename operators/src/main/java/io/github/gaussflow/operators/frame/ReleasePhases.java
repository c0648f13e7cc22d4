/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

/**
 * When the samples that linger in a {@link SampleGate} leave it: those of a sensor whenever
 * watermarks pass a multiple of the linger in event time, and its phase besides. A phase is one of
 * {@value #PHASES} parts of the linger, so that not all sensors are due at once. A sample so leaves
 * at the latest with the watermark that has passed it by the linger.
 *
 * <p>Where samples do not linger there is one phase, which each watermark ends.
 */
final class ReleasePhases {

  private static final int PHASES = 16;

  private static final int BITS = Integer.numberOfTrailingZeros(PHASES);

  /** 2^32 divided by the golden ratio: spreads hashes, and not as they are spread over subtasks. */
  private static final int FIBONACCI = 0x9E3779B9;

  private final long linger;

  /** The phases of a linger in milliseconds. */
  ReleasePhases(long linger) {
    this.linger = linger;
  }

  /** How many there are. */
  int count() {
    return linger == 0 ? 1 : PHASES;
  }

  /** The phase of a sensor, by the hash of its key. */
  int of(int key) {
    return linger == 0 ? 0 : key * FIBONACCI >>> Integer.SIZE - BITS;
  }

  /** Whether a phase ends after one watermark in milliseconds and not after another, later one. */
  boolean ends(int phase, long after, long watermark) {
    if (linger == 0) {
      return true;
    }
    long begin = linger / PHASES * phase + linger % PHASES * phase / PHASES;
    return Math.floorDiv(watermark - begin, linger) > Math.floorDiv(after - begin, linger);
  }
}
