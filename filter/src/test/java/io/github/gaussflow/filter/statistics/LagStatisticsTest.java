/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.filter.kernel.KernelSupport;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The recursion against sums written out, and the algebra of adding windows. */
class LagStatisticsTest {

  /** A random window: its samples with gaps, its targets with gaps, and what is summed of it. */
  private static final class Scene {
    final KernelSupport support;
    final double[] values;
    final double[] targets;
    final int from;
    final int to;

    Scene(long seed, int lookahead, int lookback, int count, int gaps, double offset) {
      Random random = new Random(seed);
      support = new KernelSupport(lookahead, lookback);
      values = new double[count];
      targets = new double[count];
      double level = 0;
      for (int n = 0; n < count; n++) {
        level += random.nextGaussian();
        values[n] = offset + level + random.nextGaussian();
        targets[n] = level - 3;
      }
      for (int k = 0; k < gaps; k++) {
        values[random.nextInt(count)] = Double.NaN;
        targets[random.nextInt(count)] = Double.NaN;
      }
      from = random.nextInt(count);
      to = from + random.nextInt(count - from + 1);
    }

    boolean complete(int e, boolean withTarget) {
      if (e < support.taps() - 1 || (withTarget && Double.isNaN(target(e)))) {
        return false;
      }
      return Arrays.stream(values, e - support.taps() + 1, e + 1).noneMatch(Double::isNaN);
    }

    double target(int e) {
      return targets[e - support.lookahead()];
    }

    int[] rows(boolean withTarget) {
      return IntStream.range(from, to).filter(e -> complete(e, withTarget)).toArray();
    }
  }

  private static LagStatistics sums(Scene scene, boolean withTarget) {
    LagStatistics statistics =
        withTarget ? LagStatistics.withTarget(scene.support) : LagStatistics.of(scene.support);
    statistics.accept(scene.values, withTarget ? scene.targets : null, scene.from, scene.to);
    return statistics;
  }

