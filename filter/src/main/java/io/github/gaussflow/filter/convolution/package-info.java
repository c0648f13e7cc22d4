/**
 * The convolution (65), its two gradients and lag products on the samples whose inputs are all
 * there: the hot loops of layers, of the statistics and of the streaming filter, in plain Java and
 * with the Vector API.
 */
package io.github.gaussflow.filter.convolution;
