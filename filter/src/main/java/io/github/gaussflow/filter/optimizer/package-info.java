/**
 * Optimizers: rules that turn a gradient into the next parameters.
 *
 * <p>An optimizer is immutable; what it remembers between steps is an array that the caller keeps,
 * so that it can be checkpointed. Parameters are flat arrays as layers hand them out, with a
 * standard deviation as its logarithm rho = ln sigma: a step can make sigma neither zero nor
 * negative.
 */
package io.github.gaussflow.filter.optimizer;
