/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.evaluation.Evaluator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the learned filter with others on a CSV file. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares the learned filter with others on one column of a CSV file.",
      "With a reference column it says how far each is from it, and from the best that hindsight"
          + " could choose; without one, what each takes away and whether that looks like noise."
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--csv",
      required = true,
      paramLabel = "FILE",
      description = "The CSV file; its first line names the columns.")
  private Path file;

  @Option(
      names = "--time",
      required = true,
      paramLabel = "COLUMN",
      description = "The column of times: ISO timestamps or numbers of seconds.")
  private String time;

  @Option(
      names = "--value",
      required = true,
      paramLabel = "COLUMN",
      description = "The column of the sensor. A cell that is no number is a missing sample.")
  private String value;

  @Option(
      names = "--reference",
      paramLabel = "COLUMN",
      description = "The column of a reference sensor, to score with.")
  private Optional<String> reference;

  @Option(
      names = "--period",
      paramLabel = "DURATION",
      description =
          "The nominal time between two samples, such as '9583 us'; the median step of the file"
              + " unless given.")
  private Optional<String> period;

  @Option(
      names = "--lookahead",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many samples after a sample the filter may use (${DEFAULT-VALUE}).")
  private int lookahead;

  @Option(
      names = "--lookback",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many samples before a sample the filter may use (${DEFAULT-VALUE}).")
  private int lookback;

  @Option(
      names = "--window",
      paramLabel = "N",
      defaultValue = "256",
      description = "The length of a learning window in samples (${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      defaultValue = "sure",
      description =
          "What is to be achieved: sure (least error as estimated from the samples alone), gcv (the"
              + " same by leaving each sample out) or reference (least distance to the reference)"
              + " (${DEFAULT-VALUE}).")
  private String objective;

  @Option(
      names = "--kernels",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many Gaussians with signed weights may make the filter, 1 to 4 (${DEFAULT-VALUE}).")
  private int kernels;

  @Option(
      names = "--lag-range",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many samples the reference may be early or late beyond the taps: its lag is searched"
              + " and the reference moved by it, for learning and for the scores; 0 for no search"
              + " (${DEFAULT-VALUE}).")
  private int lagRange;

  @Option(
      names = "--outliers",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What gaussflow does about outliers first: none, or hampel (a sample far from the median of"
              + " the seven around it is replaced) (${DEFAULT-VALUE}).")
  private String outliers;

  @Option(names = "--json", description = "Prints JSON in place of a table.")
  private boolean json;

  @Override
  public Integer call() {
    Evaluator evaluator =
        new Evaluator(
            file, time, value, reference, period, lookahead, lookback, window, objective, kernels,
            lagRange, outliers, json);
    PrintWriter out = spec.commandLine().getOut();
    out.print(evaluator.report());
    out.flush();
    return 0;
  }
}
