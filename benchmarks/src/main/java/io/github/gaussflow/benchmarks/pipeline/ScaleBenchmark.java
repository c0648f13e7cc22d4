/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What samples, sensors and checkpoints cost against the number of sensors and of taps. */
@Command(
    name = "benchmarks/scale.sh",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the denoising job, with learning on, for each case until all outputs are there and all"
          + " sensors are silent, then takes a checkpoint; before each case the one of 1,000"
          + " sensors and K = 33, so that costs are ratios of runs beside each other.",
      "Prints a table in Markdown: the time a sample against that case, the time that processors"
          + " work for one against that case, whatever else the machine does, the state that an idle"
          + " sensor leaves in a checkpoint, and the time that the checkpoint takes."
    })
public final class ScaleBenchmark implements Callable<Integer> {

  private static final int USUAL_SENSORS = 1_000;
  private static final int USUAL_TAPS = 33;
  private static final int SHORTEST_WINDOW = 64;

  /** How long sensors may be silent, in windows: longer than they are here. */
  private static final int PATIENCE = 10_000;

  @Spec private CommandSpec spec;

  @Mixin private Workload workload;

  @Option(
      names = "--cases",
      paramLabel = "SENSORS:K",
      split = ",",
      defaultValue = "1:33,1000:33,100000:33,1000000:33,1000:9,1000:129,1000:513",
      description = "Sensors and taps of each case (${DEFAULT-VALUE}).")
  private List<String> cases;

  @Option(
      names = "--linger",
      paramLabel = "PERIODS",
      defaultValue = "0",
      description =
          "How long samples linger, in periods (${DEFAULT-VALUE}); not in the case that each is"
              + " measured beside.")
  private int linger;

  /** A case and what was measured of it. */
  private record Measured(
      double seconds, double work, long samples, long stateSize, long checkpointMillis) {
    double secondsASample() {
      return seconds / samples;
    }

    double workASample() {
      return work / samples;
    }
  }

  /** Runs the benchmark; the exit status is 2 for a wrong option. */
  public static void main(String[] arguments) {
    Benchmarks.run(new ScaleBenchmark(), arguments);
  }

  @Override
  public Integer call() throws Exception {
    List<Workload> workloads = new ArrayList<>();
    Benchmarks.check(
        spec,
        () -> {
          workload.check();
          if (linger < 0) {
            throw new IllegalArgumentException("--linger must be at least 0, but is " + linger);
          }
          cases.forEach(text -> workloads.add(workloadOf(text)));
        });
    Workload usual = workloadOf(USUAL_SENSORS, USUAL_TAPS);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "| sensors | K | time a sample | CPU time | bytes a sensor | of 40 K + 500 | checkpoint |");
    out.println("|--:|--:|--:|--:|--:|--:|--:|");
    try (EmbeddedCluster cluster = EmbeddedCluster.start(workload.parallelism())) {
      measure(cluster, usual, 0); // warms up
      for (Workload of : workloads) {
        Measured beside = measure(cluster, usual, 0);
        Measured measured = measure(cluster, of, linger);
        double bytes = (double) measured.stateSize / of.sensors();
        out.printf(
            Locale.ROOT,
            "| %,d | %d | %.2f | %.2f | %,.0f | %.2f | %,d ms |%n",
            of.sensors(),
            of.taps(),
            measured.secondsASample() / beside.secondsASample(),
            measured.workASample() / beside.workASample(),
            bytes,
            bytes / (40 * of.taps() + 500),
            measured.checkpointMillis());
        out.flush();
      }
    }
    return CommandLine.ExitCode.OK;
  }

  private Workload workloadOf(String text) {
    String[] parts = text.split(":");
    try {
      return workloadOf(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "--cases must be numbers of sensors and taps such as 1000:33, but has '%s'"
              .formatted(text),
          e);
    }
  }

  /** A window as long as twice the taps, and for each sensor enough samples to close one. */
  private Workload workloadOf(int sensors, int taps) {
    int window = Math.max(SHORTEST_WINDOW, 2 * taps);
    long samples = Math.max(workload.samples(), (long) sensors * (window + taps / 2 + 1));
    return workload.with(sensors, taps, window, samples);
  }

  private static Measured measure(EmbeddedCluster cluster, Workload of, int linger)
      throws Exception {
    Path checkpoints = Files.createTempDirectory("gaussflow-checkpoints");
    try {
      StreamExecutionEnvironment environment = EmbeddedCluster.environment(of, checkpoints);
      of.builder(of.period())
          .linger(Duration.ofNanos(of.period() * linger))
          .maximumGap(Duration.ofNanos(of.period() * of.window() * PATIENCE))
          .build()
          .apply(of.sourceThatFallsSilent(environment))
          .denoised()
          .sinkTo(new CountingSink<>(element -> 1));
      double before = processorSeconds();
      JobID job = cluster.start(environment);
      // The last of each sensor wait for their lookahead.
      long outputs = of.samples() - (long) of.sensors() * (of.taps() / 2);
      cluster.await(job, () -> Stopwatch.outputs() >= outputs);
      Stopwatch.stop();
      double seconds = Stopwatch.seconds();
      double work = processorSeconds() - before;
      AbstractCheckpointStats last;
      AbstractCheckpointStats checkpoint = cluster.checkpoint(job);
      do { // until the last windows are closed
        last = checkpoint;
        checkpoint = cluster.checkpoint(job);
      } while (Math.abs(last.getStateSize() - checkpoint.getStateSize())
          > checkpoint.getStateSize() / 100);
      cluster.cancel(job);
      return new Measured(
          seconds, work, of.samples(), checkpoint.getStateSize(), checkpoint.getEndToEndDuration());
    } finally {
      delete(checkpoints);
    }
  }

  /** What the threads of this process have worked, those of the JVM too. */
  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** Deletes a folder while Flink may still be deleting checkpoints in it. */
  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
