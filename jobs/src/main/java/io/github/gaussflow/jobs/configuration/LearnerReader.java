/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.OptimizerKind;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.statistics.NoiseModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** Reads and checks what a job file says of the learner. */
final class LearnerReader {

  private static final Duration SHORTEST = Duration.ofNanos(1);
  private static final String MEAN = "mean";
  private static final String STANDARD_DEVIATION = "standard-deviation";

  private final SettingsReader settings;

  LearnerReader(SettingsReader settings) {
    this.settings = settings;
  }

  /**
   * The settings of the learner, or empty if anything is wrong with them.
   *
   * @param learning whether anything is learned; if not, only the initial parameters and the noise
   *     count
   */
  Optional<LearnerSettings> read(
      boolean learning,
      Optional<KernelSupport> support,
      Optional<Duration> period,
      Optional<ObjectiveKind> objective) {
    Optional<Duration> mean = settings.signedDuration(FilterOptions.MEAN);
    Optional<Duration> deviation = settings.duration(FilterOptions.STANDARD_DEVIATION, SHORTEST);
    List<String> fixed = settings.words(LearningOptions.FIXED, List.of(MEAN, STANDARD_DEVIATION));
    Optional<OptimizerKind> optimizer =
        settings.choice(LearningOptions.OPTIMIZER, OptimizerKind.class);
    Optional<Double> rate = settings.positiveNumber(LearningOptions.LEARNING_RATE);
    Optional<List<Double>> factors = settings.numbers(LearningOptions.FORGETTING_FACTORS);
    Optional<Integer> kernels =
        settings.integer(FilterOptions.KERNELS, 1, LearnerSettings.MOST_KERNELS);
    Optional<Integer> horizon =
        settings.integer(LearningOptions.HORIZON, 1, KernelSupport.MAX_TAPS / 2);
    Optional<List<Double>> noise = settings.numbers(LearningOptions.NOISE_AUTOCOVARIANCE);
    Optional<NoiseAssumption> assumption =
        settings.choice(LearningOptions.NOISE, NoiseAssumption.class);
    Optional<GaussianBank> bank = bank(learning ? fixed : List.of());
    if (learning) {
      checkOptimizer(optimizer);
    }
    if (support.isEmpty()
        || new PeriodReader(settings).isMissed(period)
        || mean.isEmpty()
        || objective.isEmpty()
        || optimizer.isEmpty()
        || kernels.isEmpty()
        || horizon.isEmpty()
        || assumption.isEmpty()
        || (settings.has(FilterOptions.BANK) && bank.isEmpty())
        || (learning && !fits(objective.get(), support.get()))
        || (learning && !kernelsFit(kernels.get(), objective.get(), optimizer.get(), fixed))) {
      return Optional.empty();
    }
    LearnerSettings learner =
        LearnerSettings.of(support.get())
            .withObjective(objective.get())
            .withOptimizer(optimizer.get())
            .withKernels(kernels.get())
            .withHorizon(horizon.get())
            .withNoise(assumption.get().model());
    if (noise.isPresent()) {
      learner = withNoise(learner, noise.get());
    }
    if (rate.isPresent()) {
      learner = learner.withLearningRate(rate.get());
    }
    if (factors.isPresent() && settings.has(LearningOptions.FORGETTING_FACTORS)) {
      learner = withForgettingFactors(learner, factors.get());
    }
    // Without a period no mean or deviation is given, and that which is not is 0.
    double periods = period.orElse(SHORTEST).toNanos();
    double initialMean = mean.get().toNanos() / periods;
    double initialDeviation =
        deviation
            .map(duration -> duration.toNanos() / periods)
            .orElse(learner.initialParameters().standardDeviation());
    learner = learner.withInitialParameters(new GaussianParameters(initialMean, initialDeviation));
    if (learning && fixed.contains(MEAN)) {
      learner = learner.withFixedMean(initialMean);
    }
    if (learning && fixed.contains(STANDARD_DEVIATION)) {
      learner = learner.withFixedStandardDeviation(initialDeviation);
    }
    if (bank.isPresent()) {
      learner = learner.withInitialBank(bank.get());
    }
    return learning ? withinBounds(learner) : Optional.of(learner);
  }

  /** The bank that the job file gives; empty if it gives none or one that cannot be used. */
  private Optional<GaussianBank> bank(List<String> fixed) {
    Optional<String> text = settings.text(FilterOptions.BANK);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<GaussianBank> bank = BankText.parse(text.get());
    if (bank.isEmpty()) {
      settings.wrong(FilterOptions.BANK, "must be " + BankText.FORM);
    }
    for (ConfigOption<?> other : List.of(FilterOptions.MEAN, FilterOptions.STANDARD_DEVIATION)) {
      if (settings.has(other)) {
        settings.reject(
            other,
            "key '%s' has no effect where 'filter.bank' is given; delete one of the two"
                .formatted(other.key()));
        return Optional.empty();
      }
    }
    if (!fixed.isEmpty()) {
      settings.reject(
          FilterOptions.BANK,
          "key 'filter.bank' cannot be kept by 'learning.fixed'; give 'filter.mean' and"
              + " 'filter.standard-deviation' instead, or set 'learning.enabled' to false to keep all");
      return Optional.empty();
    }
    return bank;
  }

