/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SampleOrderTest {

  private static final double NONE = Double.NaN;

  private static Sample sample(long time, double value, double reference) {
    return new Sample("s", "", time, value, reference);
  }

  private static SampleOrder order(Long previous, Sample... samples) {
    return new SampleOrder(previous, new ArrayList<>(List.of(samples)));
  }

  @Test
  void tellsLateFromAccepted() {
    SampleOrder order =
        order(5L, sample(6, 1, NONE), sample(5, 2, NONE), sample(5, 2, NONE), sample(-9, 3, NONE));
    assertThat(order.accepted()).containsExactly(sample(6, 1, NONE));
    assertThat(order.late())
        .containsExactly(sample(-9, 3, NONE), sample(5, 2, NONE), sample(5, 2, NONE));
    assertThat(order.duplicates()).isEmpty();
  }

  @Test
  void acceptsTheExtremeTimesWithoutAPrevious() {
    SampleOrder order =
        order(null, sample(Long.MAX_VALUE, 1, NONE), sample(Long.MIN_VALUE, 2, NONE));
    assertThat(order.accepted())
        .containsExactly(sample(Long.MIN_VALUE, 2, NONE), sample(Long.MAX_VALUE, 1, NONE));
  }

  @Test
  void keepsOneOfExactCopiesBitForBit() {
    for (double value : new double[] {-0.0, 0.1, Double.MIN_VALUE, Double.MAX_VALUE}) {
      SampleOrder order = order(null, sample(0, value, value), sample(0, value, value));
      assertThat(order.accepted()).containsExactly(sample(0, value, value));
      assertThat(order.duplicates()).containsExactly(sample(0, value, value));
    }
  }

  @Test
  void isAtRestIfAllOfATimeAreWhateverTheirOrder() {
    Sample rest = sample(0, 1, NONE).withRest(true);
    Sample moving = sample(0, 1, NONE);
    for (SampleOrder order : List.of(order(null, rest, moving), order(null, moving, rest))) {
      assertThat(order.accepted()).containsExactly(moving);
      assertThat(order.duplicates()).containsExactly(rest);
    }
    assertThat(order(null, rest, rest).accepted()).containsExactly(rest);
  }

  @Test
  void copiesOfSeveralGroupsAreCopiesWhicheverCameFirst() {
    Sample a = sample(0, 1, NONE).withGroup("a");
    Sample b = sample(0, 1, NONE).withGroup("b");
    for (SampleOrder order : List.of(order(null, a, b), order(null, b, a))) {
      assertThat(order.accepted()).containsExactly(a);
      assertThat(order.duplicates()).containsExactly(b);
    }
  }

  @Test
  void takesTheMeanOfDistinctValuesAndOfReferencesThatAreThere() {
    SampleOrder order =
        order(
            null,
            sample(0, 4, NONE),
            sample(0, 1, 10),
            sample(0, 1, 10),
            sample(0, 1, 20),
            sample(0, 4, Double.NEGATIVE_INFINITY));
    assertThat(order.accepted()).containsExactly(sample(0, 2.5, 15));
    assertThat(order.duplicates()).hasSize(4);
  }

  @Test
  void meanOfTheLargestValuesIsANumber() {
    double most = Double.MAX_VALUE;
    assertThat(order(null, sample(0, most, NONE), sample(0, -most, NONE)).accepted())
        .containsExactly(sample(0, 0, NONE));
    SampleOrder order =
        order(null, sample(0, most, -most), sample(0, -most, most), sample(0, most / 2, NONE));
    assertThat(order.accepted().get(0).value()).isFinite();
    assertThat(order.accepted().get(0).reference()).isFinite();
  }

  @Property(seed = "31")
  void doesNotDependOnTheOrderOfArrival(@ForAll long seed) {
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    int count = 1 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      double reference = random.nextInt(3) == 0 ? NONE : random.nextInt(3) * 0.1;
      samples.add(sample(random.nextInt(8), random.nextInt(4) * 0.1, reference));
    }
    Long previous = random.nextBoolean() ? null : (long) random.nextInt(4);
    SampleOrder one = new SampleOrder(previous, new ArrayList<>(samples));
    Collections.shuffle(samples, random);
    SampleOrder other = new SampleOrder(previous, new ArrayList<>(samples));

    assertThat(other.accepted()).isEqualTo(one.accepted());
    assertThat(other.late()).isEqualTo(one.late());
    assertThat(other.duplicates()).isEqualTo(one.duplicates());
    assertThat(one.accepted().size() + one.late().size() + one.duplicates().size())
        .isEqualTo(count);
    SortedMap<Long, List<Double>> distinct = new TreeMap<>();
    for (Sample sample : samples) {
      if (previous == null || sample.time() > previous) {
        List<Double> values = distinct.computeIfAbsent(sample.time(), time -> new ArrayList<>());
        if (!values.contains(sample.value())) {
          values.add(sample.value());
        }
      }
    }
    assertThat(one.accepted())
        .extracting(Sample::time)
        .containsExactlyElementsOf(distinct.keySet());
    for (Sample sample : one.accepted()) {
      double mean =
          distinct.get(sample.time()).stream().mapToDouble(v -> v).average().getAsDouble();
      assertThat(Math.abs(sample.value() - mean)).isLessThan(1e-15);
    }
  }
}
