/** Whole jobs on an embedded cluster: throughput beside other jobs, scale, and latency. */
package io.github.gaussflow.benchmarks.pipeline;
