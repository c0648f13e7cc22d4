/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.baseline;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;

/**
 * A linear filter of given taps about a centre:
 *
 * <pre>  O(n) = centreOut + sum over m = -L..R of g(m) (x(n - m) - centre)</pre>
 *
 * <p>The taps need not sum to one and may be negative, as those of a Wiener filter, so they cannot
 * be renormalised over the samples that are present. A missing input takes the value of the nearest
 * input present within the support, the later one of two as near.
 */
public final class FixedTaps implements BaselineFilter {

  private final KernelSupport support;
  private final double[] taps;
  private final double centre;
  private final double centreOut;

  private FixedTaps(KernelSupport support, double[] taps, double centre, double centreOut) {
    this.support = support;
    this.taps = taps;
    this.centre = centre;
    this.centreOut = centreOut;
  }

  /**
   * A filter about the centre 0.
   *
   * @param taps g(m) for m = -L..R, all finite
   * @throws IllegalArgumentException if the taps are not K or one is not finite
   */
  public static FixedTaps of(KernelSupport support, double... taps) {
    if (taps.length != support.taps()) {
      throw new IllegalArgumentException(
          "taps must be %d, as the support says, but are %d"
              .formatted(support.taps(), taps.length));
    }
    for (double tap : taps) {
      requireFinite("tap", tap);
    }
    return new FixedTaps(support, taps.clone(), 0, 0);
  }

  /**
   * The same taps about another centre.
   *
   * @param newCentre subtracted from every input, finite
   * @param newCentreOut added to every output, finite
   * @throws IllegalArgumentException if one is not finite
   */
  public FixedTaps about(double newCentre, double newCentreOut) {
    requireFinite("centre", newCentre);
    requireFinite("centre out", newCentreOut);
    return new FixedTaps(support, taps, newCentre, newCentreOut);
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, but is " + value);
    }
  }

  /** The taps in a new array. */
  public double[] taps() {
    return taps.clone();
  }

  @Override
  public double[] filter(double[] samples) {
    int[] earlier = nearestEarlier(samples);
    int[] later = nearestLater(samples);
    double[] filtered = new double[samples.length];
    for (int n = 0; n < samples.length; n++) {
      if (Double.isNaN(samples[n])) {
        filtered[n] = Double.NaN;
        continue;
      }
      double sum = 0;
      for (int k = 0; k < taps.length; k++) {
        long at = (long) n - support.offset(k);
        int inside = (int) Math.max(0, Math.min(samples.length - 1, at));
        sum += taps[k] * (samples[present(inside, n, earlier, later)] - centre);
      }
      filtered[n] = centreOut + sum;
    }
    return filtered;
  }

  /** The present slot nearest to one; between it and n there is at least n itself. */
  private int present(int slot, int n, int[] earlier, int[] later) {
    int before = earlier[slot];
    int after = later[slot];
    boolean hasBefore = before >= 0 && before >= (long) n - support.lookback();
    boolean hasAfter = after >= 0 && after <= (long) n + support.lookahead();
    if (hasBefore && hasAfter) {
      return slot - before < after - slot ? before : after;
    }
    return hasBefore ? before : after;
  }

  private static int[] nearestEarlier(double[] samples) {
    int[] nearest = new int[samples.length];
    int last = -1;
    for (int n = 0; n < samples.length; n++) {
      last = Double.isNaN(samples[n]) ? last : n;
      nearest[n] = last;
    }
    return nearest;
  }

  private static int[] nearestLater(double[] samples) {
    int[] nearest = new int[samples.length];
    Arrays.fill(nearest, -1);
    int next = -1;
    for (int n = samples.length - 1; n >= 0; n--) {
      next = Double.isNaN(samples[n]) ? next : n;
      nearest[n] = next;
    }
    return nearest;
  }
}
