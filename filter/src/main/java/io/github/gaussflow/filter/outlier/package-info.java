/**
 * Outliers: samples that lie so far from their neighbours that the sensor cannot have meant them,
 * found and replaced before a linear filter smears them.
 */
package io.github.gaussflow.filter.outlier;
