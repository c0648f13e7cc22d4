/**
 * What a window of samples says about the cost of a filter: sums of lagged products.
 *
 * <p>{@link io.github.gaussflow.filter.statistics.LagSums} is one window of one sensor in the form
 * that travels, {@link io.github.gaussflow.filter.statistics.LagStatistics} adds such windows up,
 * and {@link io.github.gaussflow.filter.statistics.NoiseVariance} reads the noise from the sum.
 *
 * <p>For samples that lie anywhere in time {@link
 * io.github.gaussflow.filter.statistics.IrregularWindow} sums up the cost itself at the pairs of a
 * {@link io.github.gaussflow.filter.statistics.ParameterGrid}.
 */
package io.github.gaussflow.filter.statistics;
