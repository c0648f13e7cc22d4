/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import static io.github.gaussflow.operators.frame.SamplingGrid.NO_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Sampling;
import java.math.BigInteger;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingGridTest {

  private static final SamplingGrid GRID = new SamplingGrid(100, 450, 4);

  @ParameterizedTest
  @CsvSource({
    "1, 0",
    "50, 0",
    "100, 0",
    "149, 0",
    "150, 1",
    "200, 1",
    "249, 1",
    "250, 2",
    "350, 3",
    "450, 4",
    "451, 4",
    "100000, 4"
  })
  void roundsASilenceToSlots(long silence, int missing) {
    assertThat(GRID.missingBetween(7, 7 + silence)).isEqualTo(missing);
    assertThat(GRID.missingBetween(-7 - silence, -7)).isEqualTo(missing);
  }

  @Test
  void cutsAfterTheLongestGapOnly() {
    assertThat(GRID.cuts(0, 450)).isFalse();
    assertThat(GRID.cuts(0, 451)).isTrue();
    assertThat(GRID.cuts(Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();
    assertThat(GRID.missingBetween(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(4);
  }

  @Test
  void oneTapReachesNoSlotAndMissesNone() {
    SamplingGrid grid = SamplingGrid.of(new KernelSupport(0, 0), Duration.ofNanos(100));
    assertThat(grid.maximumGap()).isEqualTo(100);
    assertThat(grid.missingBetween(0, 10_000)).isZero();
  }

  @Test
  void takesTheLongerSideForTheReach() {
    SamplingGrid grid = SamplingGrid.of(new KernelSupport(2, 7), Duration.ofMillis(10));
    assertThat(grid).isEqualTo(new SamplingGrid(10_000_000, 80_000_000, 7));
    assertThat(grid.withMaximumGap(Duration.ofSeconds(1)).maximumGap()).isEqualTo(1_000_000_000);
  }

  @Test
  void isSettledWhenNothingCanFollowWithoutACut() {
    SamplingGrid grid = new SamplingGrid(1_000_000, 3_000_000, 2);
    assertThat(grid.settled(0)).isEqualTo(3);
    assertThat(grid.settled(999_999)).isEqualTo(3);
    assertThat(grid.settled(-1)).isEqualTo(2);
    assertThat(grid.settled(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 1_000_000);
  }

  @Test
  void countsMissingPointsFromTheSampleBefore() {
    long[] times = new long[6];
    GRID.missingTimes(1_003, 1_349, times, 1, 2); // rounded, so 54 before the next sample
    assertThat(times).containsExactly(0, 1_103, 1_203, 0, 0, 0);
    // Ten points in four slots: the first and the last two of them.
    SamplingGrid patient = new SamplingGrid(100, 5_000, 4);
    patient.missingTimes(-40, 1_060, times, 0, 4);
    assertThat(times).startsWith(60, 160, 860, 960);
    patient.missingTimes(0, 5_001, times, 0, 4);
    assertThat(times).startsWith(NO_TIME, NO_TIME, NO_TIME, NO_TIME);
  }

  @Test
  void flushesAfterALongerSilenceThanOutputsWaitFor() {
    SamplingGrid grid = new SamplingGrid(1_000_000, 9_000_000, 2);
    assertThat(grid.flushesEarly()).isFalse();
    assertThat(grid.flushed(-1)).isEqualTo(grid.settled(-1));
    grid = grid.withFlushAfter(Duration.ofNanos(2_500_000));
    assertThat(grid.flushesEarly()).isTrue();
    assertThat(grid.flushes(7, 2_500_007)).isFalse();
    assertThat(grid.flushes(7, 2_500_008)).isTrue();
    assertThat(grid.flushes(Long.MIN_VALUE, Long.MAX_VALUE)).isTrue();
    assertThat(grid.cuts(7, 2_500_008)).isFalse();
    assertThat(grid.flushed(499_999)).isEqualTo(2);
    assertThat(grid.flushed(500_000)).isEqualTo(3);
    assertThat(grid.flushed(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / 1_000_000);
    assertThat(grid.reaching(8).flushAfter()).isEqualTo(2_500_000);
  }

  @Test
  void hasTwiceTheSlotsWhereGapsAreFilled() {
    assertThat(GRID.withGapFill(GapFill.NONE)).isEqualTo(GRID);
    SamplingGrid filling = new SamplingGrid(100, 5_000, 4).withGapFill(GapFill.ESTIMATE);
    assertThat(filling.missingBetween(0, 1_100)).isEqualTo(8);
    assertThat(filling.missingBetween(0, 5_001)).as("a cut").isEqualTo(8);
  }

  @Property(seed = "21", tries = 1_000)
  void missesNoSlotOrAllOfThemWhateverTheTimes(
      @ForAll long one,
      @ForAll long other,
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long period) {
    int reach = (int) (period % 8_192);
    SamplingGrid grid = new SamplingGrid(period, Long.MAX_VALUE, reach);
    long earlier = Math.min(one, other);
    long later = Math.max(one, other);
    int missing = grid.missingBetween(earlier, later);
    BigInteger silence = BigInteger.valueOf(later).subtract(BigInteger.valueOf(earlier));
    BigInteger steps =
        silence.add(BigInteger.valueOf(period / 2)).divide(BigInteger.valueOf(period));
    BigInteger expected = steps.subtract(BigInteger.ONE).max(BigInteger.ZERO);
    boolean cut = silence.bitLength() > 63;
    assertThat(missing).isEqualTo(cut ? reach : expected.min(BigInteger.valueOf(reach)).intValue());
  }

  @Test
  void keepsWhatASampleCouldStillWaitForWhateverTheWatermark() {
    // 2 (L + 1) periods and the longest gap behind the watermark.
    assertThat(GRID.oldestWaiting(1, 4)).isEqualTo(1_000_000 - 10 * 100 - 450);
    assertThat(GRID.oldestWaiting(Long.MIN_VALUE, 4)).isEqualTo(Long.MIN_VALUE);
    assertThat(GRID.oldestWaiting(Long.MIN_VALUE / 1_000_000 - 1, 4)).isEqualTo(Long.MIN_VALUE);
    SamplingGrid slow = new SamplingGrid(Long.MAX_VALUE / 4, Long.MAX_VALUE, 8_191);
    assertThat(slow.oldestWaiting(0, 8_191)).isEqualTo(Long.MIN_VALUE);
    assertThat(slow.oldestWaiting(Long.MAX_VALUE / 1_000_000, 8_191)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void refusesWhatDoesNotFit() {
    KernelSupport support = KernelSupport.symmetric(4_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingGrid(0, 1, 1))
        .withMessageContaining("period");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingGrid(2, 1, 1))
        .withMessageContaining("maximum gap");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SamplingGrid(1, 1, -1))
        .withMessageContaining("reach");
    for (long flushAfter : new long[] {9, 101}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> new SamplingGrid(10, 100, flushAfter, 1, GapFill.NONE, Sampling.REGULAR))
          .withMessageContaining("from the period of 10 ns to the maximum gap of 100 ns, but is");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingGrid.of(support, Duration.ZERO))
        .withMessageContaining("period");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingGrid.of(support, Duration.ofDays(400_000)))
        .withMessageContaining("292 years");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SamplingGrid.of(support, Duration.ofDays(365)))
        .withMessageContaining("292 years");
  }
}
