/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The recent past of a job that runs in this process. {@link LiveTap} hands results to it, which it
 * finds by its name; what it holds is bounded, however many samples and sensors there are.
 * Thread-safe.
 */
final class LiveRun implements AutoCloseable {

  /** The most sensors whose samples are held. */
  static final int MOST_SENSORS = 64;

  /** The most groups whose updates are held. */
  static final int MOST_GROUPS = 64;

  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long NO_ORIGIN = Long.MIN_VALUE;
  private static final Map<String, LiveRun> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final LongSupplier clock;
  private final SensorNames names = new SensorNames();
  private final Held<SensorSeries> sensors;
  private final Held<GroupSeries> groups;
  private final AtomicLong origin = new AtomicLong(NO_ORIGIN);
  private final Object ticking = new Object();
  private final AtomicInteger choices = new AtomicInteger();
  private volatile long ticks;

  private LiveRun(SamplingGrid grid, LongSupplier clock) {
    this.clock = clock;
    this.sensors = new Held<>(MOST_SENSORS, () -> new SensorSeries(grid, clock));
    this.groups = new Held<>(MOST_GROUPS, () -> new GroupSeries(clock));
  }

  /**
   * A run that the job's operators can find until it is closed.
   *
   * @param grid where the job's samples lie
   * @param clock milliseconds since the epoch
   */
  static LiveRun open(SamplingGrid grid, LongSupplier clock) {
    LiveRun run = new LiveRun(grid, clock);
    OPEN.put(run.name, run);
    return run;
  }

  /** The run of a name, if it is open in this process. */
  static Optional<LiveRun> named(String name) {
    return Optional.ofNullable(OPEN.get(name));
  }

  /** The name under which operators find this run, another one for each run. */
  String name() {
    return name;
  }

  /** Where a sensor's samples go, empty if nobody wants them; until {@link #choices} changes. */
  Optional<SensorSeries> sensor(String sensor) {
    names.add(sensor);
    return sensors.get(sensor);
  }

  /** Another number whenever other sensors may be held. */
  int choices() {
    return choices.get();
  }

  /** A sensor that someone looks at; its samples are held from now on. */
  SensorSeries want(String sensor) {
    boolean isNew = !sensors.holds(sensor);
    SensorSeries series = sensors.want(sensor);
    if (isNew) {
      choices.incrementAndGet();
    }
    return series;
  }

  /** The group of a sensor that someone looks at. */
  GroupSeries wantGroup(String group) {
    return groups.want(group);
  }

  void accept(ParameterUpdate update) {
    groups.get(update.group()).ifPresent(group -> group.accept(update));
  }

  /** The first sample says from which day times are counted. */
  void begin(DenoisedSample first) {
    origin.compareAndSet(NO_ORIGIN, Math.floorDiv(first.time(), NANOS_PER_DAY) * NANOS_PER_DAY);
  }

  /** The midnight from which times are counted, in nanoseconds since the epoch. */
  long origin() {
    long nanos = origin.get();
    return nanos == NO_ORIGIN ? 0 : nanos;
  }

  SensorNames names() {
    return names;
  }

  /** Milliseconds since the epoch. */
  long now() {
    return clock.getAsLong();
  }

  /** Makes all visible that has come, and wakes who waits for it. */
  void tick() {
    long number = ticks + 1;
    sensors.values().forEach(series -> series.tick(number));
    groups.values().forEach(series -> series.tick(number));
    synchronized (ticking) {
      ticks = number;
      ticking.notifyAll();
    }
  }

  /** Waits for a tick after a given one, but not for ever, and gives the number of the last. */
  long await(long after, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    synchronized (ticking) {
      while (ticks <= after) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        ticking.wait(left);
      }
      return ticks;
    }
  }

  @Override
  public void close() {
    OPEN.remove(name);
  }
}
