/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The heap that is in use as a job goes on. */
@Command(
    name = "benchmarks/heap.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the denoising job, with learning on, and prints the heap that is in use after a full"
          + " collection at every tenth of the samples."
    })
public final class HeapBenchmark implements Callable<Integer> {

  private static final int PARTS = 10;
  private static final double MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Mixin private Workload workload;

  /** Runs the benchmark; the exit status is 2 for a wrong option. */
  public static void main(String[] arguments) {
    Benchmarks.run(new HeapBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    Benchmarks.check(spec, workload::check);
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    PrintWriter out = spec.commandLine().getOut();
    try (EmbeddedCluster cluster = EmbeddedCluster.start(workload.parallelism())) {
      StreamExecutionEnvironment environment = EmbeddedCluster.environment(workload);
      workload
          .pipeline()
          .apply(workload.sourceThatFallsSilent(environment))
          .denoised()
          .sinkTo(new CountingSink<>(element -> 1));
      JobID job = cluster.start(environment);
      for (int part = 1; part < PARTS; part++) {
        long outputs = workload.samples() / PARTS * part;
        cluster.await(job, () -> Stopwatch.outputs() >= outputs);
        memory.gc();
        out.printf(
            Locale.ROOT,
            "%,15d outputs: %6.1f MiB%n",
            outputs,
            memory.getHeapMemoryUsage().getUsed() / MEBIBYTE);
        out.flush();
      }
      cluster.cancel(job);
    }
    return CommandLine.ExitCode.OK;
  }
}
