/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.operators.Series;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.Frames;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GroupGaussianFilterTest extends GaussianFilterContract {

  GroupGaussianFilterTest() {
    super(true);
  }

  private static Frame inGroup(Frame frame, String group) {
    return new Frame(
        frame.sensor(),
        group,
        frame.times(),
        frame.values(),
        frame.references(),
        frame.rest(),
        frame.outliers());
  }

  @Test
  void sensorsOnAllSubtasksUseTheParametersOfTheirGroup() throws Exception {
    KernelSupport support = new KernelSupport(1, 1);
    SamplingGrid grid = SamplingGrid.of(support, Duration.ofNanos(Series.PERIOD));
    try (FilterSubtasks filter = FilterSubtasks.start(2, true, support, grid)) {
      filter.accept(update("even", 7, 0));
      filter.restoreAt(1);
      filter.restoreAt(3); // new subtasks know what was broadcast before
      for (int sensor = 0; sensor < 12; sensor++) {
        Frame frame = Frames.of(grid, Series.noisySine("s" + sensor, 5, 1, sensor));
        filter.accept(inGroup(frame, sensor % 2 == 0 ? "even" : "odd"));
      }
      filter.accept(update("odd", 8, 2 * Series.PERIOD));
      filter.watermark(Long.MAX_VALUE);
      assertThat(filter.outputs()).hasSize(60);
      for (DenoisedSample sample : filter.outputs()) {
        long odd = sample.time() < 2 * Series.PERIOD ? 0 : 8;
        assertThat(sample.version()).isEqualTo(sample.group().equals("even") ? 7 : odd);
      }
      assertThat(filter.stateEntries()).isZero();
      assertThat(filter.timers()).isZero();
    }
  }
}
