/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws one sensor before and after the filter as an SVG that is readable in light and dark. Lines
 * break where a value is not there or a gap is many times the usual step.
 */
public final class Picture {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 420;
  private static final int LEFT = 76;
  private static final int RIGHT = 20;
  private static final int TOP = 72;
  private static final int BOTTOM = 52;
  private static final int TICKS_ACROSS = 8;
  private static final int TICKS_UP = 7;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final String STYLE =
      """
      <style>
        .card { fill: #ffffff; } .grid { stroke: #e3e6ea; stroke-width: 1; }
        .axis { stroke: #8a929c; stroke-width: 1; }
        text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #4a525c; }
        .title { font-size: 16px; font-weight: 600; fill: #1c2127; }
        .line { fill: none; stroke-linejoin: round; stroke-linecap: round; }
        .raw { stroke: #a9b2bd; stroke-width: 1.1; } .reference { stroke: #12805c; stroke-width: 1.6; stroke-dasharray: 6 4; }
        .denoised { stroke: #d9480f; stroke-width: 2.1; }
        @media (prefers-color-scheme: dark) {
          .card { fill: #14181d; } .grid { stroke: #2a3038; } .axis { stroke: #6b7580; }
          text { fill: #b6bfc9; } .title { fill: #eef1f4; }
          .raw { stroke: #66717d; } .reference { stroke: #3fcf9b; } .denoised { stroke: #ff8a4c; }
        }
      </style>
      """;

  private final String name;
  private final String title;
  private final String label;
  private final List<PicturePoint> points;
  private final Scale across;
  private final Scale up;
  private final long start;
  private final double longest;
  private final StringBuilder svg = new StringBuilder();

  private Picture(String name, String title, String label, List<PicturePoint> points) {
    this.name = name;
    this.title = title;
    this.label = label;
    this.points = points;
    this.start = points.get(0).time();
    double span = (points.get(points.size() - 1).time() - start) / NANOS_PER_SECOND;
    this.across = Scale.of(0, span, LEFT, WIDTH - RIGHT, TICKS_ACROSS, false);
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (PicturePoint point : points) {
      for (double value : new double[] {point.value(), point.reference(), point.denoised()}) {
        if (Double.isFinite(value)) {
          lowest = Math.min(lowest, value);
          highest = Math.max(highest, value);
        }
      }
    }
    this.up = Scale.of(lowest, highest, HEIGHT - BOTTOM, TOP, TICKS_UP, true);
    this.longest = 10 * span / Math.max(1, points.size() - 1);
  }

  /**
   * The SVG.
   *
   * @param sensor the sensor's name
   * @param label what the values are, with their unit
   * @param points at least two samples in time order
   */
  public static String of(String sensor, String label, List<PicturePoint> points) {
    return of("Sensor " + sensor + " before and after", "Sensor " + sensor, label, points);
  }

  /**
   * The SVG of a series that is not called after its sensor.
   *
   * @param title what is shown
   * @param label what the values are, with their unit
   * @param points at least two samples in time order
   */
  public static String titled(String title, String label, List<PicturePoint> points) {
    return of(title + ", before and after", title, label, points);
  }

  private static String of(String name, String title, String label, List<PicturePoint> points) {
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "a picture needs at least 2 samples, but there are " + points.size());
    }
    return new Picture(name, title, label, points).draw();
  }

  private String draw() {
    boolean reference = points.stream().anyMatch(point -> Double.isFinite(point.reference()));
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
        """
            .formatted(WIDTH, HEIGHT, escaped(name)));
    svg.append(STYLE);
    svg.append(
        "<rect class=\"card\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n".formatted(WIDTH, HEIGHT));
    text(LEFT, 32, "start", "title", title);
    axes();
    line("raw", PicturePoint::value);
    if (reference) {
      line("reference", PicturePoint::reference);
    }
    line("denoised", PicturePoint::denoised);
    legend(reference);
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    for (double tick : up.ticks()) {
      double y = up.at(tick);
      rule("grid", LEFT, y, WIDTH - RIGHT, y);
      text(LEFT - 8, y + 4, "end", "tick", up.label(tick));
    }
    for (double tick : across.ticks()) {
      double x = across.at(tick);
      rule("axis", x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 5);
      text(x, HEIGHT - BOTTOM + 20, "middle", "tick", across.label(tick));
    }
    rule("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
    text(
        (LEFT + WIDTH - RIGHT) / 2.0,
        HEIGHT - 12,
        "middle",
        "tick",
        "time in s from " + startText());
    text(LEFT, TOP - 8, "start", "tick", label);
  }

  private String startText() {
    return Instant.ofEpochSecond(
            Math.floorDiv(start, 1_000_000_000L), Math.floorMod(start, 1_000_000_000L))
        .toString();
  }

  private void legend(boolean reference) {
    double x = WIDTH - RIGHT - (reference ? 300 : 190);
    x = legend(x, "raw", "raw", 74);
    x = legend(x, "denoised", "denoised", 112);
    if (reference) {
      legend(x, "reference", "reference", 0);
    }
  }

  private double legend(double x, String style, String name, double width) {
    svg.append("<path class=\"line %s\" d=\"M%s 25h26\"/>\n".formatted(style, number(x)));
    text(x + 33, 30, "start", "tick", name);
    return x + width;
  }

  private void line(String style, ToDoubleFunction<PicturePoint> value) {
    svg.append("<path class=\"line ").append(style).append("\" d=\"");
    boolean drawing = false;
    double before = 0;
    for (PicturePoint point : points) {
      double y = value.applyAsDouble(point);
      double x = (point.time() - start) / NANOS_PER_SECOND;
      if (Double.isFinite(y)) {
        drawing &= x - before <= longest;
        svg.append(drawing ? 'L' : 'M').append(number(across.at(x)));
        svg.append(' ').append(number(up.at(y)));
      }
      drawing = Double.isFinite(y);
      before = x;
    }
    svg.append("\"/>\n");
  }

  private void rule(String style, double x1, double y1, double x2, double y2) {
    svg.append(
        "<path class=\"%s\" d=\"M%s %sL%s %s\"/>\n"
            .formatted(style, number(x1), number(y1), number(x2), number(y2)));
  }

  private void text(double x, double y, String anchor, String style, String text) {
    svg.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(style, number(x), number(y), anchor, escaped(text)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '<' || c == '>' || c == '&' || c == '"') {
                escaped.append("&#").append(c).append(';');
              } else if (c >= ' ' && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append('?');
              }
            });
    return escaped.toString();
  }
}
