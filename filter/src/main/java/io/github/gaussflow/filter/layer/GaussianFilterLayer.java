/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.kernel.GaussianKernel;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.kernel.RenormalisedTaps;
import java.util.Arrays;

/**
 * The layer of the paper: a series X of N samples convolved with a Gaussian kernel whose mean and
 * standard deviation are learned.
 *
 * <pre>
 * O(n)     = sum over m = -L..R of X(n - m) g(m)           (65)
 * dC/dmu   = sum over n of dC/dO(n) dO(n)/dmu              (66) to (70)
 * dC/drho  = sigma dC/dsigma, rho = ln sigma               (71) to (73)
 * dC/dX(i) = sum over n of dC/dO(n) g(n - i)               (74) to (80)
 * </pre>
 *
 * <p>A vector is a whole series; the trainable parameters are (mu, rho), both in sample periods. At
 * the edges and, with {@link Border#RENORMALISE}, at missing samples the {@link Border} says what
 * is done; all gradients are those of exactly that. With the other borders NaN spreads to every
 * output within its support.
 */
public final class GaussianFilterLayer implements Layer {

  private final GaussianKernel kernel;
  private final GaussianParameters parameters;
  private final KernelSupport support;
  private final Border border;
  private final int samples;
  private final int order;
  private final double period;
  private final SeriesConvolution convolution;

  /** dC/dmu and dC/dsigma while a batch is summed. */
  private final double[] gradient = new double[2];

  private GaussianFilterLayer(
      GaussianKernel kernel,
      GaussianParameters parameters,
      KernelSupport support,
      Border border,
      int samples,
      int order,
      double period) {
    this.kernel = kernel;
    this.parameters = parameters;
    this.support = support;
    this.border = border;
    this.samples = samples;
    this.order = order;
    this.period = period;
    FilterTaps taps = FilterTaps.derivative(kernel, parameters, support, order, period);
    this.convolution =
        border == Border.RENORMALISE
            ? new RenormalisedConvolution(
                taps,
                RenormalisedTaps.of(parameters, support),
                kernel == GaussianKernel.UNIT_SUM,
                samples,
                order,
                period)
            : new ExtendedConvolution(taps, border, samples);
  }

  /**
   * A layer for series of one length.
   *
   * @param kernel which of the three kernels
   * @param parameters mu and sigma at the start
   * @param support the offsets m = -L..R
   * @param border what stands for samples that do not exist
   * @param samples N, at least 1; may be smaller than the number of taps
   * @throws IllegalArgumentException if {@code samples} is less than 1
   */
  public static GaussianFilterLayer of(
      GaussianKernel kernel,
      GaussianParameters parameters,
      KernelSupport support,
      Border border,
      int samples) {
    Shapes.requireSize("samples", samples);
    return new GaussianFilterLayer(kernel, parameters, support, border, samples, 0, 1);
  }

  /** Which of the three kernels. */
  public GaussianKernel kernel() {
    return kernel;
  }

  /** mu and sigma. */
  public GaussianParameters gaussian() {
    return parameters;
  }

  /** The offsets m = -L..R. */
  public KernelSupport support() {
    return support;
  }

  /** What stands for samples that do not exist. */
  public Border border() {
    return border;
  }

  /** The same layer with another mu and sigma. */
  public GaussianFilterLayer withGaussian(GaussianParameters newParameters) {
    return new GaussianFilterLayer(kernel, newParameters, support, border, samples, order, period);
  }

  /**
   * The layer whose output is the smoothed first or second derivative of the series by time, with
   * the same parameters: O(n) = sum over m of X(n - m) h(m) / T^order.
   *
   * <p>For the scaled and the unscaled kernel h is dg/dm (53), (64) or d2g/dm2. For the unit-sum
   * kernel h is made of the same taps so that for any support, at the edges with {@link
   * Border#RENORMALISE} too, a constant gives zero, a ramp its slope and a parabola its curvature:
   * the derivative of the polynomial of the degree {@code order} that fits the samples best with
   * the weights g, at the weights' own mean, which lies mu samples back. Where fewer samples with
   * weight are present than that takes, the output is NaN and has no gradient.
   *
   * @param order 1 or 2, or 0 for the series itself
   * @param period T, the time between two samples, positive and finite
   * @throws IllegalArgumentException if the order is another, the period not positive and finite,
   *     the support or the standard deviation too small to give more taps than {@code order}
   *     weight, or the border {@link Border#RENORMALISE} and the kernel not of unit sum
   */
  public GaussianFilterLayer derivative(int order, double period) {
    if (order < 0 || order > 2) {
      throw new IllegalArgumentException("order must be 0, 1 or 2, but is " + order);
    }
    if (!(period > 0) || Double.isInfinite(period)) {
      throw new IllegalArgumentException("period must be positive and finite, but is " + period);
    }
    if (order > 0 && border == Border.RENORMALISE && kernel != GaussianKernel.UNIT_SUM) {
      throw new IllegalArgumentException(
          "kernel must be UNIT_SUM for a derivative with border RENORMALISE, but is " + kernel);
    }
    return new GaussianFilterLayer(kernel, parameters, support, border, samples, order, period);
  }

  /** The order of the derivative, 0 for the series itself. */
  public int order() {
    return order;
  }

  /** N. */
  @Override
  public int inputSize() {
    return samples;
  }

  /** N. */
  @Override
  public int outputSize() {
    return samples;
  }

  /** Two. */
  @Override
  public int parameterCount() {
    return 2;
  }

  /** mu and rho = ln sigma. */
  @Override
  public double[] parameters() {
    return new double[] {parameters.mean(), parameters.logStandardDeviation()};
  }

  @Override
  public GaussianFilterLayer withParameters(double[] newParameters) {
    Shapes.requireParameters("parameters", newParameters, 2);
    return withGaussian(GaussianParameters.ofLogarithm(newParameters[0], newParameters[1]));
  }

  @Override
  public void forward(double[] input, int batch, double[] output) {
    Shapes.requireForward(this, input, batch, output);
    for (int b = 0; b < batch; b++) {
      convolution.forward(input, b * samples, output);
    }
  }

  @Override
  public void backward(
      double[] input,
      double[] output,
      double[] outputGradient,
      int batch,
      double[] inputGradient,
      double[] parameterGradient) {
    Shapes.requireBackward(
        this, input, output, outputGradient, batch, inputGradient, parameterGradient);
    Arrays.fill(inputGradient, 0);
    Arrays.fill(gradient, 0);
    for (int b = 0; b < batch; b++) {
      convolution.backward(input, b * samples, outputGradient, inputGradient, gradient);
    }
    parameterGradient[0] = gradient[0];
    parameterGradient[1] = parameters.standardDeviation() * gradient[1];
  }

  /**
   * dC/dsigma = dC/drho / sigma, the gradient of equations (71) to (73).
   *
   * @param logGradient dC/drho, the second entry of the parameter gradient
   */
  public double standardDeviationGradient(double logGradient) {
    return logGradient / parameters.standardDeviation();
  }

  @Override
  public String toString() {
    return "GaussianFilterLayer[%s, %s, %s, %s, samples=%d, order=%d]"
        .formatted(kernel, parameters, support, border, samples, order);
  }
}
