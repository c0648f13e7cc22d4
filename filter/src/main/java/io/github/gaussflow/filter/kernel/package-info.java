/**
 * Gaussian kernels on a finite support, with their first and second derivatives.
 *
 * <p>A kernel is a set of taps g(m) for the offsets m = -L..R. The three kinds of {@link
 * io.github.gaussflow.filter.kernel.GaussianKernel} share the parameters mean and standard
 * deviation, both in sample periods.
 */
package io.github.gaussflow.filter.kernel;
