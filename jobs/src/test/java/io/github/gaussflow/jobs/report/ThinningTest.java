/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThinningTest {

  private record Point(long time, double value, double other) {}

  private static final List<ToDoubleFunction<Point>> CHANNELS = List.of(Point::value, Point::other);

  private static Thinning<Point> thinning(int most, List<Point> points) {
    Thinning<Point> thinning = new Thinning<>(most, Point::time, CHANNELS);
    points.forEach(thinning::add);
    return thinning;
  }

  private static List<Point> random(int count, long step, long start) {
    Random random = new Random(count);
    List<Point> points = new ArrayList<>();
    long time = start;
    for (int n = 0; n < count; n++) {
      double value = n % 7 == 3 ? Double.NaN : random.nextGaussian();
      points.add(new Point(time, value, n % 5 == 1 ? Double.NaN : random.nextGaussian()));
      time += 1 + random.nextLong(step);
    }
    return points;
  }

  @Test
  void keepsAllPointsWhileTheyAreFew() {
    List<Point> points = random(400, 1_000_000, -200_000_000);
    assertThat(thinning(400, points).points()).isEqualTo(points);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 5_000, 30_000})
  void keepsTheExtremesOfEverySpanOfTime(int count) {
    List<Point> points = random(count, 1_000_000, -200_000_000);
    Thinning<Point> thinning = thinning(400, points);
    List<Point> kept = thinning.points();
    assertThat(thinning.count()).isEqualTo(count);
    assertThat(kept).hasSizeBetween(100, 400);
    assertThat(points).containsAll(kept);
    assertThat(kept)
        .isSortedAccordingTo(Comparator.comparingLong(Point::time))
        .doesNotHaveDuplicates();
    // Of every 2^k ns, k as small as a hundred spans allow.
    int shift = 0;
    while (spans(points, shift) > 100) {
      shift++;
    }
    for (ToDoubleFunction<Point> channel : CHANNELS) {
      Comparator<Point> order = Comparator.comparingDouble(channel);
      int every = points.size() / 50;
      for (int n = 0; n < points.size(); n += every) {
        long span = points.get(n).time();
        long index = span >> shift;
        assertThat(extreme(kept, channel, index, shift, order))
            .isEqualTo(extreme(points, channel, index, shift, order));
      }
    }
    for (ToDoubleFunction<Point> channel : CHANNELS) {
      assertThat(kept.stream().mapToDouble(channel).filter(v -> !Double.isNaN(v)).max())
          .isEqualTo(points.stream().mapToDouble(channel).filter(v -> !Double.isNaN(v)).max());
      assertThat(kept.stream().mapToDouble(channel).filter(v -> !Double.isNaN(v)).min())
          .isEqualTo(points.stream().mapToDouble(channel).filter(v -> !Double.isNaN(v)).min());
    }
  }

  private static long spans(List<Point> points, int shift) {
    return points.stream().mapToLong(point -> point.time() >> shift).distinct().count();
  }

  private static List<Double> extreme(
      List<Point> points,
      ToDoubleFunction<Point> channel,
      long index,
      int shift,
      Comparator<Point> order) {
    List<Point> within =
        points.stream()
            .filter(point -> point.time() >> shift == index)
            .filter(point -> !Double.isNaN(channel.applyAsDouble(point)))
            .sorted(order)
            .toList();
    return within.isEmpty()
        ? List.of()
        : List.of(
            channel.applyAsDouble(within.get(0)),
            channel.applyAsDouble(within.get(within.size() - 1)));
  }

  @Test
  void limitsFurther() {
    List<Point> points = random(20_000, 1_000, 0);
    Thinning<Point> thinning = thinning(4_000, points);
    thinning.limit(400);
    assertThat(thinning.points()).hasSizeBetween(80, 400);
    assertThat(thinning.points()).isEqualTo(thinning(400, points).points());
  }

  @Test
  void breaksWhereTheSeriesIsSilent() {
    List<Point> points = new ArrayList<>();
    for (int n = 0; n < 3_000; n++) {
      long time = n * 1_000L + (n < 1_000 ? 0 : 5_000_000);
      points.add(new Point(time, n, Math.sin(n)));
    }
    for (int most : new int[] {4_000, 400}) {
      List<Point> broken = thinning(most, points).pointsBrokenAt(10_000);
      int at = broken.indexOf(null);
      assertThat(broken.lastIndexOf(null)).as("the only break").isEqualTo(at).isPositive();
      assertThat(broken.get(at - 1).value()).isEqualTo(999);
      assertThat(broken.get(at + 1).value()).isEqualTo(1_000);
    }
  }

  @Test
  void endsWithTwoSpansAroundTheEpoch() {
    List<Point> points =
        List.of(
            new Point(Long.MIN_VALUE, 1, 1),
            new Point(-1, 2, 2),
            new Point(0, 3, 3),
            new Point(Long.MAX_VALUE, 4, 4));
    Thinning<Point> thinning = thinning(1_000, points);
    thinning.limit(1);
    assertThat(thinning.points()).hasSize(4);
  }
}
