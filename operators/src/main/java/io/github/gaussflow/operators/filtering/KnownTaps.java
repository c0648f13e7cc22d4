/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedBank;
import java.util.Arrays;

/**
 * The taps of parameters that were used before: the sensors of a group have them in turn, window by
 * window, and their exponentials take as long as filtering some hundred samples.
 *
 * <p>Holds the taps of up to {@value #SIZE} versions; where two of them have the same place, those
 * of the one used last.
 */
final class KnownTaps {

  /** A power of two. */
  private static final int SIZE = 256;

  private static final int MIX = 0x9E3779B9; // 2^32 divided by the golden ratio

  private final KernelSupport support;
  private final Entry[] entries = new Entry[SIZE];

  KnownTaps(KernelSupport support) {
    this.support = support;
  }

  /** The taps of the parameters that are in use for a group. */
  Entry of(ParametersInUse parameters, String group) {
    int hash = (group.hashCode() * 31 + Long.hashCode(parameters.version())) * MIX;
    int place = hash >>> Integer.SIZE - Integer.numberOfTrailingZeros(SIZE);
    GaussianBank bank = parameters.bank();
    double[] noise = parameters.noise();
    Entry entry = entries[place];
    if (entry == null || !entry.bank.equals(bank) || !Arrays.equals(entry.noise, noise)) {
      entry = new Entry(support, bank, noise);
      entries[place] = entry;
    }
    return entry;
  }

  /** The taps of one filter, and what noise leaves in its output. */
  static final class Entry {
    private final KernelSupport support;
    private final GaussianBank bank;
    private final double[] noise;
    private final double[] taps;
    private final double standardError;
    private RenormalisedBank renormalised;

    private Entry(KernelSupport support, GaussianBank bank, double[] noise) {
      this.support = support;
      this.bank = bank;
      this.noise = noise;
      this.taps = bank.taps(support);
      this.standardError = OutputNoise.deviation(taps, noise);
    }

    /** The taps where all inputs are there; not to be changed. */
    double[] taps() {
      return taps;
    }

    /** The standard error of the output where all inputs are there. */
    double standardError() {
      return standardError;
    }

    /** The taps where inputs are missing. */
    RenormalisedBank renormalised() {
      if (renormalised == null) {
        renormalised = new RenormalisedBank(bank, support);
      }
      return renormalised;
    }
  }
}
