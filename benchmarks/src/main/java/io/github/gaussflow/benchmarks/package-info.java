/** Benchmarks: micro-benchmarks under JMH, and the whole pipeline on a local cluster. */
package io.github.gaussflow.benchmarks;
