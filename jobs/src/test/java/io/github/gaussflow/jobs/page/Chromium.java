/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium of this machine, without a window and with an empty profile. Nothing is ever
 * downloaded: the programs chromium and chromedriver must be on the PATH.
 */
public final class Chromium implements AutoCloseable {

  private static final Pattern REQUEST =
      Pattern.compile("\"method\":\"Network\\.requestWillBeSent\".*?\"url\":\"([^\"]+)\"");

  /**
   * It warns of each Chromium that is newer than itself; a logger that nobody holds is forgotten.
   */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ChromeDriver driver;

  private Chromium(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder for what it keeps
   */
  public static Chromium start(Path profile) {
    SELENIUM.setLevel(Level.SEVERE);
    // Else Selenium traces every call with OpenTelemetry.
    System.setProperty("webdriver.remote.enableTracing", "false");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium").toFile());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--window-size=1200,900",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver").toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    return new Chromium(new ChromeDriver(service, options));
  }

  private static Path program(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no program '%s'; install Debian's packages chromium and chromium-driver, or leave the profile 'browser' out"
                        .formatted(name)));
  }

  /** Opens a page, after what was logged before has been forgotten. */
  public void open(String url) {
    driver.manage().logs().get(LogType.BROWSER);
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(url);
  }

  /** Opens the page that is open again. */
  public void reload() {
    driver.navigate().refresh();
  }

  /** Makes the page so wide and high in CSS pixels, as on a phone or not. */
  public void size(int width, int height, boolean phone) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", phone));
    settled();
  }

  /** What the reader's system prefers, such as prefers-color-scheme: dark. */
  public void prefers(String feature, String value) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
    settled();
  }

  /** Waits until what has been asked of the page is painted. */
  public void settled() {
    driver.executeAsyncScript(
        "const done = arguments[arguments.length - 1];"
            + "requestAnimationFrame(() => requestAnimationFrame(() => done()));");
  }

  /** Waits until an expression of the page's JavaScript is true. */
  public void await(String expression) {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    try {
      driver.executeAsyncScript(
          "const done = arguments[arguments.length - 1];"
              + "const look = () => (%s) ? done() : setTimeout(look, 50); look();"
                  .formatted(expression));
    } catch (ScriptTimeoutException e) {
      throw new AssertionError("waited in vain for " + expression, e);
    }
  }

  /** The elements that a CSS selector finds. */
  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The only element that a CSS selector finds. */
  public WebElement one(String selector) {
    List<WebElement> found = all(selector);
    assertThat(found).as(selector).hasSize(1);
    return found.get(0);
  }

  /** Clicks on the only element that a CSS selector finds. */
  public void click(String selector) {
    one(selector).click();
    settled();
  }

  /** Moves of the mouse and of the keys; to be performed and then waited for. */
  public Actions actions() {
    return new Actions(driver);
  }

  /** What an expression of the page's JavaScript gives. */
  public Object value(String expression, Object... arguments) {
    return driver.executeScript("return " + expression + ";", arguments);
  }

  /** The same as a number. */
  public double number(String expression, Object... arguments) {
    return ((Number) value(expression, arguments)).doubleValue();
  }

  /** How many pixels of a canvas have a colour of the theme. */
  public double painted(String selector, String colour) {
    return number(
        """
        ((selector, colour) => {
          const canvas = document.querySelector(selector);
          const wanted = parseInt(gaussflow.theme.colour(colour).slice(1), 16);
          const copy = new OffscreenCanvas(canvas.width, canvas.height);
          const context = copy.getContext('2d', {willReadFrequently: true});
          context.drawImage(canvas, 0, 0);
          const bytes = context.getImageData(0, 0, canvas.width, canvas.height).data;
          let count = 0;
          for (let i = 0; i < bytes.length; i += 4) {
            const found = (bytes[i] << 16) | (bytes[i + 1] << 8) | bytes[i + 2];
            count += found === wanted && bytes[i + 3] === 255 ? 1 : 0;
          }
          return count;
        })(arguments[0], arguments[1])""",
        selector,
        colour);
  }

  /** Sends a command of the DevTools protocol. */
  public void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** Writes what is seen into a PNG, and the folders above it. */
  public void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  /** What the console said since the page was opened, warnings and errors; forgets it. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The addresses that the page asked for since it was opened; forgets them. */
  public List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> REQUEST.matcher(entry.getMessage()))
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
