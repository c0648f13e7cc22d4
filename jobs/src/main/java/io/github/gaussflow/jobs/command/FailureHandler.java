/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.configuration.JobFileException;
import io.github.gaussflow.jobs.configuration.Secrets;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Turns what a command throws into one readable message; the stack trace goes to the log. */
final class FailureHandler implements CommandLine.IExecutionExceptionHandler {

  /** The exit status where the job failed. */
  static final int JOB_FAILED = 1;

  /** The exit status where the command line or the job file is wrong. */
  static final int WRONG_INPUT = 2;

  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (failure instanceof JobFileException) {
      err.println(failure.getMessage());
      err.flush();
      return WRONG_INPUT;
    }
    LOG.error("The command failed", failure);
    JobFailure told =
        failure instanceof JobFailure job ? job : new JobFailure(failure, Secrets.none());
    err.println("gaussflow: the job failed: " + told.getMessage());
    String log = System.getProperty("gaussflow.log");
    if (log != null) {
      err.println("gaussflow: the stack trace is in " + log);
    }
    err.flush();
    return JOB_FAILED;
  }
}
