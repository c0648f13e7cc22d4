/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.gaussflow.jobs.configuration.NearestName;
import io.github.gaussflow.jobs.configuration.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads columns of a CSV file whose first line names them. Cells are in UTF-8, parted by commas,
 * and may be in double quotes. Rows with one cell more than the header start with a name of the
 * row, as R writes them.
 */
final class MeasurementFile {

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Path file;
  private final Problems problems;
  private final List<Measurements.Row> rows = new ArrayList<>();
  private long count;
  private String oddTime;
  private String oddValue;

  private MeasurementFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The samples of a sensor; empty if there is a problem, which is then added.
   *
   * @param time the column of times: ISO timestamps or numbers of seconds
   * @param value the column of the sensor
   * @param reference the column of the reference, if any
   */
  static Optional<Measurements> read(
      Path file, String time, String value, Optional<String> reference, Problems problems) {
    return new MeasurementFile(file, problems).read(time, value, reference);
  }

  private Optional<Measurements> read(String time, String value, Optional<String> reference) {
    if (!Files.exists(file)) {
      problems.add(
          0,
          "there is no such file; check the path (it is read from %s)"
              .formatted(Path.of("").toAbsolutePath()));
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      problems.add(0, "is a folder, not a CSV file; name a file in it");
      return Optional.empty();
    }
    try (Reader text =
            new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        MappingIterator<String[]> lines =
            new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.TRIM_SPACES)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readerFor(String[].class)
                .readValues(text)) {
      if (!readRows(lines, time, value, reference)) {
        return Optional.empty();
      }
    } catch (IOException e) {
      problems.add(0, "cannot be read as CSV: " + firstLine(e));
      return Optional.empty();
    }
    Measurements measurements = Measurements.of(rows, count);
    if (measurements.times().length == 0) {
      problems.add(0, nothingToUse(time, value));
      return Optional.empty();
    }
    return Optional.of(measurements);
  }

  private boolean readRows(
      MappingIterator<String[]> lines, String time, String value, Optional<String> reference)
      throws IOException {
    if (!lines.hasNextValue()) {
      problems.add(0, "is empty; a first line with the names of the columns is needed");
      return false;
    }
    List<String> header = new ArrayList<>(Arrays.asList(lines.nextValue()));
    header.replaceAll(name -> name.replace(BYTE_ORDER_MARK, ""));
    if (header.size() == 1 && header.get(0).matches(".*[;\\t].*")) {
      problems.add(
          1,
          "the first line has no comma, but must name several columns parted by commas: '%s'"
              .formatted(header.get(0).replace('\t', ' ')));
      return false;
    }
    int timeAt = column(header, "--time", time);
    int valueAt = column(header, "--value", value);
    int referenceAt = reference.map(name -> column(header, "--reference", name)).orElse(-1);
    if (timeAt < 0 || valueAt < 0 || (reference.isPresent() && referenceAt < 0)) {
      return false;
    }
    int shift = -1;
    while (lines.hasNextValue()) {
      String[] cells = lines.nextValue();
      shift = shift >= 0 ? shift : cells.length == header.size() + 1 ? 1 : 0;
      count++;
      String timeText = cell(cells, timeAt + shift);
      String valueText = cell(cells, valueAt + shift);
      OptionalLong parsedTime = CellText.time(timeText);
      double parsedValue = CellText.number(valueText);
      if (parsedTime.isEmpty()) {
        oddTime = oddTime == null ? timeText : oddTime;
        continue;
      }
      if (Double.isNaN(parsedValue) && oddValue == null) {
        oddValue = valueText;
      }
      double parsedReference =
          referenceAt < 0 ? Double.NaN : CellText.number(cell(cells, referenceAt + shift));
      rows.add(new Measurements.Row(parsedTime.getAsLong(), parsedValue, parsedReference));
    }
    return true;
  }

  private int column(List<String> header, String option, String name) {
    int at = header.indexOf(name);
    if (at < 0) {
      problems.add(
          1,
          "option %s names column '%s', but the columns are %s%s"
              .formatted(
                  option, name, String.join(", ", header), NearestName.question(name, header)));
    }
    return at;
  }

  private static String cell(String[] cells, int at) {
    return at < cells.length && cells[at] != null ? cells[at] : "";
  }

  private String nothingToUse(String time, String value) {
    if (count == 0) {
      return "has no rows below its header; there is nothing to evaluate";
    }
    StringBuilder text = new StringBuilder("no row has both a time and a number");
    if (oddTime != null) {
      text.append(
          ("; %d of %d rows have no time in column '%s' (it must hold ISO timestamps or numbers of"
                  + " seconds, but the first such cell is '%s')")
              .formatted(count - rows.size(), count, time, oddTime));
    }
    if (oddValue != null) {
      text.append(
          "; %d of %d rows have no number in column '%s' (the first such cell is '%s')"
              .formatted(rows.size(), count, value, oddValue));
    }
    return text.toString();
  }

  private static String firstLine(IOException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
