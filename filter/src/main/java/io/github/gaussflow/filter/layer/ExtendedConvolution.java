/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import io.github.gaussflow.filter.convolution.InteriorConvolution;
import io.github.gaussflow.filter.kernel.KernelSupport;
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

  /** What stands for the inputs of the outputs at one end, and the gradient by it. */
  private final double[] extended;

  private final double[] extendedGradient;

  ExtendedConvolution(FilterTaps filter, Border border, int samples) {
    KernelSupport support = filter.support();
    this.filter = filter;
    this.border = border;
    this.samples = samples;
    this.insideFrom = Math.min(samples, support.lookback());
    this.insideTo = Math.max(insideFrom, samples - support.lookahead());
    this.tapGradient = new double[support.taps()];
    int outputs = Math.max(insideFrom, samples - insideTo);
    this.extended = new double[support.lookback() + outputs + support.lookahead()];
    this.extendedGradient = new double[extended.length];
  }

  @Override
  public void forward(double[] x, int at, double[] out) {
    InteriorConvolution.convolve(
        x, at + insideFrom, at + insideTo, filter.taps(), filter.support(), out, at + insideFrom);
    forwardEnd(x, at, 0, insideFrom, out);
    forwardEnd(x, at, insideTo, samples, out);
  }

  /** The outputs from..to-1, of which not all inputs are samples. */
  private void forwardEnd(double[] x, int at, int from, int to, double[] out) {
    extend(x, at, from, to);
    int lookback = filter.support().lookback();
    InteriorConvolution.convolve(
        extended, lookback, lookback + to - from, filter.taps(), filter.support(), out, at + from);
  }

  private void extend(double[] x, int at, int from, int to) {
    int first = from - filter.support().lookback();
    int end = to + filter.support().lookahead();
    for (int i = first; i < end; i++) {
      int sample = border.index(i, samples);
      extended[i - first] = sample == Border.NONE ? 0 : x[at + sample];
    }
  }

  @Override
  public void backward(
      double[] x, int at, double[] outputGradient, double[] inputGradient, double[] gradient) {
    Arrays.fill(tapGradient, 0);
    int from = at + insideFrom;
    int to = at + insideTo;
    addGradients(x, from, to, outputGradient, from, inputGradient);
    backwardEnd(x, at, 0, insideFrom, outputGradient, inputGradient);
    backwardEnd(x, at, insideTo, samples, outputGradient, inputGradient);
    filter.addGradient(tapGradient, gradient);
  }

  private void backwardEnd(
      double[] x, int at, int from, int to, double[] outputGradient, double[] inputGradient) {
    extend(x, at, from, to);
    Arrays.fill(extendedGradient, 0);
    int lookback = filter.support().lookback();
    addGradients(
        extended, lookback, lookback + to - from, outputGradient, at + from, extendedGradient);
    int first = from - lookback;
    int end = to + filter.support().lookahead();
    for (int i = first; i < end; i++) {
      int sample = border.index(i, samples);
      if (sample != Border.NONE) {
        inputGradient[at + sample] += extendedGradient[i - first];
      }
    }
  }

  private void addGradients(
      double[] x, int from, int to, double[] outputGradient, int first, double[] inputGradient) {
    InteriorConvolution.addGradients(
        x,
        from,
        to,
        outputGradient,
        first,
        filter.reversed(),
        filter.support(),
        tapGradient,
        inputGradient);
  }
}
