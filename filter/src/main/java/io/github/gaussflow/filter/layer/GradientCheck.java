/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

/**
 * Compares all gradients of a layer with central differences of its outputs.
 *
 * <p>The cost is C = sum over j of G(j) O(j) with given weights G, so dC/dO = G. A difference
 * quotient (C(v + h) - C(v - h)) / (2 h) is taken at 14 steps h, each 1.6 times smaller than the
 * one before, and extrapolated to h = 0 (Ridders, doi:10.1016/S0141-1195(82)80057-0), so no step
 * has to be chosen for a layer. Outputs and inputs that are NaN stand for missing samples: they are
 * left out, and the input gradient there has to be zero.
 *
 * @param worst the entry with the largest error
 * @param entries the number of gradients compared
 */
public record GradientCheck(Entry worst, int entries) {

  private static final int STEPS = 14;
  private static final double FIRST_STEP = 0.1;
  private static final double SHRINK = 1.6;

  /** Gradients below this part of the cost drown in the rounding of the differences. */
  private static final double FLOOR = 1e-2;

  /**
   * Gradients that are zero because terms cancel come out of both ways as rounding. Differences
   * below this part of the sum of |G(j)| are no error: layers compute with numbers of order one.
   */
  private static final double ROUNDING = 1e-12;

  /** What a gradient is taken by. */
  public enum Variable {
    /** An entry of the input. */
    INPUT,
    /** A trainable parameter. */
    PARAMETER
  }

  /**
   * One gradient.
   *
   * @param variable what it is taken by
   * @param index which entry of the input or of the parameters
   * @param analytic what {@code backward} says
   * @param numeric what the differences say
   * @param relativeError their difference, relative to the largest gradient by variables of the
   *     same kind, or to 1e-2 of the sum of |G(j) O(j)| if that is more; infinite if a gradient is
   *     NaN
   */
  public record Entry(
      Variable variable, int index, double analytic, double numeric, double relativeError) {}

  /**
   * Checks a layer at one input.
   *
   * @param input batch x inputSize numbers; left as it was
   * @param outputGradient the weights G, batch x outputSize numbers
   * @throws IllegalArgumentException if an array has another length
   */
  public static GradientCheck of(Layer layer, double[] input, int batch, double[] outputGradient) {
    double[] output = new double[outputGradient.length];
    double[] inputGradient = new double[input.length];
    double[] parameterGradient = new double[layer.parameterCount()];
    layer.forward(input, batch, output);
    layer.backward(input, output, outputGradient, batch, inputGradient, parameterGradient);
    double floor = 0;
    for (int j = 0; j < output.length; j++) {
      if (!Double.isNaN(output[j])) {
        floor += FLOOR * Math.abs(outputGradient[j] * output[j]);
      }
    }
    double[] changed = input.clone();
    Outputs byInput =
        (index, value, out) -> {
          changed[index] = value;
          layer.forward(changed, batch, out);
          changed[index] = input[index];
        };
    double[] parameters = layer.parameters();
    Outputs byParameter =
        (index, value, out) -> {
          double[] moved = parameters.clone();
          moved[index] = value;
          layer.withParameters(moved).forward(input, batch, out);
        };
    Entry worstInput =
        worst(Variable.INPUT, byInput, input, inputGradient, outputGradient, output, floor);
    Entry worstParameter =
        worst(
            Variable.PARAMETER,
            byParameter,
            parameters,
            parameterGradient,
            outputGradient,
            output,
            floor);
    boolean parameterIsWorse =
        worstInput == null
            || (worstParameter != null
                && worstParameter.relativeError() > worstInput.relativeError());
    Entry worst = parameterIsWorse ? worstParameter : worstInput;
    return new GradientCheck(
        worst == null ? new Entry(Variable.INPUT, 0, 0, 0, 0) : worst,
        input.length + parameters.length);
  }

  /** Whether the worst relative error is at most {@code tolerance}; 1e-7 is a good one. */
  public boolean passes(double tolerance) {
    return worst.relativeError() <= tolerance;
  }

  @FunctionalInterface
  private interface Outputs {
    void at(int index, double value, double[] out);
  }

  private static Entry worst(
      Variable variable,
      Outputs outputs,
      double[] values,
      double[] analytic,
      double[] weights,
      double[] base,
      double floor) {
    double[] numeric = new double[values.length];
    double scale = floor;
    double rounding = 0;
    for (double weight : weights) {
      rounding += ROUNDING * Math.abs(weight);
    }
    for (int i = 0; i < values.length; i++) {
      numeric[i] = Double.isNaN(values[i]) ? 0 : derivative(outputs, i, values[i], weights, base);
      scale = Math.max(scale, Math.max(Math.abs(analytic[i]), Math.abs(numeric[i])));
    }
    Entry worst = null;
    for (int i = 0; i < values.length; i++) {
      double difference = Math.abs(analytic[i] - numeric[i]);
      difference = difference <= rounding ? 0 : difference;
      double error = difference == 0 ? 0 : difference / scale;
      error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
      if (worst == null || error > worst.relativeError()) {
        worst = new Entry(variable, i, analytic[i], numeric[i], error);
      }
    }
    return worst;
  }

  private static boolean sameMissing(double[] above, double[] below, double[] base) {
    for (int j = 0; j < base.length; j++) {
      if (Double.isNaN(above[j]) != Double.isNaN(base[j])
          || Double.isNaN(below[j]) != Double.isNaN(base[j])) {
        return false;
      }
    }
    return true;
  }

  private static double derivative(
      Outputs outputs, int index, double value, double[] weights, double[] base) {
    double[] above = new double[weights.length];
    double[] below = new double[weights.length];
    double[][] table = new double[STEPS][STEPS];
    double step = FIRST_STEP;
    double best = 0;
    double leastError = Double.POSITIVE_INFINITY;
    int tried = 0;
    for (int i = 0; i < STEPS; i++) {
      outputs.at(index, value + step, above);
      outputs.at(index, value - step, below);
      while (!sameMissing(above, below, base) && tried++ < STEPS) {
        // So far away another set of outputs exists: not the function whose gradient this is.
        step /= SHRINK;
        outputs.at(index, value + step, above);
        outputs.at(index, value - step, below);
      }
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        // Output by output, so that outputs that do not change cancel exactly.
        if (!Double.isNaN(above[j]) && !Double.isNaN(below[j])) {
          sum += weights[j] * (above[j] - below[j]);
        }
      }
      table[0][i] = sum / ((value + step) - (value - step));
      double factor = 1;
      for (int order = 1; order <= i; order++) {
        factor *= SHRINK * SHRINK;
        table[order][i] = (factor * table[order - 1][i] - table[order - 1][i - 1]) / (factor - 1);
        double error =
            Math.max(
                Math.abs(table[order][i] - table[order - 1][i]),
                Math.abs(table[order][i] - table[order - 1][i - 1]));
        if (error <= leastError) {
          leastError = error;
          best = table[order][i];
        }
      }
      step /= SHRINK;
    }
    return best;
  }
}
