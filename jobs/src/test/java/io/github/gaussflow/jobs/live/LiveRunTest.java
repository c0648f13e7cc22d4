/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.jobs.live.RecentPoints.Points;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveRunTest {

  private static final long DAY = Duration.ofDays(1).toNanos();

  private final SamplingGrid grid = SamplingGrid.of(new KernelSupport(4, 4), Duration.ofNanos(10));
  private final LiveRun run = LiveRun.open(grid, () -> 0);

  @AfterEach
  void close() {
    run.close();
  }

  private static DenoisedSample sample(String sensor, long time) {
    return new DenoisedSample(sensor, "g", time, time, Double.NaN, -time, 0.1, 1, false, false);
  }

  @Test
  void isFoundUntilItIsClosed() {
    assertThat(LiveRun.named(run.name())).contains(run);
    run.close();
    assertThat(LiveRun.named(run.name())).isEmpty();
  }

  @Test
  void takesWhatARestartedJobSaysAgainOnce() {
    SensorSeries series = run.sensor("a").orElseThrow();
    for (long time : new long[] {10, 20, 30, 20, 30, 40}) {
      series.accept(sample("a", time));
    }
    run.tick();
    assertThat(series.read(0, 1).times()).containsExactly(10, 20, 30, 40);
    assertThat(series.group()).isEqualTo("g");
  }

  @Test
  void breaksTheLineAtASilence() {
    SensorSeries series = run.sensor("a").orElseThrow();
    for (long time : new long[] {10, 60, 120}) { // five periods are no gap, six are
      series.accept(sample("a", time));
    }
    run.tick();
    Points points = series.read(0, 1);
    assertThat(points.times()).containsExactly(10, 60, 90, 120);
    assertThat(points.values()[1]).containsExactly(-10, -60, Double.NaN, -120);
  }

  @Test
  void holdsTheFirstSensorsAndThoseThatAreWanted() {
    for (int n = 0; n < 1_000; n++) {
      assertThat(run.sensor("s" + n).isPresent()).isEqualTo(n < LiveRun.MOST_SENSORS);
    }
    int choices = run.choices();
    SensorSeries wanted = run.want("s777");
    assertThat(run.choices()).as("taps look again").isNotEqualTo(choices);
    assertThat(run.sensor("s777")).containsSame(wanted);
    assertThat(run.sensor("s0")).as("which nobody has wanted for longest").isEmpty();
    choices = run.choices();
    assertThat(run.want("s777")).isSameAs(wanted);
    assertThat(run.choices()).isEqualTo(choices);
    for (int n = 0; n < 100; n++) {
      run.want("t" + n);
      run.want("s777");
    }
    assertThat(run.sensor("s777")).as("wanted all the time").containsSame(wanted);
  }

  @Test
  void namesSoManySensors() {
    run.sensor("first");
    for (int n = 1; n < SensorNames.MOST; n++) {
      run.sensor("s" + n);
    }
    assertThat(run.names().more()).isFalse();
    run.sensor("s1");
    assertThat(run.names().more()).isFalse();
    run.sensor("too many");
    assertThat(run.names().more()).isTrue();
    assertThat(run.names().after(0)).hasSize(SensorNames.MOST).startsWith("first", "s1");
    assertThat(run.names().after(SensorNames.MOST - 1)).hasSize(1);
    assertThat(run.names().after(1_000_000)).isEmpty();
  }

  @Test
  void countsTimesFromTheMidnightBeforeTheFirstSample() {
    assertThat(run.origin()).isZero();
    run.begin(sample("a", 20_000 * DAY + 5));
    run.begin(sample("a", 3 * DAY));
    assertThat(run.origin()).isEqualTo(20_000 * DAY);
  }

  @Test
  void wakesWhoWaitsForATick() throws InterruptedException {
    run.tick();
    assertThat(run.await(0, 60_000)).isEqualTo(1);
    assertThat(run.await(1, 0)).as("in vain").isEqualTo(1);
    Thread other = new Thread(run::tick);
    other.start();
    assertThat(run.await(1, 60_000)).isEqualTo(2);
    other.join();
  }
}
