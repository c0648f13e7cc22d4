/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PictureTest {

  @Test
  void isWellFormedWithAnyNameAndSmallAtItsLargest() throws Exception {
    String svg = Picture.of("a<b>&\"c\"\u0001", "m/s & more", points(1_500, true));
    Document document = parse(svg);
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getBytes(StandardCharsets.UTF_8).length).isLessThan(100_000);
    assertThat(svg).contains("prefers-color-scheme: dark").contains(">reference<");
  }

  @Test
  void breaksLinesWhereThereIsNothingAndLeavesOutAReferenceThatIsNot() throws Exception {
    List<PicturePoint> points = points(100, false);
    points.set(50, new PicturePoint(points.get(50).time(), Double.NaN, Double.NaN, 1));
    points.removeIf(point -> point.time() > 60_000_000_000L && point.time() < 90_000_000_000L);
    String svg = Picture.of("s", "value", points);
    parse(svg);
    assertThat(svg).doesNotContain(">reference<").doesNotContain("NaN");
    String raw = svg.substring(svg.indexOf("line raw"), svg.indexOf("line denoised"));
    assertThat(raw.chars().filter(c -> c == 'M').count()).isEqualTo(3);
  }

  @Test
  void drawsAConstant() throws Exception {
    String svg =
        Picture.of(
            "s",
            "value",
            List.of(new PicturePoint(0, 3, Double.NaN, 3), new PicturePoint(0, 3, Double.NaN, 3)));
    parse(svg);
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void refusesTooFewSamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Picture.of("s", "value", List.of()))
        .withMessage("a picture needs at least 2 samples, but there are 0");
  }

  private static List<PicturePoint> points(int count, boolean reference) {
    List<PicturePoint> points = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double clean = Math.sin(n / 30.0);
      points.add(
          new PicturePoint(
              n * 1_000_000_000L, clean + n % 3, reference ? clean : Double.NaN, clean + 0.1));
    }
    return points;
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}
