/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import static java.util.stream.Collectors.joining;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.filter.outlier.OutlierTreatment;
import io.github.gaussflow.operators.DenoisingPipelineBuilder;
import io.github.gaussflow.operators.GapFill;
import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Sampling;
import io.github.gaussflow.operators.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;

/** Reads and checks the sections of one job file. */
final class JobConfigurationReader {

  private static final Duration SHORTEST = Duration.ofNanos(1);

  private final JobFile file;
  private final Problems problems;
  private final SettingsReader settings;

  JobConfigurationReader(JobFile file, Problems problems) {
    this.file = file;
    this.problems = problems;
    this.settings = new SettingsReader(file, problems);
  }

  /** The configuration, or empty if anything at all is wrong with the file. */
  Optional<JobConfiguration> read() {
    checkNames();
    FlinkOptions.check(file, problems);
    Optional<String> name = settings.text(JobOptions.NAME);
    List<Statement> tables = tables();
    Optional<Scope> scope = settings.choice(LearningOptions.SCOPE, Scope.class);
    Optional<ObjectiveKind> objective =
        settings.choice(LearningOptions.OBJECTIVE, ObjectiveKind.class);
    Optional<SampleColumns> samples = samples();
    checkScope(scope);
    Optional<KernelSupport> support = support();
    PeriodReader periodReader = new PeriodReader(settings);
    Optional<Duration> period = periodReader.read();
    if (!settings.has(FilterOptions.PERIOD)) {
      periodReader.checkWhatNeedsIt();
    }
    Optional<Boolean> learning = settings.flag(LearningOptions.ENABLED);
    Optional<LearnerSettings> learner =
        learning.flatMap(
            enabled -> new LearnerReader(settings).read(enabled, support, period, objective));
    Optional<PipelineSettings> pipeline =
        pipeline(
            learner.map(LearnerSettings::statisticsSupport).or(() -> support),
            period,
            scope,
            objective,
            learning);
    Optional<OutputTables> output = output();
    Optional<String> uidPrefix = uidPrefix();
    ReportSettings report = new ReportReader(settings, file.directory()).read();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new JobConfiguration(
            file,
            name.orElseThrow(),
            tables,
            samples.orElseThrow(),
            learner.orElseThrow(),
            pipeline.orElseThrow(),
            output.orElseThrow(),
            uidPrefix.orElseThrow(),
            report));
  }

  private void checkNames() {
    Set<String> keys = new TreeSet<>();
    Set<String> sections = new TreeSet<>(Set.of(JobFile.FLINK_SECTION));
    for (ConfigOption<?> option : JobOptions.all()) {
      keys.add(option.key());
      int dot = option.key().indexOf('.');
      sections.add(dot < 0 ? option.key() : option.key().substring(0, dot));
    }
    Set<String> reported = new TreeSet<>();
    for (Setting setting : file.own().values()) {
      String key = setting.key();
      String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
      if (keys.contains(key)) {
        continue;
      }
      if (sections.contains(section)) {
        boolean whole = key.equals(section) && !keys.contains(key);
        problems.add(
            setting.line(),
            whole
                ? "'%s' is a section; write its keys below it, indented".formatted(key)
                : unknown("key", key, keys));
      } else if (!key.contains(".")) {
        Set<String> names = new TreeSet<>(keys);
        names.addAll(sections);
        problems.add(setting.line(), unknown("key", key, names));
      } else if (reported.add(section)) {
        problems.add(setting.line(), unknown("section", section, sections));
      }
    }
  }

  private static String unknown(String what, String name, Set<String> known) {
    Optional<String> meant = meant(name, known);
    if (meant.isPresent()) {
      return "%s '%s' is not known; did you mean '%s'?".formatted(what, name, meant.get());
    }
    String section = name.substring(0, name.indexOf('.') + 1);
    String names =
        known.stream()
            .filter(each -> each.startsWith(section))
            .filter(each -> each.indexOf('.', section.length()) < 0)
            .sorted()
            .collect(joining(", "));
    return "%s '%s' is not known; choose one of %s".formatted(what, name, names);
  }

  /** A name that is near, or one of another section that ends almost like it. */
  private static Optional<String> meant(String name, Set<String> known) {
    Optional<String> near = NearestName.of(name, known);
    if (near.isPresent() || !name.contains(".")) {
      return near;
    }
    Map<String, String> byEnd = new TreeMap<>();
    known.forEach(each -> byEnd.putIfAbsent(end(each), each));
    return NearestName.of(end(name), byEnd.keySet()).map(byEnd::get);
  }

  private static String end(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private List<Statement> tables() {
    settings.require(JobOptions.TABLES);
    List<Statement> statements =
        settings.items(JobOptions.TABLES).stream()
            .map(item -> new Statement(item.text(), item.line()))
            .toList();
    if (settings.has(JobOptions.TABLES) && statements.isEmpty()) {
      settings.reject(
          JobOptions.TABLES, "key 'tables' must list the statements that declare the tables");
    }
    return statements;
  }

  private Optional<SampleColumns> samples() {
    Optional<String> table = required(SampleOptions.TABLE);
    Optional<String> sensor = required(SampleOptions.SENSOR);
    Optional<String> time = required(SampleOptions.TIME);
    Optional<TimeUnit> unit = settings.choice(SampleOptions.TIME_UNIT, TimeUnit.class);
    Optional<String> value = required(SampleOptions.VALUE);
    Optional<String> reference = settings.text(SampleOptions.REFERENCE);
    Optional<String> group = settings.text(SampleOptions.GROUP);
    Optional<String> rest = settings.text(SampleOptions.REST);
    Optional<String> blockPeriod = settings.text(SampleOptions.BLOCK_PERIOD);
    if (table.isEmpty() || sensor.isEmpty() || time.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SampleColumns(
            table.get(),
            sensor.get(),
            time.get(),
            unit,
            value.get(),
            reference,
            group,
            rest,
            blockPeriod));
  }

  private void checkScope(Optional<Scope> scope) {
    if (scope.isEmpty()) {
      return;
    }
    boolean group = settings.has(SampleOptions.GROUP);
    if (scope.get() == Scope.GROUP && !group) {
      settings.reject(
          LearningOptions.SCOPE,
          "key 'learning.scope' is 'group', but no column gives the group; add 'samples.group' or"
              + " choose all or sensor");
    } else if (scope.get() != Scope.GROUP && group) {
      settings.reject(
          SampleOptions.GROUP,
          "key 'samples.group' has no effect where 'learning.scope' is '%s'; delete it or choose group"
              .formatted(SettingsReader.nameOf(scope.get())));
    }
  }

  private Optional<KernelSupport> support() {
    int most = KernelSupport.MAX_TAPS - 1;
    Optional<Integer> lookahead = settings.integer(FilterOptions.LOOKAHEAD, 0, most);
    Optional<Integer> lookback = settings.integer(FilterOptions.LOOKBACK, 0, most);
    if (lookahead.isEmpty() || lookback.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new KernelSupport(lookahead.get(), lookback.get()));
    } catch (IllegalArgumentException e) {
      settings.reject(FilterOptions.LOOKBACK, "section 'filter': " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<PipelineSettings> pipeline(
      Optional<KernelSupport> support,
      Optional<Duration> period,
      Optional<Scope> scope,
      Optional<ObjectiveKind> objective,
      Optional<Boolean> learning) {
    Optional<Integer> window = settings.integer(LearningOptions.WINDOW, 1, Integer.MAX_VALUE);
    Optional<Duration> gap = settings.duration(SampleOptions.MAX_GAP, SHORTEST);
    Optional<GapFill> gapFill = settings.choice(SampleOptions.GAP_FILL, GapFill.class);
    Optional<Duration> flushAfter = settings.duration(SampleOptions.FLUSH_AFTER, SHORTEST);
    Optional<Duration> linger = settings.duration(SampleOptions.LINGER, SHORTEST);
    Optional<Duration> retention = settings.duration(StateOptions.RETENTION, SHORTEST);
    Optional<OutlierTreatment> outliers =
        settings.choice(FilterOptions.OUTLIERS, OutlierTreatment.class);
    Optional<Integer> lagRange =
        settings.integer(LearningOptions.LAG_RANGE, 0, DenoisingPipelineBuilder.LONGEST_LAG);
    Optional<String> initialUpdates = settings.text(FilterOptions.INITIAL_UPDATES);
    Optional<Integer> metricGroups =
        settings.integer(MetricsOptions.GROUPS, 0, MetricsOptions.MOST_GROUPS);
    Optional<Sampling> sampling = new SamplingReader(settings).read(learning.orElse(true));
    if (learning.orElse(false)
        && window.isPresent()
        && support.isPresent()
        && window.get() < support.get().taps()) {
      settings.reject(
          LearningOptions.WINDOW,
          ("key 'learning.window' must be at least the %d taps of the filter (lookahead %d +"
                  + " lookback %d + 1), but is %d")
              .formatted(
                  support.get().taps(),
                  support.get().lookahead(),
                  support.get().lookback(),
                  window.get()));
    }
    if (gap.isPresent() && period.isPresent() && gap.get().compareTo(period.get()) < 0) {
      settings.wrong(SampleOptions.MAX_GAP, "must be at least 'filter.period'");
    }
    Rest rest =
        learning.orElse(true)
            ? new RestReader(settings).read(objective, support, window)
            : Rest.none();
    if (window.isEmpty()
        || new PeriodReader(settings).isWrong(period)
        || scope.isEmpty()
        || outliers.isEmpty()
        || learning.isEmpty()
        || sampling.isEmpty()
        || lagRange.isEmpty()
        || metricGroups.isEmpty()
        || gapFill.isEmpty()) {
      return Optional.empty();
    }
    if (period.isPresent() && window.get() > Long.MAX_VALUE / period.get().toNanos()) {
      settings.wrong(
          LearningOptions.WINDOW, "must make a window shorter than 292 years of 'filter.period'");
    }
    if (period.isEmpty() && gap.isPresent()) {
      checkFlushAfter(flushAfter, SHORTEST, gap.get());
    } else if (period.isPresent() && support.isPresent()) {
      Duration longest = gap.orElse(longestGap(support.get(), period.get()));
      checkFlushAfter(flushAfter, period.get(), longest);
      if (learning.get()) {
        checkRetention(retention, period.get(), window.get(), longest);
      }
    }
    return Optional.of(
        new PipelineSettings(
            period,
            window.get(),
            gap,
            scope.get(),
            rest,
            outliers.get(),
            learning.get(),
            initialUpdates,
            lagRange.get(),
            gapFill.get(),
            flushAfter,
            linger,
            retention,
            sampling.get(),
            metricGroups.get()));
  }

  /** What the pipeline takes unless 'samples.max-gap' is set; the longest duration beyond it. */
  private static Duration longestGap(KernelSupport support, Duration period) {
    long periods = Math.max(support.lookahead(), support.lookback()) + 1L;
    long nanos = period.toNanos();
    return Duration.ofNanos(nanos > Long.MAX_VALUE / periods ? Long.MAX_VALUE : nanos * periods);
  }

  private void checkFlushAfter(Optional<Duration> flushAfter, Duration period, Duration longest) {
    if (flushAfter.isEmpty()) {
      return;
    }
    boolean outside =
        flushAfter.get().compareTo(period) < 0 || flushAfter.get().compareTo(longest) > 0;
    if (outside) {
      settings.wrong(
          SampleOptions.FLUSH_AFTER,
          "must be from 'filter.period' to 'samples.max-gap', which is "
              + DurationText.of(longest));
    }
  }

  private void checkRetention(
      Optional<Duration> retention, Duration period, int window, Duration longest) {
    if (retention.isEmpty()) {
      return;
    }
    long nanos = period.toNanos();
    Duration span =
        Duration.ofNanos(window > Long.MAX_VALUE / nanos ? Long.MAX_VALUE : nanos * window);
    if (retention.get().compareTo(span) < 0) {
      settings.wrong(
          StateOptions.RETENTION, "must be at least a window, which is " + DurationText.of(span));
    } else if (retention.get().compareTo(longest) < 0) {
      settings.wrong(
          StateOptions.RETENTION,
          "must be at least 'samples.max-gap', which is " + DurationText.of(longest));
    }
  }

  private Optional<OutputTables> output() {
    Optional<String> denoised = required(OutputOptions.DENOISED);
    Optional<String> updates = settings.text(OutputOptions.UPDATES);
    Optional<String> late = settings.text(OutputOptions.LATE);
    Optional<String> invalid = settings.text(OutputOptions.INVALID);
    Optional<String> duplicates = settings.text(OutputOptions.DUPLICATES);
    Optional<Boolean> overwrite = settings.flag(OutputOptions.OVERWRITE);
    for (ConfigOption<String> option :
        List.of(OutputOptions.LATE, OutputOptions.INVALID, OutputOptions.DUPLICATES)) {
      Optional<String> table = settings.text(option);
      if (table.isPresent() && (table.equals(denoised) || table.equals(updates))) {
        settings.wrong(option, "must be a table of its own or one for rejected samples");
      }
    }
    if (updates.isPresent() && updates.equals(denoised)) {
      settings.wrong(OutputOptions.UPDATES, "must be another table than 'output.denoised'");
    }
    if (denoised.isEmpty() || overwrite.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OutputTables(denoised.get(), updates, late, invalid, duplicates, overwrite.get()));
  }

  private Optional<String> uidPrefix() {
    Optional<String> prefix = settings.text(StateOptions.UID_PREFIX);
    if (prefix.isPresent() && !prefix.get().matches("[A-Za-z0-9._-]+")) {
      settings.wrong(StateOptions.UID_PREFIX, "must consist of letters, digits, '.', '_' and '-'");
    }
    return prefix;
  }

  private Optional<String> required(ConfigOption<String> option) {
    settings.require(option);
    return settings.text(option);
  }
}
