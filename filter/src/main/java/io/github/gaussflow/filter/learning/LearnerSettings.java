/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.objective.PredictionObjective;
import io.github.gaussflow.filter.optimizer.Adam;
import io.github.gaussflow.filter.optimizer.GradientDescent;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.filter.statistics.ParameterGrid;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How parameters are learned. Immutable; each {@code with} method gives changed settings and throws
 * IllegalArgumentException, naming the value, if a value cannot be right by itself. What depends on
 * several values is checked where the learner is made.
 *
 * <p>Defaults, with K taps: SURE with white noise of estimated variance, Newton, forgetting factors
 * .5, .8, .95, .98, score decay .9, mean 0 and standard deviation max(.5, K/16) at first, standard
 * deviation within [.2, 2K]. At .2 the filter changes nothing, at 2K it is a plain average of the
 * taps. The mean is bounded by the objective. Means and standard deviations are in sample periods.
 */
public final class LearnerSettings implements Serializable {

  /** How many Gaussians there may be in place of one. */
  public static final int MOST_KERNELS = BankSearch.MOST;

  private static final long serialVersionUID = 1;

  /** NaN stands for "not set" inside: an OptionalDouble cannot be serialized. */
  private static final double NOT_SET = Double.NaN;

  private final KernelSupport support;
  private ObjectiveKind objective = ObjectiveKind.SURE;
  private int horizon = 1;
  private NoiseModel noise = NoiseModel.estimated();
  private int kernels = 1;
  private OptimizerKind optimizer = OptimizerKind.NEWTON;
  private double learningRate = NOT_SET;
  private double[] forgettingFactors = {0.5, 0.8, 0.95, 0.98};
  private double scoreDecay = 0.9;
  private double initialMean;
  private double initialDeviation;
  private GaussianBank initialBank; // null for the single Gaussian
  private double fixedMean = NOT_SET;
  private double fixedDeviation = NOT_SET;
  private double lowestDeviation = 0.2;
  private double highestDeviation;

  private LearnerSettings(KernelSupport support) {
    this.support = support;
    this.initialDeviation = Math.max(0.5, support.taps() / 16.0);
    this.highestDeviation = 2.0 * support.taps();
  }

  private LearnerSettings(LearnerSettings other) {
    this.support = other.support;
    this.objective = other.objective;
    this.horizon = other.horizon;
    this.noise = other.noise;
    this.kernels = other.kernels;
    this.optimizer = other.optimizer;
    this.learningRate = other.learningRate;
    this.forgettingFactors = other.forgettingFactors;
    this.scoreDecay = other.scoreDecay;
    this.initialMean = other.initialMean;
    this.initialDeviation = other.initialDeviation;
    this.initialBank = other.initialBank;
    this.fixedMean = other.fixedMean;
    this.fixedDeviation = other.fixedDeviation;
    this.lowestDeviation = other.lowestDeviation;
    this.highestDeviation = other.highestDeviation;
  }

  /** The defaults for kernels of one support. */
  public static LearnerSettings of(KernelSupport support) {
    return new LearnerSettings(support);
  }

