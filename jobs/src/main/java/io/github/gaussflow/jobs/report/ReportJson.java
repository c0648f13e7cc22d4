/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.ResidualWhiteness;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A report as the JSON that its page draws. Times are nanoseconds after the first one, each series
 * of them as steps; a value has as many digits as a chart can show, and is null where there is
 * none.
 */
final class ReportJson {

  /** The samples of all charts together, so that the file stays of a size that a phone opens. */
  private static final int MOST_POINTS = 200_000;

  /** The taps that are drawn are at least this share of the largest. */
  private static final double SMALLEST_TAP = 1e-4;

  /** A value is rounded to this share of the range of its series. */
  private static final double RESOLUTION = 1e-6;

  private final JobConfiguration job;
  private final RunReport report;
  private final RunCharts charts;
  private final Map<String, InitialFilter> initial;
  private final List<String> notes;
  private final Map<String, Verdict> verdicts = new TreeMap<>();
  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;
  private long origin;

  private ReportJson(
      JobConfiguration job,
      RunReport report,
      RunCharts charts,
      Map<String, InitialFilter> initial,
      List<String> notes)
      throws IOException {
    this.job = job;
    this.report = report;
    this.charts = charts;
    this.initial = initial;
    this.notes = notes;
    this.json = new JsonFactory().createGenerator(text);
  }

  /** The JSON. */
  static String of(
      JobConfiguration job,
      RunReport report,
      RunCharts charts,
      Map<String, InitialFilter> initial,
      List<String> notes) {
    try {
      return new ReportJson(job, report, charts, initial, notes).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // only memory is written to
    }
  }

  private String write() throws IOException {
    int most = Math.max(1_000, MOST_POINTS / Math.max(1, charts.sensors().size()));
    Map<String, List<DenoisedSample>> samples = new TreeMap<>();
    charts.sensors().forEach((name, chart) -> samples.put(name, chart.samples(most)));
    Map<String, List<ParameterUpdate>> updates = new TreeMap<>();
    charts.groups().forEach((name, chart) -> updates.put(name, chart.updates()));
    origin = samples.values().stream().mapToLong(series -> series.get(0).time()).min().orElse(0);

    charts
        .sensors()
        .forEach(
            (name, chart) -> {
              String group = chart.last().group();
              verdicts.put(
                  name,
                  Verdict.of(
                      job, chart, Optional.ofNullable(charts.groups().get(group)), initial(group)));
            });

    json.writeStartObject();
    json.writeStringField("name", job.name());
    json.writeStringField("label", job.report().label());
    json.writeStringField("origin", instant(origin));
    json.writeStringField("objective", lower(job.learner().objective()));
    json.writeStringField("scope", lower(job.pipeline().scope()));
    json.writeNumberField("lookahead", job.learner().support().lookahead());
    json.writeNumberField("lookback", job.learner().support().lookback());
    json.writeBooleanField("learning", job.pipeline().learning());
    json.writeArrayFieldStart("notes");
    for (String note : notes) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeFieldName("total");
    counts(report.total());
    json.writeArrayFieldStart("sensors");
    for (RunReport.Line line : report.sensors()) {
      sensor(line);
    }
    json.writeEndArray();
    json.writeFieldName("rest");
    counts(report.rest());
    json.writeArrayFieldStart("signals");
    for (Map.Entry<String, List<DenoisedSample>> signal : samples.entrySet()) {
      signal(signal.getKey(), charts.sensors().get(signal.getKey()), signal.getValue());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("groups");
    for (String group : shownGroups()) {
      group(group, updates.getOrDefault(group, List.of()));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    return text.toString();
  }

  /** Those of the sensors with a chart, each once, in the order of the sensors. */
  private List<String> shownGroups() {
    return charts.sensors().values().stream()
        .map(chart -> chart.last().group())
        .filter(group -> charts.groups().containsKey(group) || !job.pipeline().learning())
        .distinct()
        .toList();
  }

  private GaussianBank initial(String group) {
    InitialFilter own = initial.get(group);
    return own == null ? job.learner().initialBank() : own.bank();
  }

  private void sensor(RunReport.Line line) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", line.sensor());
    json.writeFieldName("counts");
    counts(line.counts());
    number("before", line.before());
    number("after", line.after());
    number("gain", line.gain());
    number("mean", line.mean());
    number("deviation", line.standardDeviation());
    json.writeNumberField("windows", line.windows());
    number("period", line.period());
    Verdict verdict = verdicts.get(line.sensor());
    json.writeStringField("verdict", verdict == null ? null : lower(verdict.kind()));
    json.writeEndObject();
  }

  private void counts(RunReport.Counts counts) throws IOException {
    json.writeStartObject();
    json.writeNumberField("in", counts.in());
    json.writeNumberField("out", counts.out());
    json.writeNumberField("late", counts.late());
    json.writeNumberField("invalid", counts.invalid());
    json.writeNumberField("duplicates", counts.duplicates());
    json.writeNumberField("lost", counts.lost());
    json.writeEndObject();
  }

  private void signal(String name, SensorChart chart, List<DenoisedSample> samples)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("group", chart.last().group());
    json.writeNumberField("count", chart.count());
    json.writeNumberField("outliers", chart.outliers());
    json.writeNumberField("estimates", chart.estimates());
    times(samples.stream().map(sample -> sample == null ? null : sample.time()).toList());
    double range = range(samples, DenoisedSample::value, DenoisedSample::denoised);
    series("raw", samples, DenoisedSample::value, range);
    series("denoised", samples, DenoisedSample::denoised, range);
    series("error", samples, DenoisedSample::standardError, range);
    series("reference", samples, DenoisedSample::reference, range);
    verdict(verdicts.get(name));
    json.writeEndObject();
  }

