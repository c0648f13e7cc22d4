/** What goes into the pipeline and what comes out: samples, denoised samples, updates. */
package io.github.gaussflow.operators.sample;
