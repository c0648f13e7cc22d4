/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.reference;

import static java.util.stream.Collectors.joining;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.IrregularLearner;
import io.github.gaussflow.filter.learning.LearningStep;
import io.github.gaussflow.filter.learning.ParameterBound;
import io.github.gaussflow.filter.learning.WindowLearner;
import io.github.gaussflow.filter.statistics.IrregularStatistics;
import io.github.gaussflow.filter.statistics.LagStatistics;
import io.github.gaussflow.filter.statistics.LagSums;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pipeline as its promises tell it, with all samples in memory.
 *
 * <p>Which samples are late is the only thing that depends on arrival: those up to the newest
 * watermark. All else follows from the samples that are left.
 */
public final class ReferencePipeline {

  private final Settings settings;
  private final KernelSupport rows;

  private final List<Sample> late = new ArrayList<>();
  private final List<Sample> invalid = new ArrayList<>();
  private final List<Sample> duplicates = new ArrayList<>();
  private final SortedMap<String, ReferenceSeries> series = new TreeMap<>();

  private ReferencePipeline(Settings settings) {
    this.settings = settings;
    this.rows = settings.learner().statisticsSupport();
  }

  /** What comes out when these arrive one after the other, the end of the input last. */
  public static Outcome of(Settings settings, List<Arrival> arrivals) {
    ReferencePipeline pipeline = new ReferencePipeline(settings);
    pipeline.sortOut(arrivals);
    SortedMap<String, List<ParameterUpdate>> updates = pipeline.learn();
    List<DenoisedSample> denoised = new ArrayList<>();
    for (ReferenceSeries one : pipeline.series.values()) {
      NavigableMap<Long, ParameterUpdate> byTime = new TreeMap<>();
      updates.getOrDefault(one.group, List.of()).forEach(u -> byTime.put(u.validFrom(), u));
      denoised.addAll(new ReferenceFilter(settings, byTime).filter(one));
    }
    return new Outcome(
        denoised,
        updates.values().stream().flatMap(List::stream).toList(),
        pipeline.late,
        pipeline.invalid,
        pipeline.duplicates);
  }

  /** What comes out of samples none of which is late. */
  public static Outcome ofSamples(Settings settings, List<Sample> samples) {
    return of(settings, samples.stream().<Arrival>map(Arrival.OfSample::new).toList());
  }

