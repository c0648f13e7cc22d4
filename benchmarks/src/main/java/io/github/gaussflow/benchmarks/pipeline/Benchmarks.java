/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.benchmarks.pipeline;

import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the commands have in common. */
final class Benchmarks {

  private Benchmarks() {}

  /** Runs a command and ends the process with its exit status. */
  static void run(Object command, String[] arguments) {
    int status =
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
    Runtime.getRuntime().exit(status);
  }

  /** Runs a check of options; what it refuses is a wrong use of the command. */
  static void check(CommandSpec spec, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The median, of an even number the mean of the two in the middle. */
  static double median(double[] numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
