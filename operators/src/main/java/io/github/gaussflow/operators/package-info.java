/**
 * The denoising pipeline: a stream of samples in; denoised samples, parameter updates and rejected
 * samples out. It names no source and no sink.
 *
 * <p>{@link io.github.gaussflow.operators.DenoisingPipeline} wires the operators of the packages
 * below: {@code frame} puts samples in order, {@code learning} learns the parameters of each group,
 * {@code filtering} applies them from their event time on.
 */
package io.github.gaussflow.operators;
