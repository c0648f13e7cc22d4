/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference values that other programs computed; each file says which.
 *
 * <p>They come from the folder that the system property golden.dir names, or else from the copies
 * in this module's resources. Every case of a file is read, whatever its sizes and numbers.
 */
public final class GoldenFiles {

  /**
   * The error allowed, relative to the largest entry of the array: rounding of 64-bit sums of some
   * hundred terms, in the reference as well as here.
   */
  public static final double TOLERANCE = 1e-12;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private GoldenFiles() {}

  /** The cases of one file of the golden folder. */
  public static List<JsonNode> cases(String file) {
    return cases(file, read(file));
  }

  /** The cases of one file that reference/make_reference.py wrote; never from another folder. */
  public static List<JsonNode> reference(String file) {
    return cases(file, resource("/reference/" + file));
  }

  private static List<JsonNode> cases(String file, JsonNode tree) {
    JsonNode cases = tree.path("cases");
    assertThat(cases.size()).as("cases of %s", file).isPositive();
    List<JsonNode> list = new ArrayList<>();
    cases.forEach(list::add);
    return list;
  }

  /** A short description of a case for messages: its scalars. */
  public static String describe(JsonNode golden) {
    StringBuilder text = new StringBuilder();
    for (var field : golden.properties()) {
      if (field.getValue().isValueNode() || field.getValue().size() <= 4) {
        text.append(field.getKey()).append('=').append(field.getValue()).append(' ');
      }
    }
    return text.toString();
  }

  /** All numbers of a scalar, a vector or a matrix, row by row. */
  public static double[] numbers(JsonNode node) {
    List<Double> numbers = new ArrayList<>();
    collect(node, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The columns of a matrix one after the other: of K series, the K values of each sample. */
  public static double[] interleaved(JsonNode matrix) {
    int rows = matrix.size();
    int columns = matrix.get(0).size();
    double[] numbers = new double[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        numbers[column * rows + row] = matrix.get(row).get(column).doubleValue();
      }
    }
    return numbers;
  }

  /** Fails unless all entries agree to {@link #TOLERANCE} of the largest expected one. */
  public static void assertAgree(String name, double[] actual, double[] expected) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    assertThat(relativeError(actual, expected))
        .as("relative error of " + name)
        .isLessThanOrEqualTo(TOLERANCE);
  }

  /** The largest error of an entry, relative to the largest expected entry. */
  public static double relativeError(double[] actual, double[] expected) {
    double error = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = Math.abs(actual[i] - expected[i]);
      // NaN must not hide in a maximum.
      error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return error == 0 ? 0 : error / largest;
  }

  private static void collect(JsonNode node, List<Double> numbers) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, numbers));
    } else {
      assertThat(node.isNumber()).as("a number, not %s", node).isTrue();
      numbers.add(node.doubleValue());
    }
  }

  private static JsonNode read(String file) {
    String folder = System.getProperty("golden.dir", "");
    if (folder.isEmpty()) {
      return resource("/golden/" + file);
    }
    try {
      return MAPPER.readTree(Files.readString(locate(folder).resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("golden file " + file + " in " + folder, e);
    }
  }

  private static JsonNode resource(String path) {
    try (InputStream in = GoldenFiles.class.getResourceAsStream(path)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** Tests run in the module's folder, but a relative path is often meant from the one above. */
  private static Path locate(String folder) {
    Path path = Path.of(folder);
    Path fromParent = Path.of("..").resolve(path);
    return !Files.isDirectory(path) && Files.isDirectory(fromParent) ? fromParent : path;
  }
}
