/**
 * Costs of a network's output, with their gradient: where back-propagation starts.
 *
 * <p>A pair of output and target of which either is NaN stands for a missing sample and does not
 * count; its gradient is zero.
 */
package io.github.gaussflow.filter.cost;
