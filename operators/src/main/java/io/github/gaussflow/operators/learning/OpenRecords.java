/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;

/**
 * The records of one key's windows that the watermark has not closed yet: keyed state {@code
 * records}, and one timer a window.
 */
final class OpenRecords {

  private final ListState<WindowRecord> state;

  OpenRecords(RuntimeContext context) {
    state =
        context.getListState(
            new ListStateDescriptor<>("records", TypeInformation.of(WindowRecord.class)));
  }

  /** Keeps a record until its window closes, which a timer will tell. */
  void add(WindowRecord record, TimerService timers) throws Exception {
    state.add(record);
    timers.registerEventTimeTimer(record.closing());
  }

  /**
   * Takes the records of all windows that the watermark has closed, by the end of the window, those
   * of a window in the order of merging. Empty if an earlier timer of the same watermark has.
   */
  NavigableMap<Long, List<WindowRecord>> takeClosed(long watermark) throws Exception {
    NavigableMap<Long, List<WindowRecord>> closed = new TreeMap<>();
    List<WindowRecord> open = new ArrayList<>();
    for (WindowRecord record : state.get()) {
      if (record.closing() <= watermark) {
        closed.computeIfAbsent(record.end(), end -> new ArrayList<>()).add(record);
      } else {
        open.add(record);
      }
    }
    if (!closed.isEmpty()) {
      state.update(open);
      closed.values().forEach(records -> records.sort(WindowRecord.MERGE_ORDER));
    }
    return closed;
  }
}
