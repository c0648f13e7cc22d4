/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Runs SQL as the SQL client does: statement after statement, SET included, in one session. */
final class SqlScript {

  private static final Pattern SET = Pattern.compile("(?is)SET\\s+'([^']+)'\\s*=\\s*'([^']*)'");

  private final TableEnvironment tables;

  SqlScript() {
    this(2);
  }

  SqlScript(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.setString("parallelism.default", String.valueOf(parallelism));
    tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(configuration)
                .build());
  }

  /**
   * Runs a file, for tests in a virtual machine that has not all that this one has.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws Exception {
    new SqlScript().run(Files.readString(Path.of(arguments[0])));
  }

  TableEnvironment tables() {
    return tables;
  }

  /** Carries out every statement and waits for those that move rows. */
  SqlScript run(String text) throws Exception {
    for (String statement : statements(text)) {
      Matcher set = SET.matcher(statement);
      if (set.matches()) {
        tables.getConfig().set(set.group(1), set.group(2));
      } else {
        TableResult result = tables.executeSql(statement);
        if (result.getJobClient().isPresent()) {
          result.await();
        }
      }
    }
    return this;
  }

  /** The rows of a query, as text, sorted. */
  List<String> rows(String query) throws Exception {
    List<String> rows = new ArrayList<>();
    CloseableIterator<Row> results = tables.executeSql(query).collect();
    try {
      results.forEachRemaining(row -> rows.add(row.toString()));
    } finally {
      results.close();
    }
    rows.sort(null);
    return rows;
  }

  /** The statements of a script: each ends with a semicolon at the end of its line. */
  static List<String> statements(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean set = false;
    for (String line : text.split("\n")) {
      String code = line.replaceFirst("--.*", "").stripTrailing();
      set |= code.startsWith("EXECUTE STATEMENT SET");
      statement.append(code).append('\n');
      boolean ends = set ? code.equals("END;") : code.endsWith(";");
      if (ends) {
        String whole = statement.toString().strip();
        // Flink's API takes the semicolon of a set, and only that.
        statements.add(set ? whole : whole.substring(0, whole.length() - 1));
        statement.setLength(0);
        set = false;
      }
    }
    if (!statement.toString().isBlank()) {
      throw new IllegalArgumentException("no semicolon ends: " + statement);
    }
    return statements;
  }
}
