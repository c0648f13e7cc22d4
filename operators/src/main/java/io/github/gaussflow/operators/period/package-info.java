/**
 * The nominal period of each group where it is not given: told from the times of its first samples,
 * in event time, and kept.
 */
package io.github.gaussflow.operators.period;
