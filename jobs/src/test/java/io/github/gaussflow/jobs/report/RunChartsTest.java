/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunChartsTest {

  private static final long PERIOD = 1_000_000;

  @TempDir Path folder;

  private JobConfiguration job;

  @BeforeEach
  void readJob() throws IOException {
    job = job("learning: {window: 256}");
  }

  private JobConfiguration job(String more) throws IOException {
    return job(more, 8);
  }

  private JobConfiguration job(String more, int lookahead) throws IOException {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: charts
        tables: [CREATE TABLE t (a INT)]
        samples: {table: t, sensor: s, time: at, value: v}
        filter: {period: 1 ms, lookahead: %d, lookback: 8, standard-deviation: 2 ms}
        output: {denoised: d}
        %s
        """
            .formatted(lookahead, more));
    Problems problems = new Problems("job");
    JobConfiguration read = JobConfiguration.read(file, problems).orElse(null);
    problems.throwIfAny();
    return read;
  }

  private static DenoisedSample sample(String sensor, long n, double value, double denoised) {
    return new DenoisedSample(
        sensor, sensor, n * PERIOD, value, Double.NaN, denoised, 0.1, 0, false, false);
  }

  private static ParameterUpdate update(String group, long window, double deviation) {
    GaussianParameters parameters = new GaussianParameters(0, deviation);
    return new ParameterUpdate(
        group,
        window,
        window * 256 * PERIOD,
        0,
        deviation,
        GaussianBank.of(parameters),
        1.0 / window,
        0,
        0,
        NoiseKind.WHITE,
        List.of(1.0),
        1,
        0,
        "",
        256,
        1,
        true,
        Double.NaN);
  }

  private JsonNode json(RunCharts charts) throws IOException {
    Tallied<SensorCount> none = Tallied.none();
    RunReport report =
        RunReport.of(job, none, Tallied.none(), none, none, none, Tallied.none(), List.of());
    return new ObjectMapper()
        .readTree(ReportJson.of(job, report, charts, Map.of(), List.of("a note")));
  }

  /** White noise through the filter of the job: what is taken away is as white noise leaves it. */
  private void filtered(RunCharts charts, int samples, double correlation) {
    double[] taps = job.learner().initialBank().taps(job.learner().support());
    Random random = new Random(4);
    double[] x = new double[samples + 16];
    double before = 0;
    for (int n = 0; n < x.length; n++) {
      before = correlation * before + random.nextGaussian();
      x[n] = before;
    }
    for (int n = 8; n < samples + 8; n++) {
      double sum = 0;
      for (int k = 0; k < taps.length; k++) {
        sum += taps[k] * x[n - (k - 8)];
      }
      charts.accept(sample("a", n, x[n], sum));
    }
  }

  @Test
  void aMillionSamplesStayFewAndKeepEveryExtreme() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    try (RunCharts charts = RunCharts.open(job)) {
      double highest = 0;
      for (int n = 0; n < 1_000_000; n++) {
        double value = n == 777_777 ? -40 : n == 123_456 ? 30 : random.nextDouble();
        double denoised = n == 500_001 ? 5 : 0.5;
        highest = Math.max(highest, value);
        charts.accept(sample("a", n, value, denoised));
      }
      JsonNode signal = json(charts).get("signals").get(0);
      assertThat(signal.get("count").asLong()).isEqualTo(1_000_000);
      assertThat(signal.get("steps").size()).isBetween(2_000, 12_000);
      assertThat(at(signal, "raw", -40)).isEqualTo(777_777 * PERIOD);
      assertThat(at(signal, "raw", highest)).isEqualTo(123_456 * PERIOD);
      assertThat(at(signal, "denoised", 5)).isEqualTo(500_001 * PERIOD);
      String html =
          ReportPage.of(
                  job,
                  RunReport.of(
                      job,
                      Tallied.none(),
                      Tallied.none(),
                      Tallied.none(),
                      Tallied.none(),
                      Tallied.none(),
                      Tallied.none(),
                      List.of()),
                  charts,
                  Map.of())
              .html();
      assertThat(html.length()).isLessThan(700_000);
    }
  }

  /** The time of the only sample with a value, in nanoseconds. */
  private static long at(JsonNode signal, String field, double value) {
    long time = 0;
    long found = -1;
    for (int i = 0; i < signal.get("steps").size(); i++) {
      time += signal.get("steps").get(i).asLong();
      if (!signal.get(field).get(i).isNull() && signal.get(field).get(i).asDouble() == value) {
        assertThat(found).as("only one").isEqualTo(-1);
        found = time;
      }
    }
    return found;
  }

  @Test
  void saysWhetherWhatWasTakenAwayIsWhite() throws IOException {
    Map<Double, String> verdicts = new TreeMap<>();
    for (double correlation : new double[] {0, 0.4}) {
      try (RunCharts charts = RunCharts.open(job)) {
        charts.accept(update("a", 1, 2));
        filtered(charts, 20_000, correlation);
        JsonNode residual = json(charts).get("signals").get(0).get("residual");
        verdicts.put(correlation, residual.get("verdict").asText());
        assertThat(residual.get("autocorrelation")).hasSize(10);
        if (correlation == 0) {
          assertThat(residual.get("autocorrelation").get(0).asDouble())
              .isCloseTo(residual.get("ofWhiteNoise").get(0).asDouble(), within(0.02));
        }
      }
    }
    assertThat(verdicts).isEqualTo(Map.of(0.0, "white", 0.4, "not-white"));
  }

  @Test
  void judgesNothingThatIsNotKnown() throws IOException {
    try (RunCharts charts = RunCharts.open(job)) {
      filtered(charts, 2_000, 0);
      assertThat(residual(charts).get("text").asText()).contains("are not known");
      assertThat(json(charts).get("groups")).isEmpty();
    }
    job = job("learning: {enabled: false}");
    try (RunCharts charts = RunCharts.open(job)) {
      filtered(charts, 2_000, 0);
      assertThat(residual(charts).get("verdict").asText()).isEqualTo("white");
      assertThat(json(charts).get("groups").get(0).get("kernel").get("taps")).isNotEmpty();
    }
    job = job("learning: {objective: prediction, window: 256}", 0);
    try (RunCharts charts = RunCharts.open(job)) {
      charts.accept(sample("a", 1, 1, 2));
      assertThat(residual(charts).get("text").asText()).contains("a prediction");
    }
  }

  private JsonNode residual(RunCharts charts) throws IOException {
    return json(charts).get("signals").get(0).get("residual");
  }

  @Test
  void takesWhatARestartedJobSaysAgainOnlyOnce() throws IOException {
    JsonNode once;
    try (RunCharts charts = RunCharts.open(job)) {
      fill(charts, 0, 2_000);
      once = json(charts);
    }
    try (RunCharts charts = RunCharts.open(job)) {
      fill(charts, 0, 1_500);
      fill(charts, 700, 2_000);
      assertThat(json(charts)).isEqualTo(once);
    }
  }

  private static void fill(RunCharts charts, int from, int to) {
    for (int n = from; n < to; n++) {
      if (n % 256 == 0 && n > 0) {
        charts.accept(update("a", n / 256, 1 + n / 1_000.0));
      }
      charts.accept(sample("a", n, Math.sin(n), Math.cos(n)));
    }
  }

  @Test
  void holdsTheFirstSensorsByNameWhateverCameFirst() throws IOException {
    try (RunCharts charts = RunCharts.open(job)) {
      for (int n = 0; n < 5; n++) {
        for (int sensor = 999; sensor >= 100; sensor--) {
          charts.accept(sample("s" + sensor, n, sensor, n));
          charts.accept(update("s" + sensor, n + 1, 2));
        }
      }
      JsonNode signals = json(charts).get("signals");
      assertThat(signals).hasSize(RunCharts.MOST_SENSORS);
      for (int i = 0; i < signals.size(); i++) {
        assertThat(signals.get(i).get("name").asText()).isEqualTo("s" + (100 + i));
        assertThat(signals.get(i).get("count").asLong()).isEqualTo(5);
      }
      assertThat(charts.groups()).hasSize(RunCharts.MOST_GROUPS);
    }
  }

  @Test
  void breaksALineAtAGapAndLeavesOutWhatIsNotThere() throws IOException {
    try (RunCharts charts = RunCharts.open(job)) {
      for (int n = 0; n < 40; n++) {
        long time = n < 20 ? n : n + 500;
        charts.accept(sample("a", time, n == 3 ? Double.NaN : n, n));
      }
      JsonNode signal = json(charts).get("signals").get(0);
      assertThat(signal.get("steps")).hasSize(41);
      assertThat(signal.get("steps").get(20).isNull()).isTrue();
      assertThat(signal.get("steps").get(21).asLong()).isEqualTo(501 * PERIOD);
      assertThat(signal.get("raw").get(3).isNull()).isTrue();
      assertThat(signal.has("reference")).isFalse();
    }
  }

  @Test
  void areFoundUntilTheyAreClosed() {
    RunCharts charts = RunCharts.open(job);
    assertThat(RunCharts.named(charts.name())).containsSame(charts);
    charts.close();
    assertThat(RunCharts.named(charts.name())).isEmpty();
  }
}
