/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Samples a second of the denoising job beside a job that only moves the samples to their sensors,
 * and a moving average in SQL; run in turn, so that each ratio is of runs beside each other.
 */
@Command(
    name = "benchmarks/pipeline.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the denoising job, with learning on, in turn with a job of the same source, key, types"
          + " and sink that does nothing, and with AVG OVER in SQL on a hundredth of the samples,"
          + " on a Flink cluster in this process.",
      "Prints the median samples a second of all rounds but two, and the medians of the"
          + " ratios within a round."
    })
public final class PipelineBenchmark implements Callable<Integer> {

  private static final int WARM_UP = 2;

  @Spec private CommandSpec spec;

  @Mixin private Workload workload;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds that are measured, after two that warm up (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--jobs",
      paramLabel = "JOB",
      split = ",",
      defaultValue = "identity,denoising,sql_over",
      description = "Which jobs to run (${DEFAULT-VALUE}).")
  private List<Contender> contenders;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Runs the benchmark; the exit status is 2 for a wrong option. */
  public static void main(String[] arguments) {
    Benchmarks.run(new PipelineBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    Benchmarks.check(spec, workload::check);
    Map<Contender, double[]> rates = new EnumMap<>(Contender.class);
    if (workload.blocks() > 0) {
      contenders = contenders.stream().filter(each -> each != Contender.SQL_OVER).toList();
    }
    contenders.forEach(contender -> rates.put(contender, new double[rounds]));
    try (EmbeddedCluster cluster = EmbeddedCluster.start(workload.parallelism())) {
      for (int round = -WARM_UP; round < rounds; round++) {
        for (Contender contender : rates.keySet()) {
          double rate = cluster.run(contender, workload);
          if (round >= 0) {
            rates.get(contender)[round] = rate;
          }
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(rates) : text(rates));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private String text(Map<Contender, double[]> rates) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d samples%s of %,d sensors, K = %d, window %d, scope %s, parallelism %d, %s, %d"
                + " rounds%n%n",
            workload.samples(),
            workload.blocks() > 0 ? " in blocks of %,d".formatted(workload.blocks()) : "",
            workload.sensors(),
            workload.taps(),
            workload.window(),
            workload.scope(),
            workload.parallelism(),
            workload.backend(),
            rounds));
    text.append(String.format("%-10s %12s  %s%n", "job", "samples/s", "denoising over it"));
    rates.forEach(
        (contender, each) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%-10s %,12.0f  %s%n",
                    contender.label(),
                    Benchmarks.median(each),
                    ratios(rates, contender))));
    return text.toString();
  }

  /** The median ratio to a job, and the ratios of the rounds in order. */
  private static String ratios(Map<Contender, double[]> rates, Contender contender) {
    double[] each = ratio(rates, contender);
    if (each.length == 0) {
      return "";
    }
    Arrays.sort(each);
    return String.format(
        Locale.ROOT,
        "%.2f (%s)",
        Benchmarks.median(each),
        Arrays.stream(each)
            .mapToObj(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
            .collect(Collectors.joining(" ")));
  }

  /** The ratio of each round, of length 0 where there is nothing to compare. */
  private static double[] ratio(Map<Contender, double[]> rates, Contender contender) {
    double[] denoising = rates.get(Contender.DENOISING);
    if (denoising == null || contender == Contender.DENOISING) {
      return new double[0];
    }
    double[] ratio = new double[denoising.length];
    for (int round = 0; round < ratio.length; round++) {
      ratio[round] = denoising[round] / rates.get(contender)[round];
    }
    return ratio;
  }

  private String json(Map<Contender, double[]> rates) {
    String jobs =
        rates.entrySet().stream()
            .map(
                job ->
                    "    {\"job\": \"%s\", \"samples_per_second\": %s, \"denoising_over_it\": %s}"
                        .formatted(
                            job.getKey().label(),
                            numbers("%.0f", job.getValue()),
                            numbers("%.4f", ratio(rates, job.getKey()))))
            .collect(Collectors.joining(",\n"));
    return """
        {
          "samples": %d,
          "samples_in_a_block": %d,
          "sensors": %d,
          "taps": %d,
          "window": %d,
          "scope": "%s",
          "parallelism": %d,
          "backend": "%s",
          "jobs": [
        %s
          ]
        }
        """
        .formatted(
            workload.samples(),
            Math.max(1, workload.blocks()),
            workload.sensors(),
            workload.taps(),
            workload.window(),
            workload.scope(),
            workload.parallelism(),
            workload.backend(),
            jobs);
  }

  private static String numbers(String format, double[] each) {
    return Arrays.stream(each)
        .mapToObj(number -> String.format(Locale.ROOT, format, number))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
