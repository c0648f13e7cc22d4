/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.live.RecentPoints.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentPointsTest {

  private static final int TICK_MILLIS = 200;

  private long millis = 1_000_000;
  private long ticks;
  private final RecentPoints points = new RecentPoints(2, () -> millis);

  private void tick() {
    millis += TICK_MILLIS;
    points.tick(++ticks);
  }

  private void add(long time, double... values) {
    points.add(time, values);
  }

  private Points all() {
    return points.read(0, ticks);
  }

  @Test
  void keepsAllThatComeSlowly() {
    for (int n = 0; n < 1_000; n++) {
      add(n, n, -n);
      if (n % 20 == 19) { // a hundred a second
        tick();
      }
    }
    Points all = all();
    assertThat(all.fresh()).isTrue();
    assertThat(all.times()).hasSize(1_000).isSorted();
    assertThat(all.values()[0][999]).isEqualTo(999);
    assertThat(all.values()[1][999]).isEqualTo(-999);
  }

  @Test
  void givesAReaderWhatItDoesNotHave() {
    add(1, 1, 1);
    assertThat(all().times()).as("before the tick").isEmpty();
    tick();
    add(2, 2, 2);
    tick();
    add(3, 3, 3);
    tick();
    assertThat(points.read(1, 3).times()).containsExactly(2, 3);
    assertThat(points.read(1, 3).fresh()).isFalse();
    assertThat(points.read(1, 2).times()).as("a tick since then").containsExactly(2);
    assertThat(points.read(3, 3).times()).isEmpty();
    assertThat(points.read(3, 3).firstCame()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void tellsWhenTheFirstCame() {
    millis = 5_000;
    add(1, 1, 1);
    millis = 5_100;
    add(2, 2, 2);
    tick();
    assertThat(all().firstCame()).isEqualTo(5_000);
  }

  /** Of 50,000 a second an hour: what is there reaches back far enough and lost no extreme. */
  @Test
  void losesNoExtreme() {
    Random random = new Random(3);
    int perTick = 10_000;
    double[] highest = new double[2_000];
    long time = 0;
    for (int t = 0; t < 2_000; t++) {
      highest[t] = Double.NEGATIVE_INFINITY;
      for (int n = 0; n < perTick; n++) {
        double value = random.nextGaussian();
        highest[t] = Math.max(highest[t], value);
        add(time++, value, 0);
      }
      tick();
    }
    Points all = all();
    assertThat(all.times()).hasSizeLessThanOrEqualTo(RecentPoints.CAPACITY).isSorted();
    long reach = (time - all.times()[0]) / perTick * TICK_MILLIS;
    assertThat(reach).isBetween(RecentPoints.HISTORY_MILLIS, 4 * RecentPoints.HISTORY_MILLIS);
    double[] found = new double[2_000];
    Arrays.fill(found, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < all.times().length; i++) {
      int t = (int) (all.times()[i] / perTick);
      found[t] = Math.max(found[t], all.values()[0][i]);
    }
    int first = (int) (all.times()[0] / perTick) + 1;
    for (int t = first; t < 2_000; t++) {
      assertThat(found[t]).as("tick %d", t).isEqualTo(highest[t]);
    }
  }

  @Test
  void aBurstDoesNotOverwriteWhatHasNotBeenShown() {
    for (int n = 0; n < 1_000_000; n++) {
      add(n, n % 7, -n % 11);
    }
    tick();
    Points all = all();
    assertThat(all.times().length).isBetween(1_000, RecentPoints.CAPACITY);
    assertThat(all.times()[0]).isZero();
  }

  @Test
  void keepsAllAgainAfterABurst() {
    for (int n = 0; n < 100_000; n++) {
      add(n, n, n);
    }
    tick();
    long time = 100_000;
    for (int t = 0; t < 100; t++) {
      for (int n = 0; n < 4; n++) {
        add(time++, n % 2, n % 2);
      }
      tick();
    }
    assertThat(points.read(50, ticks).times()).hasSize(4 * 51);
  }

  @Test
  void tellsAReaderThatIsTooSlow() {
    long time = 0;
    for (int t = 0; t < 1_000; t++) {
      for (int n = 0; n < 20; n++) {
        add(time++, n, n);
      }
      tick();
    }
    assertThat(points.read(990, ticks).fresh()).isFalse();
    Points torn = points.read(3, ticks);
    assertThat(torn.fresh()).as("some after tick 3 are gone").isTrue();
    assertThat(torn.times()).isEqualTo(all().times());
  }

  @Test
  void numbersThatAreMissingTakeNoPlace() {
    for (int n = 0; n < 100_000; n++) {
      add(n, n == 77_777 ? 1 : Double.NaN, n == 55_555 ? Double.NaN : 0);
    }
    tick();
    List<Long> found = new ArrayList<>();
    Points all = all();
    for (int i = 0; i < all.times().length; i++) {
      if (all.values()[0][i] == 1) {
        found.add(all.times()[i]);
      }
    }
    assertThat(found).containsExactly(77_777L);
  }

  @Test
  void breaksTheLine() {
    add(1, 1, 1);
    points.cut(5);
    add(9, 2, 2);
    tick();
    assertThat(all().times()).containsExactly(1, 5, 9);
    assertThat(all().values()[0]).containsExactly(1, Double.NaN, 2);
  }

  @Test
  void tellsHowMuchTimeHasPassedWithinASpanOfTheClock() {
    for (int n = 0; n < 100; n++) {
      add(60L * n, n, n); // a minute of event time a tick
      tick();
    }
    assertThat(points.spanSince(millis - 10 * TICK_MILLIS)).isEqualTo(60 * 9);
    assertThat(points.spanSince(0)).isEqualTo(60 * 99);
    assertThat(points.spanSince(millis + 1)).isZero();
  }
}
