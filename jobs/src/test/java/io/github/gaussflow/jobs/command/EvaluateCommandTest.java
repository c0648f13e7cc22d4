/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {

  private static final Path GYROSCOPE = Path.of("../conf/data/comma2k19/gyro_vs_pose_rate.csv");

  @TempDir Path folder;

  private static CommandRun evaluate(Path file, String time, String value, String... more) {
    List<Object> arguments =
        new ArrayList<>(List.of("evaluate", "--csv", file, "--time", time, "--value", value));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }

  private static JsonNode json(Path file, String time, String value, String... more)
      throws IOException {
    List<String> options = new ArrayList<>(List.of(more));
    options.add("--json");
    CommandRun run = evaluate(file, time, value, options.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode filter(JsonNode evaluation, String name, String choice) {
    for (JsonNode filter : evaluation.get("filters")) {
      if (filter.get("name").asText().equals(name)
          && filter.get("choice").asText().equals(choice)) {
        return filter;
      }
    }
    throw new AssertionError("no filter %s (%s) in %s".formatted(name, choice, evaluation));
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("sensor.csv"), List.of(lines));
  }

  /** A sine of 60 samples in white noise of 0.5, ISO times at 20 ms, some rows spoilt. */
  private Path sine() throws IOException {
    Random random = new Random(11);
    List<String> lines = new ArrayList<>(List.of("when,\"the value\",truth"));
    for (int n = 0; n < 8_000; n++) {
      double truth = Math.sin(2 * Math.PI * n / 60);
      String value =
          n % 400 == 399
              ? "ERROR"
              : String.format(Locale.ROOT, "%.6f", 3 + truth + 0.5 * random.nextGaussian());
      String time =
          String.format(
              Locale.ROOT, "2026-01-01 00:%02d:%02d.%03d", n / 3000, n / 50 % 60, n % 50 * 20);
      lines.add(String.format(Locale.ROOT, "%s,%s,%.6f", time, value, truth));
    }
    lines.add(lines.get(100));
    lines.add("nonsense,1,1");
    return Files.write(folder.resolve("sine.csv"), lines);
  }

  @Test
  void scoresAgainstAReference() throws IOException {
    JsonNode evaluation = json(sine(), "when", "the value", "--reference", "truth");
    assertThat(evaluation.get("period_seconds").asDouble()).isEqualTo(0.02);
    JsonNode counts = evaluation.get("counts");
    assertThat(counts.get("rows").asInt()).isEqualTo(8_002);
    assertThat(counts.get("without_value").asInt()).isEqualTo(20);
    assertThat(counts.get("without_time").asInt()).isEqualTo(1);
    assertThat(counts.get("duplicates").asInt()).isEqualTo(1);
    assertThat(counts.get("clock_steps_back").asInt()).isEqualTo(1);
    assertThat(counts.get("samples").asInt()).isEqualTo(7_980);
    assertThat(counts.get("empty_slots").asInt()).isEqualTo(19);
    assertThat(counts.get("scored").asInt()).isEqualTo(7_980);
    assertThat(evaluation.get("filters")).hasSize(14);

    JsonNode raw = filter(evaluation, "raw", "none");
    JsonNode gaussflow = filter(evaluation, "gaussflow", "learned");
    JsonNode oracle = filter(evaluation, "Gaussian", "oracle");
    JsonNode wiener = filter(evaluation, "Wiener FIR", "oracle");
    assertThat(raw.get("rms_error").asDouble()).isCloseTo(0.5, within(0.02));
    assertThat(raw.get("gain_db").asDouble()).isZero();
    assertThat(oracle.get("to_oracle_db").asDouble()).isZero();
    // The first window is filtered before anything is learned.
    assertThat(gaussflow.get("to_oracle_db").asDouble()).isBetween(0.0, 0.3);
    assertThat(wiener.get("to_oracle_db").asDouble()).isNegative();
    assertThat(filter(evaluation, "moving average", "default").get("gain_db").asDouble())
        .as("five samples average white noise: 7 dB")
        .isCloseTo(7, within(0.2));
    JsonNode noise = evaluation.get("noise");
    assertThat(noise.get("standard_deviation").asDouble()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void showsATable() throws IOException {
    Path file = sine();
    CommandRun run = evaluate(file, "when", "the value", "--reference", "truth");
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .startsWith(
            file
                + ": column the value against truth\n"
                + "8,002 rows: 7,980 samples, 20 without a value, 1 without a time, 1 of a time seen"
                + " before\n"
                + "rows whose time is before that of the row above: 1; all were sorted by time\n"
                + "period 20.00 ms (the median step), 19 empty slots between the samples\n"
                + "lookahead 16, lookback 16, windows of 256 samples, objective sure, kernels 1\n")
        .contains("RMS error  gain dB  to oracle dB\n")
        .contains("over the same 7,980 samples with a reference")
        .contains("Ljung-Box Q ")
        .contains("window until")
        .contains("the last of 32 windows")
        .doesNotContain("NaN");
  }

  @Test
  void saysWhatCanBeSaidWithoutAReference() throws IOException {
    JsonNode evaluation = json(GYROSCOPE, "t_s", "gyro_y_radps");
    assertThat(evaluation.get("reference").isNull()).isTrue();
    assertThat(evaluation.get("filters")).hasSize(7);
    JsonNode gaussflow = filter(evaluation, "gaussflow", "learned");
    assertThat(gaussflow.get("rms_error").isNull()).isTrue();
    assertThat(gaussflow.get("rms_removed").asDouble()).isCloseTo(0.018, within(0.001));
    JsonNode noise = evaluation.get("noise");
    assertThat(noise.get("ljung_box").asDouble())
        .as("the vibration of a car is not white")
        .isGreaterThan(10 * noise.get("ljung_box_critical").asDouble());
    assertThat(evaluation.get("windows").get(24).get("standard_deviation").asDouble())
        .isBetween(3.0, 9.0);

    CommandRun run = evaluate(GYROSCOPE, "t_s", "gyro_y_radps");
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("RMS removed  lag 1\n")
        .contains("that white noise stays below: the noise is not white, or signal was removed")
        .contains("the last of 25 windows")
        .doesNotContain("RMS error");
  }

  @Test
  void replacesOutliersIfAsked() throws IOException {
    List<String> lines = new ArrayList<>(List.of("t,v,truth"));
    Random random = new Random(12);
    for (int n = 0; n < 4_000; n++) {
      double clean = Math.sin(n / 15.0);
      double noise = 0.2 * random.nextGaussian();
      double error = n % 100 == 77 ? 5 : noise;
      lines.add(n + "," + (clean + error) + "," + clean);
    }
    Path file = write(lines.toArray(String[]::new));
    JsonNode none = json(file, "t", "v", "--reference", "truth");
    JsonNode hampel = json(file, "t", "v", "--reference", "truth", "--outliers", "Hampel");
    assertThat(none.get("outliers").asText()).isEqualTo("none");
    assertThat(none.get("counts").get("outliers_replaced").asInt()).isZero();
    assertThat(hampel.get("outliers").asText()).isEqualTo("hampel");
    assertThat(hampel.get("counts").get("outliers_replaced").asInt()).isBetween(40, 45);
    assertThat(filter(hampel, "gaussflow", "learned").get("gain_db").asDouble())
        .isGreaterThan(filter(none, "gaussflow", "learned").get("gain_db").asDouble() + 2);
    assertThat(filter(hampel, "raw", "none")).isEqualTo(filter(none, "raw", "none"));

    CommandRun run = evaluate(file, "t", "v", "--outliers", "hampel");
    assertThat(run.out()).containsPattern("outliers hampel: 4\\d samples replaced");
    CommandRun wrong = evaluate(file, "t", "v", "--outliers", "hample");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(
            "option --outliers must be one of none, hampel, but is 'hample'; did you mean 'hampel'?");
  }

  @Test
  void agreesWithTheQuickstartOnTheGyroscope() throws IOException {
    JsonNode evaluation =
        json(GYROSCOPE, "t_s", "gyro_y_radps", "--reference", "ref_y_radps", "--period", "9583 us");
    assertThat(filter(evaluation, "raw", "none").get("rms_error").asDouble())
        .isCloseTo(0.0180, within(0.0001));
    // What 'gaussflow run conf/quickstart.yaml' reports is at most 0.0040 by its own test.
    assertThat(filter(evaluation, "gaussflow", "learned").get("rms_error").asDouble())
        .isCloseTo(0.0036, within(0.0004));
    assertThat(filter(evaluation, "Gaussian", "oracle").get("rms_error").asDouble())
        .isCloseTo(0.00239, within(0.00001));
  }

  @Test
  void learnsFromTheReferenceIfAsked() throws IOException {
    JsonNode evaluation =
        json(
            GYROSCOPE,
            "t_s",
            "gyro_x_radps",
            "--reference",
            "ref_x_radps",
            "--objective",
            "Reference",
            "--window",
            "128",
            "--lookahead",
            "4",
            "--lookback",
            "12");
    assertThat(evaluation.get("objective").asText()).isEqualTo("reference");
    assertThat(evaluation.get("windows").size()).isGreaterThan(45);
    assertThat(filter(evaluation, "gaussflow", "learned").get("to_oracle_db").asDouble())
        .isLessThan(4);
  }

  @Test
  void rowsMayStartWithANameTheHeaderLacks() throws IOException {
    Path file =
        write("\"date\",\"T\"", "\"1\",\"2015-02-04 17:51:00\",23", "\"2\",2015-02-04 17:52:00,24");
    JsonNode evaluation = json(file, "date", "T");
    assertThat(evaluation.get("counts").get("samples").asInt()).isEqualTo(2);
    assertThat(evaluation.get("period_seconds").asDouble()).isEqualTo(60);
  }

  @Test
  void takesSeriesThatSayNothing() throws IOException {
    for (String value : List.of("7", "1e300", "-1e-300")) {
      List<String> lines = new ArrayList<>(List.of("t,v,r"));
      for (int n = 0; n < 600; n++) {
        lines.add(n + "," + value + ",7");
      }
      Path file = write(lines.toArray(String[]::new));
      JsonNode evaluation = json(file, "t", "v", "--reference", "r");
      assertThat(filter(evaluation, "raw", "none").get("rms_error").asDouble()).isZero();
      assertThat(evaluate(file, "t", "v").status()).isZero();
    }
    Path one = write("t,v", "5,1");
    assertThat(evaluate(one, "t", "v", "--period", "1 s").out())
        .contains("nothing was learned: no window had 33 samples in a row");
  }

  /** A signal that wanders, under noise; its reference says the same so many samples later. */
  private Path late(int lag) throws IOException {
    Random random = new Random(12);
    double[] truth = new double[6_000];
    double speed = 0;
    for (int n = 1; n < truth.length; n++) {
      speed = 0.9 * speed + 0.1 * random.nextGaussian();
      truth[n] = 0.995 * truth[n - 1] + speed;
    }
    List<String> lines = new ArrayList<>(List.of("t,v,r"));
    for (int n = 0; n < truth.length; n++) {
      double value = truth[n] + 0.4 * random.nextGaussian();
      int of = n - lag;
      String reference = of < 0 || of >= truth.length ? "" : Double.toString(truth[of]);
      lines.add("%s,%s,%s".formatted(n / 100.0, value, reference));
    }
    return Files.write(folder.resolve("late%d.csv".formatted(lag)), lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {75, -90})
  void findsALagBeyondTheTapsAndScoresAllAgainstTheAlignedReference(int lag) throws IOException {
    Path file = late(lag);
    String[] reference = {"--reference", "r", "--objective", "reference"};
    JsonNode apart = json(file, "t", "v", reference);
    assertThat(apart.get("lag").isNull()).isTrue();
    assertThat(filter(apart, "gaussflow", "learned").get("rms_error").asDouble())
        .as("another moment's truth")
        .isGreaterThan(0.8);

    List<String> options = new ArrayList<>(List.of(reference));
    options.addAll(List.of("--lag-range", "100"));
    JsonNode aligned = json(file, "t", "v", options.toArray(String[]::new));
    assertThat(aligned.get("lag").asInt()).isEqualTo(lag);
    assertThat(aligned.get("lag_range").asInt()).isEqualTo(100);
    assertThat(aligned.get("counts").get("scored").asInt()).isEqualTo(6_000 - Math.abs(lag));
    assertThat(filter(aligned, "raw", "none").get("rms_error").asDouble())
        .isCloseTo(0.4, within(0.02));
    JsonNode gaussflow = filter(aligned, "gaussflow", "learned");
    assertThat(gaussflow.get("gain_db").asDouble()).isGreaterThan(3);
    assertThat(gaussflow.get("to_oracle_db").asDouble())
        .as("the first windows wait until the lag is clear")
        .isBetween(-0.1, 0.5);
    CommandRun text = evaluate(file, "t", "v", options.toArray(String[]::new));
    assertThat(text.out())
        .contains(
            "lag of the reference, searched in 100 samples either way: %d samples, %s; it was moved"
                .formatted(lag, lag > 0 ? "750.0 ms" : "-900.0 ms"));
  }

  @Test
  void saysThatNoLagIsClear() throws IOException {
    CommandRun text =
        evaluate(
            late(500),
            "t",
            "v",
            "--reference",
            "r",
            "--objective",
            "reference",
            "--lag-range",
            "5");
    assertThat(text.out())
        .contains("searched in 5 samples either way: not clear; raise --lag-range")
        .contains("nothing was learned: the lag of the reference is not clear");
  }

  private Path column(String name, DoubleUnaryOperator value) throws IOException {
    List<String> lines = new ArrayList<>(List.of("t,v"));
    for (int n = 0; n < 2_000; n++) {
      lines.add("%s,%s".formatted(n, value.applyAsDouble(n)));
    }
    return Files.write(folder.resolve(name + ".csv"), lines);
  }

  /** All that is said of a file, with nothing in it that is not a number. */
  private JsonNode degenerate(Path file, String... more) throws IOException {
    for (String objective : List.of("sure", "gcv")) {
      List<String> options = new ArrayList<>(List.of(more));
      options.addAll(List.of("--objective", objective));
      CommandRun text = evaluate(file, "t", "v", options.toArray(String[]::new));
      assertThat(text.status()).as(text.err()).isZero();
      assertThat(text.out()).doesNotContain("NaN").doesNotContain("Infinity");
    }
    JsonNode evaluation = json(file, "t", "v", more);
    for (JsonNode window : evaluation.get("windows")) {
      assertThat(window.get("standard_deviation").asDouble()).isBetween(0.2, 66.0);
      assertThat(window.get("mean").asDouble()).isBetween(-33.0, 33.0);
    }
    return evaluation;
  }

  private static double removed(JsonNode evaluation) {
    return filter(evaluation, "gaussflow", "learned").get("rms_removed").asDouble();
  }

  @Test
  void neitherScaleNorOffsetMatters() throws IOException {
    double[] noise = new Random(8).doubles(2_000).toArray();
    DoubleUnaryOperator sine = n -> Math.sin(n / 20) + .1 * noise[(int) n];
    double expected = removed(degenerate(column("plain", sine)));
    assertThat(expected).isBetween(0.02, 0.03);
    assertThat(removed(degenerate(column("high", n -> 1e6 + sine.applyAsDouble(n)))))
        .isCloseTo(expected, within(1e-4 * expected));
    for (double scale : new double[] {1e-9, 1e9}) {
      Path file = column("scaled" + scale, n -> scale * sine.applyAsDouble(n));
      assertThat(removed(degenerate(file)))
          .isCloseTo(scale * expected, within(1e-4 * scale * expected));
    }
  }

  @Test
  void whatHasNothingToLearnComesOutAsItWas() throws IOException {
    for (double constant : new double[] {0, 5, -1e6, 1e9, 1e-9}) {
      JsonNode evaluation = degenerate(column("constant" + constant, n -> constant));
      assertThat(removed(evaluation)).isCloseTo(0, within(1e-12 * Math.abs(constant)));
      assertThat(evaluation.get("windows"))
          .allMatch(window -> window.get("skipped").asText().equals("constant"));
    }
    for (double slope : new double[] {1e-9, -3, 1e6}) {
      JsonNode evaluation = degenerate(column("ramp" + slope, n -> 1e6 * slope + slope * n));
      assertThat(removed(evaluation)).isLessThan(Math.abs(slope));
    }
    JsonNode one = degenerate(write("t,v", "1,2.5"), "--period", "1 s");
    assertThat(one.get("counts").get("samples").asInt()).isOne();
    assertThat(removed(one)).isZero();
  }

  private void refuses(CommandRun run, String... messages) {
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).doesNotContain("Exception").doesNotContain("Usage");
    assertThat(run.err().lines()).hasSize(messages.length);
    for (String message : messages) {
      assertThat(run.err()).contains(message);
    }
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void refusesFilesItCannotUse() throws IOException {
    refuses(
        evaluate(folder.resolve("none.csv"), "t", "v"),
        "none.csv: there is no such file; check the path (it is read from ");
    refuses(evaluate(folder, "t", "v"), "is a folder, not a CSV file; name a file in it");
    refuses(evaluate(write(), "t", "v"), "is empty; a first line with the names");
    refuses(
        evaluate(write("t;v", "1;2"), "t", "v"),
        "sensor.csv:1: the first line has no comma, but must name several columns parted by commas:"
            + " 't;v'");
    refuses(evaluate(write("t,v"), "t", "v"), "has no rows below its header");
    refuses(evaluate(write("t,v", "1,\"a"), "t", "v"), "cannot be read as CSV: ");
    refuses(
        evaluate(write("t,value_a", "1,2"), "time", "value_b", "--reference", "ref"),
        "sensor.csv:1: option --time names column 'time', but the columns are t, value_a",
        "option --value names column 'value_b', but the columns are t, value_a; did you mean"
            + " 'value_a'?",
        "option --reference names column 'ref'");
    refuses(
        evaluate(write("t,v", "1,ERROR", "2,", "x,1"), "t", "v"),
        "no row has both a time and a number; 1 of 3 rows have no time in column 't' (it must hold"
            + " ISO timestamps or numbers of seconds, but the first such cell is 'x'); 2 of 3 rows"
            + " have no number in column 'v' (the first such cell is 'ERROR')");
    refuses(evaluate(write("t,v", "1,2"), "t", "v"), "has one time only, which shows no period");
    refuses(
        evaluate(write("t,v,r", "1,2,x", "2,3,"), "t", "v", "--reference", "r"),
        "no row with a value has a number in column 'r' of option --reference");
  }

  @Test
  void refusesOptionsThatCannotBeRight() throws IOException {
    Path file = write("t,v", "1,2", "2,3");
    refuses(
        evaluate(file, "t", "v", "--period", "5", "--objective", "sured", "--window", "32"),
        "option --period must be a duration longer than 0 such as '9583 us' or '5 min', but is '5'",
        "option --objective must be one of ",
        "option --window must be at least the 33 taps of the filter (lookahead 16 + lookback 16 +"
            + " 1), but is 32");
    assertThat(evaluate(file, "t", "v", "--objective", "sured").err())
        .contains("but is 'sured'; did you mean 'sure'?");
    refuses(
        evaluate(file, "t", "v", "--period", "0 s", "--lookahead", "-1"),
        "but is '0 s'",
        "option --lookahead or --lookback is wrong: lookahead must be at least 0, but is -1");
    refuses(
        evaluate(file, "t", "v", "--objective", "reference"),
        "option --objective reference needs a reference; give --reference");
    refuses(
        evaluate(file, "t", "v", "--lag-range", "9"),
        "option --lag-range has no effect with --objective sure; leave it out or choose reference");
    refuses(
        evaluate(file, "t", "v", "--lag-range", "10001"),
        "option --lag-range must be from 0 to 10000, but is 10001");
    refuses(
        evaluate(file, "t", "v", "--period", "4000 d"), "windows must be shorter than 292 years");
    assertThat(CommandRun.of("evaluate").status()).isEqualTo(2);
    assertThat(evaluate(file, "t", "v", "--window", "many").status()).isEqualTo(2);
    assertThat(CommandRun.of("evaluate", "--help").status()).isZero();
  }
}
