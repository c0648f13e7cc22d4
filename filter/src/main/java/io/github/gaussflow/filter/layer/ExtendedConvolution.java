/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import java.util.Arrays;

/** A series that continues beyond its ends with zeros or with copies of its own samples. */
final class ExtendedConvolution implements SeriesConvolution {

  private final FilterTaps filter;
  private final Border border;
  private final int samples;

  /** The samples [insideFrom, insideTo) have all their inputs. */
  private final int insideFrom;

  private final int insideTo;
  private final double[] tapGradient;

  ExtendedConvolution(FilterTaps filter, Border border, int samples) {
    this.filter = filter;
    this.border = border;
    this.samples = samples;
    this.insideFrom = Math.min(samples, filter.support().lookback());
    this.insideTo = Math.max(insideFrom, samples - filter.support().lookahead());
    this.tapGradient = new double[filter.support().taps()];
  }

  @Override
  public void forward(double[] x, int at, double[] out) {
    InteriorConvolution.convolve(
        x, at + insideFrom, at + insideTo, filter.taps(), filter.support(), out, at + insideFrom);
    for (int n = 0; n < insideFrom; n++) {
      out[at + n] = edge(x, at, n);
    }
    for (int n = insideTo; n < samples; n++) {
      out[at + n] = edge(x, at, n);
    }
  }

  private double edge(double[] x, int at, int n) {
    double sum = 0;
    for (int k = 0; k < filter.taps().length; k++) {
      int i = border.index(n - filter.support().offset(k), samples);
      if (i != Border.NONE) {
        sum += filter.taps()[k] * x[at + i];
      }
    }
    return sum;
  }

  @Override
  public void backward(
      double[] x, int at, double[] outputGradient, double[] inputGradient, double[] gradient) {
    Arrays.fill(tapGradient, 0);
    int from = at + insideFrom;
    int to = at + insideTo;
    InteriorConvolution.addTapGradient(
        x, from, to, outputGradient, from, filter.support(), tapGradient);
    InteriorConvolution.addInputGradient(
        outputGradient, from, from, to, filter.reversed(), filter.support(), inputGradient);
    for (int n = 0; n < insideFrom; n++) {
      addEdge(x, at, n, outputGradient[at + n], inputGradient);
    }
    for (int n = insideTo; n < samples; n++) {
      addEdge(x, at, n, outputGradient[at + n], inputGradient);
    }
    filter.addGradient(tapGradient, gradient);
  }

  private void addEdge(double[] x, int at, int n, double outputGradient, double[] inputGradient) {
    for (int k = 0; k < tapGradient.length; k++) {
      int i = border.index(n - filter.support().offset(k), samples);
      if (i != Border.NONE) {
        tapGradient[k] += outputGradient * x[at + i];
        inputGradient[at + i] += outputGradient * filter.taps()[k];
      }
    }
  }
}
