/**
 * What goes into the pipeline and what comes out: samples and denoised samples, one by one or in
 * blocks, and updates.
 */
package io.github.gaussflow.operators.sample;
