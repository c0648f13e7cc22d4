/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gaussflow.jobs.live.RecentPoints.Points;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What has changed for one page since it asked last, as JSON. Times are seconds after the midnight
 * before the first sample; a number that there is not is null.
 */
final class Frame {

  /** The page shows this much at first, by the clock. */
  static final long SHOWN_MILLIS = 15_000;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final JsonFactory JSON = new JsonFactory();

  private final LiveRun run;
  private final FrameRequest request;
  private final JsonGenerator json;
  private long firstCame = Long.MAX_VALUE;

  private Frame(LiveRun run, FrameRequest request, JsonGenerator json) {
    this.run = run;
    this.request = request;
    this.json = json;
  }

  /**
   * The JSON.
   *
   * @param run what is shown
   * @param request what the page has and wants
   * @param tick the last tick
   * @param status how the job is
   * @param rates samples a second that come in and go out
   */
  static byte[] of(
      LiveRun run, FrameRequest request, long tick, LiveStatus status, Rates.PerSecond rates) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      new Frame(run, request, json).write(tick, status, rates);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // only memory is written to
    }
    return bytes.toByteArray();
  }

  private void write(long tick, LiveStatus status, Rates.PerSecond rates) throws IOException {
    json.writeStartObject();
    json.writeStringField("run", run.name());
    json.writeNumberField("tick", tick);
    json.writeNumberField("origin", run.origin() / 1_000_000);
    json.writeStringField("state", status.state());
    json.writeNumberField("restarts", status.restarts());
    if (status.counts().isPresent()) {
      LiveStatus.Counts counts = status.counts().get();
      json.writeObjectFieldStart("counts");
      json.writeNumberField("in", counts.in());
      json.writeNumberField("out", counts.out());
      json.writeNumberField("late", counts.late());
      json.writeNumberField("invalid", counts.invalid());
      json.writeNumberField("duplicates", counts.duplicates());
      json.writeEndObject();
      json.writeObjectFieldStart("rates");
      number("in", rates.in());
      number("out", rates.out());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("names");
    for (String name : run.names().after(request.names())) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeBooleanField("more", run.names().more());
    Set<String> groups = new LinkedHashSet<>();
    json.writeArrayFieldStart("sensors");
    for (String name : request.sensors()) {
      SensorSeries series = run.want(name);
      String group = series.group();
      if (!group.isEmpty()) {
        groups.add(group);
      }
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeStringField("group", group);
      number("span", series.spanSince(run.now() - SHOWN_MILLIS) / NANOS_PER_SECOND);
      points(series.read(request.after(), tick), SensorSeries.COLUMNS);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("groups");
    for (String name : groups) {
      GroupSeries series = run.wantGroup(name);
      json.writeStartObject();
      json.writeStringField("name", name);
      json.writeStringField("notice", series.notice());
      points(series.read(request.after(), tick), GroupSeries.COLUMNS);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (firstCame != Long.MAX_VALUE) {
      json.writeNumberField("came", firstCame);
    }
    json.writeEndObject();
  }

  private void points(Points points, List<String> columns) throws IOException {
    firstCame = Math.min(firstCame, points.firstCame());
    json.writeBooleanField("fresh", points.fresh());
    json.writeArrayFieldStart("times");
    for (long time : points.times()) {
      json.writeNumber((time - run.origin()) / NANOS_PER_SECOND);
    }
    json.writeEndArray();
    for (int c = 0; c < columns.size(); c++) {
      json.writeArrayFieldStart(columns.get(c));
      for (double value : points.values()[c]) {
        number(value);
      }
      json.writeEndArray();
    }
  }

  private void number(String name, double value) throws IOException {
    json.writeFieldName(name);
    number(value);
  }

  private void number(double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
