/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
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
 * The convolution, its two gradients and the lag products, in nanoseconds a sample, beside a copy
 * of the samples that does nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ConvolutionBenchmark {

  private static final int SAMPLES = 4_096;

  /**
   * Where the outputs begin: half a page on, so that input and output do not lie one or two vectors
   * apart in the low twelve bits of their addresses. There each load waits for a store that it only
   * seems to overlap, which takes the vectors a third longer.
   */
  private static final int OUTPUT_FROM = 256;

  /** L = R. */
  @Param({"4", "12", "16", "32"})
  public int radius;

  private KernelSupport support;
  private double[] taps;
  private double[] input;
  private double[] output;
  private double[] other;
  private double[] reversed;
  private double[] tapGradient;
  private double[] inputGradient;

  /** Fills the input with noise. */
  @Setup
  public void fill() {
    support = KernelSupport.symmetric(radius);
    taps = GaussianKernel.UNIT_SUM.taps(new GaussianParameters(0.3, radius / 3.0), support);
    input = new Random(1).doubles(SAMPLES + 2L * radius).toArray();
    output = new double[OUTPUT_FROM + SAMPLES + OUTPUT_FROM];
    other = new Random(2).doubles(SAMPLES).toArray();
    reversed = new double[taps.length];
    for (int k = 0; k < taps.length; k++) {
      reversed[k] = taps[taps.length - 1 - k];
    }
    tapGradient = new double[taps.length];
    inputGradient = new double[input.length];
  }

  /** The baseline. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] copy() {
    System.arraycopy(input, radius, output, OUTPUT_FROM, SAMPLES);
    return output;
  }

  /** Equation (65). */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] convolve() {
    InteriorConvolution.convolve(
        input, radius, radius + SAMPLES, taps, support, output, OUTPUT_FROM);
    return output;
  }

  /** Both gradients, dC/dg, of which dC/dmu and dC/dsigma are made, and dC/dx. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] gradients() {
    InteriorConvolution.addGradients(
        input, radius, radius + SAMPLES, output, 0, reversed, support, tapGradient, inputGradient);
    return inputGradient;
  }

  /** K products of two series, of which the lag statistics are made. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double[] lagProducts() {
    InteriorConvolution.addLagProducts(other, 0, input, other.length, taps.length, tapGradient);
    return tapGradient;
  }
}