  @Property(seed = "2", edgeCases = EdgeCasesMode.NONE)
  void aWindowThatWasWrittenIsAddedAsItWas(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int lookahead,
      @ForAll @IntRange(max = 20) int lookback,
      @ForAll @IntRange(max = 2) int gaps) {
    Scene scene = new Scene(seed, lookahead, lookback, 90, gaps, 5);
    for (double[] targets : new double[][] {null, scene.targets}) {
      LagSums sums = LagSums.of(scene.support, scene.values, targets, scene.from, scene.to);
      LagStatistics expected = LagStatistics.of(scene.support);
      LagStatistics actual = LagStatistics.of(scene.support);
      for (int times = 0; times < 2; times++) {
        expected.accept(sums);
        actual.accept(sums.toArray());
      }
      assertThat(actual.state()).isEqualTo(expected.state());
    }
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void recursionGivesTheSumsWrittenOut(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int lookahead,
      @ForAll @IntRange(max = 9) int lookback,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(max = 12) int gaps) {
    Scene scene = new Scene(seed, lookahead, lookback, count, gaps, seed % 1000);
    int[] rows = scene.rows(false);
    LagStatistics actual = sums(scene, false);
    assertThat(actual.weight()).isEqualTo(rows.length);
    double centre = centre(scene, rows);
    int taps = scene.support.taps();
    double[][] gram = new double[taps][taps];
    for (int e : rows) {
      for (int i = 0; i < taps; i++) {
        for (int j = 0; j < taps; j++) {
          gram[i][j] += (scene.values[e - i] - centre) * (scene.values[e - j] - centre);
        }
      }
    }
    assertGram(actual, gram, 0);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void aWindowIsAddedAsItsMatrixIs(
      @ForAll long seed,
      @ForAll @IntRange(max = 20) int lookahead,
      @ForAll @IntRange(max = 20) int lookback,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(max = 2) int gaps) {
    Scene scene = new Scene(seed, lookahead, lookback, count, gaps, 0);
    LagSums window = LagSums.of(scene.support, scene.values, null, scene.from, scene.to);
    double[] gram = window.gram();
    double[] sums = new Random(seed).doubles(gram.length).toArray();
    double[] expected = sums.clone();
    for (int k = 0; k < gram.length; k++) {
      expected[k] += gram[k];
    }
    window.addGram(sums);
    assertThat(sums).isEqualTo(expected);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void withTargetsEachLagIsCentredByItsOwnMean(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int lookahead,
      @ForAll @IntRange(max = 9) int lookback,
      @ForAll @IntRange(min = 1, max = 200) int count,
      @ForAll @IntRange(max = 40) int gaps) {
    Scene scene = new Scene(seed, lookahead, lookback, count, gaps, 0);
    int[] rows = scene.rows(true);
    LagStatistics actual = sums(scene, true);
    assertThat(actual.weight()).isEqualTo(rows.length);
    int taps = scene.support.taps();
    double[] means = new double[taps];
    double targetMean = 0;
    for (int e : rows) {
      for (int i = 0; i < taps; i++) {
        means[i] += scene.values[e - i] / rows.length;
      }
      targetMean += scene.target(e) / rows.length;
    }
    double[][] gram = new double[taps][taps];
    double[] cross = new double[taps];
    double squares = 0;
    double inputs = 0;
    for (int e : rows) {
      double t = scene.target(e) - targetMean;
      for (int i = 0; i < taps; i++) {
        double x = scene.values[e - i] - means[i];
        for (int j = 0; j < taps; j++) {
          gram[i][j] += x * (scene.values[e - j] - means[j]);
        }
        cross[i] += x * t;
      }
      squares += t * t;
      inputs += Math.pow(scene.values[e] - centre(scene, rows), 2);
    }
    // The means of the lags differ from the common centre, so the sums before they are taken off
    // can be larger than what is left; errors are relative to those sums.
    double scale = (taps + 1) * (squares + inputs + spread(scene, rows));
    assertGram(actual, gram, scale);
    for (int i = 0; i < taps; i++) {
      assertThat(actual.cross(i)).isCloseTo(cross[i], within(1e-13 * scale));
    }
    assertThat(actual.targetSquares()).isCloseTo(squares, within(1e-13 * squares));
  }

  private static double spread(Scene scene, int[] rows) {
    double centre = centre(scene, rows);
    double most = 0;
    for (int e : rows) {
      for (int i = 0; i < scene.support.taps(); i++) {
        most = Math.max(most, Math.abs(scene.values[e - i] - centre));
      }
    }
    return rows.length * most * most;
  }

  private static double centre(Scene scene, int[] rows) {
    boolean[] used = new boolean[scene.values.length];
    for (int e : rows) {
      Arrays.fill(used, e - scene.support.taps() + 1, e + 1, true);
    }
    double[] present =
        IntStream.range(0, used.length)
            .filter(n -> used[n])
            .mapToDouble(n -> scene.values[n])
            .toArray();
    double sum = 0;
    for (double value : present) {
      sum += value - present[0];
    }
    return present.length == 0 ? 0 : present[0] + sum / present.length;
  }

  private static void assertGram(LagStatistics actual, double[][] gram, double scale) {
    double largest = scale;
    for (double[] row : gram) {
      for (double entry : row) {
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        assertThat(actual.gram(i, j)).isCloseTo(gram[i][j], within(1e-13 * largest));
      }
    }
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void wireFormComesBackBitForBit(
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int lookahead,
      @ForAll @IntRange(min = 1, max = 150) int count,
      @ForAll @IntRange(max = 20) int gaps,
      @ForAll boolean withTarget) {
    Scene scene = new Scene(seed, lookahead, 3, count, gaps, 7);
    LagSums sums =
        LagSums.of(
            scene.support, scene.values, withTarget ? scene.targets : null, scene.from, scene.to);
    LagSums back = LagSums.fromArray(scene.support, sums.toArray());
    assertThat(back.toArray()).containsExactly(sums.toArray());
    assertThat(back.count()).isEqualTo(sums.count());
    assertThat(back.runs()).isEqualTo(sums.runs());
    assertThat(back.hasTarget()).isEqualTo(withTarget);
    LagStatistics direct = LagStatistics.of(scene.support);
    direct.accept(sums);
    LagStatistics travelled = LagStatistics.of(scene.support);
    travelled.accept(back);
    assertThat(travelled.state()).containsExactly(direct.state());
  }

  @Example
  void anUninterruptedWindowTakesThreeNumbersATap() {
    Scene scene = new Scene(1, 16, 16, 400, 0, 0);
    LagSums sums = LagSums.of(scene.support, scene.values, null, 100, 356);
    assertThat(sums.runs()).isEqualTo(1);
    assertThat(sums.toArray()).hasSize(5 + 3 * 33 - 2);
  }

  @Example
  void manyInterruptionsTakeNoMoreThanTheWholeMatrix() {
    Scene scene = new Scene(1, 16, 16, 400, 0, 0);
    for (int n = 0; n < 400; n += 2) {
      scene.targets[n] = Double.NaN; // a reference at half the rate
    }
    LagSums sums = LagSums.of(scene.support, scene.values, scene.targets, 100, 356);
    assertThat(sums.runs()).isEqualTo(128);
    assertThat(sums.toArray()).hasSize(5 + 33 * 34 / 2 + 2 * 33 + 1);
  }

  @Property(seed = "1", edgeCases = EdgeCasesMode.NONE)
  void windowsCombineInAnyOrder(@ForAll long seed, @ForAll boolean withTarget) {
    Random random = new Random(seed);
    Scene scene = new Scene(seed, 3, 5, 120, 2, 50);
    LagStatistics[] parts = new LagStatistics[4];
    for (int k = 0; k < parts.length; k++) {
      parts[k] =
          withTarget ? LagStatistics.withTarget(scene.support) : LagStatistics.of(scene.support);
      int at = random.nextInt(60);
      parts[k].accept(scene.values, withTarget ? scene.targets : null, at, at + 60);
    }
    LagStatistics left = sum(parts[0], parts[1], parts[2], parts[3]);
    LagStatistics right = sum(sum(parts[3], parts[1]), sum(parts[2], parts[0]));
    assertThat(sum(parts[0], parts[1], parts[2], parts[3]).state()).containsExactly(left.state());
    assertThat(right.weight()).isEqualTo(left.weight());
    double scale = left.gram(3, 3);
    for (int i = 0; i < scene.support.taps(); i++) {
      for (int j = 0; j < scene.support.taps(); j++) {
        assertThat(right.gram(i, j)).isCloseTo(left.gram(i, j), within(1e-12 * scale));
      }
    }
  }

  private static LagStatistics sum(LagStatistics... parts) {
    LagStatistics sum =
        parts[0].hasTarget()
            ? LagStatistics.withTarget(parts[0].support())
            : LagStatistics.of(parts[0].support());
    for (LagStatistics part : parts) {
      sum.combine(part);
    }
    return sum;
  }

  @Example
  void stateComesBackAndIsNotShared() {
    LagStatistics statistics = sums(new Scene(5, 2, 4, 90, 0, 3), true);
    statistics.scale(.7);
    double[] state = statistics.state();
    LagStatistics back = LagStatistics.withTarget(statistics.support());
    back.restore(state);
    assertThat(back.state()).containsExactly(state);
    Arrays.fill(state, 17);
    assertThat(back.state()).containsExactly(statistics.state());
    back.clear();
    assertThat(back.state())
        .containsExactly(LagStatistics.withTarget(statistics.support()).state());
  }

  @Example
  void wrongArgumentsAreNamed() {
    KernelSupport support = new KernelSupport(2, 4);
    LagStatistics statistics = LagStatistics.withTarget(support);
    double[] x = new double[20];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.accept(x, null, 0, 20))
        .withMessageContaining("must have targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.accept(x, new double[19], 0, 20))
        .withMessageContaining("19");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.accept(x, x, 3, 21))
        .withMessageContaining("21");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.combine(LagStatistics.withTarget(new KernelSupport(2, 5))))
        .withMessageContaining("lookback=5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.scale(Double.NaN))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> statistics.restore(LagStatistics.of(support).state()))
        .withMessageContaining("targets true");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LagSums.of(support, x, null, 0, 20, Double.NaN, 0))
        .withMessageContaining("centre");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LagSums.fromArray(support, new double[] {2}))
        .withMessageContaining("version 1");
    double[] wire = LagSums.of(support, x, null, 0, 20).toArray();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LagSums.fromArray(new KernelSupport(2, 5), wire))
        .withMessageContaining("entries");
  }

  @Example
  void aStateMayBePartOfAnArray() {
    LagStatistics statistics = LagStatistics.of(new KernelSupport(1, 2));
    statistics.accept(new double[] {1, 5, -2, 4, 4, 3}, null, 0, 6);
    int length = statistics.stateLength();
    double[] array = new double[length + 5];
    Arrays.fill(array, 7);
    statistics.write(array, 2);
    assertThat(Arrays.copyOfRange(array, 2, 2 + length)).isEqualTo(statistics.state());
    assertThat(array).startsWith(7, 7).endsWith(7, 7, 7);

    LagStatistics back = LagStatistics.of(new KernelSupport(1, 2));
    back.restore(array, 2, length);
    assertThat(back.state()).isEqualTo(statistics.state());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> back.restore(array, 2, length - 1))
        .withMessageContaining("must have " + length + " entries");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> back.restore(array, 1, length))
        .withMessageContaining("starts with 7");
  }
}
