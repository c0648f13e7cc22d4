/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Banks as updates and job files write them: Gaussians as "weight x (mean, standard deviation)" in
 * samples, joined by "+", such as "1.3 x (0.0, 2.5) + -0.3 x (0.0, 6.0)".
 */
public final class BankText {

  /** What a bank looks like, for messages. */
  public static final String FORM =
      "Gaussians 'weight x (mean, standard deviation)' joined by ' + ', such as"
          + " '1.3 x (0, 2.5) + -0.3 x (0, 6)', whose weights sum to 1";

  private static final String NUMBER = "([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)";
  private static final Pattern GAUSSIAN =
      Pattern.compile("\\s*%1$s\\s*x\\s*\\(\\s*%1$s\\s*,\\s*%1$s\\s*\\)\\s*".formatted(NUMBER));

  private BankText() {}

  /** A bank as text, every number with all its digits. */
  public static String of(GaussianBank bank) {
    return bank.components().stream()
        .map(
            component ->
                "%s x (%s, %s)"
                    .formatted(
                        component.weight(),
                        component.parameters().mean(),
                        component.parameters().standardDeviation()))
        .collect(Collectors.joining(" + "));
  }

  /** The bank that a text means, or empty if it means none. */
  public static Optional<GaussianBank> parse(String text) {
    List<GaussianBank.Component> components = new ArrayList<>();
    try {
      for (String part : text.split("(?<=\\))\\s*\\+", -1)) {
        Matcher matcher = GAUSSIAN.matcher(part);
        if (!matcher.matches()) {
          return Optional.empty();
        }
        components.add(
            new GaussianBank.Component(
                Double.parseDouble(matcher.group(1)),
                new GaussianParameters(
                    Double.parseDouble(matcher.group(2)), Double.parseDouble(matcher.group(3)))));
      }
      return Optional.of(new GaussianBank(components));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no number, no width, or weights of another sum
    }
  }
}
