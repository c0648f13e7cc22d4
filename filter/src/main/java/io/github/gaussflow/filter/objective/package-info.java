/**
 * What a filter is to achieve, as a quadratic cost of its taps that the statistics of a window
 * define.
 */
package io.github.gaussflow.filter.objective;
