/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept is bounded by the number of sensors, however long the pipeline runs. */
class BoundedStateTest {

  private static final KernelSupport SUPPORT = new KernelSupport(2, 3);
  private static final int WINDOW = 16;
  private static final int SENSORS = 5;

  private static Settings settings(Scope scope) {
    return Settings.of(LearnerSettings.of(SUPPORT), Series.PERIOD, WINDOW, scope);
  }

  /** A round: each sensor's next sample, some missing, some late or copied, and a watermark. */
  private static List<Arrival> round(int n, Random random) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int sensor = 0; sensor < SENSORS; sensor++) {
      if (random.nextInt(10) == 0) {
        continue;
      }
      long time = (n - random.nextInt(4)) * Series.PERIOD + random.nextInt(1_000_000);
      double value = Math.sin(time / 4e7) + 0.3 * random.nextGaussian();
      Sample sample =
          Sample.of(Series.SENSORS.get(sensor), time, value).withGroup("g" + sensor / 2 % 2);
      arrivals.add(new Arrival.OfSample(sample));
      if (random.nextInt(20) == 0) {
        arrivals.add(new Arrival.OfSample(sample));
      }
    }
    long newest = n * Series.PERIOD / Sample.NANOS_PER_MILLI;
    arrivals.add(new Arrival.OfWatermark(newest - 10 * random.nextInt(5)));
    return arrivals;
  }

  private static int total(List<Integer> numbers) {
    return numbers.stream().mapToInt(i -> i).sum();
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void doesNotGrowOverThousandsOfWindows(Scope scope) throws Exception {
    Random random = new Random(5);
    Settings settings =
        settings(scope)
            .withMaximumGap(8 * Series.PERIOD)
            .withFlushAfter(2 * Series.PERIOD)
            .withGapFill(GapFill.ESTIMATE)
            .withRetention(new Retention(2 * WINDOW * Series.PERIOD));
    try (OperatorChain chain = new OperatorChain(settings, 1, random)) {
      int most = 0;
      int mostLater = 0;
      int rounds = 1_100 * WINDOW;
      for (int n = 0; n < rounds; n++) {
        for (Arrival arrival : round(n, random)) {
          chain.accept(arrival);
        }
        int kept = total(chain.stateEntries()) + total(chain.timers());
        if (n < rounds / 20) {
          most = Math.max(most, kept);
        } else {
          mostLater = Math.max(mostLater, kept);
        }
      }
      // A few states and timers a sensor and a group; a leak of one a window would be 1,000.
      assertThat(most).isLessThan(20 * SENSORS);
      assertThat(mostLater).isLessThanOrEqualTo(most + 2 * SENSORS);
      // Those that held since the oldest sample that may still wait, and the one that holds.
      assertThat(chain.longestTimeline()).isBetween(1, 3);
      assertThat(chain.denoised().size()).isGreaterThan(2 * rounds);
    }
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void leavesNothingBehindOfSensorsSilentForTheRetention(Scope scope) throws Exception {
    Random random = new Random(7);
    int windows = 40;
    long window = WINDOW * Series.PERIOD;
    Settings settings = settings(scope).withRetention(new Retention(20 * window));
    try (OperatorChain chain = new OperatorChain(settings, 1, random)) {
      for (int n = 0; n < windows * WINDOW; n++) {
        for (Arrival arrival : round(n, random)) {
          chain.accept(arrival);
        }
      }
      // The last window with a sample ends at 40 windows: the retention is over at 60.
      long over = (windows + 20) * window / Sample.NANOS_PER_MILLI;
      chain.accept(new Arrival.OfWatermark(over - 2));
      chain.deliverAll();
      int groups = scope == Scope.ALL ? 1 : scope == Scope.GROUP ? 2 : SENSORS;
      int timelines = scope == Scope.SENSOR ? SENSORS : 0; // the others' are broadcast state
      assertThat(chain.stateEntries()).containsExactly(0, 0, 0, groups, timelines);
      assertThat(chain.timers()).as("one a key").containsExactly(0, 0, 0, groups, timelines);

      chain.accept(new Arrival.OfWatermark(over - 1));
      chain.deliverAll();
      assertThat(chain.stateEntries()).containsOnly(0);
      assertThat(chain.timers()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void keepsWhatAGroupLearnedWhileOneOfItsSensorsIsAlive(Scope scope) throws Exception {
    Random random = new Random(8);
    long window = WINDOW * Series.PERIOD;
    Settings settings = settings(scope).withRetention(new Retention(3 * window));
    try (OperatorChain chain = new OperatorChain(settings, 1, random)) {
      for (int n = 0; n < 20 * WINDOW; n++) {
        for (Arrival arrival : round(n, random)) {
          boolean alive =
              n < 10 * WINDOW
                  || !(arrival instanceof Arrival.OfSample of)
                  || of.sample().sensor().equals("s1"); // of group g1
          if (alive) {
            chain.accept(arrival);
          }
        }
      }
      chain.deliverAll();
      assertThat(chain.stateEntries().get(3)).as("groups").isEqualTo(1);
      String alive = scope == Scope.ALL ? "all" : scope == Scope.GROUP ? "g1" : "s1";
      assertThat(chain.timelines()).as("timelines").containsOnly(alive);
      assertThat(chain.updates())
          .filteredOn(update -> update.group().equals(alive))
          .last()
          .satisfies(update -> assertThat(update.version()).isBetween(18L, 20L));
    }
  }

  @Test
  void keepsNothingButWhatWasLearnedOfSensorsThatFellSilent() throws Exception {
    for (Scope scope : Scope.values()) {
      Random random = new Random(6);
      try (OperatorChain chain = new OperatorChain(settings(scope), 1, random)) {
        for (int n = 0; n < 40 * WINDOW; n++) {
          for (Arrival arrival : round(n, random)) {
            chain.accept(arrival);
          }
        }
        // Longer than the longest silence, in event time; the watermark goes on without samples.
        chain.accept(new Arrival.OfWatermark(41 * WINDOW * 10));
        chain.deliverAll();
        assertThat(chain.timers()).as("timers, %s", scope).containsOnly(0);
        int groups = scope == Scope.ALL ? 1 : scope == Scope.GROUP ? 2 : SENSORS;
        int timelines = scope == Scope.SENSOR ? SENSORS : 0; // the others' are broadcast state
        assertThat(chain.stateEntries())
            .as("state of the assembler, statistics, merge, learner and filter, %s", scope)
            .containsExactly(0, 0, 0, groups, timelines);
      }
    }
  }
}
