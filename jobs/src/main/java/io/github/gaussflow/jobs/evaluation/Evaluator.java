/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.evaluation;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.jobs.configuration.DurationText;
import io.github.gaussflow.jobs.configuration.NearestName;
import io.github.gaussflow.jobs.configuration.Problems;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Checks what the user asked for and runs it. All that is wrong is reported at once, as far as it
 * can be told.
 *
 * @param file the CSV file
 * @param time the column of times
 * @param value the column of the sensor
 * @param reference the column of the reference, if any
 * @param period the nominal time between samples, such as "9583 us"; the median step if empty
 * @param lookahead L
 * @param lookback R
 * @param window the length of a window in samples
 * @param objective what the learner is to achieve
 * @param kernels how many Gaussians may make the filter
 * @param lagRange how many samples the reference may be early or late beyond the taps
 * @param outliers what is done about outliers before the learner sees them
 * @param json whether JSON is wanted in place of a table
 */
public record Evaluator(
    Path file,
    String time,
    String value,
    Optional<String> reference,
    Optional<String> period,
    int lookahead,
    int lookback,
    int window,
    String objective,
    int kernels,
    int lagRange,
    String outliers,
    boolean json) {

  /**
   * The table or the JSON.
   *
   * @throws io.github.gaussflow.jobs.configuration.JobFileException with all that is wrong
   */
  public String report() {
    Problems problems = new Problems(file.toString());
    Optional<KernelSupport> support = support(problems);
    Optional<ObjectiveKind> kind = objective(problems);
    Optional<OutlierTreatment> treatment = outliers(problems);
    OptionalLong given = period(problems);
    checkLagRange(kind, problems);
    Optional<Measurements> read = MeasurementFile.read(file, time, value, reference, problems);
    problems.throwIfAny();
    Measurements measurements = read.orElseThrow();
    if (given.isEmpty() && measurements.medianStep().isEmpty()) {
      problems.add(0, "has one time only, which shows no period; give option --period");
    }
    boolean referenced = Arrays.stream(measurements.references()).anyMatch(Double::isFinite);
    if (reference.isPresent() && !referenced) {
      problems.add(
          0,
          "no row with a value has a number in column '%s' of option --reference; name another"
                  .formatted(reference.get())
              + " column or leave the option out");
    }
    problems.throwIfAny();
    long nanos = given.orElseGet(() -> measurements.medianStep().getAsLong());
    if (nanos > Long.MAX_VALUE / Math.max(window, support.orElseThrow().taps())) {
      problems.add(
          0,
          "windows must be shorter than 292 years, but are %d times %d s; lower --window or --period"
              .formatted(window, nanos / 1_000_000_000));
      problems.throwIfAny();
    }
    EvaluationRequest request =
        new EvaluationRequest(
            file,
            time,
            value,
            reference,
            nanos,
            given.isPresent(),
            support.orElseThrow(),
            window,
            kind.orElseThrow(),
            kernels,
            lagRange,
            treatment.orElseThrow());
    Evaluation evaluation = Evaluation.of(request, measurements);
    return json ? EvaluationJson.text(evaluation) : EvaluationText.text(evaluation);
  }

  private Optional<KernelSupport> support(Problems problems) {
    KernelSupport support;
    try {
      support = new KernelSupport(lookahead, lookback);
    } catch (IllegalArgumentException e) {
      problems.add(0, "option --lookahead or --lookback is wrong: " + e.getMessage());
      return Optional.empty();
    }
    if (window < support.taps()) {
      problems.add(
          0,
          ("option --window must be at least the %d taps of the filter (lookahead %d + lookback %d"
                  + " + 1), but is %d")
              .formatted(support.taps(), lookahead, lookback, window));
    }
    return Optional.of(support);
  }

  private OptionalLong period(Problems problems) {
    if (period.isEmpty()) {
      return OptionalLong.empty();
    }
    Optional<Long> nanos = DurationText.nanos(period.get());
    if (nanos.isEmpty() || nanos.get() <= 0) {
      problems.add(
          0,
          "option --period must be a duration longer than 0 such as '9583 us' or '5 min', but is"
              + " '%s'".formatted(period.get()));
      return OptionalLong.empty();
    }
    return OptionalLong.of(nanos.get());
  }

  private void checkLagRange(Optional<ObjectiveKind> kind, Problems problems) {
    int most = DenoisingPipelineBuilder.LONGEST_LAG;
    if (lagRange < 0 || lagRange > most) {
      problems.add(
          0, "option --lag-range must be from 0 to %d, but is %d".formatted(most, lagRange));
    } else if (lagRange > 0 && kind.isPresent() && kind.get() != ObjectiveKind.REFERENCE) {
      problems.add(
          0,
          "option --lag-range has no effect with --objective %s; leave it out or choose reference"
              .formatted(objective));
    }
  }

  private Optional<OutlierTreatment> outliers(Problems problems) {
    List<OutlierTreatment> treatments = List.of(OutlierTreatment.values());
    List<String> names = treatments.stream().map(Evaluator::nameOf).toList();
    int index = names.indexOf(outliers.toLowerCase(Locale.ROOT));
    if (index < 0) {
      problems.add(
          0,
          "option --outliers must be one of %s, but is '%s'%s"
              .formatted(
                  String.join(", ", names), outliers, NearestName.question(outliers, names)));
      return Optional.empty();
    }
    return Optional.of(treatments.get(index));
  }

  private Optional<ObjectiveKind> objective(Problems problems) {
    // A prediction is not an estimate of the sample that the other filters estimate.
    List<ObjectiveKind> kinds =
        Arrays.stream(ObjectiveKind.values())
            .filter(kind -> kind != ObjectiveKind.PREDICTION)
            .toList();
    List<String> names = kinds.stream().map(Evaluator::nameOf).toList();
    int index = names.indexOf(objective.toLowerCase(Locale.ROOT));
    if (index < 0) {
      problems.add(
          0,
          "option --objective must be one of %s, but is '%s'%s"
              .formatted(
                  String.join(", ", names), objective, NearestName.question(objective, names)));
      return Optional.empty();
    }
    ObjectiveKind kind = kinds.get(index);
    if (kind.objective().needsTarget() && reference.isEmpty()) {
      problems.add(
          0, "option --objective %s needs a reference; give --reference".formatted(objective));
    }
    int most = kind == ObjectiveKind.GCV ? 1 : LearnerSettings.MOST_KERNELS;
    if (kernels < 1 || kernels > most) {
      problems.add(
          0,
          "option --kernels must be from 1 to %d with --objective %s, but is %d"
              .formatted(most, objective, kernels));
    }
    return Optional.of(kind);
  }

  static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
