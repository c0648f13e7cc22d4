/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.CostDerivatives;
import io.github.gaussflow.filter.objective.Objective;
import io.github.gaussflow.filter.objective.QuadraticCost;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.NoiseCorrelation;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.filter.statistics.NoiseShape;
import io.github.gaussflow.filter.statistics.NoiseVariance;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Newton steps on the statistics of all windows so far, remembered with several forgetting factors.
 *
 * <p>Each factor f keeps statistics A, its parameters and a score S. A window is first used to
 * judge: with v the cost of the window at the parameters of each factor, S becomes decay S + (v -
 * min v) / G00. The longest memory is in use unless a shorter one has a score that is lower by more
 * than two {@link ScoreError}s of the two, four for the shortest, and so on from the longest to the
 * shortest. Then A becomes f A + window for each, and its parameters are searched anew. A signal
 * that stays as it is earns the long memory its accuracy; one that changes finds a short memory
 * already there.
 *
 * <p>Without the errors, a short memory was used by chance in every other window: .24 dB above the
 * best of hindsight on a slow temperature, .12 with one. Two leave a machine's temperature .27 dB
 * better than one. The shortest memory is the one that chance moves most: steps with no lookahead
 * lose .33 dB with three errors in the worst of ten draws, .13 with four.
 *
 * <p>The noise variance that SURE judges with is that of the longest memory that agrees with the
 * shortest within 30 %. That of the shortest alone, of two windows or so, errs by 10 %, and what it
 * has learned errs with it: .21 dB on the temperature with the lookahead of 4, .07 so.
 *
 * <p>Under correlated noise, a factor other than the longest is used only if its statistics have as
 * many rows as 1000 independent ones: the noise of fewer is too far from its model (with all
 * factors a gyroscope's x axis was left with 0.0023 rad/s, so with 0.0013, the best is 0.0010).
 *
 * <p>What the noise is besides its variance, see {@link IdentifiedNoise}, is told from the longest
 * memory for all: told by each for itself, their noises would differ by more than 30 % now and
 * again.
 *
 * <p>Where the noise has changed at once, see {@link NoiseChange}, all factors forget what was
 * before, and their scores; where the signal has, see {@link SignalChange}, those between the
 * shortest and the longest do.
 *
 * <p>Where there may be several kernels, the bank is searched on the same statistics from the
 * single Gaussian, and it is the bank that is judged.
 *
 * <p>State: for each factor A, two parameters, the bank and a score; the factor in use; the noise
 * given; the noise identified; the direction of the last window's noise; the windows in a row that
 * spoke for a change of the signal.
 */
final class NewtonLearner implements WindowLearner {

  private static final double INDEPENDENT_ROWS = 1000;
  private static final double SAME_NOISE = 0.3;
  private static final double MARGIN = 2;
  private static final double SHORTEST_MARGIN = 4;

  private final LearnerSettings settings;
  private final ParameterBounds bounds;
  private final Objective objective;
  private final QuadraticCost cost;
  private final DampedNewton newton;
  private final ParameterSearch search;
  private final BankSearch banks;
  private final BankSlope bankSlope;
  private final Memory[] memories;
  private final double[] values;
  private final double[][] taps;
  private final ScoreError scoreError;
  private final GivenNoise given;
  private final IdentifiedNoise identified;
  private final NoiseChange noiseChange = new NoiseChange();
  private final SignalChange signalChange = new SignalChange();
  private int current;

  NewtonLearner(LearnerSettings settings) {
    KernelSupport support = settings.support();
    this.settings = settings;
    this.bounds = settings.bounds();
    this.objective = settings.newObjective();
    this.cost = new QuadraticCost(support);
    this.newton = new DampedNewton(support, objective.kernel());
    this.search =
        objective.needsTarget() || objective.highestMean(support) > 0
            ? new LagSearch(support, objective.kernel(), bounds, newton)
            : new AnchoredSearch(support, objective, bounds, newton);
    this.banks = new BankSearch(support, objective, bounds, settings.kernels());
    this.bankSlope = new BankSlope(support, objective.kernel());
    this.given = new GivenNoise(settings);
    this.identified = new IdentifiedNoise(settings);
    double[] factors = settings.forgettingFactors();
    this.memories = new Memory[factors.length];
    this.values = new double[factors.length];
    this.taps = new double[factors.length][support.taps()];
    this.scoreError = new ScoreError(objective, settings.scoreDecay(), support.taps());
    for (int k = 0; k < factors.length; k++) {
      memories[k] = new Memory(factors[k], settings);
    }
  }

  @Override
  public LearningStep learn(LagStatistics window) {
    return learn(window, given.model());
  }

  @Override
  public LearningStep learn(LagStatistics window, NoiseModel noise) {
    LearnerState.requireSuitable(settings, window);
    Optional<SkipReason> reason = SkipReason.of(window);
    if (reason.isPresent()) {
      return skip(reason.get(), window);
    }
    int direction =
        NoiseChange.direction(
            NoiseVariance.of(memories[memories.length - 1].sums), NoiseVariance.of(window));
    boolean anew = noiseChange.isConfirmedBy(direction);
    for (Memory memory : memories) {
      memory.next.assign(memory.sums);
      memory.next.scale(anew ? 0 : memory.factor);
      memory.next.combine(window);
      if (!memory.next.isFinite()) {
        return skip(SkipReason.NOT_FINITE, window);
      }
    }
    LagStatistics longest = memories[memories.length - 1].next;
    double correlation = NoiseCorrelation.of(longest);
    Optional<NoiseShape> told = identified.next(noise, longest, anew);
    Optional<NoiseShape> shape = identified.orUnderWalk(noise, told, longest);
    NoiseModel judging = judging(noise, shape);
    objective.prepare(window, judging, cost);
    double power = cost.power();
    for (int k = 0; k < memories.length; k++) {
      values[k] = value(memories[k], taps[k]);
    }
    double value;
    double gradientMean;
    double gradientLog;
    if (memories[current].isSigned()) {
      value = bankSlope.at(cost, bank());
      gradientMean = bankSlope.mean();
      gradientLog = bankSlope.logDeviation();
    } else {
      GaussianParameters before = parameters();
      CostDerivatives judged = newton.derivatives(cost, before.mean(), before.standardDeviation());
      value = judged.value();
      gradientMean = judged.mean();
      gradientLog = judged.logDeviation();
    }
    if (!Double.isFinite(value + gradientMean + gradientLog)) {
      return skip(SkipReason.NOT_FINITE, window);
    }

    // Nothing can fail from here on: each search keeps the previous parameters where it finds none.
    given.accept(noise);
    identified.accept(told, anew);
    noiseChange.accept(direction);
    double leastWeight = leastWeight(fit(noise, shape, longest));
    boolean changed =
        signalChange.isConfirmedBy(!anew && shortestIsBetter(leastWeight, judging, window));
    if (anew) {
      forgetScores();
    } else {
      updateScores(power, leastWeight, judging, window.weight());
    }
    for (Memory memory : memories) {
      LagStatistics sums = memory.next;
      memory.next = memory.sums;
      memory.sums = sums;
      NoiseModel fitted = fit(noise, shape, sums);
      objective.prepare(sums, fitted, cost);
      Candidate candidate = memory.candidate;
      candidate.set(memory.parameters.mean(), memory.parameters.standardDeviation(), Double.NaN);
      search.search(cost, fitted, sums.weight(), candidate);
      memory.parameters = new GaussianParameters(candidate.mean, candidate.deviation);
      memory.setBank(banks.search(cost, fitted, sums.weight(), candidate));
    }
    if (changed) {
      startAnew(window);
    }
    return new LearningStep(
        parameters(),
        bank(),
        value,
        gradientMean,
        gradientLog,
        fit(given.model(), shape, memories[current].sums),
        correlation,
        Math.round(window.weight()),
        memories[current].factor,
        boundsReached(),
        Optional.empty());
  }

  /** That of the memory in use; it follows from what is remembered. */
  private NoiseModel noiseInUse() {
    LagStatistics sums = memories[current].sums;
    if (!(sums.weight() > 0)) {
      return given.model();
    }
    LagStatistics longest = memories[memories.length - 1].sums;
    return fit(
        given.model(), identified.orUnderWalk(given.model(), identified.shape(), longest), sums);
  }

  private static NoiseModel fit(
      NoiseModel noise, Optional<NoiseShape> shape, LagStatistics statistics) {
    return shape.isPresent() ? shape.get().model(statistics) : noise.fit(statistics);
  }

  private LearningStep skip(SkipReason reason, LagStatistics window) {
    return LearningStep.skip(
        reason,
        parameters(),
        bank(),
        noiseInUse(),
        window.weight(),
        memories[current].factor,
        boundsReached());
  }

  private Set<ParameterBound> boundsReached() {
    return bounds.reached(parameters(), objective.needsTarget());
  }

  /** The cost of the filter of a memory, whose taps go to a buffer. */
  private double value(Memory memory, double[] buffer) {
    if (memory.isSigned()) {
      System.arraycopy(memory.taps, 0, buffer, 0, buffer.length);
    } else {
      objective.kernel().taps(memory.parameters, settings.support(), buffer);
    }
    return cost.value(buffer);
  }

  /** The noise of the longest memory that has no other than the shortest. */
  private NoiseModel judging(NoiseModel noise, Optional<NoiseShape> shape) {
    NoiseModel recent = fit(noise, shape, memories[0].next);
    for (int k = memories.length - 1; k > 0; k--) {
      NoiseModel longer = fit(noise, shape, memories[k].next);
      if (Math.abs(Math.log(longer.variance() / recent.variance())) < SAME_NOISE) {
        return longer;
      }
    }
    return recent;
  }

  /** The rows that a memory must have to be used; below, chance decides under correlated noise. */
  private static double leastWeight(NoiseModel noise) {
    double inflation = noise.chanceVariance() / noise.variance();
    return inflation > 1 ? INDEPENDENT_ROWS * inflation : 0; // NaN where it is estimated or zero
  }

  private void forgetScores() {
    for (Memory memory : memories) {
      memory.score = 0;
    }
    current = memories.length - 1;
  }

  /** The memories between hold nothing but a window, and have the filter of the shortest. */
  private void startAnew(LagStatistics window) {
    for (int k = 1; k < memories.length - 1; k++) {
      memories[k].sums.assign(window);
      memories[k].score = 0;
      memories[k].parameters = memories[0].parameters;
      memories[k].setBank(memories[0].bank);
    }
  }

  /** What the window says to {@link SignalChange}. */
  private boolean shortestIsBetter(double leastWeight, NoiseModel noise, LagStatistics window) {
    int between = memories.length - 2;
    return between > 0
        && memories[0].next.weight() >= leastWeight
        && SignalChange.isLower(
            values[0], values[between], error(0, between, noise, window.weight()));
  }

  /** The standard error of the difference of the costs of a window with two memories' filters. */
  private double error(int a, int b, NoiseModel noise, double weight) {
    return scoreError.of(cost, taps[a], taps[b], Math.min(values[a], values[b]), noise, weight);
  }

  private void updateScores(
      double power, double leastWeight, NoiseModel noise, double windowWeight) {
    double least = Arrays.stream(values).min().getAsDouble();
    for (int k = 0; k < memories.length; k++) {
      memories[k].score = settings.scoreDecay() * memories[k].score + (values[k] - least) / power;
    }
    current = memories.length - 1;
    for (int k = memories.length - 2; k >= 0; k--) {
      if (memories[k].next.weight() < leastWeight) {
        continue;
      }
      double lower = memories[current].score - memories[k].score;
      double error = scoreError.ofScore() * error(k, current, noise, windowWeight);
      if (lower > (k == 0 ? SHORTEST_MARGIN : MARGIN) * error / power) {
        current = k;
      }
    }
  }

  @Override
  public GaussianParameters parameters() {
    return memories[current].parameters;
  }

  @Override
  public GaussianBank bank() {
    return memories[current].bank;
  }

  @Override
  public double[] state() {
    double[] state = new double[stateLength()];
    LearnerState.write(settings, state);
    int at = LearnerState.HEADER;
    state[at++] = memories.length;
    state[at++] = current;
    given.write(state, at);
    at += given.stateLength();
    identified.write(state, at);
    at += IdentifiedNoise.STATE_LENGTH;
    noiseChange.write(state, at);
    at += NoiseChange.STATE_LENGTH;
    signalChange.write(state, at);
    at += SignalChange.STATE_LENGTH;
    for (Memory memory : memories) {
      memory.write(state, at);
      at += memory.stateLength();
    }
    return state;
  }

  private int stateLength() {
    return memoryState() + memories.length * memories[0].stateLength();
  }

  private int memoryState() {
    return changeState() + NoiseChange.STATE_LENGTH + SignalChange.STATE_LENGTH;
  }

  private int changeState() {
    return LearnerState.HEADER + 2 + given.stateLength() + IdentifiedNoise.STATE_LENGTH;
  }

  @Override
  public void restore(double[] state) {
    int length = stateLength();
    LearnerState.requireHeader(settings, state);
    if (state.length > LearnerState.HEADER && state[LearnerState.HEADER] != memories.length) {
      throw LearnerState.savedUnderOthers(
          "forgetting factors", state[LearnerState.HEADER], memories.length);
    }
    LearnerState.requireLength(state, length);
    given.require(state, LearnerState.HEADER + 2);
    identified.require(state, LearnerState.HEADER + 2 + given.stateLength());
    NoiseChange.require(state, changeState());
    SignalChange.require(state, changeState() + NoiseChange.STATE_LENGTH);
    int each = (length - memoryState()) / memories.length;
    int at = memoryState();
    for (Memory memory : memories) {
      memory.require(state, at);
      at += each;
    }
    int used = (int) state[LearnerState.HEADER + 1];
    if (used != state[LearnerState.HEADER + 1] || used < 0 || used >= memories.length) {
      throw new IllegalArgumentException(
          "learner state must name a forgetting factor in use, but names "
              + state[LearnerState.HEADER + 1]);
    }
    given.read(state, LearnerState.HEADER + 2);
    identified.read(state, LearnerState.HEADER + 2 + given.stateLength());
    noiseChange.read(state, changeState());
    signalChange.read(state, changeState() + NoiseChange.STATE_LENGTH);
    at = memoryState();
    for (Memory memory : memories) {
      memory.read(state, at, bounds);
      at += each;
    }
    current = used;
  }
}