  private void checkOptimizer(Optional<OptimizerKind> optimizer) {
    if (optimizer.isEmpty()) {
      return;
    }
    boolean newton = optimizer.get() == OptimizerKind.NEWTON;
    ConfigOption<?> idle =
        newton ? LearningOptions.LEARNING_RATE : LearningOptions.FORGETTING_FACTORS;
    if (settings.has(idle)) {
      idle(
          idle,
          LearningOptions.OPTIMIZER,
          optimizer.get(),
          newton ? "gradient-descent or adam" : "newton");
    }
  }

  private boolean kernelsFit(
      int kernels, ObjectiveKind objective, OptimizerKind optimizer, List<String> fixed) {
    if (kernels == 1
        || objective != ObjectiveKind.GCV && optimizer == OptimizerKind.NEWTON && fixed.isEmpty()) {
      return true;
    }
    settings.wrong(
        FilterOptions.KERNELS,
        "must be 1 where 'learning.objective' is gcv, 'learning.optimizer' is not newton, or"
            + " 'learning.fixed' holds a parameter");
    return false;
  }

  private LearnerSettings withNoise(LearnerSettings learner, List<Double> autocovariance) {
    try {
      return learner.withNoise(
          NoiseModel.correlated(
              autocovariance.stream().mapToDouble(Double::doubleValue).toArray()));
    } catch (IllegalArgumentException e) {
      settings.reject(
          LearningOptions.NOISE_AUTOCOVARIANCE,
          "key 'learning.noise-autocovariance': " + e.getMessage());
      return learner;
    }
  }

  private LearnerSettings withForgettingFactors(LearnerSettings learner, List<Double> factors) {
    try {
      return learner.withForgettingFactors(
          factors.stream().mapToDouble(Double::doubleValue).toArray());
    } catch (IllegalArgumentException e) {
      settings.wrong(
          LearningOptions.FORGETTING_FACTORS, "must ascend, each greater than 0 and at most 1");
      return learner;
    }
  }

  private Optional<LearnerSettings> withinBounds(LearnerSettings learner) {
    try {
      learner.newLearner();
      return Optional.of(learner);
    } catch (IllegalArgumentException e) {
      if (settings.has(FilterOptions.BANK)) {
        settings.reject(
            FilterOptions.BANK, "key 'filter.bank', counted in periods: " + e.getMessage());
        return Optional.empty();
      }
      ConfigOption<?> blamed =
          settings.has(FilterOptions.STANDARD_DEVIATION)
              ? FilterOptions.STANDARD_DEVIATION
              : FilterOptions.MEAN;
      settings.reject(
          blamed,
          "keys 'filter.mean' and 'filter.standard-deviation', counted in periods: "
              + e.getMessage());
      return Optional.empty();
    }
  }

  /** What an objective needs and what has no effect with it. */
  private boolean fits(ObjectiveKind objective, KernelSupport support) {
    boolean fits = true;
    if (objective == ObjectiveKind.REFERENCE && !settings.has(SampleOptions.REFERENCE)) {
      settings.reject(
          LearningOptions.OBJECTIVE,
          "key 'learning.objective' is 'reference', but no column gives one; add"
              + " 'samples.reference' or choose sure");
      fits = false;
    }
    if (objective == ObjectiveKind.PREDICTION && support.lookahead() != 0) {
      settings.reject(
          LearningOptions.OBJECTIVE,
          "key 'learning.objective' is 'prediction', which sees no later samples; set"
              + " 'filter.lookahead' to 0");
      fits = false;
    }
    if (objective != ObjectiveKind.PREDICTION && settings.has(LearningOptions.HORIZON)) {
      fits = idle(LearningOptions.HORIZON, LearningOptions.OBJECTIVE, objective, "prediction");
    }
    if (objective != ObjectiveKind.REFERENCE && settings.has(LearningOptions.LAG_RANGE)) {
      fits = idle(LearningOptions.LAG_RANGE, LearningOptions.OBJECTIVE, objective, "reference");
    }
    if (objective != ObjectiveKind.SURE && settings.has(LearningOptions.NOISE_AUTOCOVARIANCE)) {
      fits =
          idle(LearningOptions.NOISE_AUTOCOVARIANCE, LearningOptions.OBJECTIVE, objective, "sure");
    }
    if (objective != ObjectiveKind.SURE && settings.has(LearningOptions.NOISE)) {
      fits = idle(LearningOptions.NOISE, LearningOptions.OBJECTIVE, objective, "sure");
    }
    if (settings.has(LearningOptions.NOISE) && settings.has(LearningOptions.NOISE_AUTOCOVARIANCE)) {
      settings.reject(
          LearningOptions.NOISE,
          "key 'learning.noise' has no effect where 'learning.noise-autocovariance' gives the noise;"
              + " delete one of the two");
      fits = false;
    }
    return fits;
  }

  private boolean idle(ConfigOption<?> option, ConfigOption<?> cause, Enum<?> value, String mend) {
    settings.reject(
        option,
        "key '%s' has no effect where '%s' is '%s'; delete it or choose %s"
            .formatted(option.key(), cause.key(), SettingsReader.nameOf(value), mend));
    return false;
  }
}
