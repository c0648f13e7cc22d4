/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.reference.Arrival;
import io.github.gaussflow.operators.reference.Outcome;
import io.github.gaussflow.operators.reference.RandomHistory;
import io.github.gaussflow.operators.reference.ReferencePipeline;
import io.github.gaussflow.operators.reference.Settings;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever arrives and however, the operators give what the promises say. */
class ArrivalHistoryTest {

  private static Outcome run(Settings settings, List<Arrival> arrivals, Random random)
      throws Exception {
    try (OperatorChain chain = new OperatorChain(settings, 1, random)) {
      int failures = random.nextInt(2) * random.nextInt(3);
      for (Arrival arrival : arrivals) {
        chain.accept(arrival);
        if (failures > 0 && random.nextInt(arrivals.size()) < 2) {
          failures--;
          chain.restoreAt(1 + random.nextInt(3));
        }
      }
      Outcome outcome = chain.finish();
      assertThat(outcome.samples())
          .as("conservation")
          .isEqualTo(arrivals.stream().mapToInt(arrival -> arrival.samples().size()).sum());
      assertThat(chain.timers()).as("timers left").containsOnly(0);
      assertThat(chain.stateEntries().subList(0, 3)).as("samples left").containsOnly(0);
      return outcome;
    }
  }

  @Property(seed = "91", tries = 250, shrinking = ShrinkingMode.OFF)
  void losesNothingKeepsTheOrderAndEqualsTheReference(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    losesNothingKeepsTheOrderAndEqualsTheReference(RandomHistory.of(random), random);
  }

  @Property(seed = "93", tries = 150, shrinking = ShrinkingMode.OFF)
  void givesOfBlocksWhatItGivesOfTheirSamples(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    losesNothingKeepsTheOrderAndEqualsTheReference(RandomHistory.ofBlocks(random), random);
  }

  private static void losesNothingKeepsTheOrderAndEqualsTheReference(
      RandomHistory history, Random random) throws Exception {
    Outcome outcome = run(history.settings, history.arrivals, random);
    Outcome expected = ReferencePipeline.of(history.settings, history.arrivals);
    assertThat(expected.samples()).as("conservation, reference").isEqualTo(history.samples());
    Map<String, Long> last = new HashMap<>();
    for (DenoisedSample sample : outcome.denoised()) {
      Long before = last.put(sample.group() + " " + sample.sensor(), sample.time());
      assertThat(before == null || before < sample.time()).as("order").isTrue();
    }
    assertThat(Outcome.difference(outcome.lines(), expected.lines())).isEmpty();
  }

  @Property(seed = "92", tries = 50, shrinking = ShrinkingMode.OFF)
  void doesNotDependOnTheOrderOfArrivalBetweenWatermarks(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomHistory history =
        random.nextBoolean() ? RandomHistory.of(random) : RandomHistory.ofBlocks(random);
    Outcome expected = ReferencePipeline.of(history.settings, history.arrivals);
    List<Arrival> shuffled = new ArrayList<>(history.arrivals);
    int from = 0;
    for (int i = 0; i <= shuffled.size(); i++) {
      if (i == shuffled.size() || shuffled.get(i) instanceof Arrival.OfWatermark) {
        Collections.shuffle(shuffled.subList(from, i), random);
        from = i + 1;
      }
    }
    Outcome other = run(history.settings, shuffled, random);
    assertThat(Outcome.difference(other.lines(), expected.lines())).isEmpty();
  }
}
