/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guide's page about the paper must not rot. */
class MathematicsPageTest {

  private static final List<String> PACKAGES =
      List.of("", "kernel.", "convolution.", "layer.", "cost.", "optimizer.", "statistics.");

  private static final Pattern EQUATION =
      Pattern.compile("(?m)^\\| \\((\\d+)\\) \\| .+ \\| `\\w+#\\w+` \\| `\\w+Test#\\w+` \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

  private String page;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("..", "src", "site", "markdown", "mathematics.md"));
  }

  @Test
  void everyEquationIsThereInOrderWithCodeAndTest() {
    List<Integer> equations = new ArrayList<>();
    Matcher matcher = EQUATION.matcher(page);
    while (matcher.find()) {
      equations.add(Integer.valueOf(matcher.group(1)));
    }
    assertThat(equations).containsExactlyElementsOf(IntStream.rangeClosed(1, 81).boxed().toList());
  }

  @Test
  void everythingThePageNamesExists() {
    Set<String> missing = new LinkedHashSet<>();
    Matcher matcher = NAME.matcher(page);
    int names = 0;
    while (matcher.find()) {
      names++;
      Class<?> type = find(matcher.group(1));
      if (type == null || !hasMember(type, matcher.group(2))) {
        missing.add(matcher.group());
      }
    }
    assertThat(missing).isEmpty();
    assertThat(names).isGreaterThan(162);
  }

  private static Class<?> find(String simpleName) {
    for (String name : PACKAGES) {
      try {
        return Class.forName("io.github.gaussflow.filter." + name + simpleName);
      } catch (ClassNotFoundException e) {
        // In one of the other packages, or in none.
        continue;
      }
    }
    return null;
  }

  private static boolean hasMember(Class<?> type, String name) {
    for (Class<?> t = type; t != null; t = t.getSuperclass()) {
      for (Method method : t.getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          return true;
        }
      }
      for (Field field : t.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }
}
