/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final String HOSTILE = "</script><script>alert('@scripts@')</script>&\u2028";

  @Test
  void lettersOfAUserNeverBecomeMarkup() {
    String html =
        Page.alone("report").withData("{\"name\":\"" + HOSTILE + "\"}").html(HOSTILE + "@data@");
    assertThat(html).doesNotContain("<script>alert").doesNotContain("</script><script>alert");
    assertThat(html).contains("<title>&#60;/script&#62;&#60;script&#62;alert(&#39;@scripts@&#39;)");
    assertThat(html)
        .contains("{\"name\":\"\\u003c/script\\u003e\\u003cscript\\u003ealert('@scripts@')");
    assertThat(html).containsOnlyOnce("id=\"data\"");
  }

  @Test
  void thePolicyKnowsEveryScriptAndStyleByItsHash() throws Exception {
    String html = Page.alone("report").html("a title");
    String policy = first(html, "Content-Security-Policy\" content=\"([^\"]+)\"");
    assertThat(policy)
        .startsWith("default-src 'none'; ")
        .contains("connect-src 'none'")
        .doesNotContain("unsafe");
    int found = 0;
    Matcher elements = Pattern.compile("(?s)<(style|script)>(.*?)</\\1>").matcher(html);
    while (elements.find()) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(elements.group(2).getBytes(StandardCharsets.UTF_8));
      assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
      found++;
    }
    assertThat(found).isEqualTo(8);
    assertThat(first(Page.served("report").html(""), "connect-src ([^;]+);")).isEqualTo("'self'");
  }

  @Test
  void holdsItsLibraryWithTheLicence() {
    String html = Page.alone("report").html("");
    assertThat(html).contains("The MIT License").contains("Leon Sorokin").contains("var uPlot=");
    assertThat(html).doesNotContainPattern("(src|href)=\"http").doesNotContain("@import");
  }

  private static String first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
