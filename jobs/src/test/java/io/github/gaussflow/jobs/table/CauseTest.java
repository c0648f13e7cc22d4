/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void namesTheColumnOfACellThatCannotBeRead() {
    Exception cell = new DateTimeParseException("Text '' could not be parsed at index 0", "", 0);
    Exception field = new RuntimeException("Fail to deserialize at field: t.", cell);
    assertThat(Cause.of(new IllegalStateException("the task failed", field)))
        .isEqualTo(
            "a cell of column 't' cannot be read: Text '' could not be parsed at index 0; mend the"
                + " file, or let such cells be NULL with 'csv.ignore-parse-errors' = 'true' in the"
                + " table (or that of its format)");
  }

  @Test
  void isTheInnermostMessageElse() {
    Exception inner = new IllegalArgumentException("no such  table");
    assertThat(Cause.of(new RuntimeException("planning failed", inner))).isEqualTo("no such table");
    assertThat(Cause.of(new ArithmeticException())).isEqualTo("ArithmeticException");
    assertThat(Cause.of(new ClassNotFoundException(LocalDate.class.getName())))
        .isEqualTo("ClassNotFoundException: java.time.LocalDate");
  }
}
