/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of layers, each fed with the output of the one before: y = f(g(x)).
 *
 * <p>Backward is the chain rule (1), (2) and (10): the input gradient of a layer is the output
 * gradient of the one before it. The trainable parameters are those of the layers in order.
 *
 * <p>{@code backward} computes the outputs between the layers again and so depends on nothing but
 * its arguments. The buffers between the layers are kept; they are allocated when a batch has
 * another size than the last.
 */
public final class Sequential implements Layer {

  private final List<Layer> layers;
  private final int parameterCount;

  /**
   * Output and output gradient of each layer but the last, for the batch size they were made for.
   */
  private final double[][] outputs;

  private final double[][] outputGradients;
  private int batchOfBuffers = -1;

  private final double[][] parameterGradients;

  private Sequential(List<Layer> layers) {
    this.layers = layers;
    this.outputs = new double[layers.size() - 1][];
    this.outputGradients = new double[layers.size() - 1][];
    this.parameterGradients = new double[layers.size()][];
    int count = 0;
    for (int i = 0; i < layers.size(); i++) {
      parameterGradients[i] = new double[layers.get(i).parameterCount()];
      count += layers.get(i).parameterCount();
    }
    this.parameterCount = count;
  }

  /**
   * A chain of the given layers, the first sees the input.
   *
   * @throws IllegalArgumentException if there is no layer, or a layer's input size is not the
   *     output size of the layer before it
   */
  public static Sequential of(Layer... layers) {
    return of(List.of(layers));
  }

  /** As {@link #of(Layer...)}. */
  public static Sequential of(List<? extends Layer> layers) {
    Shapes.requireSize("number of layers", layers.size());
    long parameters = 0;
    for (int i = 0; i < layers.size(); i++) {
      if (i > 0 && layers.get(i).inputSize() != layers.get(i - 1).outputSize()) {
        throw new IllegalArgumentException(
            "layers[%d] must take %d values, the output size of layers[%d], but takes %d"
                .formatted(i, layers.get(i - 1).outputSize(), i - 1, layers.get(i).inputSize()));
      }
      parameters += layers.get(i).parameterCount();
    }
    if (parameters > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("layers must have fewer parameters than " + parameters);
    }
    return new Sequential(List.copyOf(layers));
  }

  /** The layers in order. */
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public int inputSize() {
    return layers.get(0).inputSize();
  }

  @Override
  public int outputSize() {
    return layers.get(layers.size() - 1).outputSize();
  }

  @Override
  public int parameterCount() {
    return parameterCount;
  }

  @Override
  public double[] parameters() {
    double[] all = new double[parameterCount];
    int at = 0;
    for (Layer layer : layers) {
      System.arraycopy(layer.parameters(), 0, all, at, layer.parameterCount());
      at += layer.parameterCount();
    }
    return all;
  }

  @Override
  public Sequential withParameters(double[] parameters) {
    Shapes.requireParameters("parameters", parameters, parameterCount);
    List<Layer> changed = new ArrayList<>();
    int at = 0;
    for (Layer layer : layers) {
      double[] own = new double[layer.parameterCount()];
      System.arraycopy(parameters, at, own, 0, own.length);
      changed.add(layer.withParameters(own));
      at += own.length;
    }
    return new Sequential(List.copyOf(changed));
  }

  @Override
  public void forward(double[] input, int batch, double[] output) {
    Shapes.requireForward(this, input, batch, output);
    int last = layers.size() - 1;
    double[] between = forwardToLast(input, batch);
    layers.get(last).forward(between, batch, output);
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
    forwardToLast(input, batch);
    int last = layers.size() - 1;
    int at = parameterCount;
    for (int i = last; i >= 0; i--) {
      double[] own = parameterGradients[i];
      layers
          .get(i)
          .backward(
              i == 0 ? input : outputs[i - 1],
              i == last ? output : outputs[i],
              i == last ? outputGradient : outputGradients[i],
              batch,
              i == 0 ? inputGradient : outputGradients[i - 1],
              own);
      at -= own.length;
      System.arraycopy(own, 0, parameterGradient, at, own.length);
    }
  }

  /** Runs all layers but the last and returns the last one's input. */
  private double[] forwardToLast(double[] input, int batch) {
    if (batch != batchOfBuffers) {
      allocate(batch);
    }
    double[] between = input;
    for (int i = 0; i < outputs.length; i++) {
      layers.get(i).forward(between, batch, outputs[i]);
      between = outputs[i];
    }
    return between;
  }

  private void allocate(int batch) {
    for (int i = 0; i < outputs.length; i++) {
      int size = Math.multiplyExact(batch, layers.get(i).outputSize());
      outputs[i] = new double[size];
      outputGradients[i] = new double[size];
    }
    batchOfBuffers = batch;
  }
}
