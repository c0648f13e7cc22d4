/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * The newest watermark of the samples that a subtask knows of, kept over a restore, where Flink's
 * watermarks start anew: so a sample that was late stays late. A subtask sees watermarks only
 * beside samples and timers; one that has had neither since a restore knows no more than that what
 * was late then is late still.
 */
final class PassedWatermark {

  private final ListState<Tuple2<Long, Boolean>> state;
  private final long linger;
  private TimerService timers; // null before the first sample or timer
  private long restored = Long.MIN_VALUE;
  private long passed;

  /** What the subtask's state says, where Flink's watermarks are those of the samples. */
  PassedWatermark(FunctionInitializationContext context) throws Exception {
    this(context, 0);
  }

  /**
   * What the subtask's state says.
   *
   * @param linger how far Flink's watermark here is behind that of the samples, in milliseconds
   */
  PassedWatermark(FunctionInitializationContext context, long linger) throws Exception {
    this.linger = linger;
    state =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("watermarks", Types.TUPLE(Types.LONG, Types.BOOLEAN)));
    if (context.isRestored()) {
      // A sensor may come from any subtask, so only what all had passed is sure to be late.
      long least = Long.MAX_VALUE;
      for (Tuple2<Long, Boolean> watermark : state.get()) {
        if (watermark.f1) {
          least = Math.min(least, watermark.f0);
        } else {
          restored = Math.max(restored, watermark.f0);
        }
      }
      if (least < Long.MAX_VALUE) {
        restored = Math.max(restored, least);
      }
    }
    passed = restored;
  }

  /**
   * The newest watermark in milliseconds: samples up to it are late.
   *
   * @param now tells Flink's own watermark
   */
  long at(TimerService now) {
    timers = now;
    long watermark = now.currentWatermark();
    if (watermark > Long.MIN_VALUE && watermark < Long.MAX_VALUE) { // the end is no watermark
      passed = Math.max(passed, watermark + linger);
    }
    return passed;
  }

  /** The newest watermark in milliseconds before the last restore: samples up to it were late. */
  long restored() {
    return restored;
  }

  /** Puts it into the subtask's state. */
  void snapshot() throws Exception {
    boolean sawWatermarks = timers != null;
    if (sawWatermarks) {
      at(timers);
    }
    state.update(List.of(Tuple2.of(passed, sawWatermarks)));
  }
}
