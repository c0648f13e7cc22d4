/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Thins a series to what a chart can show without losing an extreme. All points are kept as long as
 * they are few; then time is cut into spans of 2^k ns, as short as the number of spans allows, and
 * of each span those points stay at which one of the channels is lowest or highest, the earliest of
 * several. What is kept is always a choice of the points that came, and depends on nothing else.
 * Not thread-safe.
 *
 * @param <P> the points, immutable
 */
final class Thinning<P> {

  /** A span keeps up to two points a channel, of which several are often the same. */
  private static final int POINTS_PER_SPAN = 4;

  private final int most;
  private final ToLongFunction<P> time;
  private final List<ToDoubleFunction<P>> channels;
  private List<Span<P>> spans = new ArrayList<>();
  private int shift;
  private long count;

  /**
   * Nothing yet.
   *
   * @param most how many points are all kept; beyond, about as many
   * @param time the time of a point in nanoseconds
   * @param channels the numbers whose extremes are kept; NaN is none
   */
  Thinning(int most, ToLongFunction<P> time, List<ToDoubleFunction<P>> channels) {
    this.most = most;
    this.time = time;
    this.channels = channels;
  }

  /** Adds a point, not earlier than the one before. */
  void add(P point) {
    count++;
    long index = time.applyAsLong(point) >> shift;
    Span<P> last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null && last.index == index) {
      last.add(point, channels);
      return;
    }
    if (spans.size() == (shift == 0 ? most : mostSpans())) {
      coarsen(mostSpans() - 1);
      count--;
      add(point);
      return;
    }
    spans.add(new Span<>(index, point));
  }

  /** How many points came. */
  long count() {
    return count;
  }

  /** Makes the spans so long that about {@code points} points stay, if more would. */
  void limit(int points) {
    if (points().size() > points) {
      coarsen(Math.max(2, points / POINTS_PER_SPAN));
    }
  }

  /** The points kept, in time order. */
  List<P> points() {
    List<P> points = new ArrayList<>();
    for (Span<P> span : spans) {
      points.addAll(span.points(time));
    }
    return points;
  }

  /**
   * The points kept with null between two of them where the series has a silence longer than {@code
   * longest} ns. A silence that lies within two neighbouring spans is too short to be seen.
   */
  List<P> pointsBrokenAt(long longest) {
    List<P> points = new ArrayList<>();
    Span<P> before = null;
    for (Span<P> span : spans) {
      List<P> more = span.points(time);
      if (before != null) {
        P last = points.get(points.size() - 1);
        long silence = time.applyAsLong(more.get(0)) - time.applyAsLong(last);
        if (silence > longest && span.index > before.index + 1) {
          points.add(null);
        }
      }
      points.addAll(more);
      before = span;
    }
    return points;
  }

  private int mostSpans() {
    return Math.max(3, most / POINTS_PER_SPAN);
  }

  /** Two spans, before and after the epoch, always remain possible. */
  private void coarsen(int target) {
    while (spans.size() > target) {
      shift++;
      List<Span<P>> longer = new ArrayList<>();
      for (Span<P> span : spans) {
        Span<P> last = longer.isEmpty() ? null : longer.get(longer.size() - 1);
        if (last != null && last.index == span.index >> 1) {
          span.points(time).forEach(point -> last.add(point, channels));
        } else {
          span.index >>= 1;
          longer.add(span);
        }
      }
      spans = longer;
    }
  }

  /** The extremes within one span of time. */
  private static final class Span<P> {

    private long index;
    private final P first;
    private List<P> lowest; // of each channel; none while there is only one point
    private List<P> highest;

    Span(long index, P first) {
      this.index = index;
      this.first = first;
    }

    void add(P point, List<ToDoubleFunction<P>> channels) {
      if (lowest == null) {
        lowest = new ArrayList<>(channels.size());
        highest = new ArrayList<>(channels.size());
        channels.forEach(
            channel -> {
              lowest.add(first);
              highest.add(first);
            });
      }
      for (int c = 0; c < channels.size(); c++) {
        ToDoubleFunction<P> channel = channels.get(c);
        double value = channel.applyAsDouble(point);
        // A comparison with NaN is false: its place is taken by the first number.
        if (!(value >= channel.applyAsDouble(lowest.get(c))) && !Double.isNaN(value)) {
          lowest.set(c, point);
        }
        if (!(value <= channel.applyAsDouble(highest.get(c))) && !Double.isNaN(value)) {
          highest.set(c, point);
        }
      }
    }

    List<P> points(ToLongFunction<P> time) {
      if (lowest == null) {
        return List.of(first);
      }
      TreeMap<Long, List<P>> sorted = new TreeMap<>();
      for (List<P> extremes : List.of(lowest, highest)) {
        for (P point : extremes) {
          List<P> same = sorted.computeIfAbsent(time.applyAsLong(point), any -> new ArrayList<>(1));
          if (same.stream().noneMatch(other -> other == point)) {
            same.add(point);
          }
        }
      }
      List<P> points = new ArrayList<>();
      sorted.values().forEach(points::addAll);
      return points;
    }
  }
}
