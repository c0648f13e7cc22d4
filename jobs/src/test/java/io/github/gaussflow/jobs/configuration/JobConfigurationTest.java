/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.learning.OptimizerKind;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobConfigurationTest {

  @TempDir Path folder;

  @Test
  void readsAMinimalFileWithDefaults() throws IOException {
    JobConfiguration job = good(JobFileText.GOOD);
    assertThat(job.name()).isEqualTo("test");
    assertThat(job.tables()).extracting(Statement::line).containsExactly(4, 6);
    assertThat(job.tables().get(0).sql()).contains("'path' = '" + folder + "/measured'");
    assertThat(job.samples())
        .isEqualTo(
            new SampleColumns(
                "measured",
                "sensor",
                "t",
                Optional.of(TimeUnit.US),
                "v",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(job.learner().support().taps()).isEqualTo(13);
    assertThat(job.learner().objective()).isEqualTo(ObjectiveKind.SURE);
    assertThat(job.learner().optimizer()).isEqualTo(OptimizerKind.NEWTON);
    assertThat(job.learner().initialParameters().standardDeviation()).isEqualTo(13 / 16.0);
    assertThat(job.pipeline())
        .isEqualTo(
            new PipelineSettings(
                Optional.of(Duration.ofMillis(10)),
                64,
                Optional.empty(),
                Scope.SENSOR,
                Rest.none(),
                OutlierTreatment.NONE,
                true,
                Optional.empty(),
                0,
                GapFill.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Sampling.REGULAR,
                100));
    assertThat(job.output())
        .isEqualTo(
            new OutputTables(
                "clean",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
    assertThat(job.uidPrefix()).isEqualTo("gaussflow");
    assertThat(job.report().enabled()).isEmpty();
  }

  @Test
  void readsHowManyGroupsHaveMetrics() throws IOException {
    JobConfiguration job = good(JobFileText.with("name: test", "metrics:\n  groups: 0"));
    assertThat(job.pipeline().metricGroups()).isZero();
  }

  @Test
  void readsIrregularSampling() throws IOException {
    JobConfiguration job =
        good(JobFileText.with("  value: v", "  value: v\n  reference: r\n  sampling: irregular"));
    assertThat(job.pipeline().sampling()).isEqualTo(Sampling.IRREGULAR);
    job =
        good(
            JobFileText.with("  value: v", "  value: v\n  sampling: irregular")
                .replace("window: 64", "enabled: false\n  objective: gcv"));
    assertThat(job.pipeline().sampling()).isEqualTo(Sampling.IRREGULAR);
  }

  @Test
  void aFilterThatDoesNotLearnNeedsNothingOfTheLearner() throws IOException {
    JobConfiguration job =
        good(
            JobFileText.with(
                "learning:\n  window: 64",
                "learning:\n  enabled: false\n  window: 2\n  objective: reference\n"
                    + "  learning-rate: 1\n  fixed: [mean]"));
    assertThat(job.pipeline().learning()).isFalse();
    assertThat(job.learner().fixedMean()).isEmpty();
    job =
        good(
            JobFileText.with(
                "  period: 10 ms",
                "  period: 10 ms\n  kernels: 2\n  initial-updates: u\n"
                    + "  bank: 1.25 x (0, 2.5) + -0.25 x (-1.5e0, 6)"));
    assertThat(job.pipeline().initialUpdates()).contains("u");
    assertThat(BankText.of(job.learner().initialBank()))
        .isEqualTo("1.25 x (0.0, 2.5) + -0.25 x (-1.5, 6.0)");
  }

  @Test
  void readsEverySetting() throws IOException {
    String text =
        """
        name: all of it
        tables: [CREATE TABLE t (a INT)]
        samples:
          table: t
          sensor: s
          time: at
          value: v
          reference: r
          group: g
          max-gap: 1 s
          gap-fill: estimate
          flush-after: 250 ms
          linger: 80 ms
        filter:
          period: 10 ms
          mean: -5 ms
          standard-deviation: 25 ms
        learning:
          scope: group
          window: 64
          objective: reference
          optimizer: gradient-descent
          learning-rate: 0.25
          fixed: [mean]
        output: {denoised: d, updates: u, late: bad, invalid: bad, overwrite: true}
        state:
          uid-prefix: cars.front
          retention: 7 d
        report:
          enabled: false
          html: out/report.html
          label: rad/s
          picture: out/before-after.svg
          picture-sensor: y
          picture-start: 20 s
          picture-samples: 400
        flink:
          parallelism.default: 3
          pipeline:
            max-parallelism: 64
          metrics.reporter.own.factory.class: some.Factory
          my.own.option: 1
        """;
    JobConfiguration job = good(text);
    assertThat(job.samples().group()).contains("g");
    assertThat(job.samples().timeUnit()).isEmpty();
    assertThat(job.learner().optimizer()).isEqualTo(OptimizerKind.GRADIENT_DESCENT);
    assertThat(job.learner().learningRate()).isEqualTo(0.25);
    assertThat(job.learner().objective()).isEqualTo(ObjectiveKind.REFERENCE);
    assertThat(job.learner().fixedMean()).hasValue(-0.5);
    assertThat(job.learner().fixedStandardDeviation()).isEmpty();
    assertThat(job.learner().initialParameters().standardDeviation()).isCloseTo(2.5, within(1e-15));
    assertThat(job.pipeline().maximumGap()).contains(Duration.ofSeconds(1));
    assertThat(job.pipeline().gapFill()).isEqualTo(GapFill.ESTIMATE);
    assertThat(job.pipeline().flushAfter()).contains(Duration.ofMillis(250));
    assertThat(job.pipeline().linger()).contains(Duration.ofMillis(80));
    assertThat(job.pipeline().retention()).contains(Duration.ofDays(7));
    assertThat(job.pipeline().scope()).isEqualTo(Scope.GROUP);
    assertThat(job.output())
        .isEqualTo(
            new OutputTables(
                "d",
                Optional.of("u"),
                Optional.of("bad"),
                Optional.of("bad"),
                Optional.empty(),
                true));
    assertThat(job.uidPrefix()).isEqualTo("cars.front");
    assertThat(job.report().enabled()).contains(false);
    assertThat(job.report().picture())
        .contains(
            new ReportSettings.Picture(
                folder.resolve("out/before-after.svg"), "y", Duration.ofSeconds(20), 400));
    assertThat(job.report().html()).contains(folder.resolve("out/report.html"));
    assertThat(job.report().label()).isEqualTo("rad/s");
    assertThat(job.flink().get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(3);
    assertThat(job.flink().get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(64);
    assertThat(job.flink().getString("my.own.option", "")).isEqualTo("1");
  }

  @Test
  void readsWhatIsAtRest() throws IOException {
    assertThat(rest("time-unit: us\n  rest: r")).isEqualTo(Rest.ofMarked());
    assertThat(rest("time-unit: us\n  rest-from: -5\n  rest-to: 7"))
        .isEqualTo(Rest.between(-5_000, 7_000));
    Rest range = Rest.between(1_000_000_000, 86_400_250_000_000L);
    assertThat(rest("rest-from: 1970-01-01 00:00:01\n  rest-to: 1970-01-02T00:00:00.25"))
        .isEqualTo(range);
    assertThat(rest("rest-from: 1970-01-01T00:00:01Z\n  rest-to: '1970-01-02 02:00:00.25+02:00'"))
        .isEqualTo(range);
  }

  private Rest rest(String keys) throws IOException {
    String text = JobFileText.with("time-unit: us", keys);
    return good(text).pipeline().rest();
  }

  @ParameterizedTest
  @MethodSource("io.github.gaussflow.jobs.configuration.WrongJobFiles#all")
  void saysWhatIsWrongWhere(String text, String message) throws IOException {
    assertThat(problems(text) + "\n").contains(message.replace("JOB", path().toString()));
  }

  @Test
  void collectsEverythingThatIsWrong() throws IOException {
    String text = JobFileText.with("window: 64", "windw: 64").replace("10 ms", "ten ms");
    assertThat(problems(text).lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith(path() + ":16: key 'filter.period'"),
            second -> assertThat(second).startsWith(path() + ":18: key 'learning.windw'"));
  }

  @Test
  void aQuoteInTheFolderDoesNotEndTheSqlText() throws IOException {
    folder = Files.createDirectory(folder.resolve("Jan's data"));
    assertThat(good(JobFileText.GOOD).tables().get(0).sql()).contains("/Jan''s data/measured'");
  }

  @Test
  void aMissingFileAFolderAndAnotherEncodingAreNamed() throws IOException {
    Problems missing = new Problems("none.yaml");
    assertThat(JobConfiguration.read(Path.of("none.yaml"), missing)).isEmpty();
    assertThat(missing.all())
        .singleElement()
        .asString()
        .startsWith("none.yaml: there is no such job file; check the path");

    Problems aFolder = new Problems("conf");
    assertThat(JobConfiguration.read(folder, aFolder)).isEmpty();
    assertThat(aFolder.all())
        .singleElement()
        .hasToString("conf: is a folder, not a job file; name a file in it");

    Files.write(path(), "name: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Problems latin = new Problems("latin");
    assertThat(JobConfiguration.read(path(), latin)).isEmpty();
    assertThat(latin.all()).singleElement().asString().contains("is not UTF-8 text");
  }

  @Test
  void everyOptionIsDescribedAndThereIsOneOfEach() {
    assertThat(JobOptions.all()).extracting(option -> option.key()).doesNotHaveDuplicates();
    assertThat(JobOptions.all())
        .allSatisfy(option -> assertThat(option.description().getBlocks()).isNotEmpty());
  }

  private JobConfiguration good(String text) throws IOException {
    Files.writeString(path(), text);
    Problems problems = new Problems(path().toString());
    Optional<JobConfiguration> job = JobConfiguration.read(path(), problems);
    assertThat(problems.all()).isEmpty();
    return job.orElseThrow();
  }

  private String problems(String text) throws IOException {
    Files.writeString(path(), text);
    Problems problems = new Problems(path().toString());
    assertThat(JobConfiguration.read(path(), problems)).isEmpty();
    assertThat(problems.isEmpty()).isFalse();
    return String.join("\n", problems.all().stream().map(Problem::toString).toList());
  }

  private Path path() {
    return folder.resolve("job.yaml");
  }
}
