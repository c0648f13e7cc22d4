/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The samples that the next watermarks will not pass, where many of a sensor wait: keyed state
 * {@code parts}, by {@linkplain SamplingGrid#partEnd part of the time axis}, so that they are
 * neither read nor written at every watermark.
 */
final class FarSamples {

  /** When so many samples wait, those that are far ahead are put apart. */
  static final int MANY = 1 << 10;

  private final SamplingGrid grid;
  private final MapState<Long, SampleBundle> parts;

  FarSamples(SamplingGrid grid, RuntimeContext context) {
    this.grid = grid;
    this.parts =
        context.getMapState(
            new MapStateDescriptor<>("parts", Types.LONG, TypeInformation.of(SampleBundle.class)));
  }

  /**
   * Puts those of the waiting samples apart that are not in the part of the watermark or the next
   * one, if many have come to wait.
   *
   * @param before how many samples were near before the last ones came
   */
  void putApart(WaitingSamples samples, int before, long watermark) throws Exception {
    if (samples.near.size / MANY <= before / MANY) {
      return;
    }
    long end =
        watermark == Long.MIN_VALUE
            ? watermark
            : grid.partEndAfter(grid.partEndAfter(watermark) + 1);
    SampleBundle near = new SampleBundle();
    NavigableMap<Long, SampleBundle> far = new TreeMap<>();
    for (int i = 0; i < samples.near.size; i++) {
      long partEnd = grid.partEnd(samples.near.times[i]);
      SampleBundle target =
          partEnd <= end ? near : far.computeIfAbsent(partEnd, part -> new SampleBundle());
      target.append(samples.near, i);
    }
    if (!far.isEmpty() && samples.parts.isEmpty()) {
      samples.parts = new TreeSet<>();
    }
    for (Map.Entry<Long, SampleBundle> part : far.entrySet()) {
      SampleBundle apart = part.getValue();
      if (!samples.parts.add(part.getKey())) {
        apart = parts.get(part.getKey());
        apart.append(part.getValue());
      }
      parts.put(part.getKey(), apart);
    }
    samples.near = near;
  }

  /** Takes back the samples of the parts that begin before or at a time in milliseconds. */
  void takeBack(WaitingSamples samples, long timestamp) throws Exception {
    while (!samples.parts.isEmpty() && grid.partStart(samples.parts.first()) <= timestamp) {
      long partEnd = samples.parts.pollFirst();
      samples.near.append(parts.get(partEnd));
      parts.remove(partEnd);
    }
  }
}
