/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.jobs.configuration.Secrets;
import io.github.gaussflow.jobs.configuration.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.TableEnvironment;

/** Carries out the statements of a job file that declare its tables. */
public final class TableStatements {

  private static final Set<String> MOVING =
      Set.of("INSERT", "UPDATE", "DELETE", "SELECT", "WITH", "EXECUTE", "VALUES");

  private static final Pattern COMMENTS =
      Pattern.compile("(?s)\\A(\\s+|--[^\\n]*(\\n|\\z)|/\\*.*?\\*/)+");
  private static final Pattern FIRST_WORD = Pattern.compile("\\A[A-Za-z]+");
  private static final Pattern AS_SELECT =
      Pattern.compile(
          "(?is)\\ACREATE\\s+(OR\\s+REPLACE\\s+)?TABLE\\s.*\\bAS\\s+(SELECT|WITH)\\b.*");
  private static final Pattern POSITION =
      Pattern.compile("(?i)(?:at|from) line (\\d+), column (\\d+)");
  private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"\\w+\"\\.?");
  private static final Pattern TOKEN = Pattern.compile("(?<=Encountered \").*(?=\")");
  private static final Pattern PREAMBLE =
      Pattern.compile(
          "(?i)^SQL (parse|validation) failed\\. |(At|From) line \\d+, column \\d+( to line \\d+, column \\d+)?: "
              + "| at line \\d+, column \\d+");

  private TableStatements() {}

  /**
   * Carries out statements in order. One that fails adds a problem at the line that the parser
   * blames, and the next is tried.
   */
  public static void run(TableEnvironment tables, List<Statement> statements, Problems problems) {
    for (Statement statement : statements) {
      if (!declares(statement, problems)) {
        continue;
      }
      try {
        tables.executeSql(statement.sql());
      } catch (RuntimeException e) {
        // Not only Flink's own exceptions: some of the planner's come through as they are.
        report(statement, e, problems);
      }
    }
  }

  private static boolean declares(Statement statement, Problems problems) {
    String sql = COMMENTS.matcher(statement.sql()).replaceFirst("");
    Matcher word = FIRST_WORD.matcher(sql);
    String first = word.find() ? word.group().toUpperCase(Locale.ROOT) : "";
    if (MOVING.contains(first) || AS_SELECT.matcher(sql).matches()) {
      problems.add(
          statement.line(),
          "a statement of 'tables' must declare something, but this one moves rows; use CREATE VIEW"
              + " for a query and name the output tables in section 'output'");
      return false;
    }
    return true;
  }

  private static void report(Statement statement, Exception failure, Problems problems) {
    Optional<Matcher> position = position(failure);
    String cause = PREAMBLE.matcher(Cause.of(failure)).replaceAll("");
    if (position.isPresent() && followsSecret(statement, position.get())) {
      // Perhaps what is left of a password after a quote within it.
      cause = TOKEN.matcher(cause).replaceAll(Secrets.HIDDEN);
    }
    if (ENCOUNTERED.matcher(cause).matches()) {
      cause += " A word that SQL reserves must stand in `backticks` to be a name.";
    }
    int line = statement.line() + position.map(p -> Integer.parseInt(p.group(1)) - 1).orElse(0);
    String column = position.map(p -> " at column " + p.group(2) + " of its line").orElse("");
    problems.add(line, "this SQL cannot be used%s: %s".formatted(column, cause));
  }

  private static boolean followsSecret(Statement statement, Matcher position) {
    List<String> lines = statement.sql().lines().toList();
    int line = Integer.parseInt(position.group(1));
    return line <= lines.size()
        && Secrets.precede(lines.get(line - 1), Integer.parseInt(position.group(2)));
  }

  private static Optional<Matcher> position(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      Matcher matcher = POSITION.matcher(String.valueOf(at.getMessage()));
      if (matcher.find()) {
        return Optional.of(matcher);
      }
    }
    return Optional.empty();
  }
}
