/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.gaussflow.jobs.page.Chromium;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Opens the quickstart's report in Chromium and does with it what a reader would do. */
@Tag("browser")
class ReportBrowserITCase {

  private static final Path SCREENSHOTS = ReadmeJobFile.ROOT.resolve("jobs/target/screenshots");
  private static final String VIEW = "gaussflow.report.view";

  @TempDir static Path folder;

  private static Path page;
  private static Chromium chromium;

  @BeforeAll
  static void runTheQuickstart() throws IOException {
    Path conf = ReadmeJobFile.ROOT.resolve("conf");
    Path copy = folder.resolve("somewhere/conf");
    try (Stream<Path> files = Files.walk(conf)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(conf.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    CommandRun run = CommandRun.of("run", copy.resolve("quickstart.yaml"));
    assertThat(run.status()).as(run.err()).isZero();
    page = folder.resolve("somewhere/output/quickstart/report.html");
    assertThat(run.out()).contains("wrote report: " + page);
    chromium = Chromium.start(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() {
    chromium.prefers("prefers-color-scheme", "light");
    chromium.size(1200, 900, false);
    chromium.open(page.toUri().toString());
    chromium.value("localStorage.clear()");
    chromium.reload();
    chromium.settled();
  }

  @AfterEach
  void nothingWasComplainedOf() {
    assertThat(chromium.complaints()).isEmpty();
    // The page itself, and the empty picture that keeps browsers from asking for another.
    assertThat(chromium.requests())
        .allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    assertThat(chromium.all("#choices input")).hasSize(3);
  }

  @Test
  void showsEverySensor() throws IOException {
    assertThat(texts("#signal-plots h3")).containsExactly("x", "y", "z");
    assertThat(texts("#table tbody th")).containsExactly("x", "y", "z");
    assertThat(texts("#kernel-plots h3")).containsExactly("x", "y", "z");
    assertThat(texts("#residual-plots .badge"))
        .containsExactly("not white", "not white", "not white");
    assertThat(texts("#learned-plots h3")).containsExactly("mean", "standard deviation", "cost");
    assertThat(texts("#tiles dd")).containsExactly("18,735", "18,735", "0", "0", "0");
    assertThat(chromium.one("h1").getText()).isEqualTo("quickstart");
    for (String colour : List.of("raw", "denoised")) {
      assertThat(painted("#signal-plots section[data-sensor=y] canvas", colour))
          .as("pixels that are %s", colour)
          .isGreaterThan(500);
    }
    chromium.screenshot(SCREENSHOTS.resolve("report.png"));
  }

  @Test
  void holdsNoPathAndNoName() throws IOException {
    String html = Files.readString(page);
    assertThat(html)
        .doesNotContain(folder.toString())
        .doesNotContain("somewhere")
        .doesNotContain(System.getProperty("user.dir"))
        .doesNotContain(InetAddress.getLocalHost().getHostName())
        .doesNotContain("gyro_vs_pose_rate")
        .doesNotContain("CREATE TABLE");
    // Links are shown, none is followed; nothing is loaded.
    assertThat(html).doesNotContainPattern("(src|href)=\"(?!data:|#)");
  }

  @Test
  void zoomsWithButtons() {
    double all = span();
    chromium.click("#zoom-in");
    assertThat(span()).isCloseTo(all / 2, within(1e-9 * all));
    assertThat(chromium.one("#said").getAttribute("textContent"))
        .startsWith("Showing 14.9")
        .contains("seconds of 3 sensors");
    double from = chromium.number(VIEW + ".from");
    chromium.click("#later");
    assertThat(chromium.number(VIEW + ".from")).isGreaterThan(from);
    chromium.click("#earlier");
    assertThat(chromium.number(VIEW + ".from")).isCloseTo(from, within(1e-9 * all));
    // Every chart over time shows the same span.
    assertThat(chromium.number("gaussflow.report.signalPlots.get('z').chart.plot.scales.x.min"))
        .isEqualTo(chromium.number(VIEW + ".from"));
    chromium.click("#zoom-out");
    assertThat(span()).isEqualTo(all);
    assertThat(chromium.one("#zoom-out").isEnabled()).isFalse();
    chromium.click("#zoom-in");
    chromium.click("#everything");
    assertThat(span()).isEqualTo(all);
  }

  @Test
  void zoomsWithTheMouse() throws IOException {
    double all = span();
    WebElement area = chromium.one("#signal-plots section[data-sensor=y] .u-over");
    int width = area.getSize().width;
    chromium
        .actions()
        .moveToElement(area, -width / 4, 0)
        .clickAndHold()
        .moveToElement(area, 0, 10)
        .release()
        .perform();
    chromium.settled();
    assertThat(span()).isCloseTo(all / 4, within(all / 100));
    assertThat(chromium.number(VIEW + ".from")).isCloseTo(all / 4, within(all / 100));
    chromium.actions().moveToElement(area, 20, 0).perform();
    chromium.settled();
    assertThat(chromium.one("section[data-sensor=y] .readout").getAttribute("textContent"))
        .matches(".* s · raw .* · denoised .* ± .* · reference .*");
    chromium.screenshot(SCREENSHOTS.resolve("zoomed.png"));
    chromium.actions().doubleClick(area).perform();
    chromium.settled();
    assertThat(span()).isEqualTo(all);
  }

  @Test
  void zoomsWithKeys() {
    double all = span();
    WebElement chart = chromium.one("#signal-plots section[data-sensor=x] .chart");
    assertThat(chart.getAttribute("tabindex")).isEqualTo("0");
    chart.sendKeys("+", "+", Keys.ARROW_RIGHT);
    chromium.settled();
    assertThat(span()).isCloseTo(all / 4, within(1e-9 * all));
    assertThat(chromium.number(VIEW + ".from")).isCloseTo(all * (0.375 + 0.05), within(1e-6 * all));
    chart.sendKeys("-");
    chromium.settled();
    assertThat(span()).isCloseTo(all / 2, within(1e-9 * all));
    chart.sendKeys("0");
    chromium.settled();
    assertThat(span()).isEqualTo(all);
  }

  @Test
  void zoomsWithFingers() {
    double all = span();
    chromium.size(390, 844, true);
    chromium.value(
        "document.querySelector('section[data-sensor=x] .chart').scrollIntoView({block: 'center'})");
    chromium.settled();
    double left =
        chromium.number(
            "document.querySelector('section[data-sensor=x] .u-over').getBoundingClientRect().left");
    double top =
        chromium.number(
                "document.querySelector('section[data-sensor=x] .u-over').getBoundingClientRect().top")
            + 60;
    touch("touchStart", left + 100, left + 180, top);
    touch("touchMove", left + 80, left + 200, top);
    touch("touchMove", left + 60, left + 220, top);
    chromium.command(
        "Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
    chromium.settled();
    assertThat(span()).isCloseTo(all / 2, within(all / 20));
  }

  private static void touch(String type, double first, double second, double y) {
    chromium.command(
        "Input.dispatchTouchEvent",
        Map.of(
            "type",
            type,
            "touchPoints",
            List.of(Map.of("x", first, "y", y, "id", 1), Map.of("x", second, "y", y, "id", 2))));
  }

  @Test
  void choosesSensorsAndLines() {
    chromium.click("#choices input[data-sensor=y]");
    assertThat(texts("#signal-plots h3")).containsExactly("x", "z");
    assertThat(texts("#kernel-plots h3")).containsExactly("x", "z");
    assertThat(texts("#residual-plots h3")).containsExactly("x", "z");
    assertThat(texts("#learned-keys li")).containsExactly("x", "z");
    chromium.click("#first");
    assertThat(texts("#signal-plots h3")).containsExactly("x");
    chromium.click("#choices input[data-sensor=z]");
    chromium.click("#choices input[data-sensor=x]");
    assertThat(texts("#signal-plots h3")).containsExactly("z");
    chromium.click("#every");
    assertThat(texts("#signal-plots h3")).containsExactly("x", "y", "z");

    String canvas = "#signal-plots section[data-sensor=x] canvas";
    chromium.click("#line-denoised");
    assertThat(chromium.one("#line-denoised").getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(painted(canvas, "denoised")).isZero();
    chromium.click("#line-denoised");
    assertThat(painted(canvas, "denoised")).isGreaterThan(500);
    chromium.click("#line-raw");
    assertThat(painted(canvas, "raw")).isZero();
  }

  @Test
  void isLightAndDark() throws IOException {
    String light = background();
    assertThat(chromium.one("#theme").getText()).isEqualTo("Dark theme");
    chromium.click("#theme");
    assertThat(background()).isNotEqualTo(light);
    assertThat(chromium.one("#theme").getText()).isEqualTo("Light theme");
    assertThat(painted("#signal-plots section[data-sensor=y] canvas", "denoised"))
        .as("pixels of the dark theme's colour")
        .isGreaterThan(500);
    chromium.screenshot(SCREENSHOTS.resolve("dark.png"));
    chromium.reload();
    chromium.settled();
    assertThat(background()).as("after a reload").isNotEqualTo(light);
    chromium.value("localStorage.clear()");
    chromium.reload();
    assertThat(background()).isEqualTo(light);
    chromium.prefers("prefers-color-scheme", "dark");
    assertThat(background()).as("as the system prefers").isNotEqualTo(light);
  }

  @Test
  void fitsAPhone() throws IOException {
    chromium.size(390, 844, true);
    assertThat(chromium.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    assertThat(chromium.number("document.querySelector('#signal-plots canvas').clientWidth"))
        .isBetween(280.0, 390.0);
    for (WebElement button : chromium.all(".tools button")) {
      assertThat(button.getSize().height).as(button.getText()).isGreaterThanOrEqualTo(40);
      assertThat(button.getRect().x + button.getRect().width).isLessThanOrEqualTo(390);
    }
    chromium.screenshot(SCREENSHOTS.resolve("phone.png"));
    chromium.value("document.getElementById('learned').scrollIntoView()");
    chromium.settled();
    chromium.screenshot(SCREENSHOTS.resolve("phone-learned.png"));
    chromium.value("document.getElementById('residual-title').scrollIntoView()");
    chromium.settled();
    chromium.screenshot(SCREENSHOTS.resolve("phone-residual.png"));
  }

  @Test
  void saysInWordsWhatItDraws() {
    for (WebElement chart : chromium.all(".chart")) {
      assertThat(chart.getAttribute("role")).isIn("application", "img");
      assertThat(chart.getAttribute("aria-label")).isNotBlank();
    }
    for (WebElement button : chromium.all("button")) {
      assertThat(button.getAccessibleName()).isNotBlank();
    }
    for (WebElement box : chromium.all("input")) {
      assertThat(box.getAccessibleName()).isIn("x", "y", "z");
    }
    for (String id : List.of("signal", "learned", "kernel", "residual")) {
      chromium.click("#" + id + "-numbers summary");
      assertThat(chromium.all("#" + id + "-numbers table")).as(id).hasSize(3);
      assertThat(chromium.all("#" + id + "-numbers tbody tr")).as(id).hasSizeGreaterThan(20);
      assertThat(chromium.one("#" + id + "-numbers div").getText()).doesNotContain("NaN");
    }
    String before = chromium.one("#signal-numbers div").getText();
    chromium.click("#zoom-in");
    assertThat(chromium.one("#signal-numbers div").getText()).isNotEqualTo(before);
    assertThat(chromium.all("h1")).hasSize(1);
    assertThat(chromium.value("document.documentElement.lang")).isEqualTo("en");
  }

  /** As a sensor or a job may be called by who does not mean well. */
  @Test
  void runsNothingThatANameSays() throws IOException {
    String hostile =
        "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=2>\"'&";
    Path copy = page.resolveSibling("hostile.html");
    String json = "\"" + hostile.replace("\"", "\\\"") + "\"";
    String escaped = json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    Files.writeString(
        copy, Files.readString(page).replace("\"name\":\"y\"", "\"name\":" + escaped));
    chromium.open(copy.toUri().toString());
    chromium.settled();
    assertThat(chromium.value("window.pwned")).isNull();
    assertThat(texts("#signal-plots h3")).containsExactly("x", hostile, "z");
    assertThat(chromium.all("img")).isEmpty();
    // Not even if a name could leave the data: the policy knows no such script.
    Files.writeString(
        copy,
        Files.readString(page).replace("<footer>", "<footer><script>window.pwned=3</script>"));
    chromium.open(copy.toUri().toString());
    assertThat(chromium.value("window.pwned")).isNull();
    assertThat(chromium.complaints())
        .singleElement()
        .asString()
        .contains("Content Security Policy");
  }

  @Test
  void everyTextCanBeRead() {
    for (String theme : List.of("light", "dark")) {
      for (String colours :
          List.of(
              "ink/card",
              "soft/card",
              "soft/page",
              "accent/card",
              "good/good-back",
              "warn/warn-back")) {
        String[] names = colours.split("/");
        assertThat(contrast(names[0], names[1])).as(theme + " " + colours).isGreaterThan(4.5);
      }
      for (String line : List.of("denoised", "reference", "line-0", "line-3", "line-5", "line-6")) {
        assertThat(contrast(line, "card")).as(theme + " " + line).isGreaterThan(3);
      }
      chromium.click("#theme");
    }
  }

  /** As WCAG 2 defines it. */
  private static double contrast(String one, String other) {
    double[] luminance = new double[2];
    String[] names = {one, other};
    for (int i = 0; i < 2; i++) {
      int rgb =
          Integer.parseInt(
              chromium
                  .value("gaussflow.theme.colour(arguments[0])", names[i])
                  .toString()
                  .substring(1),
              16);
      double[] weights = {0.2126, 0.7152, 0.0722};
      for (int c = 0; c < 3; c++) {
        double share = ((rgb >> 8 * (2 - c)) & 0xFF) / 255.0;
        luminance[i] +=
            weights[c]
                * (share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4));
      }
    }
    return (Math.max(luminance[0], luminance[1]) + 0.05)
        / (Math.min(luminance[0], luminance[1]) + 0.05);
  }

  private static double span() {
    return chromium.number(VIEW + ".to - " + VIEW + ".from");
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
