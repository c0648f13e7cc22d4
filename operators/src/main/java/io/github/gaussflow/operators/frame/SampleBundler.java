/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.sample.Sample;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Bundles the samples of each sensor before they go to its subtask, so that what a record costs on
 * the way, and an access to state at its end, is paid once a bundle and not once a sample.
 *
 * <p>Nothing waits longer for it: a sample is of no use before the next watermark, and every bundle
 * leaves before the watermark does, before the source falls idle, before a checkpoint and at the
 * end of the input. So the operator has no state, and no sample becomes late that was not.
 *
 * <p>Where sensors are so many that hardly two samples of one come together, bundling costs more
 * than it saves: most samples then pass by themselves, and now and again some are bundled to see.
 *
 * <p>At the end it gives the last watermark also where the source is idle just then, as {@link
 * WakeAtEnd} does.
 *
 * <p>Holds at most {@value #MOST_SAMPLES} samples, and no sensor without samples since the last
 * watermark.
 */
public final class SampleBundler extends AbstractStreamOperator<SampleBundle>
    implements OneInputStreamOperator<Sample, SampleBundle> {

  private static final long serialVersionUID = 1L;

  /** All bundles leave when they hold so many samples together. */
  static final int MOST_SAMPLES = 1 << 16;

  /** A bundle leaves by itself when it holds so many: a longer one would not be cheaper. */
  static final int LONGEST_BUNDLE = 1 << 10;

  private static final int FIRST_CAPACITY = 8;

  /** How many times as many samples pass alone as there were when few of them came together. */
  static final int ALONE = 63;

  /** By group, and in it by sensor: sensors of two groups may have the same name. */
  private transient Map<String, Map<String, Open>> groups;

  private transient String group;
  private transient Map<String, Open> sensors;
  private transient StreamRecord<SampleBundle> record;
  private transient int held;
  private transient boolean idle;
  private transient long alone; // so many more samples pass by themselves

  /** What a sensor has; the capacity of the bundle is what it had last. */
  private static final class Open {
    private SampleBundle bundle = new SampleBundle(FIRST_CAPACITY);
  }

  @Override
  public void open() throws Exception {
    super.open();
    groups = new HashMap<>();
    record = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<Sample> element) {
    Sample sample = element.getValue();
    if (element.hasTimestamp()) {
      record.setTimestamp(element.getTimestamp());
    }
    if (alone > 0) {
      alone--;
      SampleBundle bundle = new SampleBundle(1);
      bundle.append(sample);
      output.collect(record.replace(bundle));
      return;
    }
    if (!sample.group().equals(group)) {
      group = sample.group();
      sensors = groups.computeIfAbsent(group, name -> new HashMap<>());
    }
    Open open = sensors.get(sample.sensor());
    if (open == null) {
      open = new Open();
      sensors.put(sample.sensor(), open);
    }
    open.bundle.append(sample);
    held++;
    if (open.bundle.size >= LONGEST_BUNDLE) {
      emit(open);
    }
    if (held >= MOST_SAMPLES) {
      emitAll();
    }
  }

  private void emit(Open open) {
    SampleBundle bundle = open.bundle;
    held -= bundle.size;
    open.bundle = new SampleBundle(bundle.size); // what it needs next is most likely the same
    output.collect(record.replace(bundle));
  }

  private void emitAll() {
    if (held == 0 && groups.isEmpty()) {
      return;
    }
    int samples = held;
    int bundles = 0;
    Iterator<Map<String, Open>> all = groups.values().iterator();
    while (all.hasNext()) {
      Map<String, Open> ofGroup = all.next();
      Iterator<Open> opens = ofGroup.values().iterator();
      while (opens.hasNext()) {
        Open open = opens.next();
        boolean few = open.bundle.size < FIRST_CAPACITY; // no more to remember than a new one has
        if (open.bundle.size > 0) {
          emit(open);
          bundles++;
        }
        if (few) {
          opens.remove();
        }
      }
      if (ofGroup.isEmpty()) {
        all.remove();
      }
    }
    group = null; // its map may be gone
    if (2L * samples < 3L * bundles) {
      alone = (long) ALONE * samples;
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    emitAll();
    super.processWatermark(watermark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    emitAll();
    idle = status.isIdle();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    emitAll();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    emitAll();
    super.finish();
    if (idle) {
      WakeAtEnd.wake(output);
    }
  }
}
