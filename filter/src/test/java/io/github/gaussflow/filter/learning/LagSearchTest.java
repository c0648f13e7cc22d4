/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LagSearchTest {

  private static final KernelSupport SUPPORT = new KernelSupport(16, 32);
  private static final LearnerSettings SETTINGS =
      LearnerSettings.of(SUPPORT).withObjective(ObjectiveKind.REFERENCE);
  private static final int CASES = 400;
  private static final int COUNT = 1_072;

  /** Costs of a noisy sensor against a reference with a lag in [-12, 28]. */
  private static QuadraticCost randomCost(Random random) {
    double lag = -12 + 40 * random.nextDouble();
    double[] s = signal(random, COUNT + 100);
    double power = 0;
    for (double each : s) {
      power += each * each / s.length;
    }
    double noise = Math.sqrt(power) * Math.pow(10, -random.nextDouble());
    double[] x = new double[COUNT];
    double[] t = new double[COUNT];
    for (int n = 0; n < COUNT; n++) {
      double at = n + 50 - lag;
      int before = (int) Math.floor(at);
      double part = at - before;
      x[n] = s[n + 50] + noise * random.nextGaussian();
      t[n] = (1 - part) * s[before] + part * s[before + 1];
      t[n] += random.nextBoolean() ? 0 : .3 * noise * random.nextGaussian();
    }
    LagStatistics statistics = SETTINGS.newStatistics();
    statistics.accept(x, t, 0, COUNT);
    QuadraticCost cost = new QuadraticCost(SUPPORT);
    SETTINGS.newObjective().prepare(statistics, NoiseModel.estimated(), cost);
    return cost;
  }

  private static double[] signal(Random random, int count) {
    double[] s = new double[count];
    int kind = random.nextInt(4);
    double[] periods = new double[3];
    double[] phases = new double[3];
    for (int k = 0; k < 3; k++) {
      periods[k] = 8 * Math.pow(25, random.nextDouble());
      phases[k] = 2 * Math.PI * random.nextDouble();
    }
    double state = 0;
    for (int n = 0; n < count; n++) {
      switch (kind) {
        case 0 -> {
          for (int k = 0; k < 3; k++) {
            s[n] += Math.sin(2 * Math.PI * n / periods[k] + phases[k]) / (1 + k);
          }
        }
        case 1 -> s[n] = Math.sin(2 * Math.PI * n / periods[0]);
        case 2 -> s[n] = state = .9 * state + random.nextGaussian();
        default -> s[n] = state = random.nextInt(50) == 0 ? random.nextGaussian() : state;
      }
    }
    return s;
  }

  /** The taps of a grid four times as fine in mu and four times in sigma as that of the search. */
  private static final class FineGrid {

    private final List<double[]> points = new ArrayList<>();
    private final List<double[]> taps = new ArrayList<>();

    FineGrid() {
      for (double width : SETTINGS.bounds().deviations(33)) {
        for (double mean = -16; mean <= 32; mean += .5) {
          points.add(new double[] {mean, width});
          taps.add(GaussianKernel.UNIT_SUM.taps(new GaussianParameters(mean, width), SUPPORT));
        }
      }
    }

    /** The least cost, improved from the best points by Newton. */
    double minimum(QuadraticCost cost, DampedNewton newton) {
      double[] values = taps.stream().mapToDouble(cost::value).toArray();
      double least = Double.POSITIVE_INFINITY;
      Candidate point = new Candidate();
      for (int k = 0; k < 5; k++) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
          best = values[i] < values[best] ? i : best;
        }
        point.set(points.get(best)[0], points.get(best)[1], values[best]);
        newton.minimise(cost, SETTINGS.bounds(), true, point);
        least = Math.min(least, Math.min(point.cost, values[best]));
        values[best] = Double.POSITIVE_INFINITY;
      }
      return least;
    }
  }

  /** At most 1.01 times the global minimum in at least 99 of 100 cases. */
  @Test
  void findsTheGlobalMinimumOfAnUnknownLag() {
    Random random = new Random(2_026);
    DampedNewton newton = new DampedNewton(SUPPORT, GaussianKernel.UNIT_SUM);
    LagSearch search = new LagSearch(SUPPORT, GaussianKernel.UNIT_SUM, SETTINGS.bounds(), newton);
    FineGrid grid = new FineGrid();
    List<String> missed = new ArrayList<>();
    for (int k = 0; k < CASES; k++) {
      QuadraticCost cost = randomCost(random);
      Candidate point = new Candidate();
      point.set(0, Math.max(.5, SUPPORT.taps() / 16.0), Double.NaN);
      search.search(cost, NoiseModel.estimated(), COUNT, point);
      double minimum = grid.minimum(cost, newton);
      if (!(point.cost <= 1.01 * minimum)) {
        missed.add(
            "case %d: %s at (%s, %s), but the minimum is %s"
                .formatted(k, point.cost, point.mean, point.deviation, minimum));
      }
    }
    assertThat(missed).hasSizeLessThanOrEqualTo(CASES / 100);
  }
}
