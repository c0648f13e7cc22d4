/** The mathematics of the learned Gaussian filter: Java only, no Flink, no input or output. */
package io.github.gaussflow.filter;
