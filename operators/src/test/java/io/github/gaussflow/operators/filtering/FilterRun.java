/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

import io.github.gaussflow.operators.RandomSeries;
import io.github.gaussflow.operators.frame.Frames;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.learning.WindowGrid;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * What a filter could see of one series: frames cut anywhere and their watermarks on one input,
 * updates in any order that their watermarks allow on the other, the two inputs at any speed.
 */
final class FilterRun {

  /** Something that happens to the filter. */
  interface Event {
    void on(FilterSubtasks filter) throws Exception;
  }

  private final Random random;
  private final Deque<Event> ofFrames = new ArrayDeque<>();
  private final Deque<Event> ofUpdates = new ArrayDeque<>();

  FilterRun(
      SamplingGrid grid, List<RandomSeries> series, List<ParameterUpdate> updates, Random random) {
    this.random = random;
    addFrames(grid, series);
    addUpdates(series, updates);
  }

  private void addFrames(SamplingGrid grid, List<RandomSeries> series) {
    int[] next = new int[series.size()];
    for (long watermark : watermarks(series)) {
      for (int s = 0; s < next.length; s++) {
        List<Sample> samples = series.get(s).samples;
        int from = next[s];
        while (next[s] < samples.size() && samples.get(next[s]).timestamp() <= watermark) {
          next[s]++;
        }
        if (next[s] > from) {
          Frames.cutAnywhere(grid, samples.subList(from, next[s]), random)
              .forEach(frame -> ofFrames.add(filter -> filter.accept(Frames.sent(frame))));
        }
      }
      ofFrames.add(filter -> filter.watermarkOfFrames(watermark));
    }
  }

  private void addUpdates(List<RandomSeries> series, List<ParameterUpdate> updates) {
    List<Long> watermarks = watermarks(series);
    List<List<ParameterUpdate>> before = new ArrayList<>();
    watermarks.forEach(watermark -> before.add(new ArrayList<>()));
    for (ParameterUpdate update : updates) {
      int latest = 0;
      while (watermarks.get(latest) < WindowGrid.closing(update.validFrom())) {
        latest++;
      }
      before.get(Math.max(0, latest - random.nextInt(3))).add(update);
    }
    for (int i = 0; i < before.size(); i++) {
      Collections.shuffle(before.get(i), random);
      before.get(i).forEach(update -> ofUpdates.add(filter -> filter.accept(update)));
      long watermark = watermarks.get(i);
      ofUpdates.add(filter -> filter.watermarkOfUpdates(watermark));
    }
  }

  /** Watermarks that increase by steps of any size up to the end of the input. */
  private List<Long> watermarks(List<RandomSeries> series) {
    List<Long> timestamps = new ArrayList<>();
    for (RandomSeries one : series) {
      one.samples.forEach(sample -> timestamps.add(sample.timestamp()));
    }
    Collections.sort(timestamps);
    List<Long> watermarks = new ArrayList<>();
    int step = 1 + random.nextInt(60);
    long newest = Long.MIN_VALUE;
    for (int at = 0; at < timestamps.size(); at += 1 + random.nextInt(step)) {
      long watermark = timestamps.get(at) + random.nextInt(100) - 50;
      if (watermark > newest) {
        watermarks.add(watermark);
        newest = watermark;
      }
    }
    watermarks.add(Long.MAX_VALUE);
    return watermarks;
  }

  /** How many events are left. */
  int left() {
    return ofFrames.size() + ofUpdates.size();
  }

  /** The next event of either input. */
  Event next() {
    boolean frame =
        ofUpdates.isEmpty() || !ofFrames.isEmpty() && random.nextInt(left()) < ofFrames.size();
    return (frame ? ofFrames : ofUpdates).remove();
  }
}
