/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One page as one file: the styles, the scripts and the data stand in it, so it needs nothing of
 * any network. Its content security policy lets only these styles and scripts take effect, each
 * known by its hash; text of a user can never become one.
 *
 * <p>Every page begins with uPlot, {@code theme.css}, {@code theme.js}, {@code charts.js} and {@code
 * parts.js}; its own {@code NAME.css} and {@code NAME.js} follow. {@code NAME.html} has the places {@code
 * @policy@}, {@code @title@}, {@code @styles@}, {@code @data@} and {@code @scripts@}.
 */
public final class Page {

  private static final String LIBRARY = "uplot/uPlot.iife.min.js";

  private final String name;
  private final String connections;
  private Optional<String> data = Optional.empty();

  private Page(String name, String connections) {
    this.name = name;
    this.connections = connections;
  }

  /** A page that asks nothing of any server. */
  public static Page alone(String name) {
    return new Page(name, "'none'");
  }

  /** A page that may ask the server that it came from. */
  public static Page served(String name) {
    return new Page(name, "'self'");
  }

  /**
   * The page with data, which its scripts find as the text of the element {@code data}.
   *
   * @param json any JSON; what could end the element in HTML is escaped
   */
  public Page withData(String json) {
    Page page = new Page(name, connections);
    page.data = Optional.of(json);
    return page;
  }

  /**
   * The HTML.
   *
   * @param title what the browser shows as the title
   */
  public String html(String title) {
    List<String> styles = List.of(read("uplot/uPlot.min.css"), read("theme.css"), own(".css"));
    // In the head, so that a dark page is never light at first.
    String theme = read("theme.js");
    List<String> scripts =
        List.of(licensedLibrary(), read("charts.js"), read("parts.js"), own(".js"));
    String policy =
        String.join(
            "; ",
            "default-src 'none'",
            "style-src " + hashes(styles),
            "script-src " + hashes(List.of(theme)) + " " + hashes(scripts),
            "connect-src " + connections,
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'");
    // Each place once and from the left, so that no text which is put in is searched for places.
    List<String> places = List.of("@policy@", "@title@", "@styles@", "@data@", "@scripts@");
    List<String> texts =
        List.of(
            policy,
            escaped(title),
            elements("style", styles) + "\n" + elements("script", List.of(theme)),
            data(),
            elements("script", scripts));
    StringBuilder html = new StringBuilder();
    String rest = own(".html");
    for (int i = 0; i < places.size(); i++) {
      int at = rest.indexOf(places.get(i));
      if (at < 0) {
        throw new IllegalStateException(name + ".html has no " + places.get(i) + " in its place");
      }
      html.append(rest, 0, at).append(texts.get(i));
      rest = rest.substring(at + places.get(i).length());
    }
    return html.append(rest).toString();
  }

  /** A text as it may stand in HTML, also in an attribute. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '<' || c == '>' || c == '&' || c == '"' || c == '\'') {
                escaped.append("&#").append(c).append(';');
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  private String data() {
    return data.map(
            json ->
                "<script id=\"data\" type=\"application/json\">"
                    // In JSON these stand only within texts, where the escape means the same.
                    + json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                    + "</script>")
        .orElse("");
  }

  /** The licence asks to be in every copy. */
  private static String licensedLibrary() {
    return "/*!\nuPlot, https://github.com/leeoniya/uPlot\n\n"
        + read("uplot/LICENSE").strip()
        + "\n*/\n"
        + read(LIBRARY);
  }

  private String own(String ending) {
    return read(name + ending);
  }

  private static String elements(String element, List<String> texts) {
    return texts.stream()
        .map(text -> "<%1$s>%2$s</%1$s>".formatted(element, text))
        .collect(Collectors.joining("\n"));
  }

  private static String hashes(List<String> texts) {
    List<String> hashes = new ArrayList<>();
    for (String text : texts) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
    return String.join(" ", hashes);
  }

  private static String read(String resource) {
    try (InputStream bytes = Page.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("there is no resource " + resource + "; build again");
      }
      // A browser hashes what it parsed, in which every line ends with \n.
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
