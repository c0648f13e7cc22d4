/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.configuration.Secrets;
import io.github.gaussflow.jobs.table.Cause;

/** A job that failed; the message says why in one line, without the passwords of its job file. */
final class JobFailure extends Exception {

  private static final long serialVersionUID = 1;

  JobFailure(Throwable cause, Secrets secrets) {
    super(secrets.hide(Cause.of(cause)), cause);
  }
}
