/**
 * The convolution (65) and its two gradients on the samples whose inputs are all there: the hot
 * loop of layers and of the streaming filter.
 */
package io.github.gaussflow.filter.convolution;
