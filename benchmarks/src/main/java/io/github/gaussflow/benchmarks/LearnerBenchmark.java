/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a window costs, in microseconds: its sums, the Gram matrix made of them, and the step of the
 * learner, beside a copy of the samples that does nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LearnerBenchmark {

  private static final int WINDOW = 256;

  /** L = R. */
  @Param({"8", "16", "32"})
  public int radius;

  private KernelSupport support;
  private double[] values;
  private LearnerSettings settings;
  private LagSums sums;
  private LagStatistics statistics;
  private WindowLearner learner;

  /** Makes one window of a noisy sine. */
  @Setup
  public void fill() {
    support = KernelSupport.symmetric(radius);
    Random random = new Random(1);
    values = new double[WINDOW + support.taps() - 1];
    for (int n = 0; n < values.length; n++) {
      values[n] = Math.sin(n / 10.0) + 0.3 * random.nextGaussian();
    }
    settings = LearnerSettings.of(support);
    sums = sums();
    learner = settings.newLearner();
    statistics = settings.newStatistics();
    statistics.accept(sums);
  }

  /** The baseline. */
  @Benchmark
  public double[] copy() {
    return values.clone();
  }

  /** The Gram matrix of the window, from its sums. */
  @Benchmark
  public LagStatistics gram() {
    LagStatistics merged = settings.newStatistics();
    merged.accept(sums);
    return merged;
  }

  /** One small record of one sensor and window. */
  @Benchmark
  public LagSums sums() {
    return LagSums.of(support, values, null, support.taps() - 1, values.length);
  }

  /** One step of the damped Newton learner. */
  @Benchmark
  public LearningStep learn() {
    return learner.learn(statistics);
  }
}
