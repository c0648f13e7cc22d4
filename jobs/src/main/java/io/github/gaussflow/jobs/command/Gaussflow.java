/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code gaussflow}. */
@Command(
    name = "gaussflow",
    mixinStandardHelpOptions = true,
    versionProvider = Gaussflow.Version.class,
    subcommands = {
      RunCommand.class,
      ValidateCommand.class,
      ReportCommand.class,
      EvaluateCommand.class,
      QualityCommand.class
    },
    description =
        "Denoises sensor samples with a Gaussian filter whose mean and standard deviation are"
            + " learned online.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:the job failed",
      "2:the command line, the job file or the CSV file is wrong"
    })
public final class Gaussflow implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    // Threads of Flink may still live; only this ends the process with a status.
    Runtime.getRuntime().exit(commandLine().execute(arguments));
  }

  /** The command line, to be executed with arguments. */
  public static CommandLine commandLine() {
    return new CommandLine(new Gaussflow()).setExecutionExceptionHandler(new FailureHandler());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "a command is needed: run, validate, report, evaluate or quality");
  }

  /** Reads the version out of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Gaussflow.class.getPackage().getImplementationVersion();
      return new String[] {"gaussflow " + (version == null ? "(not packaged)" : version)};
    }
  }
}
