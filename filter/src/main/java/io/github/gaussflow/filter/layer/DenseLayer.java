/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import java.util.Arrays;

/**
 * A layer of neurons that all see the whole input vector. With the weights w of shape (J, K), K
 * inputs and J outputs, and f the activation:
 *
 * <pre>
 * a_out(j)     = f(z(j)),  z(j) = sum over k of w(j, k) a_in(k)     (29), (31)
 * delta(j)     = dC/da_out(j) f'(z(j))
 * dC/dw(j, k)  = delta(j) a_in(k)                                   (36), (38)
 * dC/da_in(k)  = sum over j of delta(j) w(j, k)                     (43)
 * </pre>
 *
 * <p>There is no bias, as in the paper. The trainable parameters are the weights row by row. An
 * output gradient of exactly zero contributes nothing even where the input or the output is NaN, so
 * a missing sample stays without influence through a chain of layers.
 */
public final class DenseLayer implements Layer {

  private final int inputs;
  private final int outputs;
  private final Activation activation;
  private final double[] weights;

  private DenseLayer(int inputs, int outputs, Activation activation, double[] weights) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.activation = activation;
    this.weights = weights;
    for (int i = 0; i < weights.length; i++) {
      if (!Double.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "weights[%d][%d] must be finite, but is %s"
                .formatted(i / inputs, i % inputs, weights[i]));
      }
    }
  }

  /**
   * A layer with the given weights.
   *
   * @param weights J rows of K weights: {@code weights[j][k]} connects input k to output j; copied
   * @throws IllegalArgumentException if there is no weight, the rows differ in length, or a weight
   *     is not finite
   */
  public static DenseLayer of(double[][] weights, Activation activation) {
    int outputs = Shapes.requireSize("number of weight rows", weights.length);
    int inputs = Shapes.requireSize("length of weights[0]", weights[0].length);
    Shapes.requireSize("number of weights", (long) inputs * outputs);
    double[] flat = new double[inputs * outputs];
    for (int j = 0; j < outputs; j++) {
      Shapes.requireParameters("weights[" + j + "]", weights[j], inputs);
      System.arraycopy(weights[j], 0, flat, j * inputs, inputs);
    }
    return new DenseLayer(inputs, outputs, activation, flat);
  }

  /** One neuron with one input, sections 2.1 and 2.2: a = f(w x). */
  public static DenseLayer neuron(double weight, Activation activation) {
    return of(new double[][] {{weight}}, activation);
  }

  /** f. */
  public Activation activation() {
    return activation;
  }

  /** K. */
  @Override
  public int inputSize() {
    return inputs;
  }

  /** J. */
  @Override
  public int outputSize() {
    return outputs;
  }

  /** J K. */
  @Override
  public int parameterCount() {
    return weights.length;
  }

  /** The weights, row by row. */
  @Override
  public double[] parameters() {
    return weights.clone();
  }

  @Override
  public DenseLayer withParameters(double[] parameters) {
    Shapes.requireParameters("parameters", parameters, weights.length);
    return new DenseLayer(inputs, outputs, activation, parameters.clone());
  }

  @Override
  public void forward(double[] input, int batch, double[] output) {
    Shapes.requireForward(this, input, batch, output);
    for (int b = 0; b < batch; b++) {
      for (int j = 0; j < outputs; j++) {
        double z = 0;
        for (int k = 0; k < inputs; k++) {
          z += weights[j * inputs + k] * input[b * inputs + k];
        }
        output[b * outputs + j] = activation.apply(z);
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
    for (int row = 0; row < batch * outputs; row++) {
      if (outputGradient[row] == 0) {
        continue;
      }
      double delta = outputGradient[row] * activation.derivative(output[row]);
      int in = row / outputs * inputs;
      int w = row % outputs * inputs;
      for (int k = 0; k < inputs; k++) {
        parameterGradient[w + k] += delta * input[in + k];
        inputGradient[in + k] += delta * weights[w + k];
      }
    }
  }
}
