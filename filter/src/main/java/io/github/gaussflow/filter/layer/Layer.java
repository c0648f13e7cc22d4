/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/**
 * A differentiable function of a vector with trainable parameters: one link of the chain rule.
 *
 * <p>A batch of B vectors of length S lies in an array of B S numbers, one vector after the other.
 * Arrays belong to the caller, must have exactly the length asked for, and the arrays written must
 * not be those read. Parameters are immutable and on the scale on which they are learned: a
 * standard deviation appears as its logarithm.
 *
 * <p>{@code forward} and {@code backward} do not allocate in steady state, that is while the batch
 * does not change. Layers may keep buffers for that, so a layer belongs to one thread at a time.
 *
 * <p>An empty batch is allowed; its parameter gradient is zero. NaN spreads as arithmetic has it,
 * unless a layer says that it reads NaN as missing.
 */
public interface Layer {

  /** The length of an input vector, at least 1. */
  int inputSize();

  /** The length of an output vector, at least 1. */
  int outputSize();

  /** The number of trainable parameters, 0 or more. */
  int parameterCount();

  /** A copy of the trainable parameters. */
  double[] parameters();

  /**
   * The same layer with other parameters.
   *
   * @throws IllegalArgumentException if the array does not have {@link #parameterCount} entries or
   *     an entry is not allowed, NaN for one; the message names the parameter and its value
   */
  Layer withParameters(double[] parameters);

  /**
   * Computes the outputs of a batch.
   *
   * @param input batch x inputSize numbers
   * @param batch the number of vectors, 0 or more
   * @param output batch x outputSize numbers, overwritten
   * @throws IllegalArgumentException if an array has another length
   */
  void forward(double[] input, int batch, double[] output);

  /**
   * Computes the gradients (11) and (12) of a cost C from its gradient (13) by the output.
   *
   * @param input what went into {@link #forward}
   * @param output what came out of it
   * @param outputGradient dC/d output, batch x outputSize numbers
   * @param batch the number of vectors, 0 or more
   * @param inputGradient dC/d input, batch x inputSize numbers, overwritten
   * @param parameterGradient dC/d parameters summed over the batch, overwritten
   * @throws IllegalArgumentException if an array has another length
   */
  void backward(
      double[] input,
      double[] output,
      double[] outputGradient,
      int batch,
      double[] inputGradient,
      double[] parameterGradient);
}
