/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.statistics.GridCost;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.filter.statistics.ParameterGrid;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Learns the mean and the standard deviation of a Gaussian filter that is evaluated at the true
 * offsets of samples that lie anywhere in time. {@link LearnerSettings#newIrregularLearner} makes
 * one.
 *
 * <p>As the learner of lagged products it remembers the windows with several forgetting factors and
 * judges each by its cost on a window before learning from it. The cost is that of {@link
 * GridCost}: exact at the pairs of a grid, interpolated by cubics between them.
 *
 * <p>Without a reference the mean stays at 0 unless moving it lowers the cost by more than 6.6 s2 /
 * n, as chance would once in a hundred times, and goes at most {@link ParameterGrid#FARTHEST_AHEAD}
 * standard deviations ahead. With one, the best pair of the whole grid is where the search starts.
 * From there on it looks around in eight directions, with a step that is halved where none is
 * better, down to a millionth of a grid step.
 *
 * <p>Where the noise has changed at once, see {@link NoiseChange}, all factors forget what was
 * before. The noise is taken as white. The result depends on the windows and their order alone; all
 * that is remembered is in {@link #state}. Not thread-safe.
 *
 * @see WindowLearner
 */
public final class IrregularLearner {

  private static final double WORTH = 6.6;
  private static final double FINEST = 1e-6;

  private final LearnerSettings settings;
  private final ParameterBounds bounds;
  private final ParameterGrid grid;
  private final boolean target;
  private final GridCost cost;
  private final GridMemory[] memories;
  private final double[] values;
  private final double logStep;
  private final NoiseChange change = new NoiseChange();
  private int current;

  /** What is remembered with one forgetting factor. */
  private static final class GridMemory {
    static final int FIXED = 4;
    final double factor;
    IrregularStatistics sums;
    IrregularStatistics next;
    final Candidate point = new Candidate();
    double score;

    GridMemory(double factor, LearnerSettings settings) {
      this.factor = factor;
      this.sums = settings.newIrregularStatistics();
      this.next = settings.newIrregularStatistics();
      GaussianParameters initial = settings.initialParameters();
      point.set(initial.mean(), initial.standardDeviation(), Double.NaN);
    }
  }

  IrregularLearner(LearnerSettings settings) {
    this.settings = settings;
    this.bounds = settings.bounds();
    this.grid = settings.irregularGrid();
    this.target = settings.newObjective().needsTarget();
    this.cost = new GridCost(grid);
    double[] factors = settings.forgettingFactors();
    this.memories = new GridMemory[factors.length];
    this.values = new double[factors.length];
    for (int k = 0; k < factors.length; k++) {
      memories[k] = new GridMemory(factors[k], settings);
    }
    this.logStep = grid.rows() == 1 ? 0 : Math.log(grid.deviation(1) / grid.deviation(0));
  }

  /**
   * Learns from a closed window. A window without a row, of a stuck sensor or with sums that are
   * not finite changes nothing.
   *
   * @param window the sums of the window, of all sensors of the group; not kept
   * @throws IllegalArgumentException if the statistics are for another grid
   */
  public LearningStep learn(IrregularStatistics window) {
    Optional<SkipReason> reason = skipReason(window);
    if (reason.isPresent()) {
      return skip(reason.get(), window);
    }
    double remembered = memories[memories.length - 1].sums.noiseVariance();
    int direction = NoiseChange.direction(remembered, window.noiseVariance());
    boolean anew = change.isConfirmedBy(direction);
    for (GridMemory memory : memories) {
      memory.next.assign(memory.sums);
      memory.next.scale(anew ? 0 : memory.factor);
      memory.next.combine(window);
      if (!memory.next.isFinite()) {
        return skip(SkipReason.NOT_FINITE, window);
      }
    }
    cost.set(window, noiseVariance(memories[0].next));
    for (int k = 0; k < memories.length; k++) {
      values[k] = cost.at(memories[k].point.mean, memories[k].point.deviation);
    }
    GaussianParameters before = parameters();
    double value = cost.at(before.mean(), before.standardDeviation());
    double byMean = cost.byMean();
    double byLog = cost.byLog();
    if (!Double.isFinite(value + byMean + byLog)) {
      return skip(SkipReason.NOT_FINITE, window);
    }
    change.accept(direction);
    if (anew) {
      forgetScores();
    } else {
      updateScores(window.power() / window.weight());
    }
    for (GridMemory memory : memories) {
      IrregularStatistics sums = memory.next;
      memory.next = memory.sums;
      memory.sums = sums;
      double noise = noiseVariance(sums);
      cost.set(sums, noise);
      if (target) {
        searchLag(memory.point);
      } else {
        searchAnchored(memory.point, WORTH * noise / sums.weight());
      }
    }
    return new LearningStep(
        parameters(),
        GaussianBank.of(parameters()),
        value,
        byMean,
        byLog,
        noiseInUse(),
        Double.NaN,
        Math.round(window.weight()),
        memories[current].factor,
        boundsReached(),
        Optional.empty());
  }

  private Optional<SkipReason> skipReason(IrregularStatistics window) {
    if (window.weight() == 0) {
      return Optional.of(SkipReason.NO_COMPLETE_ROW);
    }
    return SkipReason.of(window.isFinite(), window.power() / window.weight(), window.largest());
  }

  private double noiseVariance(IrregularStatistics sums) {
    NoiseModel given = settings.noise();
    return given.isEstimated() ? sums.noiseVariance() : given.variance();
  }

  private NoiseModel noiseInUse() {
    IrregularStatistics sums = memories[current].sums;
    return sums.weight() > 0 ? NoiseModel.white(noiseVariance(sums)) : settings.noise();
  }

  private LearningStep skip(SkipReason reason, IrregularStatistics window) {
    return LearningStep.skip(
        reason,
        parameters(),
        GaussianBank.of(parameters()),
        noiseInUse(),
        window.weight(),
        memories[current].factor,
        boundsReached());
  }

  private Set<ParameterBound> boundsReached() {
    return bounds.reached(parameters(), target);
  }

  private void forgetScores() {
    for (GridMemory memory : memories) {
      memory.score = 0;
    }
    current = memories.length - 1;
  }

  private void updateScores(double power) {
    double least = Arrays.stream(values).min().getAsDouble();
    current = memories.length - 1;
    for (int k = memories.length - 1; k >= 0; k--) {
      memories[k].score = settings.scoreDecay() * memories[k].score + (values[k] - least) / power;
      if (memories[k].score <= memories[current].score) {
        current = k;
      }
    }
  }

  private void searchAnchored(Candidate point, double worth) {
    double anchor = bounds.clipMean(0);
    Candidate rest = candidate(anchor, point.deviation);
    for (int row = 0; row < grid.rows(); row++) {
      take(rest, anchor, grid.deviation(row));
    }
    lookAround(rest, false);
    if (bounds.fixesMean()) {
      point.set(rest);
      return;
    }
    Candidate moved = candidate(rest.mean, rest.deviation);
    take(moved, point.mean, point.deviation);
    takeBestPair(moved);
    lookAround(moved, true);
    point.set(rest.cost - moved.cost > worth ? moved : rest);
  }

  private void searchLag(Candidate point) {
    point.cost = cost.at(point.mean, point.deviation);
    takeBestPair(point);
    lookAround(point, !bounds.fixesMean());
  }

  private void takeBestPair(Candidate best) {
    for (int row = 0; row < grid.rows(); row++) {
      for (int k = 0; k < grid.means(row); k++) {
        double mean = clipMean(grid.mean(row, k), grid.deviation(row));
        if (mean == grid.mean(row, k) && cost.atPair(grid.start(row) + k) < best.cost) {
          best.set(mean, grid.deviation(row), cost.atPair(grid.start(row) + k));
        }
      }
    }
  }

  private Candidate candidate(double mean, double deviation) {
    Candidate candidate = new Candidate();
    candidate.set(mean, deviation, cost.at(mean, deviation));
    return candidate;
  }

  private boolean take(Candidate best, double mean, double deviation) {
    double value = cost.at(mean, deviation);
    boolean better = value < best.cost;
    if (better) {
      best.set(mean, deviation, value);
    }
    return better;
  }

  private double clipMean(double mean, double deviation) {
    double lowest = target ? mean : -ParameterGrid.FARTHEST_AHEAD * deviation;
    return bounds.clipMean(bounds.fixesMean() ? mean : Math.max(lowest, mean));
  }

  private void lookAround(Candidate best, boolean moveMean) {
    for (double step = 0.5; step > FINEST; ) {
      double mean = best.mean;
      double deviation = best.deviation;
      boolean better = false;
      for (int i = -1; i <= 1; i++) {
        double nextDeviation = bounds.clipDeviation(deviation * Math.exp(i * step * logStep));
        for (int j = moveMean ? -1 : 0; j <= (moveMean ? 1 : 0); j++) {
          double moved = moveMean ? mean + j * step * Math.max(1, deviation) : mean;
          better |= take(best, moveMean ? clipMean(moved, nextDeviation) : mean, nextDeviation);
        }
      }
      step = better ? step : step / 2;
    }
  }

  /** The Gaussian learned so far; the parameters of the settings before the first window. */
  public GaussianParameters parameters() {
    Candidate point = memories[current].point;
    return new GaussianParameters(point.mean, point.deviation);
  }

  /** Everything the learner remembers, in a new array that starts with a version. */
  public double[] state() {
    double[] state = new double[stateLength()];
    LearnerState.write(settings, state);
    int at = LearnerState.HEADER;
    state[at++] = memories.length;
    state[at++] = current;
    change.write(state, at);
    at += NoiseChange.STATE_LENGTH;
    for (GridMemory memory : memories) {
      state[at] = memory.factor;
      state[at + 1] = memory.point.mean;
      state[at + 2] = memory.point.deviation;
      state[at + 3] = memory.score;
      double[] sums = memory.sums.state();
      System.arraycopy(sums, 0, state, at + GridMemory.FIXED, sums.length);
      at += memoryLength();
    }
    return state;
  }

  private int memoryLength() {
    return GridMemory.FIXED + IrregularStatistics.length(grid, target);
  }

  private int stateLength() {
    return memoryState() + memories.length * memoryLength();
  }

  private static int memoryState() {
    return LearnerState.HEADER + 2 + NoiseChange.STATE_LENGTH;
  }

  /**
   * Goes on from a {@link #state}, bit for bit as the learner it was taken from.
   *
   * @throws IllegalArgumentException if the state is of an unknown version or was taken under
   *     settings of another shape; the message says which. The learner then stays as it was
   */
  public void restore(double[] state) {
    LearnerState.requireHeader(settings, state);
    LearnerState.requireLength(state, stateLength());
    double used = state[LearnerState.HEADER + 1];
    if (state[LearnerState.HEADER] != memories.length
        || used != Math.rint(used)
        || used < 0
        || used >= memories.length) {
      throw new IllegalArgumentException(
          "learner state must have %d forgetting factors and name one in use, but has %s and names %s"
              .formatted(memories.length, state[LearnerState.HEADER], used));
    }
    NoiseChange.require(state, LearnerState.HEADER + 2);
    int at = memoryState();
    for (GridMemory memory : memories) {
      if (state[at] != memory.factor) {
        throw LearnerState.savedUnderOthers("forgetting factor", state[at], memory.factor);
      }
      LearnerState.requireParameters(state[at + 1], state[at + 2]);
      at += memoryLength();
    }
    change.read(state, LearnerState.HEADER + 2);
    at = memoryState();
    for (GridMemory memory : memories) {
      GaussianParameters inside = bounds.clip(state[at + 1], state[at + 2]);
      memory.point.set(inside.mean(), inside.standardDeviation(), Double.NaN);
      memory.score = state[at + 3];
      memory.sums.restore(Arrays.copyOfRange(state, at + GridMemory.FIXED, at + memoryLength()));
      at += memoryLength();
    }
    current = (int) used;
  }
}
