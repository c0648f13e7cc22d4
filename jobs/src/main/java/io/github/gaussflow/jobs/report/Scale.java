/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps numbers to places along an axis of a picture.
 *
 * @param lowest the number at the first place
 * @param highest the number at the last place
 * @param first the place of the lowest number
 * @param last the place of the highest number
 * @param step the step between ticks: 1, 2 or 5 times a power of ten
 */
record Scale(double lowest, double highest, double first, double last, double step) {

  /**
   * A scale for a range.
   *
   * @param ticks about how many ticks there shall be
   * @param round whether the range is widened to whole ticks
   */
  static Scale of(
      double lowest, double highest, double first, double last, int ticks, boolean round) {
    double low = lowest;
    double high = highest;
    if (!(high > low)) {
      double margin = Math.max(Math.abs(low), 1) * 1e-3;
      low -= margin;
      high += margin;
    }
    double rough = (high - low) / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double factor = rough / power;
    double step = (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
    return round
        ? new Scale(Math.floor(low / step) * step, Math.ceil(high / step) * step, first, last, step)
        : new Scale(low, high, first, last, step);
  }

  double at(double number) {
    return first + (number - lowest) / (highest - lowest) * (last - first);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(lowest / step - 1e-9); i * step <= highest + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** A tick with as many digits as tell it from its neighbours. */
  String label(double tick) {
    double magnitude = Math.max(Math.abs(lowest), Math.abs(highest));
    if (magnitude >= 1e6 || step < 1e-5) {
      return String.format(Locale.ROOT, "%.6g", tick == 0 ? 0.0 : tick);
    }
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return String.format(Locale.ROOT, "%." + digits + "f", tick == 0 ? 0.0 : tick);
  }
}
