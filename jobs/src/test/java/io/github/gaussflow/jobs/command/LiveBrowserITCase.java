/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.jobs.kafka.FailingFunction;
import io.github.gaussflow.jobs.page.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Opens the live view of the shipped demo in Chromium and does with it what a reader would do. */
@Tag("browser")
class LiveBrowserITCase {

  private static final Path SCREENSHOTS = ReadmeJobFile.ROOT.resolve("jobs/target/screenshots");
  private static final String LIVE = "gaussflow.live";
  private static final String VIEW = LIVE + ".view";
  private static final String HOSTILE = "sensor-3<img src=x onerror=\"window.pwned=1\">";
  private static final String RUNNING =
      LIVE + ".state() === 'running' && " + points("sensor-1") + " > 0";

  @TempDir static Path folder;

  private static LiveJob job;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    job = LiveJob.start(folder.resolve("demo"), 0, LiveJob.FRAGILE);
    chromium = Chromium.start(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
    if (job != null) {
      job.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    chromium.prefers("prefers-color-scheme", "light");
    chromium.size(1200, 900, false);
    chromium.open(job.view().toString());
    chromium.value("localStorage.clear()");
    chromium.reload();
    chromium.await(RUNNING);
  }

  @AfterEach
  void nothingWasComplainedOf() throws Exception {
    assertThat(chromium.complaints()).isEmpty();
    String address = job.view().toString();
    assertThat(chromium.requests())
        .allMatch(url -> url.startsWith(address) || url.startsWith("data:"));
    assertThat(chromium.value("window.pwned")).isNull();
    assertThat(chromium.all("img")).isEmpty();
  }

  /** How many points of a sensor the page has, in JavaScript. */
  private static String points(String sensor) {
    return "(%s.signals.get('%s') || {times: []}).times.length".formatted(LIVE, sensor);
  }

  /** The time of the newest of them. */
  private static String newest(String sensor) {
    return "%s.signals.get('%s').times.at(-1)".formatted(LIVE, sensor);
  }

  /** How much time there is between the oldest and the newest. */
  private static String held(String sensor) {
    return newest(sensor) + " - " + LIVE + ".signals.get('" + sensor + "').times[0]";
  }

  private static String of(String group, String values) {
    return LIVE + ".groups.get('" + group + "')." + values;
  }

  @Test
  void showsSamplesAsTheyComeAndSigmaFollowTheNoise() throws IOException {
    double first = chromium.number(newest("sensor-1"));
    // Two minutes of event time, so the noise has changed twice.
    chromium.await(newest("sensor-1") + " > " + (first + 125));
    assertThat(chromium.value(LIVE + ".isFollowing()")).isEqualTo(true);
    // The page has forgotten the oldest meanwhile, and of each series the same ones.
    assertThat(
            chromium.value(
                "['raw', 'denoised', 'error', 'reference', 'lower', 'upper'].every(field => %1$s[field].length === %1$s.times.length)"
                    .formatted(LIVE + ".signals.get('sensor-1')")))
        .isEqualTo(true);
    assertThat(chromium.number(VIEW + ".to")).isGreaterThan(first + 120);
    for (String colour : List.of("raw", "denoised")) {
      assertThat(painted("#signal-plots section[data-sensor='sensor-1'] canvas", colour))
          .as("pixels that are %s", colour)
          .isGreaterThan(500);
    }
    double smallest = chromium.number("Math.min(..." + of("sensor-1", "deviation.slice(10)") + ")");
    double largest = chromium.number("Math.max(..." + of("sensor-1", "deviation.slice(10)") + ")");
    assertThat(largest).isGreaterThan(1.4 * smallest);
    assertThat(texts("#learned-plots h3")).containsExactly("mean", "standard deviation", "noise");
    assertThat(painted("section[data-quantity=deviation] canvas", "line-0")).isGreaterThan(100);
    assertThat(chromium.one("#count-in .rate").getText()).matches("[\\d,]+ a second");
    assertThat(chromium.one("#count-out dd:not(.rate)").getText()).matches("[\\d,]{5,}");
    assertThat(texts("#count-late dd")).containsExactly("0");
    assertThat(chromium.one("#state").getText()).isEqualTo("running");
    assertThat(chromium.one("#flink").getAttribute("href")).matches("http://127.0.0.1:\\d+/");
    chromium.click("#zoom-in");
    assertThat(chromium.value(LIVE + ".isFollowing()")).as("the end stays").isEqualTo(true);
    chromium.size(1200, 1720, false);
    chromium.screenshot(SCREENSHOTS.resolve("live.png"));
  }

  @Test
  void choosesSensorsAndKeepsThemOverAReload() {
    assertThat(texts("#signal-plots h3")).containsExactly("sensor-1", "sensor-2");
    chromium.click("#choices input[data-sensor^='sensor-3<']");
    chromium.click("#choices input[data-sensor='sensor-2']");
    chromium.await("document.querySelectorAll('#learned-keys li').length === 2");
    assertThat(texts("#signal-plots h3")).containsExactly("sensor-1", HOSTILE);
    assertThat(texts("#learned-keys li")).containsExactly("sensor-1", HOSTILE);
    assertThat(chromium.one("#said").getAttribute("textContent"))
        .isEqualTo("Showing sensor-1, " + HOSTILE + ".");
    chromium.await(points("sensor-1") + " > 1000");
    double held = chromium.number(held("sensor-1"));

    chromium.reload();
    chromium.await(RUNNING);
    assertThat(texts("#signal-plots h3")).containsExactly("sensor-1", HOSTILE);
    assertThat(chromium.number(held("sensor-1")))
        .as("recent history is there again")
        .isGreaterThan(held / 2);

    chromium.click("#choices input[data-sensor='sensor-1']");
    chromium.click("#choices input[data-sensor^='sensor-3<']");
    assertThat(chromium.all("#signal-plots section")).isEmpty();
    assertThat(chromium.one("#said").getAttribute("textContent")).isEqualTo("Showing no sensor.");
    chromium.value("history.replaceState(null, '', location.pathname)");
  }

  @Test
  void showsAndHidesLines() {
    String canvas = "#signal-plots section[data-sensor='sensor-1'] canvas";
    chromium.click("#line-denoised");
    assertThat(chromium.one("#line-denoised").getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(painted(canvas, "denoised")).isZero();
    chromium.click("#line-denoised");
    assertThat(painted(canvas, "denoised")).isGreaterThan(500);
  }

  @Test
  void stopsFollowingWhenTheReaderLooksBack() {
    chromium.click("#zoom-in");
    chromium.await("!" + VIEW + ".isAll()");
    WebElement chart = chromium.one("#signal-plots section[data-sensor='sensor-1'] .chart");
    chart.sendKeys(Keys.ARROW_LEFT);
    assertThat(chromium.value(LIVE + ".isFollowing()")).isEqualTo(false);
    assertThat(chromium.one("#follow").getAttribute("aria-pressed")).isEqualTo("false");
    double from = chromium.number(VIEW + ".from");
    double last = chromium.number(newest("sensor-1"));
    chromium.await(newest("sensor-1") + " > " + (last + 2));
    assertThat(chromium.number(VIEW + ".from")).isCloseTo(from, within(1e-9 * from));
    chromium.click("#follow");
    chromium.await(VIEW + ".to > " + (last + 2));
    chart.sendKeys("+", "+");
    assertThat(chromium.value(LIVE + ".isFollowing()")).as("zoomed to the middle").isEqualTo(false);
  }

  @Test
  void isLightAndDark() throws IOException {
    String light = background();
    chromium.click("#theme");
    assertThat(background()).isNotEqualTo(light);
    assertThat(painted("#signal-plots section[data-sensor='sensor-1'] canvas", "denoised"))
        .isGreaterThan(500);
    chromium.screenshot(SCREENSHOTS.resolve("live-dark.png"));
    chromium.reload();
    chromium.await(RUNNING);
    assertThat(background()).as("after a reload").isNotEqualTo(light);
  }

  @Test
  void fitsAPhone() throws IOException {
    chromium.size(390, 844, true);
    chromium.await(VIEW + ".to > " + (chromium.number(newest("sensor-1")) + 2));
    assertThat(chromium.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    assertThat(
            chromium.number(
                "document.querySelector('section[data-sensor=\"sensor-1\"] canvas').clientWidth"))
        .isBetween(280.0, 390.0);
    for (WebElement button : chromium.all(".tools button, .head button")) {
      assertThat(button.getSize().height).as(button.getText()).isGreaterThanOrEqualTo(40);
      assertThat(button.getRect().x + button.getRect().width).isLessThanOrEqualTo(390);
    }
    chromium.screenshot(SCREENSHOTS.resolve("live-phone.png"));
  }

  @Test
  void saysInWordsWhatItDraws() {
    for (WebElement chart : chromium.all(".chart")) {
      assertThat(chart.getAttribute("aria-label")).isNotBlank();
    }
    for (WebElement control : chromium.all("button, input")) {
      if (control.isDisplayed()) {
        assertThat(control.getAccessibleName()).isNotBlank();
      }
    }
    // What changes several times a second is not read out.
    assertThat(chromium.all("[role=status], [aria-live]")).hasSize(1);
    assertThat(chromium.one("#said").getAttribute("textContent")).isEqualTo("The job: running.");
    chromium.click("#numbers summary");
    chromium.await("document.querySelectorAll('#numbers tbody tr').length === 2");
    // The table is filled again every second.
    String numbers = "document.querySelector('#numbers div').textContent";
    assertThat(chromium.value(numbers).toString())
        .contains("sensor-1", "sensor-2")
        .doesNotContain("NaN")
        .doesNotContain("undefined");
    assertThat(chromium.all("h1")).hasSize(1);
  }

  @Test
  void survivesThatTheJobFailsAndRestarts() {
    double before = chromium.number(newest("sensor-1"));
    FailingFunction.failAfter(0);
    chromium.await("/restarted/.test(document.getElementById('about').textContent)");
    chromium.await(LIVE + ".state() === 'running'");
    chromium.await(newest("sensor-1") + " > " + (before + 20));
    assertThat(
            chromium.value(
                "%s.signals.get('sensor-1').times.every((t, i, all) => i === 0 || t > all[i - 1])"
                    .formatted(LIVE)))
        .as("no sample twice")
        .isEqualTo(true);
  }

  @Test
  void comesBackWithTheCommand() throws Exception {
    LiveJob first = LiveJob.start(folder.resolve("first"), 0, named("the first"));
    int port = first.view().getPort();
    try (first) {
      chromium.open(first.view().toString());
      chromium.await(RUNNING);
      assertThat(chromium.one("h1").getText()).isEqualTo("the first");
    }
    chromium.await("['no connection', 'failed', 'canceled'].includes(" + LIVE + ".state())");
    try (LiveJob second = LiveJob.start(folder.resolve("second"), port, named("the second"))) {
      chromium.await("document.querySelector('h1').textContent === 'the second'");
      chromium.await(RUNNING);
      assertThat(second.view().getPort()).isEqualTo(port);
      // The browser itself says that nobody answered; nothing else is wrong.
      assertThat(chromium.complaints())
          .allMatch(complaint -> complaint.contains("net::ERR_") && complaint.contains("/frame?"));
      leave();
    }
  }

  private static String named(String name) {
    return LiveJob.DEMO.replace("name: live-demo", "name: " + name);
  }

  @Test
  void staysUsableWithManySensors() throws Exception {
    String many =
        LiveJob.DEMO
            .replace("'sensors' = '3', 'rows-per-second' = '1500'", "'sensors' = '1000'")
            .replace("'period' = '10 ms'", "'period' = '100 ms'")
            .replace("period: 10 ms", "period: 100 ms")
            .replace("window: 256", "window: 70")
            .replace("scope: sensor", "scope: all");
    try (LiveJob other = LiveJob.start(folder.resolve("many"), 0, many)) {
      chromium.open(other.view().toString());
      chromium.await(LIVE + ".names.length === 1000");
      chromium.await(RUNNING);
      assertThat(texts("#signal-plots h3")).containsExactly("sensor-1", "sensor-2");
      assertThat(chromium.all("#choices input")).hasSizeBetween(50, 52);
      assertThat(chromium.one("#choices-about").getText())
          .isEqualTo("The first 52 of 1,000; type to find others.");
      chromium.one("#search").sendKeys("sensor-777");
      chromium.click("#choices input[data-sensor='sensor-777']");
      chromium.await(points("sensor-777") + " > 10");
      assertThat(texts("#signal-plots h3")).containsExactly("sensor-1", "sensor-2", "sensor-777");
      chromium.await("document.querySelectorAll('#learned-keys li').length === 1");
      chromium.one("#search").sendKeys(Keys.chord(Keys.CONTROL, "a"), "sensor-12");
      for (int n = 0; n < 5; n++) {
        chromium.click("#choices input[data-sensor='sensor-12" + n + "']");
      }
      assertThat(chromium.one("#choices input[data-sensor='sensor-129']").isEnabled()).isFalse();
      assertThat(chromium.one("#choices-about").getText())
          .endsWith("At most 8 sensors are shown at once.");
      chromium.await(points("sensor-124") + " > 10");
      assertThat(chromium.complaints()).isEmpty();
      leave();
    }
  }

  /** Leaves the page of another job, with what it has asked for. */
  private static void leave() {
    chromium.open("about:blank");
    chromium.requests();
    chromium.complaints();
  }

  private static String background() {
    chromium.settled();
    return chromium.value("getComputedStyle(document.body).backgroundColor").toString();
  }

  private static List<String> texts(String selector) {
    return chromium.all(selector).stream().map(WebElement::getText).toList();
  }

  /** How many pixels of a canvas have a colour of the theme. */
  private static double painted(String selector, String colour) {
    return chromium.painted(selector, colour);
  }
}