  private void verdict(Verdict verdict) throws IOException {
    json.writeObjectFieldStart("residual");
    json.writeStringField("verdict", lower(verdict.kind()));
    json.writeStringField("text", verdict.text());
    if (verdict.whiteness().isPresent()) {
      ResidualWhiteness whiteness = verdict.whiteness().get();
      numbers("autocorrelation", whiteness.autocorrelation());
      numbers("ofWhiteNoise", whiteness.ofWhiteNoise());
      numbers("bound", whiteness.bound());
      number("statistic", whiteness.statistic());
      number("critical", whiteness.critical());
    }
    json.writeEndObject();
  }

  private void group(String name, List<ParameterUpdate> updates) throws IOException {
    GroupChart chart = charts.groups().get(name);
    Optional<ParameterUpdate> last = Optional.ofNullable(chart).flatMap(GroupChart::last);
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeNumberField("count", chart == null ? 0 : chart.count());
    json.writeNumberField("period", last.map(ParameterUpdate::period).orElse(0L));
    times(updates.stream().map(ParameterUpdate::validFrom).toList());
    numbers("mean", updates.stream().mapToDouble(ParameterUpdate::mean).toArray());
    numbers(
        "deviation", updates.stream().mapToDouble(ParameterUpdate::standardDeviation).toArray());
    numbers("cost", updates.stream().mapToDouble(ParameterUpdate::cost).toArray());
    json.writeStringField("notice", last.map(ParameterUpdate::notice).orElse(""));
    json.writeStringField("noise", last.map(update -> lower(update.noise())).orElse(null));
    number(
        "noiseDeviation", Math.sqrt(last.map(ParameterUpdate::noiseVariance).orElse(Double.NaN)));
    kernel(initial(name), last.map(ParameterUpdate::bank));
    json.writeEndObject();
  }

  /** The taps of both filters over the lags at which either has any weight. */
  private void kernel(GaussianBank first, Optional<GaussianBank> learned) throws IOException {
    KernelSupport support = job.learner().support();
    double[] initialTaps = first.taps(support);
    double[] taps = learned.map(bank -> bank.taps(support)).orElse(initialTaps);
    double largest = 0;
    for (int k = 0; k < taps.length; k++) {
      largest = Math.max(largest, Math.max(Math.abs(taps[k]), Math.abs(initialTaps[k])));
    }
    int from = support.centre();
    int to = support.centre();
    for (int k = 0; k < taps.length; k++) {
      if (Math.max(Math.abs(taps[k]), Math.abs(initialTaps[k])) >= SMALLEST_TAP * largest) {
        from = Math.min(from, k);
        to = Math.max(to, k);
      }
    }
    json.writeObjectFieldStart("kernel");
    json.writeNumberField("from", support.offset(from));
    numbers("taps", Arrays.copyOfRange(taps, from, to + 1));
    if (learned.isPresent()) {
      numbers("initial", Arrays.copyOfRange(initialTaps, from, to + 1));
    }
    json.writeEndObject();
  }

  /** Steps from the origin on; null where the series breaks. */
  private void times(List<Long> times) throws IOException {
    json.writeArrayFieldStart("steps");
    long before = origin;
    for (Long time : times) {
      if (time == null) {
        json.writeNull();
      } else {
        json.writeNumber(time - before);
        before = time;
      }
    }
    json.writeEndArray();
  }

  @SafeVarargs
  private static double range(
      List<DenoisedSample> samples, ToDoubleFunction<DenoisedSample>... values) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (DenoisedSample sample : samples) {
      for (ToDoubleFunction<DenoisedSample> value : values) {
        double number = sample == null ? Double.NaN : value.applyAsDouble(sample);
        if (!Double.isNaN(number)) {
          lowest = Math.min(lowest, number);
          highest = Math.max(highest, number);
        }
      }
    }
    return highest - lowest;
  }

  /** The values rounded; no field if there are none. */
  private void series(
      String name,
      List<DenoisedSample> samples,
      ToDoubleFunction<DenoisedSample> value,
      double range)
      throws IOException {
    List<Double> numbers = new ArrayList<>();
    // Half of a digit that is not written is at most half the resolution.
    double scale =
        range > 0 ? Math.pow(10, Math.ceil(-Math.log10(range * RESOLUTION))) : Double.NaN;
    boolean any = false;
    for (DenoisedSample sample : samples) {
      double exact = sample == null ? Double.NaN : value.applyAsDouble(sample);
      double rounded = Math.rint(exact * scale) / scale;
      numbers.add(Double.isFinite(rounded) ? rounded : exact);
      any |= Double.isFinite(exact);
    }
    if (any) {
      numbers(name, numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private void numbers(String name, double[] values) throws IOException {
    json.writeArrayFieldStart(name);
    for (double value : values) {
      number(value);
    }
    json.writeEndArray();
  }

  private void number(String name, double value) throws IOException {
    json.writeFieldName(name);
    number(value);
  }

  private void number(double value) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      json.writeNumber((long) value);
    } else {
      json.writeNumber(value);
    }
  }

  private static String instant(long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .toString();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
