/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The errors that the guide states for regular and irregular sampling are those measured here. */
class SamplingPageTest {

  private static final Path PAGE = Path.of("..", "src", "site", "markdown", "sampling.md");
  private static final Path DHT = Path.of("..", "conf", "data", "dht_sensor_test", "serial.csv");

  private static final int WINDOW = 128;

  /** The windows that are not scored, as they are when learning begins. */
  private static final int UNSCORED = 4;

  private static final long DHT_PERIOD = 5_801_000_000L;

  private static LearnerSettings learner() {
    return LearnerSettings.of(KernelSupport.symmetric(8)).withNoise(NoiseModel.estimatedWhite());
  }

  /** The two filters on one series: root mean square errors against the references. */
  private record Errors(double before, double regular, double irregular) {

    static Errors of(LearnerSettings learner, long period, List<Sample> samples, double[] clean) {
      Settings settings = Settings.of(learner, period, WINDOW, Scope.ALL);
      return new Errors(
          error(samples.stream().mapToDouble(Sample::value).toArray(), clean),
          filtered(settings, samples, clean),
          filtered(settings.irregular(), samples, clean));
    }

    private static double filtered(Settings settings, List<Sample> samples, double[] clean) {
      List<DenoisedSample> outputs = ReferencePipeline.ofSamples(settings, samples).denoised();
      assertThat(outputs).hasSize(clean.length);
      return error(outputs.stream().mapToDouble(DenoisedSample::denoised).toArray(), clean);
    }

    private static double error(double[] values, double[] clean) {
      double sum = 0;
      int count = 0;
      for (int n = UNSCORED * WINDOW; n < clean.length; n++) {
        if (!Double.isNaN(clean[n])) {
          sum += Math.pow(values[n] - clean[n], 2);
          count++;
        }
      }
      return Math.sqrt(sum / count);
    }

    String row(String name) {
      return String.format(
          Locale.ROOT, "| %s | %.4f | %.4f | %.4f |", name, before, regular, irregular);
    }
  }

  /** A sine under noise, at times that {@code jitter} moves; at random times if it is NaN. */
  private static Errors sine(double length, double jitter) {
    int count = 4_096;
    Random random = new Random(23);
    long period = 1_000_000;
    double[] clean = new double[count];
    List<Sample> samples = new ArrayList<>();
    double time = 0;
    for (int n = 0; n < count; n++) {
      time += Double.isNaN(jitter) ? .05 - .95 * Math.log(1 - random.nextDouble()) : 1;
      double moved = time + (Double.isNaN(jitter) ? 0 : jitter * (random.nextDouble() - .5));
      long nanos = Math.round(moved * period);
      clean[n] = Math.sin(2 * Math.PI * nanos / period / length);
      samples.add(Sample.of("s", nanos, clean[n] + .1 * random.nextGaussian()));
    }
    return Errors.of(learner(), period, samples, clean);
  }

  private record Reading(long time, double dht11, double dht22) {}

  private static List<Reading> readings() throws IOException {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");
    List<Reading> readings = new ArrayList<>();
    for (String line : Files.readAllLines(DHT)) {
      String[] cells = line.split(",");
      if (cells[0].equals("Date") || cells[2].equals("ERROR") || cells[6].equals("ERROR")) {
        continue;
      }
      long millis = OffsetDateTime.parse(cells[0], form).toInstant().toEpochMilli();
      readings.add(
          new Reading(
              millis * Sample.NANOS_PER_MILLI,
              Double.parseDouble(cells[2]),
              Double.parseDouble(cells[6])));
    }
    return readings;
  }

  /** The DHT22's temperature with noise added, of which a share of the readings is kept. */
  private static Errors dht22(double kept) throws IOException {
    Random random = new Random(29);
    List<Sample> samples = new ArrayList<>();
    List<Double> clean = new ArrayList<>();
    for (Reading reading : readings()) {
      double noisy = reading.dht22 + .3 * random.nextGaussian();
      if (random.nextDouble() < kept) {
        samples.add(Sample.of("s", reading.time, noisy));
        clean.add(reading.dht22);
      }
    }
    return Errors.of(learner(), Math.round(DHT_PERIOD / kept), samples, toArray(clean));
  }

  /** The DHT11 learned against the DHT22. */
  private static Errors dht11() throws IOException {
    List<Sample> samples = new ArrayList<>();
    List<Double> clean = new ArrayList<>();
    double offset = 0;
    for (Reading reading : readings()) {
      samples.add(Sample.of("s", reading.time, reading.dht11).withReference(reading.dht22));
      clean.add(reading.dht22);
      offset += reading.dht11 - reading.dht22;
    }
    double mean = offset / clean.size(); // the two sensors are not calibrated alike
    clean.replaceAll(value -> value + mean);
    return Errors.of(
        learner().withObjective(ObjectiveKind.REFERENCE), DHT_PERIOD, samples, toArray(clean));
  }

  private static double[] toArray(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void statesTheErrorsThatAreMeasured() throws IOException {
    Errors fast = sine(12, 0);
    Errors random = sine(12, Double.NaN);
    Errors wide = sine(24, .9);
    List<String> rows =
        List.of(
            fast.row("sine of 12 periods, no jitter"),
            sine(12, .3).row("sine of 12 periods, jitter of 0.3 periods"),
            sine(12, .6).row("sine of 12 periods, jitter of 0.6 periods"),
            sine(12, .9).row("sine of 12 periods, jitter of 0.9 periods"),
            random.row("sine of 12 periods, at random times"),
            sine(24, .3).row("sine of 24 periods, jitter of 0.3 periods"),
            wide.row("sine of 24 periods, jitter of 0.9 periods"),
            sine(24, Double.NaN).row("sine of 24 periods, at random times"),
            dht22(1).row("temperature of a DHT22 (C), noise of 0.3 added"),
            dht22(.25).row("the same, a quarter of the readings, taken at random"),
            dht11().row("temperature of a DHT11 (C), learned against the DHT22"));
    assertThat(Files.readString(PAGE)).contains(String.join("\n", rows));
    assertThat(fast.irregular).isLessThan(1.01 * fast.regular);
    assertThat(random.irregular).isLessThan(.92 * random.regular);
    assertThat(wide.irregular).isLessThan(.95 * wide.regular);
  }
}