  /** What is to be achieved. */
  public LearnerSettings withObjective(ObjectiveKind newObjective) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.objective = Objects.requireNonNull(newObjective, "objective");
    return changed;
  }

  /**
   * How many samples ahead {@link ObjectiveKind#PREDICTION} looks; the others do not use it.
   *
   * @param newHorizon at least 1
   */
  public LearnerSettings withHorizon(int newHorizon) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.horizon = new PredictionObjective(newHorizon).horizon();
    return changed;
  }

  /** The noise that SURE supposes as long as a learner is given no other. */
  public LearnerSettings withNoise(NoiseModel newNoise) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.noise = Objects.requireNonNull(newNoise, "noise");
    return changed;
  }

  /**
   * How many Gaussians with signed weights may be learned in place of one; as many are used as pay.
   * Needs Newton, and an objective other than GCV.
   *
   * @param newKernels 1 to 4
   */
  public LearnerSettings withKernels(int newKernels) {
    if (newKernels < 1 || newKernels > MOST_KERNELS) {
      throw new IllegalArgumentException(
          "kernels must be from 1 to %d, but are %d".formatted(MOST_KERNELS, newKernels));
    }
    LearnerSettings changed = new LearnerSettings(this);
    changed.kernels = newKernels;
    return changed;
  }

  /** How the parameters follow the cost. */
  public LearnerSettings withOptimizer(OptimizerKind newOptimizer) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.optimizer = Objects.requireNonNull(newOptimizer, "optimizer");
    return changed;
  }

  /**
   * The learning rate, without a unit, in place of the optimizer's default; Newton does not use it.
   *
   * @param newLearningRate positive and finite
   */
  public LearnerSettings withLearningRate(double newLearningRate) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.learningRate = requirePositive("learningRate", newLearningRate);
    return changed;
  }

  /**
   * How much of its statistics each memory of Newton keeps from window to window.
   *
   * @param newFactors at least one, each in (0, 1], ascending
   */
  public LearnerSettings withForgettingFactors(double... newFactors) {
    if (newFactors.length == 0) {
      throw new IllegalArgumentException("forgettingFactors must be at least one, but are none");
    }
    double before = 0;
    for (double factor : newFactors) {
      if (!(factor > before && factor <= 1)) {
        throw new IllegalArgumentException(
            "forgettingFactors must ascend within (0, 1], but are " + Arrays.toString(newFactors));
      }
      before = factor;
    }
    LearnerSettings changed = new LearnerSettings(this);
    changed.forgettingFactors = newFactors.clone();
    return changed;
  }

  /**
   * How much of its score each memory of Newton keeps from window to window.
   *
   * @param newScoreDecay in [0, 1)
   */
  public LearnerSettings withScoreDecay(double newScoreDecay) {
    if (!(newScoreDecay >= 0 && newScoreDecay < 1)) {
      throw new IllegalArgumentException("scoreDecay must be in [0, 1), but is " + newScoreDecay);
    }
    LearnerSettings changed = new LearnerSettings(this);
    changed.scoreDecay = newScoreDecay;
    return changed;
  }

  /** The parameters before the first window; must be within the bounds when a learner is made. */
  public LearnerSettings withInitialParameters(GaussianParameters newInitial) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.initialMean = newInitial.mean();
    changed.initialDeviation = newInitial.standardDeviation();
    changed.initialBank = null;
    return changed;
  }

  /**
   * The Gaussians to filter with before the first window, in place of the single one; must be as
   * many as {@link #withKernels} allows, each within the bounds, when a learner is made. One
   * Gaussian sets the initial parameters too; of several, learning starts from the initial
   * parameters all the same, as a bank is searched from the best single Gaussian.
   */
  public LearnerSettings withInitialBank(GaussianBank newBank) {
    if (newBank.components().size() == 1) {
      return withInitialParameters(newBank.components().get(0).parameters());
    }
    LearnerSettings changed = new LearnerSettings(this);
    changed.initialBank = newBank;
    return changed;
  }

  /** Keeps the mean at a finite value, whatever the objective's bounds. */
  public LearnerSettings withFixedMean(double newFixedMean) {
    if (!Double.isFinite(newFixedMean)) {
      throw new IllegalArgumentException("fixedMean must be finite, but is " + newFixedMean);
    }
    LearnerSettings changed = new LearnerSettings(this);
    changed.fixedMean = newFixedMean;
    return changed;
  }

  /** Keeps the standard deviation at a positive finite value, whatever its bounds. */
  public LearnerSettings withFixedStandardDeviation(double newFixedDeviation) {
    LearnerSettings changed = new LearnerSettings(this);
    changed.fixedDeviation = requirePositive("fixedStandardDeviation", newFixedDeviation);
    return changed;
  }

  /**
   * The bounds of the standard deviation.
   *
   * @param lowest positive, below the highest
   * @param highest finite
   */
  public LearnerSettings withStandardDeviationBounds(double lowest, double highest) {
    requirePositive("lowest standard deviation", lowest);
    requirePositive("highest standard deviation", highest);
    if (!(lowest < highest)) {
      throw new IllegalArgumentException(
          "lowest standard deviation must be below the highest, but they are %s and %s"
              .formatted(lowest, highest));
    }
    LearnerSettings changed = new LearnerSettings(this);
    changed.lowestDeviation = lowest;
    changed.highestDeviation = highest;
    return changed;
  }

  /** The kernel support. */
  public KernelSupport support() {
    return support;
  }

  /** What is to be achieved. */
  public ObjectiveKind objective() {
    return objective;
  }

  /** How many samples ahead a prediction looks. */
  public int horizon() {
    return horizon;
  }

  /** The noise that SURE supposes as long as a learner is given no other. */
  public NoiseModel noise() {
    return noise;
  }

  /** How many Gaussians with signed weights may be learned. */
  public int kernels() {
    return kernels;
  }

  /** How the parameters follow the cost. */
  public OptimizerKind optimizer() {
    return optimizer;
  }

  /** The learning rate in use: the one set, or the optimizer's default, NaN for Newton. */
  public double learningRate() {
    return Double.isNaN(learningRate) ? optimizer.defaultLearningRate() : learningRate;
  }

  /** The forgetting factors, in a new array. */
  public double[] forgettingFactors() {
    return forgettingFactors.clone();
  }

  /** The score decay. */
  public double scoreDecay() {
    return scoreDecay;
  }

  /** The parameters before the first window, fixed ones in their place. */
  public GaussianParameters initialParameters() {
    return new GaussianParameters(
        fixedMean().orElse(initialMean), fixedStandardDeviation().orElse(initialDeviation));
  }

  /** The Gaussians to filter with before the first window. */
  public GaussianBank initialBank() {
    return initialBank == null ? GaussianBank.of(initialParameters()) : initialBank;
  }

  /** The mean that is kept, or empty if it is learned. */
  public OptionalDouble fixedMean() {
    return optional(fixedMean);
  }

  /** The standard deviation that is kept, or empty if it is learned. */
  public OptionalDouble fixedStandardDeviation() {
    return optional(fixedDeviation);
  }

  /**
   * The support of the rows whose sums the learner needs: that of the kernel, for a prediction as
   * many samples longer as it looks ahead.
   *
   * @throws IllegalArgumentException if the objective cannot be had on the kernel's support
   */
  public KernelSupport statisticsSupport() {
    return newObjective().statisticsSupport(support());
  }

  /**
   * Empty statistics as the learner of these settings needs them.
   *
   * @throws IllegalArgumentException as {@link #statisticsSupport}
   */
  public LagStatistics newStatistics() {
    return newObjective().needsTarget()
        ? LagStatistics.withTarget(statisticsSupport())
        : LagStatistics.of(statisticsSupport());
  }

  /**
   * A new learner.
   *
   * @throws IllegalArgumentException if the initial parameters or those of the initial bank are
   *     outside the bounds, if the bank has more Gaussians than there may be, if there may be
   *     several kernels where that cannot be, and as {@link #statisticsSupport}
   */
  public WindowLearner newLearner() {
    newStatistics();
    boolean onlyOne = optimizer != OptimizerKind.NEWTON || objective == ObjectiveKind.GCV;
    if (kernels > 1 && onlyOne) {
      throw new IllegalArgumentException(
          "kernels must be 1 for the optimizer %s and the objective %s, but are %d"
              .formatted(optimizer, objective, kernels));
    }
    bounds().requireInside("initial parameters", initialParameters());
    if (initialBank().components().size() > kernels) {
      throw new IllegalArgumentException(
          "initial bank must have at most %d Gaussians, as many as kernels, but has %d"
              .formatted(kernels, initialBank().components().size()));
    }
    for (GaussianBank.Component component : initialBank().components()) {
      bounds().requireInside("each Gaussian of the initial bank", component.parameters());
    }
    return switch (optimizer) {
      case NEWTON -> new NewtonLearner(this);
      case GRADIENT_DESCENT -> new GradientLearner(this, new GradientDescent(learningRate()));
      case ADAM -> new GradientLearner(this, Adam.of(learningRate()));
    };
  }

  /**
   * The pairs of parameters at which windows of samples that lie anywhere in time are summed up.
   *
   * @throws IllegalArgumentException if these settings cannot be learned from such samples: the
   *     objective must be SURE or REFERENCE, the optimizer Newton, the kernel one, the noise white
   */
  public ParameterGrid irregularGrid() {
    requireIrregular("objective", objective, isIrregularObjective());
    requireIrregular("optimizer", optimizer, optimizer == OptimizerKind.NEWTON);
    requireIrregular("number of kernels", kernels, kernels == 1);
    requireIrregular("noise", noise, noise.isEstimated() || noise.autocovariances().length == 1);
    ParameterBounds box = bounds();
    return objective == ObjectiveKind.REFERENCE || box.fixesMean()
        ? ParameterGrid.lags(
            box.lowestMean(), box.highestMean(), box.lowestDeviation(), box.highestDeviation())
        : ParameterGrid.ahead(box.lowestMean(), box.lowestDeviation(), box.highestDeviation());
  }

  private boolean isIrregularObjective() {
    return objective == ObjectiveKind.SURE || objective == ObjectiveKind.REFERENCE;
  }

  private static void requireIrregular(String name, Object value, boolean suits) {
    if (!suits) {
      throw new IllegalArgumentException(
          ("irregular samples can be learned from with the objective SURE or REFERENCE, Newton, one"
                  + " kernel and white noise, but the %s is %s")
              .formatted(name, value));
    }
  }

  /**
   * Empty statistics as {@link #newIrregularLearner} needs them.
   *
   * @throws IllegalArgumentException as {@link #irregularGrid}
   */
  public IrregularStatistics newIrregularStatistics() {
    return new IrregularStatistics(irregularGrid(), newObjective().needsTarget());
  }

  /**
   * A new learner for samples that lie anywhere in time.
   *
   * @throws IllegalArgumentException as {@link #newLearner} and {@link #irregularGrid}
   */
  public IrregularLearner newIrregularLearner() {
    newLearner(); // checks the initial parameters
    return new IrregularLearner(this);
  }

  /** The objective of these settings. */
  Objective newObjective() {
    return objective == ObjectiveKind.PREDICTION
        ? new PredictionObjective(horizon)
        : objective.objective();
  }

  /** The box of the parameters, a fixed one with equal bounds. */
  ParameterBounds bounds() {
    Objective kind = newObjective();
    return new ParameterBounds(
        fixedMean().orElse(kind.lowestMean(support())),
        fixedMean().orElse(kind.highestMean(support())),
        fixedStandardDeviation().orElse(lowestDeviation),
        fixedStandardDeviation().orElse(highestDeviation));
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static double requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, but is " + value);
    }
    return value;
  }
}
