/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.Arrays;
import java.util.List;

/**
 * K Gaussian filters over one series, section 3.3.1 of the paper.
 *
 * <pre>
 * O_k(n)   = sum over m of X(n - m) g_k(m)
 * dC/dX(i) = sum over k and n of dC/dO_k(n) g_k(n - i)      (81), summed over the outputs
 * </pre>
 *
 * <p>A series of N samples becomes one of N samples with K values each: O_k(n) lies at n K + k. The
 * trainable parameters are (mu_1, rho_1, mu_2, rho_2, ...). The filters may differ in everything
 * but N.
 */
public final class GaussianBankLayer implements Layer {

  private final List<GaussianFilterLayer> filters;
  private final int samples;

  private final double[] series;
  private final double[] filtered;
  private final double[] filteredGradient;
  private final double[] seriesGradient;
  private final double[] gradient = new double[2];

  private GaussianBankLayer(List<GaussianFilterLayer> filters) {
    this.filters = filters;
    this.samples = filters.get(0).inputSize();
    this.series = new double[samples];
    this.filtered = new double[samples];
    this.filteredGradient = new double[samples];
    this.seriesGradient = new double[samples];
  }

  /**
   * A bank of the given filters.
   *
   * @throws IllegalArgumentException if there is no filter, or two differ in N
   */
  public static GaussianBankLayer of(List<GaussianFilterLayer> filters) {
    Shapes.requireSize("number of filters", filters.size());
    int samples = filters.get(0).inputSize();
    Shapes.requireSize("samples x number of filters", (long) samples * filters.size());
    for (int k = 1; k < filters.size(); k++) {
      if (filters.get(k).inputSize() != samples) {
        throw new IllegalArgumentException(
            "filters[%d] must have %d samples like filters[0], but has %d"
                .formatted(k, samples, filters.get(k).inputSize()));
      }
    }
    return new GaussianBankLayer(List.copyOf(filters));
  }

  /** The K filters. */
  public List<GaussianFilterLayer> filters() {
    return filters;
  }

  /** N. */
  @Override
  public int inputSize() {
    return samples;
  }

  /** N K. */
  @Override
  public int outputSize() {
    return samples * filters.size();
  }

  /** 2 K. */
  @Override
  public int parameterCount() {
    return 2 * filters.size();
  }

  /** mu and rho = ln sigma of each filter. */
  @Override
  public double[] parameters() {
    double[] parameters = new double[parameterCount()];
    for (int k = 0; k < filters.size(); k++) {
      System.arraycopy(filters.get(k).parameters(), 0, parameters, 2 * k, 2);
    }
    return parameters;
  }

  @Override
  public GaussianBankLayer withParameters(double[] parameters) {
    Shapes.requireParameters("parameters", parameters, parameterCount());
    GaussianFilterLayer[] changed = new GaussianFilterLayer[filters.size()];
    for (int k = 0; k < changed.length; k++) {
      double[] own = {parameters[2 * k], parameters[2 * k + 1]};
      changed[k] = filters.get(k).withParameters(own);
    }
    return new GaussianBankLayer(List.of(changed));
  }

  @Override
  public void forward(double[] input, int batch, double[] output) {
    Shapes.requireForward(this, input, batch, output);
    int count = filters.size();
    for (int b = 0; b < batch; b++) {
      System.arraycopy(input, b * samples, series, 0, samples);
      for (int k = 0; k < count; k++) {
        filters.get(k).forward(series, 1, filtered);
        int first = b * samples * count + k;
        for (int n = 0; n < samples; n++) {
          output[first + n * count] = filtered[n];
        }
      }
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
    Arrays.fill(parameterGradient, 0);
    int count = filters.size();
    for (int b = 0; b < batch; b++) {
      System.arraycopy(input, b * samples, series, 0, samples);
      for (int k = 0; k < count; k++) {
        int first = b * samples * count + k;
        for (int n = 0; n < samples; n++) {
          filtered[n] = output[first + n * count];
          filteredGradient[n] = outputGradient[first + n * count];
        }
        filters.get(k).backward(series, filtered, filteredGradient, 1, seriesGradient, gradient);
        parameterGradient[2 * k] += gradient[0];
        parameterGradient[2 * k + 1] += gradient[1];
        for (int n = 0; n < samples; n++) {
          inputGradient[b * samples + n] += seriesGradient[n];
        }
      }
    }
  }
}
