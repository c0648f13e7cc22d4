/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LagCorrelationTest {

  private static final int RANGE = 160;
  private static final int WINDOW = 256;
  private static final int WINDOWS = 24;
  private static final int MARGIN = 200;

  /** Signals of unit power or so within a window. */
  enum Signal {
    SINES {
      @Override
      double[] clean(int count, Random random) {
        double[] phases = {
          6.3 * random.nextDouble(), 6.3 * random.nextDouble(), 6.3 * random.nextDouble()
        };
        double[] s = new double[count];
        for (int n = 0; n < count; n++) {
          s[n] = Math.sin(2 * Math.PI * n / 200 + phases[0]);
          s[n] += .6 * Math.sin(2 * Math.PI * n / 90 + phases[1]);
          s[n] += .4 * Math.sin(2 * Math.PI * n / 37 + phases[2]);
        }
        return s;
      }
    },
    WALK {
      @Override
      double[] clean(int count, Random random) {
        double[] s = new double[count];
        for (int n = 1; n < count; n++) {
          s[n] = s[n - 1] + .15 * random.nextGaussian();
        }
        return s;
      }
    },
    SMOOTHED_NOISE {
      @Override
      double[] clean(int count, Random random) {
        double[] s = new double[count];
        double slow = 0;
        for (int n = 0; n < count; n++) {
          slow = .8 * slow + .6 * random.nextGaussian();
          s[n] = slow;
        }
        return s;
      }
    },
    STEPS {
      @Override
      double[] clean(int count, Random random) {
        double[] s = new double[count];
        double level = 0;
        for (int n = 0; n < count; n++) {
          level = random.nextInt(40) == 0 ? random.nextGaussian() : level;
          s[n] = level;
        }
        return s;
      }
    };

    abstract double[] clean(int count, Random random);
  }

  private record Pair(double[] x, double[] t) {}

  /** A sensor with noise and a reference that comes a lag later, with noise too or without. */
  private static Pair pair(
      Signal signal, int lag, double noise, double referenceNoise, Random random) {
    int count = WINDOWS * WINDOW;
    double[] s = signal.clean(count + 2 * MARGIN, random);
    double[] x = new double[count];
    double[] t = new double[count];
    for (int n = 0; n < count; n++) {
      x[n] = 20 + s[n + MARGIN] + noise * random.nextGaussian();
      t[n] = -300 + s[n + MARGIN - lag] + referenceNoise * random.nextGaussian();
    }
    return new Pair(x, t);
  }

  private static LagCorrelation run(Pair pair, int windows) {
    LagCorrelation correlation = new LagCorrelation(RANGE);
    for (int w = 0; w < windows; w++) {
      correlation.accept(pair.x(), pair.t(), w * WINDOW, (w + 1) * WINDOW);
    }
    return correlation;
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void lagsUpTo160SamplesAreFoundWithinOneSample(Signal signal) {
    int seed = 0;
    for (int lag : new int[] {-160, -159, -83, -17, 0, 1, 42, 118, 160}) {
      for (double noise : new double[] {.05, .3, .6}) {
        for (double referenceNoise : new double[] {0, .2}) {
          Pair pair = pair(signal, lag, noise, referenceNoise, new Random(seed++));
          OptionalInt found = run(pair, WINDOWS).lag();
          assertThat(found)
              .as("%s, lag %d, noise %s and %s", signal, lag, noise, referenceNoise)
              .isPresent();
          assertThat(found.getAsInt())
              .as("%s, lag %d, noise %s and %s", signal, lag, noise, referenceNoise)
              .isBetween(lag - 1, lag + 1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Signal.class, names = "SINES", mode = EnumSource.Mode.EXCLUDE)
  void noLagIsClaimedOfSignalsThatKnowNothingOfEachOther(Signal signal) {
    for (int seed = 0; seed < 30; seed++) {
      double[] x = pair(signal, 0, .1, 0, new Random(seed)).x();
      double[] t = pair(signal, 0, .1, 0, new Random(1_000 + seed)).t();
      for (int windows = 2; windows <= WINDOWS; windows += 2) {
        assertThat(run(new Pair(x, t), windows).lag()).as("seed %d", seed).isEmpty();
      }
    }
  }

  @Test
  void ofThePeaksOfAPeriodicSignalTheNearestIsTaken() {
    Random random = new Random(4);
    for (int lag : new int[] {-140, -61, -20, 0, 12, 24, 70, 155}) {
      double[] x = new double[WINDOWS * WINDOW];
      double[] t = new double[x.length];
      for (int n = 0; n < x.length; n++) {
        x[n] = Math.sin(2 * Math.PI * n / 50) + .3 * random.nextGaussian();
        t[n] = Math.sin(2 * Math.PI * (n - lag) / 50);
      }
      int nearest = Math.floorMod(lag + 25, 50) - 25;
      assertThat(run(new Pair(x, t), WINDOWS).lag().orElseThrow())
          .isBetween(nearest - 1, nearest + 1);
    }
  }

  @Test
  void aLagThatChangesIsFollowed() {
    Pair early = pair(Signal.SMOOTHED_NOISE, 100, .3, 0, new Random(6));
    Pair late = pair(Signal.SMOOTHED_NOISE, -50, .3, 0, new Random(7));
    LagCorrelation correlation = run(early, 12);
    assertThat(correlation.lag()).hasValue(100);
    int windows = 0;
    while (correlation.lag().getAsInt() != -50) {
      windows++;
      correlation.accept(late.x(), late.t(), windows * WINDOW, (windows + 1) * WINDOW);
    }
    assertThat(windows).isLessThanOrEqualTo(16);
  }

  @Test
  void missingSamplesAndReferencesAreLeftOut() {
    Pair pair = pair(Signal.SMOOTHED_NOISE, 77, .3, 0, new Random(8));
    Random random = new Random(9);
    for (int n = 0; n < pair.x().length; n++) {
      if (random.nextInt(10) == 0) {
        pair.x()[n] = Double.NaN;
      }
      if (n % 3 != 0) {
        pair.t()[n] = Double.NaN;
      }
    }
    assertThat(run(pair, WINDOWS).lag()).hasValue(77);
    Arrays.fill(pair.t(), Double.NaN);
    assertThat(run(pair, WINDOWS).state()).isEqualTo(new LagCorrelation(RANGE).state());
  }

  @Test
  void correlationIsThatOfThePairs() {
    Random random = new Random(10);
    double[] x = random.doubles(40).toArray();
    double[] t = random.doubles(40).toArray();
    LagCorrelation correlation = new LagCorrelation(6);
    correlation.accept(x, t, 10, 40);
    for (int d = -6; d <= 6; d++) {
      int from = d < 0 ? 10 + d : 10;
      double[] a = Arrays.copyOfRange(x, from - d, from - d + 30);
      double[] b = Arrays.copyOfRange(t, from, from + 30);
      double ma = Arrays.stream(a).average().orElseThrow();
      double mb = Arrays.stream(b).average().orElseThrow();
      double ab = 0;
      double aa = 0;
      double bb = 0;
      for (int k = 0; k < 30; k++) {
        ab += (a[k] - ma) * (b[k] - mb);
        aa += (a[k] - ma) * (a[k] - ma);
        bb += (b[k] - mb) * (b[k] - mb);
      }
      assertThat(correlation.correlation(d))
          .isCloseTo(ab / Math.sqrt(aa * bb), org.assertj.core.api.Assertions.within(1e-12));
      assertThat(correlation.significance(d)).as("one window").isZero();
    }
  }

  @Test
  void goesOnFromItsStateBitForBit() {
    Pair pair = pair(Signal.WALK, 30, .3, 0, new Random(11));
    LagCorrelation restored = new LagCorrelation(RANGE);
    assertThat(restored.restore(run(pair, 9).state())).isTrue();
    for (int w = 9; w < WINDOWS; w++) {
      restored.accept(pair.x(), pair.t(), w * WINDOW, (w + 1) * WINDOW);
    }
    assertThat(restored.state()).isEqualTo(run(pair, WINDOWS).state());
    assertThat(restored.lag()).hasValue(30);
    assertThat(new LagCorrelation(12).restore(restored.state())).isFalse();
    restored.clear();
    assertThat(restored.state()).isEqualTo(new LagCorrelation(RANGE).state());
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new LagCorrelation(0)).hasMessageContaining("at least 1, but is 0");
    LagCorrelation correlation = new LagCorrelation(3);
    assertThatThrownBy(() -> correlation.accept(new double[5], new double[4], 0, 4))
        .hasMessageContaining("window must lie within 5 values");
    assertThatThrownBy(() -> correlation.restore(new double[] {9, 3, 0, 0, 0, 0}))
        .hasMessageContaining("must start with version 1, but starts with 9.0");
  }
}
