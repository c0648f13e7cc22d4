/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/** The checks of array lengths that all layers share. */
final class Shapes {

  private Shapes() {}

  static void requireForward(Layer layer, double[] input, int batch, double[] output) {
    if (batch < 0) {
      throw new IllegalArgumentException("batch must be at least 0, but is " + batch);
    }
    requireRows("input", input, batch, layer.inputSize());
    requireRows("output", output, batch, layer.outputSize());
    if (input == output) {
      throw new IllegalArgumentException("output must be another array than input");
    }
  }

  static void requireBackward(
      Layer layer,
      double[] input,
      double[] output,
      double[] outputGradient,
      int batch,
      double[] inputGradient,
      double[] parameterGradient) {
    requireForward(layer, input, batch, output);
    requireRows("output gradient", outputGradient, batch, layer.outputSize());
    requireRows("input gradient", inputGradient, batch, layer.inputSize());
    requireParameters("parameter gradient", parameterGradient, layer.parameterCount());
    if (inputGradient == input || inputGradient == output || inputGradient == outputGradient) {
      throw new IllegalArgumentException("input gradient must be an array of its own");
    }
  }

  static void requireParameters(String name, double[] parameters, int count) {
    if (parameters.length != count) {
      throw new IllegalArgumentException(
          "%s must have %d entries, but has %d".formatted(name, count, parameters.length));
    }
  }

  static int requireSize(String name, long size) {
    if (size < 1 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s must be between 1 and %d, but is %d".formatted(name, Integer.MAX_VALUE, size));
    }
    return (int) size;
  }

  private static void requireRows(String name, double[] array, int batch, int size) {
    if (array.length != (long) batch * size) {
      throw new IllegalArgumentException(
          "%s must have %d x %d entries (batch x size), but has %d"
              .formatted(name, batch, size, array.length));
    }
  }
}
