/**
 * Trainable layers: the Gaussian filter, a bank of them, dense layers, and chains of layers, each
 * with its gradients.
 *
 * <p>Vectors lie in primitive arrays one after the other (batch-major). A series of N samples with
 * K values a sample is a vector of N K numbers, all values of a sample side by side.
 */
package io.github.gaussflow.filter.layer;
