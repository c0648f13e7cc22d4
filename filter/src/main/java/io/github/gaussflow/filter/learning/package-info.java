/**
 * Learners of the mean and the standard deviation of a Gaussian filter, window by window, from the
 * statistics of the windows alone.
 */
package io.github.gaussflow.filter.learning;
