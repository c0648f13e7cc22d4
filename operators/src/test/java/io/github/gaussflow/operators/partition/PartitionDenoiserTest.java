/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.DenoisingPipeline;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Retention;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.RandomHistory;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class PartitionDenoiserTest {

  private static final KernelSupport SUPPORT = new KernelSupport(2, 2);

  @Property(seed = "71", tries = 250, shrinking = ShrinkingMode.OFF)
  void equalsTheReferenceOverRandomHistories(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomHistory history = RandomHistory.of(random);
    Settings settings = ofPartition(history.settings);
    PartitionDenoiser denoiser = settings.pipeline("p").ofPartition();
    Outcome actual = Results.none();
    Map<String, Partition> partitions = new TreeMap<>();
    long watermark = Long.MIN_VALUE;
    for (Arrival arrival : history.arrivals) {
      if (arrival instanceof Arrival.OfSample of) {
        String group = settings.scope().groupOf(of.sample());
        partitions
            .computeIfAbsent(group, name -> new Partition(name, denoiser, actual))
            .accept(of.sample(), watermark);
      } else if (arrival instanceof Arrival.OfWatermark of) {
        watermark = of.millis();
        for (Partition partition : partitions.values()) {
          partition.advance(watermark);
        }
      }
    }
    for (Partition partition : partitions.values()) {
      partition.advance(Long.MAX_VALUE);
      assertThat(partition.sensors).as("sensors left").isEmpty();
      assertThat(partition.due).as("time left").isEqualTo(Long.MAX_VALUE);
      assertThat(LearnedState.of(partition.parameters, () -> null).timeline().size)
          .isLessThanOrEqualTo(1);
    }
    Outcome expected = ReferencePipeline.of(settings, history.arrivals);
    assertThat(Outcome.difference(actual.lines(), expected.lines())).isEmpty();
    Map<String, Long> last = new HashMap<>();
    for (DenoisedSample sample : actual.denoised()) {
      Long before = last.put(sample.group() + " " + sample.sensor(), sample.time());
      assertThat(before == null || before < sample.time()).as("order").isTrue();
    }
  }

  /** The settings without what a partition cannot do. */
  private static Settings ofPartition(Settings settings) {
    return new Settings(
        settings.learner(),
        settings.period(),
        settings.maximumGap(),
        settings.window(),
        settings.scope(),
        settings.flushAfter(),
        settings.gapFill(),
        Retention.FOREVER,
        Sampling.REGULAR,
        0);
  }

  @Test
  void bytesOfAnotherVersionAreRefused() {
    byte[] bytes = LearnedState.none().parametersToBytes();
    bytes[0] = 2;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LearnedState.of(bytes, () -> null))
        .withMessage(
            "state of a partition must be of version 1, but is of version 2; start without it");
  }

  @Test
  void whatAPartitionCannotDoIsRefused() {
    DenoisingPipelineBuilder atRest =
        DenoisingPipeline.builder(LearnerSettings.of(SUPPORT), Duration.ofMillis(1))
            .rest(Rest.ofMarked());
    assertThatIllegalStateException().isThrownBy(() -> atRest.build().ofPartition());
    DenoisingPipelineBuilder irregular =
        DenoisingPipeline.builder(LearnerSettings.of(SUPPORT), Duration.ofMillis(1))
            .sampling(Sampling.IRREGULAR);
    assertThatIllegalStateException().isThrownBy(() -> irregular.build().ofPartition());
    DenoisingPipelineBuilder lingering =
        DenoisingPipeline.builder(LearnerSettings.of(SUPPORT), Duration.ofMillis(1))
            .linger(Duration.ofMillis(1));
    assertThatIllegalStateException().isThrownBy(() -> lingering.build().ofPartition());
  }

  /** The part of a host: what waits, the one timer, and the states as bytes. */
  private static final class Partition {

    private final String group;
    private final PartitionDenoiser denoiser;
    private final Outcome outcome;
    private final List<Sample> waiting = new ArrayList<>();
    private final SortedMap<String, byte[]> sensors = new TreeMap<>();
    private byte[] parameters;
    private byte[] learner;
    private long due = Long.MAX_VALUE;

    Partition(String group, PartitionDenoiser denoiser, Outcome outcome) {
      this.group = group;
      this.denoiser = denoiser;
      this.outcome = outcome;
    }

    void accept(Sample sample, long watermark) {
      if (!Double.isFinite(sample.value())) {
        outcome.invalid().add(sample);
      } else if (sample.timestamp() <= watermark) {
        outcome.late().add(sample);
      } else {
        waiting.add(sample);
      }
    }

    void advance(long watermark) throws Exception {
      SortedMap<String, List<Sample>> released = new TreeMap<>();
      for (Sample sample : waiting) {
        if (sample.timestamp() <= watermark) {
          released.computeIfAbsent(sample.sensor(), name -> new ArrayList<>()).add(sample);
        }
      }
      if (released.isEmpty() && due > watermark) {
        return; // as a host whose timer does not fire
      }
      waiting.removeIf(sample -> sample.timestamp() <= watermark);
      SortedMap<String, SensorState> states = new TreeMap<>();
      sensors.forEach((name, bytes) -> states.put(name, SensorState.of(name, bytes)));
      LearnedState learned = LearnedState.of(parameters, () -> learner);
      due = denoiser.advance(watermark, released, states, learned, new Results(group, outcome));
      sensors.keySet().retainAll(states.keySet());
      states.forEach(
          (name, state) -> {
            if (state.isChanged()) {
              sensors.put(name, state.toBytes());
            }
          });
      if (learned.parametersChanged()) {
        parameters = learned.parametersToBytes();
      }
      if (learned.learnerChanged()) {
        learner = learned.learnerToBytes();
      }
    }
  }

  /** Collects what a partition gives, under the name that its group has in the reference. */
  private record Results(String group, Outcome outcome) implements PartitionDenoiser.Output {

    static Outcome none() {
      return new Outcome(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    @Override
    public void late(Sample sample) {
      outcome.late().add(sample);
    }

    @Override
    public void duplicate(Sample sample) {
      outcome.duplicates().add(sample);
    }

    @Override
    public void learned(ParameterUpdate update) {
      outcome
          .updates()
          .add(
              new ParameterUpdate(
                  group,
                  update.version(),
                  update.validFrom(),
                  update.mean(),
                  update.standardDeviation(),
                  update.bank(),
                  update.cost(),
                  update.gradientMean(),
                  update.gradientLogStandardDeviation(),
                  update.noise(),
                  update.noiseAutocovariance(),
                  update.noiseVariance(),
                  update.noiseCorrelation(),
                  update.notice(),
                  update.count(),
                  update.sensors(),
                  update.learned(),
                  update.lag(),
                  update.period(),
                  update.periodKnownAt()));
    }

    @Override
    public void collect(DenoisedSample sample) {
      outcome
          .denoised()
          .add(
              new DenoisedSample(
                  sample.sensor(),
                  group,
                  sample.time(),
                  sample.value(),
                  sample.reference(),
                  sample.denoised(),
                  sample.standardError(),
                  sample.version(),
                  sample.outlier(),
                  sample.estimated()));
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
