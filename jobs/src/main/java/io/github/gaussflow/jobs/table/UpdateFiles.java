/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;

/**
 * The files of a table of updates, read line by line where the job is submitted, so that what is
 * wrong can be told with its file and line.
 */
final class UpdateFiles {

  private static final String JSON = "json";
  private static final String CSV = "csv";
  private static final String DELIMITER = "csv.field-delimiter";
  private static final String NULL_LITERAL = "csv.null-literal";

  /** Options of the CSV format that change nothing of what it writes, or that are followed here. */
  private static final Set<String> CSV_OPTIONS =
      Set.of(
          DELIMITER,
          NULL_LITERAL,
          "csv.ignore-parse-errors",
          "csv.allow-comments",
          "csv.array-element-delimiter");

  private final List<String> columns;
  private final List<Path> files;
  private final Map<String, String> options;

  private UpdateFiles(List<String> columns, List<Path> files, Map<String, String> options) {
    this.columns = columns;
    this.files = files;
    this.options = options;
  }

  /**
   * One line of a file.
   *
   * @param place the file and the line, counted from 1
   * @param cells the cells by column, none for NULL
   */
  record Line(String place, Map<String, String> cells) {

    /** A cell, empty for NULL. */
    String text(String column) {
      return cells.getOrDefault(column, "");
    }

    /** A cell that must be a finite number. */
    double number(String column) {
      double number = numberOrNaN(column);
      if (Double.isNaN(number)) {
        throw wrong(column, "must be a number");
      }
      return number;
    }

    /** A cell that may be NULL, then NaN, and else must be a finite number. */
    double numberOrNaN(String column) {
      String text = text(column);
      if (text.isEmpty()) {
        return Double.NaN;
      }
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw wrong(column, "must be a number");
      }
      throw wrong(column, "must be finite");
    }

    /** What is wrong with a cell. */
    IllegalArgumentException wrong(String column, String must) {
      return wrong(
          "column '%s' %s, but is '%s'; correct it, or the columns of the table"
              .formatted(column, must, text(column)));
    }

    /** What is wrong with the line. */
    IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException("names a table with %s: %s".formatted(place, what));
    }
  }

  /**
   * Finds the files.
   *
   * @throws IllegalArgumentException if the table is of a kind that cannot be read here
   * @throws IOException if the files cannot be listed
   */
  static UpdateFiles of(TableEnvironment tables, String name) throws IOException {
    CatalogBaseTable table = declared(tables, name);
    Map<String, String> options = table.getOptions();
    String format = options.get("format");
    if (!"filesystem".equals(options.get("connector"))
        || !(CSV.equals(format) || JSON.equals(format))) {
      throw new IllegalArgumentException(
          ("names table '%s' of connector '%s' and format '%s', but only files, connector"
                  + " 'filesystem', of the format 'csv' or 'json' can be read on submission; copy the"
                  + " updates to such files")
              .formatted(name, options.get("connector"), format));
    }
    if (table instanceof CatalogTable catalogTable && catalogTable.isPartitioned()) {
      throw new IllegalArgumentException(
          "names table '%s', which is partitioned; let updates be written without PARTITIONED BY"
              .formatted(name));
    }
    for (String option : options.keySet()) {
      if (option.startsWith("csv.") && !CSV_OPTIONS.contains(option)) {
        throw new IllegalArgumentException(
            ("names table '%s' with option '%s', which is not followed on submission; let updates be"
                    + " written without it")
                .formatted(name, option));
      }
    }
    List<String> columns =
        tables.from(name).getResolvedSchema().getColumns().stream()
            .filter(Column::isPhysical)
            .map(Column::getName)
            .toList();
    return new UpdateFiles(columns, list(name, new Path(options.get("path"))), options);
  }

  private static CatalogBaseTable declared(TableEnvironment tables, String name) {
    try {
      return tables
          .getCatalog(tables.getCurrentCatalog())
          .orElseThrow()
          .getTable(new ObjectPath(tables.getCurrentDatabase(), name));
    } catch (TableNotExistException e) {
      throw new IllegalArgumentException(
          "names table '%s', but must name one that CREATE TABLE declares".formatted(name), e);
    }
  }

  private static List<Path> list(String table, Path path) throws IOException {
    FileSystem system = path.getFileSystem();
    List<Path> files = new ArrayList<>();
    try {
      if (!system.getFileStatus(path).isDir()) {
        return List.of(path);
      }
      for (FileStatus file : system.listStatus(path)) {
        // Files that are not complete, and marks that others are, begin so.
        boolean hidden = file.getPath().getName().matches("[._].*");
        if (!file.isDir() && !hidden) {
          files.add(file.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(
          ("names table '%s', which is '%s', but there is no such file or folder; correct its 'path'"
                  + " or delete the key")
              .formatted(table, path.getPath()),
          e);
    }
    files.sort(Comparator.comparing(Path::getName));
    return files;
  }

  /** The columns in the order of the table. */
  List<String> columns() {
    return columns;
  }

  /**
   * Reads all lines.
   *
   * @throws IllegalArgumentException if a line cannot be read
   */
  void read(Consumer<Line> lines) throws IOException {
    boolean json = JSON.equals(options.get("format"));
    ObjectReader reader = json ? new ObjectMapper().reader() : csvReader();
    for (Path file : files) {
      try (BufferedReader text =
          new BufferedReader(
              new InputStreamReader(file.getFileSystem().open(file), StandardCharsets.UTF_8))) {
        int number = 0;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
          number++;
          if (!line.isBlank()) {
            Line place = new Line(file.getPath() + ":" + number, Map.of());
            lines.accept(
                new Line(
                    place.place(),
                    json ? jsonCells(reader, line, place) : csvCells(reader, line, place)));
          }
        }
      }
    }
  }

  private ObjectReader csvReader() {
    CsvSchema schema = CsvSchema.emptySchema();
    String delimiter = options.get(DELIMITER);
    if (delimiter != null) {
      schema = schema.withColumnSeparator(delimiter.equals("\\t") ? '\t' : delimiter.charAt(0));
    }
    return new CsvMapper().readerFor(String[].class).with(schema);
  }

  private Map<String, String> csvCells(ObjectReader reader, String line, Line place) {
    String[] texts;
    try {
      texts = reader.readValue(line);
    } catch (JsonProcessingException e) {
      throw place.wrong("this is no line of CSV: '%s'; correct the file".formatted(line));
    }
    if (texts.length != columns.size()) {
      throw place.wrong(
          "the line has %d cells, but the table has the %d columns %s; declare it as the run that wrote it did"
              .formatted(texts.length, columns.size(), String.join(", ", columns)));
    }
    Map<String, String> cells = new HashMap<>();
    for (int k = 0; k < texts.length; k++) {
      if (!texts[k].equals(options.get(NULL_LITERAL))) {
        cells.put(columns.get(k), texts[k]);
      }
    }
    return cells;
  }

  private Map<String, String> jsonCells(ObjectReader reader, String line, Line place) {
    JsonNode node;
    try {
      node = reader.readTree(line);
    } catch (JsonProcessingException e) {
      throw place.wrong("this is no line of JSON: '%s'; correct the file".formatted(line));
    }
    Map<String, String> cells = new HashMap<>();
    for (String column : columns) {
      if (node.hasNonNull(column)) {
        cells.put(column, node.get(column).asText());
      }
    }
    return cells;
  }
}
