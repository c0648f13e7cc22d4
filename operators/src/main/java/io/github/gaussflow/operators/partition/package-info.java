/**
 * The whole pipeline in one place, for all sensors that share parameters: for hosts that give a
 * function one key, its state and a timer, and no graph of operators.
 */
package io.github.gaussflow.operators.partition;