  private void sortOut(List<Arrival> arrivals) {
    long watermark = Long.MIN_VALUE;
    SortedMap<String, SortedMap<Long, List<Sample>>> timely = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      if (arrival instanceof Arrival.OfWatermark of) {
        watermark = Math.max(watermark, of.millis());
      } else if (arrival instanceof Arrival.OfSample of) {
        Sample sample = of.sample();
        if (!Double.isFinite(sample.value())) {
          invalid.add(sample);
        } else if (Math.floorDiv(sample.time(), 1_000_000L) <= watermark) {
          late.add(sample);
        } else {
          timely
              .computeIfAbsent(
                  settings.scope().keyOf(sample.group(), sample.sensor()), key -> new TreeMap<>())
              .computeIfAbsent(sample.time(), time -> new ArrayList<>())
              .add(sample);
        }
      }
    }
    timely.forEach(
        (key, byTime) -> {
          List<Sample> samples = new ArrayList<>();
          byTime.values().forEach(sameTime -> samples.add(oneOf(sameTime)));
          series.put(key, ReferenceSeries.of(samples, settings));
        });
  }

  /** One sample for all of a time, with the mean of the distinct values; the rest go aside. */
  private Sample oneOf(List<Sample> sameTime) {
    sameTime.sort(
        Comparator.comparingDouble(Sample::value)
            .thenComparingDouble(Sample::reference)
            .thenComparing(Sample::group));
    duplicates.addAll(sameTime.subList(1, sameTime.size()));
    List<Double> values = new ArrayList<>();
    List<Double> references = new ArrayList<>();
    Sample before = null;
    for (Sample sample : sameTime) {
      boolean sameValue = before != null && before.value() == sample.value();
      if (!sameValue) {
        values.add(sample.value());
      }
      boolean copy =
          before != null
              && Double.compare(before.value(), sample.value()) == 0
              && Double.compare(before.reference(), sample.reference()) == 0;
      if (!copy && Double.isFinite(sample.reference())) {
        references.add(sample.reference());
      }
      before = sample;
    }
    Sample first = sameTime.get(0);
    double reference = references.isEmpty() ? Double.NaN : mean(references);
    return new Sample(first.sensor(), first.group(), first.time(), mean(values), reference);
  }

  /** The running mean: m(n) = m(n-1) + (x(n) / n - m(n-1) / n), which cannot overflow. */
  private static double mean(List<Double> numbers) {
    double mean = numbers.get(0);
    for (int n = 2; n <= numbers.size(); n++) {
      mean = mean + (numbers.get(n - 1) / n - mean / n);
    }
    return mean;
  }

  /** The updates of each group, window after window, the sensors of a window in their order. */
  private SortedMap<String, List<ParameterUpdate>> learn() {
    return settings.sampling() == Sampling.IRREGULAR ? learnIrregular() : learnRegular();
  }

  private SortedMap<String, List<ParameterUpdate>> learnIrregular() {
    SortedMap<String, SortedMap<Long, SortedMap<String, double[]>>> groups = new TreeMap<>();
    boolean withReference = settings.learner().newStatistics().hasTarget();
    for (ReferenceSeries one : series.values()) {
      one.irregularWindows(settings, withReference)
          .forEach(
              (end, sums) ->
                  groups
                      .computeIfAbsent(one.group, group -> new TreeMap<>())
                      .computeIfAbsent(end, window -> new TreeMap<>())
                      .put(one.sensor, sums));
    }
    SortedMap<String, List<ParameterUpdate>> updates = new TreeMap<>();
    groups.forEach(
        (group, windows) -> {
          IrregularLearner learner = settings.learner().newIrregularLearner();
          List<ParameterUpdate> ofGroup = new ArrayList<>();
          windows.forEach(
              (end, sums) -> {
                IrregularStatistics window = settings.learner().newIrregularStatistics();
                sums.values().forEach(window::accept);
                ofGroup.add(
                    update(group, ofGroup.size() + 1, end, learner.learn(window), sums.size()));
              });
          updates.put(group, ofGroup);
        });
    return updates;
  }

  private SortedMap<String, List<ParameterUpdate>> learnRegular() {
    SortedMap<String, SortedMap<Long, SortedMap<String, LagSums>>> groups = new TreeMap<>();
    boolean withReference = settings.learner().newStatistics().hasTarget();
    for (ReferenceSeries one : series.values()) {
      one.windows(rows, withReference)
          .forEach(
              (end, sums) ->
                  groups
                      .computeIfAbsent(one.group, group -> new TreeMap<>())
                      .computeIfAbsent(end, window -> new TreeMap<>())
                      .put(one.sensor, sums));
    }
    SortedMap<String, List<ParameterUpdate>> updates = new TreeMap<>();
    groups.forEach((group, windows) -> updates.put(group, learn(group, windows)));
    return updates;
  }

  private List<ParameterUpdate> learn(
      String group, SortedMap<Long, SortedMap<String, LagSums>> windows) {
    WindowLearner learner = settings.learner().newLearner();
    List<ParameterUpdate> updates = new ArrayList<>();
    for (Map.Entry<Long, SortedMap<String, LagSums>> window : windows.entrySet()) {
      LagStatistics statistics = settings.learner().newStatistics();
      window.getValue().values().forEach(statistics::accept);
      LearningStep step = learner.learn(statistics);
      updates.add(
          update(group, updates.size() + 1, window.getKey(), step, window.getValue().size()));
    }
    return updates;
  }

  private ParameterUpdate update(
      String group, long version, long end, LearningStep step, int sensors) {
    return new ParameterUpdate(
        group,
        version,
        end,
        step.parameters().mean(),
        step.parameters().standardDeviation(),
        step.bank(),
        step.cost(),
        step.gradientMean(),
        step.gradientLogStandardDeviation(),
        kind(step.noise()),
        Arrays.stream(step.noise().autocovariances()).boxed().toList(),
        step.noiseVariance(),
        step.noiseCorrelation(),
        step.bounds().stream().map(ParameterBound::advice).sorted().collect(joining("; ")),
        step.count(),
        sensors,
        step.learned(),
        Double.NaN);
  }

  private NoiseKind kind(NoiseModel inUse) {
    if (!settings.learner().noise().isEstimated()) {
      return NoiseKind.GIVEN;
    }
    return inUse.autocovariances().length > 1 ? NoiseKind.CORRELATED : NoiseKind.WHITE;
  }
}
