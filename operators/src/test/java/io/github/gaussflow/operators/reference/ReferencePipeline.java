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
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

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
      }
      for (Sample sample : arrival.samples()) {
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

  /** The updates of each group, window after window. */
  private SortedMap<String, List<ParameterUpdate>> learn() {
    boolean withReference = settings.learner().newStatistics().hasTarget();
    return settings.sampling() == Sampling.IRREGULAR
        ? learn(one -> one.irregularWindows(settings, withReference), this::irregularLearner)
        : learn(one -> one.windows(rows, withReference), this::regularLearner);
  }

  private Function<SortedMap<String, LagSums>, LearningStep> regularLearner() {
    WindowLearner learner = settings.learner().newLearner();
    return sensors ->
        learner.learn(
            merged(
                sensors,
                settings.learner()::newStatistics,
                LagStatistics::accept,
                LagStatistics::combine));
  }

  private Function<SortedMap<String, double[]>, LearningStep> irregularLearner() {
    IrregularLearner learner = settings.learner().newIrregularLearner();
    return sensors ->
        learner.learn(
            merged(
                sensors,
                settings.learner()::newIrregularStatistics,
                (all, sums) -> {
                  if (sums.length > 0) {
                    all.accept(sums);
                  }
                },
                IrregularStatistics::combine));
  }

  /**
   * The updates of each group.
   *
   * @param windowsOf what a series says, by the ends of windows
   * @param newLearner a learner: from what each sensor says of a window, by name, to its step
   */
  private <T> SortedMap<String, List<ParameterUpdate>> learn(
      Function<ReferenceSeries, SortedMap<Long, T>> windowsOf,
      Supplier<Function<SortedMap<String, T>, LearningStep>> newLearner) {
    SortedMap<String, SortedMap<Long, SortedMap<String, T>>> groups = new TreeMap<>();
    for (ReferenceSeries one : series.values()) {
      windowsOf
          .apply(one)
          .forEach(
              (end, sums) ->
                  groups
                      .computeIfAbsent(one.group, group -> new TreeMap<>())
                      .computeIfAbsent(end, window -> new TreeMap<>())
                      .put(one.sensor, sums));
    }
    SortedMap<String, List<ParameterUpdate>> updates = new TreeMap<>();
    groups.forEach((group, windows) -> updates.put(group, learn(group, windows, newLearner)));
    return updates;
  }

  private <T> List<ParameterUpdate> learn(
      String group,
      SortedMap<Long, SortedMap<String, T>> windows,
      Supplier<Function<SortedMap<String, T>, LearningStep>> newLearner) {
    Function<SortedMap<String, T>, LearningStep> learner = newLearner.get();
    List<ParameterUpdate> updates = new ArrayList<>();
    long version = 0;
    long before = 0;
    for (Map.Entry<Long, SortedMap<String, T>> window : windows.entrySet()) {
      long end = window.getKey();
      if (version > 0 && forgottenBetween(before, end)) {
        learner = newLearner.get();
        version = 0;
      }
      before = end;
      version++;
      LearningStep step = learner.apply(window.getValue());
      updates.add(update(group, version, end, step, window.getValue().size()));
    }
    return updates;
  }

  /**
   * The sums of all sensors: where they share parameters, first those of each of 64 buckets, by the
   * upper six bits of a hash, then the buckets, all in the order of their first sensors' names.
   */
  private <S, T> S merged(
      SortedMap<String, T> sensors,
      Supplier<S> none,
      BiConsumer<S, T> accept,
      BiConsumer<S, S> combine) {
    Map<Object, S> parts = new LinkedHashMap<>();
    sensors.forEach(
        (sensor, sums) -> {
          Object part =
              settings.scope() == Scope.SENSOR ? sensor : sensor.hashCode() * 0x9E3779B9 >>> 26;
          accept.accept(parts.computeIfAbsent(part, key -> none.get()), sums);
        });
    S merged = none.get();
    parts.values().forEach(part -> combine.accept(merged, part));
    return merged;
  }

  private boolean forgottenBetween(long end, long laterEnd) {
    return settings.retention().isLimited() && laterEnd - end > settings.retention().nanos();
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
        Double.NaN,
        settings.period(),
        Long.MIN_VALUE);
  }

  private NoiseKind kind(NoiseModel inUse) {
    if (!settings.learner().noise().isEstimated()) {
      return NoiseKind.GIVEN;
    }
    return inUse.autocovariances().length > 1 ? NoiseKind.CORRELATED : NoiseKind.WHITE;
  }
}
