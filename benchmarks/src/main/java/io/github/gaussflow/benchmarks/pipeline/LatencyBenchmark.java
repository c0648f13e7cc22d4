/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long after its event time a sample leaves the sink, at a share of the highest rate. */
@Command(
    name = "benchmarks/latency.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures how many samples a second the denoising job can take, with learning on; then sends"
          + " a share of that, each sample at its event time by the clock, and prints how long"
          + " after it the output comes: beyond the lookahead and the interval of watermarks, which"
          + " every output may have to wait for."
    })
public final class LatencyBenchmark implements Callable<Integer> {

  private static final double NANOS_A_SECOND = 1e9;

  @Spec private CommandSpec spec;

  @Mixin private Workload workload;

  @Option(
      names = "--share",
      paramLabel = "X",
      defaultValue = "0.5",
      description = "The share of the highest rate (${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long to send samples, after 10 s that warm up (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--watermark-interval",
      paramLabel = "MS",
      defaultValue = "200",
      description = "Flink's pipeline.auto-watermark-interval (${DEFAULT-VALUE}).")
  private int watermarkInterval;

  @Option(
      names = "--buffer-timeout",
      paramLabel = "MS",
      defaultValue = "100",
      description = "Flink's execution.buffer-timeout.interval (${DEFAULT-VALUE}).")
  private int bufferTimeout;

  /** Runs the benchmark; the exit status is 2 for a wrong option. */
  public static void main(String[] arguments) {
    Benchmarks.run(new LatencyBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    Benchmarks.check(spec, workload::check);
    int warmUp = 10;
    try (EmbeddedCluster cluster = EmbeddedCluster.start(workload.parallelism())) {
      cluster.run(Contender.DENOISING, workload); // warms up
      double rate = share * cluster.run(Contender.DENOISING, workload);
      long period = Math.round(NANOS_A_SECOND * workload.sensors() / rate);
      StreamExecutionEnvironment environment = EmbeddedCluster.environment(workload);
      environment.getConfig().setAutoWatermarkInterval(watermarkInterval);
      environment.setBufferTimeout(bufferTimeout);
      long ofWriter = (long) (rate * warmUp / workload.parallelism());
      workload
          .builder(period)
          .maximumGap(Duration.ofSeconds(10)) // a pause of the machine cuts no series
          .build()
          .apply(workload.liveSource(environment, rate, (long) (rate * (warmUp + seconds))))
          .denoised()
          .sinkTo(new DelaySink(ofWriter));
      cluster.run(environment);
      double known = workload.taps() / 2 * period / 1e6 + watermarkInterval;
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          Locale.ROOT,
          "%,d sensors, K = %d, scope %s, %.2f of the highest rate, watermarks every %d ms, buffer"
              + " timeout %d ms%n",
          workload.sensors(),
          workload.taps(),
          workload.scope(),
          share,
          watermarkInterval,
          bufferTimeout);
      out.printf(Locale.ROOT, "lookahead and watermark interval: %.1f ms%n", known);
      for (double quantile : new double[] {0.5, 0.99, 0.999}) {
        double delay = DelaySink.quantile(quantile);
        out.printf(
            Locale.ROOT,
            "%5.1f %%: %.1f ms after the event time, %.1f ms beyond these%n",
            100 * quantile,
            delay,
            delay - known);
      }
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }
}
