/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/**
 * A layer applied to each sample of a series by itself, with the same parameters for all.
 *
 * <p>A vector is a series of N samples of S values each, the values of a sample side by side, as
 * {@link GaussianBankLayer} writes them. That is the memory of N vectors of length S, so this only
 * counts differently. It joins a bank of K filters to a dense layer of K inputs.
 */
public final class TimeDistributedLayer implements Layer {

  private final Layer layer;
  private final int samples;

  private TimeDistributedLayer(Layer layer, int samples) {
    this.layer = layer;
    this.samples = samples;
  }

  /**
   * Applies a layer to each of N samples.
   *
   * @throws IllegalArgumentException if {@code samples} is less than 1, or N times the layer's
   *     sizes are too large for an array
   */
  public static TimeDistributedLayer of(Layer layer, int samples) {
    Shapes.requireSize("samples", samples);
    Shapes.requireSize("samples x input size", (long) samples * layer.inputSize());
    Shapes.requireSize("samples x output size", (long) samples * layer.outputSize());
    return new TimeDistributedLayer(layer, samples);
  }

  /** The layer that each sample goes through. */
  public Layer layer() {
    return layer;
  }

  /** N times the layer's input size. */
  @Override
  public int inputSize() {
    return samples * layer.inputSize();
  }

  /** N times the layer's output size. */
  @Override
  public int outputSize() {
    return samples * layer.outputSize();
  }

  @Override
  public int parameterCount() {
    return layer.parameterCount();
  }

  @Override
  public double[] parameters() {
    return layer.parameters();
  }

  @Override
  public TimeDistributedLayer withParameters(double[] parameters) {
    return new TimeDistributedLayer(layer.withParameters(parameters), samples);
  }

  @Override
  public void forward(double[] input, int batch, double[] output) {
    Shapes.requireForward(this, input, batch, output);
    layer.forward(input, batch * samples, output);
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
    layer.backward(
        input, output, outputGradient, batch * samples, inputGradient, parameterGradient);
  }
}
