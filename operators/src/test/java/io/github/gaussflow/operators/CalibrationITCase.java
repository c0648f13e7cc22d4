/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sensors that begin at rest: the noise measured there makes the filter nearly the best Gaussian
 * that hindsight and the clean signal could choose, where white noise supposed does not. The seeds
 * are fixed, so there are no false alarms.
 */
class CalibrationITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final KernelSupport SUPPORT = new KernelSupport(16, 16);
  private static final int COUNT = 64 * 256;

  /** Where outputs are judged: the last 32 windows, as far as their lookahead is there. */
  private static final int FIRST_JUDGED = COUNT / 2;

  private static final int LAST_JUDGED = COUNT - SUPPORT.lookahead();
  private static final int SENSORS = 3;

  /** Three sines of power 1 / 2 in sum in noise a tenth of that, of second order. */
  private static List<Sample> series(String sensor, double a, double b, int still, long seed) {
    Random random = new Random(seed);
    double variance = (1 - b) / ((1 + b) * (Math.pow(1 - b, 2) - a * a));
    double deviation = Math.sqrt(0.05 / variance);
    double[] e = new double[COUNT + 500];
    for (int n = 2; n < e.length; n++) {
      e[n] = a * e[n - 1] + b * e[n - 2] + random.nextGaussian();
    }
    double[] phase = random.doubles(3, 0, 2 * Math.PI).toArray();
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < COUNT; n++) {
      boolean rest = n < still;
      double clean =
          0.8 * Math.sin(2 * Math.PI * n / 97 + phase[0])
              + 0.5 * Math.sin(2 * Math.PI * n / 41.3 + phase[1])
              + 0.33 * Math.sin(2 * Math.PI * n / 23.7 + phase[2]);
      double truth = rest ? 4 : clean;
      double value = truth + deviation * e[n + 500];
      samples.add(new Sample(sensor, "", n * Series.PERIOD, value, truth, rest));
    }
    return samples;
  }

  private record Outcome(List<DenoisedSample> denoised, List<ParameterUpdate> updates) {}

  private static Outcome run(List<Sample> samples, Rest rest) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(2);
    DenoisedStreams streams =
        DenoisingPipeline.builder(
                LearnerSettings.of(SUPPORT).withNoise(NoiseModel.estimatedWhite()),
                Duration.ofNanos(Series.PERIOD))
            .scope(Scope.SENSOR)
            .rest(rest)
            .build()
            .apply(environment.fromData(samples));
    CloseableIterator<ParameterUpdate> updates = streams.updates().collectAsync();
    CloseableIterator<DenoisedSample> denoised = streams.denoised().collectAsync();
    // Not execute: the collecting sinks hold less than all outputs.
    JobClient job = environment.executeAsync();
    List<DenoisedSample> outputs = new ArrayList<>();
    denoised.forEachRemaining(outputs::add);
    List<ParameterUpdate> learned = new ArrayList<>();
    updates.forEachRemaining(learned::add);
    job.getJobExecutionResult().get();
    return new Outcome(outputs, learned);
  }

  /**
   * AR(1) of .8; vibration in a narrow band around 8 samples, like a gyroscope's in a car. The
   * latter could be lowered by 20 dB, so it takes longer to know it well enough: after 1,024
   * samples at rest one of three sensors was .36 dB from the best.
   */
  @ParameterizedTest
  @CsvSource({".8, 0, 1024", "1.2728, -.81, 4096"})
  void endsNearTheBestGaussianOfHindsight(double a, double b, int still) throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      samples.addAll(series("s" + sensor, a, b, still, 300 + sensor));
    }
    Outcome marked = run(samples, Rest.ofMarked());
    Outcome range = run(samples, Rest.between(0, still * Series.PERIOD));
    assertThat(sorted(range.denoised())).isEqualTo(sorted(marked.denoised()));
    assertThat(sorted(range.updates())).isEqualTo(sorted(marked.updates()));
    Outcome white = run(samples, Rest.none());
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      String name = "s" + sensor;
      double oracle = oracle(samples.subList(sensor * COUNT, (sensor + 1) * COUNT));
      double calibrated = decibels(error(marked, name) / oracle);
      double supposed = decibels(error(white, name) / oracle);
      assertThat(calibrated).as("%s calibrated, dB above the oracle", name).isLessThan(0.2);
      assertThat(supposed).as("%s white, dB above the oracle", name).isGreaterThan(0.4);

      List<ParameterUpdate> updates =
          marked.updates().stream().filter(update -> update.group().equals(name)).toList();
      // 224, 480 and 736 rows at rest after the first windows; 528 are 16 for each of 33 taps.
      assertThat(updates.subList(0, 2))
          .extracting(ParameterUpdate::noise)
          .containsOnly(NoiseKind.WHITE);
      assertThat(updates.subList(2, updates.size()))
          .extracting(ParameterUpdate::noise)
          .containsOnly(NoiseKind.CALIBRATED);
      assertThat(updates.get(updates.size() - 1).noiseAutocovariance()).hasSize(SUPPORT.taps());
    }
    standardErrorIsTheErrorAtRest(marked, still);
  }

  /** At rest there is no signal to distort, so all of the error is noise. */
  private static void standardErrorIsTheErrorAtRest(Outcome outcome, int still) {
    double said = 0;
    double were = 0;
    for (DenoisedSample sample : outcome.denoised()) {
      long n = sample.time() / Series.PERIOD;
      if (n >= 768 && n < still - SUPPORT.lookahead()) {
        said += Math.pow(sample.standardError(), 2);
        were += Math.pow(sample.denoised() - sample.reference(), 2);
      }
    }
    assertThat(said / were).isBetween(0.5, 2.0);
  }

  private static <T> List<String> sorted(List<T> results) {
    return results.stream().map(Object::toString).sorted().toList();
  }

  private static double decibels(double ratio) {
    return 10 * Math.log10(ratio);
  }

  private static double error(Outcome outcome, String sensor) {
    return outcome.denoised().stream()
        .filter(sample -> sample.sensor().equals(sensor))
        .filter(
            sample -> {
              long n = sample.time() / Series.PERIOD;
              return n >= FIRST_JUDGED && n < LAST_JUDGED;
            })
        .mapToDouble(sample -> Math.pow(sample.denoised() - sample.reference(), 2))
        .average()
        .orElseThrow();
  }

  /** The least mean squared error of the Gaussians on a dense grid, on the samples judged. */
  private static double oracle(List<Sample> samples) {
    int taps = SUPPORT.taps();
    double[][] gram = new double[taps][taps];
    double[] cross = new double[taps];
    double squares = 0;
    for (int n = FIRST_JUDGED; n < LAST_JUDGED; n++) {
      double target = samples.get(n).reference();
      squares += target * target;
      for (int i = 0; i < taps; i++) {
        double x = samples.get(n + SUPPORT.lookahead() - i).value();
        cross[i] += x * target;
        for (int j = 0; j < taps; j++) {
          gram[i][j] += x * samples.get(n + SUPPORT.lookahead() - j).value();
        }
      }
    }
    double best = Double.POSITIVE_INFINITY;
    for (double mean = 0; mean >= -16; mean -= 0.25) {
      for (double deviation = 0.2; deviation < 66; deviation *= 1.02) {
        double[] g = GaussianBank.of(new GaussianParameters(mean, deviation)).taps(SUPPORT);
        double error = squares;
        for (int i = 0; i < taps; i++) {
          error -= 2 * g[i] * cross[i];
          for (int j = 0; j < taps; j++) {
            error += g[i] * g[j] * gram[i][j];
          }
        }
        best = Math.min(best, error);
      }
    }
    return best / (LAST_JUDGED - FIRST_JUDGED);
  }
}
