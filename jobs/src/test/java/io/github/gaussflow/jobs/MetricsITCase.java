/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of running jobs, and what the dashboard and the guide say of it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MetricsITCase {

  private static final Path CONF = ReadmeJobFile.ROOT.resolve("conf");
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String GROUP = OPERATOR + "group_";

  /** How the operator of the function in SQL begins. */
  private static final String FUNCTION = "ProcessTableFunction";

  private static final String PORTS_KEY = "metrics.reporter.prom.port";

  /** Some below those that the system gives to whoever connects; others may take them too. */
  private static final int FIRST_PORT = 21_000;

  private static final int PORTS = 100;

  /** Between two scrapes, while the jobs get on. */
  private static final long RETRY_MILLIS = 50;

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .setConfiguration(METRICS.addToConfiguration(withPorts(fragment())))
              .build());

  @TempDir static Path folder;

  private static WatchedJob alone;
  private static WatchedJob together;
  private static WatchedJob sql;
  private static int port = FIRST_PORT;
  private static Scrape all;

  /** Once, but not before all: only then does the cluster take jobs. */
  @BeforeEach
  void run() throws Exception {
    if (all != null) {
      return;
    }
    WatchedJob.writeSamples(folder);
    alone = WatchedJob.start(folder, "each alone", WatchedJob.ALONE);
    together = WatchedJob.start(folder, "together", WatchedJob.TOGETHER);
    sql = WatchedJob.startSql(folder);
    long passed = WatchedJob.WATERMARK;
    CommonTestUtils.waitUntilCondition(
        () ->
            watermark(alone, "Gaussian filter") == passed
                && watermark(together, "Gaussian filter") == passed - 50 // five periods
                && watermark(sql, FUNCTION) == passed,
        RETRY_MILLIS);
    // What has come out is on disk once a checkpoint that began later is complete and told to the
    // sinks, for sure when the one after the next is.
    double before = checkpoints();
    CommonTestUtils.waitUntilCondition(() -> checkpoints() >= before + 3, RETRY_MILLIS);
    all = scrape();
  }

  @AfterAll
  static void stop() throws Exception {
    for (WatchedJob job : List.of(alone, together, sql)) {
      job.client().cancel().get();
    }
  }

  /** The fragment of Flink's configuration, read as Flink does. */
  private static Configuration fragment() {
    try {
      Path directory = Files.createTempDirectory("flink");
      Path file = directory.resolve("config.yaml");
      Files.copy(CONF.resolve("prometheus/flink-config.yaml"), file);
      Configuration configuration = GlobalConfiguration.loadConfiguration(directory.toString());
      Files.delete(file);
      Files.delete(directory);
      return configuration;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Configuration withPorts(Configuration fragment) {
    fragment.setString(PORTS_KEY, FIRST_PORT + "-" + (FIRST_PORT + PORTS - 1));
    return fragment;
  }

  /** The page with the jobs of this test. */
  private static Scrape scrape() throws Exception {
    for (; port < FIRST_PORT + PORTS; port++) {
      Scrape scrape = Scrape.of(port);
      if (!scrape.ofJob(alone.id()).series().isEmpty()) {
        return scrape;
      }
    }
    port = FIRST_PORT;
    return Scrape.NONE;
  }

  /** The watermark, in milliseconds, up to which outputs have left. */
  private static double watermark(WatchedJob job, String operator) throws Exception {
    return scrape()
        .ofJob(job.id())
        .where(one -> one.labels().getOrDefault("operator_name", "").startsWith(operator))
        .of(OPERATOR + "currentOutputWatermark")
        .value();
  }

  private static double checkpoints() throws Exception {
    Scrape scrape = scrape();
    return Stream.of(alone, together)
        .mapToDouble(
            job ->
                scrape
                    .ofJob(job.id())
                    .of("flink_jobmanager_job_numberOfCompletedCheckpoints")
                    .value())
        .min()
        .orElseThrow();
  }

  /** The newest update of each group. */
  private static Map<String, String[]> newest(WatchedJob job) throws IOException {
    Map<String, String[]> newest = new TreeMap<>();
    for (String[] row : job.rows("updates")) {
      newest.merge(row[0], row, (a, b) -> Long.parseLong(a[1]) > Long.parseLong(b[1]) ? a : b);
    }
    return newest;
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static void assertGroup(Scrape job, String group, String[] newest, List<String[]> rows) {
    Scrape scrape = job.where(one -> one.has("group", group));
    Map<String, Double> expected = new TreeMap<>();
    expected.put("mean", number(newest[3]));
    expected.put("standardDeviation", number(newest[4]));
    expected.put("cost", number(newest[5]));
    expected.put("gradientNorm", Math.hypot(number(newest[6]), number(newest[7])));
    expected.put("noiseVariance", number(newest[8]));
    expected.put("noiseCorrelation", number(newest[9]));
    expected.put("lag", number(newest[10]));
    expected.put("hasNotice", newest[11].isEmpty() ? 0.0 : 1.0);
    expected.put("windowsLearned", count(rows, row -> row[0].equals(group) && isLearned(row)));
    expected.put("windowsSkipped", count(rows, row -> row[0].equals(group) && !isLearned(row)));
    Map<String, Double> actual = new TreeMap<>();
    for (Scrape.Series one : scrape.series()) {
      assertThat(one.name()).startsWith(GROUP);
      assertThat(one.labels()).containsEntry("operator_name", "parameter learner");
      actual.put(one.name().substring(GROUP.length()), one.value());
    }
    assertThat(actual).as(group).isEqualTo(expected);
  }

  private static boolean isLearned(String[] update) {
    return Boolean.parseBoolean(update[2]);
  }

  private static double count(List<String[]> rows, Predicate<String[]> which) {
    return rows.stream().filter(which).count();
  }

  private static void assertCounts(WatchedJob job) throws IOException {
    Scrape scrape = all.ofJob(job.id());
    List<String[]> updates = job.rows("updates");
    assertThat(scrape.of(OPERATOR + "windowsLearned").sum())
        .isEqualTo(count(updates, MetricsITCase::isLearned));
    assertThat(scrape.of(OPERATOR + "windowsSkipped").sum())
        .isEqualTo(count(updates, row -> !isLearned(row)));
    assertThat(scrape.of(OPERATOR + "lateWindows").value()).isZero();
    List<String[]> bad = job.rows("bad");
    double late = count(bad, row -> row[1].equals("late"));
    double duplicates = count(bad, row -> row[1].equals("duplicate"));
    assertThat(scrape.of(OPERATOR + "numLateRecordsDropped").value()).isEqualTo(late).isPositive();
    assertThat(scrape.of(OPERATOR + "duplicateSamples").value()).isEqualTo(duplicates).isPositive();
    assertThat(scrape.of(OPERATOR + "invalidSamples").sum())
        .isEqualTo(bad.size() - late - duplicates)
        .isPositive();
    assertThat(scrape.of(OPERATOR + "gaps").value()).isEqualTo(1);
    List<String[]> denoised = job.rows("clean");
    Scrape out = scrape.ofOperator("Gaussian filter").of(OPERATOR + "numRecordsOut");
    assertThat(out.value()).isEqualTo(denoised.size()).isGreaterThan(1_500);
  }

  @Test
  void sensorsThatLearnAloneAreGroupsUnderTheirOwnNames() throws Exception {
    Scrape scrape = all.ofJob(alone.id());
    assertThat(scrape.values("job_name")).containsExactly("each alone");
    Map<String, String[]> newest = newest(alone);
    assertThat(scrape.of(GROUP + "mean").values("group"))
        .isEqualTo(newest.keySet())
        .containsExactly("attic", "kitchen 1", "kitchen/1");
    for (String group : newest.keySet()) {
      assertGroup(scrape, group, newest.get(group), alone.rows("updates"));
    }
    assertThat(scrape.of(GROUP + "standardDeviation").series())
        .extracting(Scrape.Series::value)
        .doesNotHaveDuplicates();
    assertThat(scrape.of(OPERATOR + "windowsWithoutMetrics").value()).isZero();
    assertCounts(alone);
  }

  @Test
  void groupsBeyondTheBoundAreCounted() throws Exception {
    Scrape scrape = all.ofJob(together.id());
    Map<String, String[]> newest = newest(together);
    assertThat(newest.keySet()).containsExactly("attic", "kitch");
    Set<String> shown = scrape.of(GROUP + "mean").values("group");
    assertThat(shown).hasSize(1).isSubsetOf(newest.keySet());
    String group = shown.iterator().next();
    List<String[]> updates = together.rows("updates");
    assertGroup(scrape, group, newest.get(group), updates);
    assertThat(scrape.of(OPERATOR + "windowsWithoutMetrics").value())
        .isEqualTo(count(updates, row -> !row[0].equals(group)))
        .isPositive();
    assertCounts(together);
    assertThat(scrape.of(OPERATOR + "outliersReplaced").value())
        .isEqualTo(count(together.rows("clean"), row -> Boolean.parseBoolean(row[3])))
        .isPositive();
    assertThat(scrape.of(OPERATOR + "reportSamplesIn").value())
        .isEqualTo(WatchedJob.samples().size());
    assertThat(scrape.of(OPERATOR + "reportSamplesOut").value())
        .isEqualTo(together.rows("clean").size());
  }

  @Test
  void theFunctionInSqlShowsPartitionsAsTheJobShowsItsSensors() {
    for (String name :
        List.of(
            "group_mean",
            "group_standardDeviation",
            "group_cost",
            "group_gradientNorm",
            "group_noiseVariance",
            "group_noiseCorrelation",
            "group_hasNotice",
            "group_windowsLearned",
            "group_windowsSkipped",
            "windowsLearned",
            "windowsSkipped",
            "windowsWithoutMetrics",
            "numLateRecordsDropped",
            "duplicateSamples",
            "invalidSamples")) {
      assertThat(byGroup(all.ofJob(sql.id()).of(OPERATOR + name)))
          .as(name)
          .isEqualTo(byGroup(all.ofJob(alone.id()).of(OPERATOR + name)));
    }
  }

  /** The values by group, those of several operators added. */
  private static Map<String, Double> byGroup(Scrape scrape) {
    Map<String, Double> values = new TreeMap<>();
    for (Scrape.Series one : scrape.series()) {
      values.merge(one.labels().getOrDefault("group", ""), one.value(), Double::sum);
    }
    assertThat(values).isNotEmpty();
    return values;
  }

  @Test
  void textsAreLeftOut() {
    assertThat(all.names())
        .contains(GROUP + "hasNotice")
        .doesNotContain(GROUP + "notice", GROUP + "noise");
  }

  @Test
  void theDashboardAsksForNothingThatIsNotThere() throws Exception {
    Dashboard dashboard = Dashboard.read(CONF.resolve("grafana/gaussflow.json"));
    assertThat(all.names()).containsAll(dashboard.metrics());
    Set<String> labels = new TreeSet<>();
    all.series().forEach(one -> labels.addAll(one.labels().keySet()));
    assertThat(labels).containsAll(dashboard.labels());
    // Every operator that an expression names is there, in the job or as the function in SQL.
    for (Dashboard.Matcher matcher : dashboard.operators()) {
      assertThat(all.of(matcher.metric()).values("operator_name"))
          .as(matcher.toString())
          .anyMatch(operator -> operator.matches(matcher.pattern()));
    }
  }

  @Test
  void theGuideHasEveryMetric() throws Exception {
    // Of an operator with two kinds of input, which the function is.
    Set<String> flink = new TreeSet<>(Set.of("currentInput1Watermark"));
    Set<String> ours = new TreeSet<>();
    METRICS
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
              if (operator.equals("Gaussian filter")) { // it has no metrics of its own
                flink.addAll(metrics.keySet());
              }
            });
    METRICS
        .getMetricsByGroup()
        .forEach(
            (group, metrics) -> {
              String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
              boolean own = !operator.matches("|Source: .*|end: .*|(?!" + FUNCTION + ")\\w+\\[.*");
              metrics.forEach(
                  (name, metric) -> {
                    if (own && !flink.contains(name)) {
                      ours.add(line(name, metric, group, operator.replaceFirst("\\[\\d+]$", "")));
                    }
                  });
            });
    Set<String> page = new TreeSet<>();
    Matcher row = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]+) \\|").matcher(page());
    while (row.find()) {
      for (String operator : row.group(3).split(", ")) {
        page.add(String.join(" ", row.group(1), row.group(2), operator));
      }
    }
    assertThat(page).isEqualTo(ours);
  }

  private static String page() throws IOException {
    return Files.readString(ReadmeJobFile.ROOT.resolve("src/site/markdown/metrics.md"));
  }

  @Test
  void theGuideShowsTheFragment() throws Exception {
    Matcher block = Pattern.compile("(?s)```yaml\nflink:\n(.*?)```").matcher(page());
    assertThat(block.find()).isTrue();
    List<String> settings =
        Files.readAllLines(CONF.resolve("prometheus/flink-config.yaml")).stream()
            .filter(line -> !line.startsWith("#") && !line.isEmpty())
            .toList();
    assertThat(block.group(1).lines().map(String::strip)).containsExactlyElementsOf(settings);
  }

  private static String line(String name, Metric metric, MetricGroup group, String operator) {
    String kind = metric.getMetricType().name().toLowerCase(Locale.ROOT);
    if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof String) {
      kind = "text";
    }
    boolean ofGroup = group.getAllVariables().containsKey("<group>");
    return String.join(" ", name, kind, ofGroup ? "group" : operator);
  }

  @Test
  void theExampleOfPrometheusAsksPortsOfTheRange() throws Exception {
    Matcher range = Pattern.compile("(\\d+)-(\\d+)").matcher(ports());
    assertThat(range.matches()).isTrue();
    Matcher target =
        Pattern.compile("- localhost:(\\d+)")
            .matcher(Files.readString(CONF.resolve("prometheus/prometheus.yml")));
    int targets = 0;
    while (target.find()) {
      assertThat(Integer.parseInt(target.group(1)))
          .isBetween(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
      targets++;
    }
    assertThat(targets).isEqualTo(2);
  }

  private static String ports() {
    return fragment().getString(PORTS_KEY, "");
  }
}
