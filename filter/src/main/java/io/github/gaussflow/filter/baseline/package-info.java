/**
 * The filters that a learned Gaussian is compared with: moving average, exponential average,
 * Savitzky-Golay, 1-Euro, the Kalman filter of the local level model, and any fixed taps.
 */
package io.github.gaussflow.filter.baseline;
