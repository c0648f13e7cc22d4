/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks;

import io.github.gaussflow.filter.cost.MeanSquaredError;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.layer.Border;
import io.github.gaussflow.filter.layer.GaussianFilterLayer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A window's loss and its gradients by mean, standard deviation and input, in nanoseconds a sample,
 * beside a copy of the samples that does nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GradientBenchmark {

  private static final int SAMPLES = 4_096;

  /** L = R. */
  @Param({"4", "12", "16", "32"})
  public int radius;

  private GaussianFilterLayer layer;
  private double[] input;
  private double[] target;
  private double[] output;
  private double[] outputGradient;
  private double[] inputGradient;
  private double[] parameterGradient;

  /** Fills the input and the target with noise. */
  @Setup
  public void fill() {
    layer = layer(0.3);
    input = new Random(1).doubles(SAMPLES).toArray();
    target = new Random(2).doubles(SAMPLES).toArray();
    output = new double[SAMPLES];
    outputGradient = new double[SAMPLES];
    inputGradient = new double[SAMPLES];
    parameterGradient = new double[2];
  }

  private GaussianFilterLayer layer(double mean) {
    return GaussianFilterLayer.of(
        GaussianKernel.UNIT_SUM,
        new GaussianParameters(mean, radius / 3.0),
        KernelSupport.symmetric(radius),
        Border.ZEROS,
        SAMPLES);
  }

  /** The baseline. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] copy() {
    System.arraycopy(input, 0, output, 0, SAMPLES);
    return output;
  }

  /** Forward, loss and backward of a layer that is there. Does not allocate. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double gradients() {
    return gradients(layer);
  }

  /** The same with the taps made anew from mean and standard deviation, as each step needs it. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double tapsAndGradients() {
    return gradients(layer(0.3 + 1e-9 * parameterGradient[0]));
  }

  private double gradients(GaussianFilterLayer used) {
    used.forward(input, 1, output);
    double loss = MeanSquaredError.instance().evaluate(output, target, outputGradient);
    used.backward(input, output, outputGradient, 1, inputGradient, parameterGradient);
    return loss;
  }
}
