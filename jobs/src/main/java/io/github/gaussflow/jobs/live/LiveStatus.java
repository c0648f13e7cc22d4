/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import java.util.Optional;

/**
 * How a job is, beside its results.
 *
 * @param state what the job does, such as {@code running}
 * @param restarts how often Flink has started it again after a failure
 * @param counts how many samples went where, empty if nobody counts them
 */
public record LiveStatus(String state, long restarts, Optional<Counts> counts) {

  /**
   * How many samples went where since the job began; what a restart repeats is counted once.
   *
   * @param in the samples read
   * @param out the samples denoised
   * @param late the samples rejected as late
   * @param invalid those rejected as invalid
   * @param duplicates those rejected as duplicates
   */
  public record Counts(long in, long out, long late, long invalid, long duplicates) {}
}
