/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shipped job files on the shipped data. */
class QuickstartITCase {

  private static final int SAMPLES = 6_245;
  private static final Map<String, Double> BEFORE = Map.of("x", 0.0066, "y", 0.0180, "z", 0.0031);

  @TempDir Path folder;

  @BeforeEach
  void copyConf() throws IOException {
    Path conf = ReadmeJobFile.ROOT.resolve("conf");
    Path copy = folder.resolve("a copy");
    try (Stream<Path> files = Files.walk(conf)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve("conf").resolve(conf.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void withoutAReference() throws Exception {
    check("quickstart", runScript("quickstart"), Map.of("x", 0.0030, "y", 0.0040, "z", 0.0019));
    // The script gives the JVM the module, and the log says once what the filter uses.
    assertThat(Files.readString(folder.resolve("log")))
        .containsOnlyOnce("The Gaussian filter uses")
        .contains("The Gaussian filter uses the Vector API with ");
  }

  @Test
  void withAReference() throws Exception {
    String name = "quickstart-reference";
    CommandRun run = CommandRun.of("run", folder.resolve("a copy/conf/" + name + ".yaml"));
    check(name, run, Map.of("x", 0.0012, "y", 0.0030, "z", 0.0017));
  }

  /** As a user does: the script, which finds the jar that has just been built. */
  private CommandRun runScript(String name) throws Exception {
    Path err = folder.resolve("err");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
                ReadmeJobFile.ROOT.resolve("bin/gaussflow").toString(),
                "run",
                folder.resolve("a copy/conf/" + name + ".yaml").toString())
            .redirectError(err.toFile())
            .redirectOutput(out.toFile());
    builder.environment().put("GAUSSFLOW_LOG", folder.resolve("log").toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int status = builder.start().waitFor();
    return new CommandRun(status, Files.readString(out), Files.readString(err));
  }

  private void check(String name, CommandRun run, Map<String, Double> bounds) throws Exception {
    Path copy = folder.resolve("a copy");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).doesNotContain("WARNING").doesNotContain("not denoised");
    String table = run.out().lines().limit(4).collect(Collectors.joining("\n"));
    assertThat(Files.readString(ReadmeJobFile.ROOT.resolve("README.md")))
        .as("the README")
        .contains(table);
    for (String line : run.out().lines().skip(1).limit(3).toList()) {
      String[] cells = line.split(" {2,}");
      assertThat(cells[1]).isEqualTo("6,245").isEqualTo(cells[2]);
    }

    Path output = copy.resolve("output").resolve(name);
    SensorJob tables = new SensorJob(output);
    Map<String, Errors> errors = new TreeMap<>();
    for (String line : tables.lines("denoised")) {
      String[] cells = line.split(",");
      errors
          .computeIfAbsent(cells[0], sensor -> new Errors())
          .add(
              Double.parseDouble(cells[2]),
              Double.parseDouble(cells[3]),
              Double.parseDouble(cells[4]));
    }
    assertThat(errors.keySet()).containsExactly("x", "y", "z");
    errors.forEach(
        (sensor, error) -> {
          assertThat(error.count).as(sensor).isEqualTo(SAMPLES);
          assertThat(error.before())
              .as(sensor)
              .isBetween(BEFORE.get(sensor) - 0.0001, BEFORE.get(sensor) + 0.0001);
          assertThat(error.after()).as(sensor).isLessThanOrEqualTo(bounds.get(sensor));
        });
    assertThat(tables.lines("updates")).hasSize(3 * 25);
    assertThat(tables.lines("rejected")).isEmpty();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(output.resolve("picture.svg").toFile());
    assertThat(Files.size(output.resolve("picture.svg"))).isLessThan(100_000);
    Path report = output.resolve("report.html");
    assertThat(run.out()).contains("wrote report: ");
    assertThat(Files.readString(report))
        .contains("\"name\":\"x\"", "\"name\":\"y\"", "\"name\":\"z\"")
        .doesNotContain(folder.toString());
  }

  /** The errors of one sensor by their definition, in two passes. */
  private static final class Errors {

    private final List<double[]> samples = new ArrayList<>();
    private int count;

    void add(double value, double reference, double denoised) {
      samples.add(new double[] {value - reference, denoised - reference});
      count++;
    }

    double before() {
      return rms(0);
    }

    double after() {
      return rms(1);
    }

    private double rms(int index) {
      double bias = samples.stream().mapToDouble(s -> s[0]).average().orElseThrow();
      return Math.sqrt(
          samples.stream().mapToDouble(s -> Math.pow(s[index] - bias, 2)).average().orElseThrow());
    }
  }
}
