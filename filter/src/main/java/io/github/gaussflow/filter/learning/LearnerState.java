/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.LagStatistics;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What of a learner depends on the shape of its settings. The head of a saved state: a version,
 * then the settings that give the state its shape.
 */
final class LearnerState {

  static final int HEADER = 7;
  private static final int VERSION = 5;
  private static final String[] NAMES = {
    "version", "optimizer", "objective", "lookahead", "lookback", "horizon", "kernels"
  };

  private LearnerState() {}

  private static double[] header(LearnerSettings settings) {
    return new double[] {
      VERSION,
      settings.optimizer().code(),
      code(settings.objective()),
      settings.support().lookahead(),
      settings.support().lookback(),
      settings.statisticsSupport().taps() - settings.support().taps(),
      settings.kernels()
    };
  }

  static void write(LearnerSettings settings, double[] state) {
    System.arraycopy(header(settings), 0, state, 0, HEADER);
  }

  /** Throws unless a window is of the shape of {@link LearnerSettings#newStatistics}. */
  static void requireSuitable(LearnerSettings settings, LagStatistics window) {
    boolean target = settings.newObjective().needsTarget();
    KernelSupport expected = settings.statisticsSupport();
    if (!window.support().equals(expected) || window.hasTarget() != target) {
      throw new IllegalArgumentException(
          "window must be for %s, targets %s, but is for %s, targets %s"
              .formatted(expected, target, window.support(), window.hasTarget()));
    }
  }

  /** Throws unless the state was taken under settings of the same shape. */
  static void requireHeader(LearnerSettings settings, double[] state) {
    double[] header = header(settings);
    for (int k = 0; k < HEADER; k++) {
      if (k >= state.length || state[k] != header[k]) {
        double saved = k < state.length ? state[k] : Double.NaN;
        throw savedUnderOthers(NAMES[k], text(k, saved), text(k, header[k]));
      }
    }
  }

  static IllegalArgumentException savedUnderOthers(String name, double saved, double needed) {
    return savedUnderOthers(name, number(saved), number(needed));
  }

  private static IllegalArgumentException savedUnderOthers(
      String name, String saved, String needed) {
    return new IllegalArgumentException(
        "learner state was saved with %s %s, but the settings have %s; restore it under the settings"
                .formatted(name, saved, needed)
            + " it was saved under, or start without it");
  }

  private static String number(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }

  private static int code(ObjectiveKind objective) {
    return switch (objective) {
      case REFERENCE -> 1;
      case SURE -> 2;
      case GCV -> 3;
      case PREDICTION -> 4;
    };
  }

  /** What an entry of the head stands for, as a user knows it. */
  private static String text(int entry, double value) {
    Stream<? extends Enum<?>> named =
        switch (NAMES[entry]) {
          case "optimizer" -> Stream.of(OptimizerKind.values()).filter(of -> of.code() == value);
          case "objective" -> Stream.of(ObjectiveKind.values()).filter(of -> code(of) == value);
          default -> Stream.empty();
        };
    return named
        .findFirst()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .orElseGet(() -> number(value));
  }

  /** Throws unless the state has this length. */
  static void requireLength(double[] state, int length) {
    if (state.length != length) {
      throw new IllegalArgumentException(
          "learner state must have %d entries, but has %d".formatted(length, state.length));
    }
  }

  /** Throws unless these can be a mean and a standard deviation. */
  static void requireParameters(double mean, double deviation) {
    if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "learner state must have a finite mean and a positive standard deviation, but has %s, %s"
              .formatted(mean, deviation));
    }
  }
}
