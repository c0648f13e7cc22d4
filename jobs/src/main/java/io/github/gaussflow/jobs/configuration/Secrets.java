/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The passwords of a job file, so that no message shows them: the values of options whose names say
 * so, in SQL and in section {@code flink}, and those within other values, such as {@code
 * password="..."} in a JAAS configuration, {@code password=...} in a URL, or {@code user:...@host}.
 */
public final class Secrets {

  /** What stands for a password, as it does in Flink's own messages. */
  public static final String HIDDEN = "******";

  /** What the name of a secret option contains: Flink's own list and a few more. */
  private static final String WORDS =
      "password|passwd|passphrase|secret|token|credential|api-?key|auth-params|service-key"
          + "|account\\.key|access\\.?-?key|basic-auth|jaas\\.config|http-headers";

  private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(?:" + WORDS + ").*");

  /** 'name' = 'value', also where the equals sign or the last quote is missing. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?i)'[^'\\n]*(?:" + WORDS + ")[^'\\n]*'\\s*=?\\s*'(?<value>(?:[^']|'')*)(?:'|\\z)");

  /** name="value" or name=value within a value, such as that of an option or a URL. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?i)(?<name>[\\w.-]*(?:"
              + WORDS
              + ")[\\w.-]*['\"]?\\s*=\\s*['\"]?)"
              + "(?<value>(?<=\")[^\"]*|(?<=')[^']*|[^\\s'\",;&)]+)");

  private static final Pattern USER_INFO = Pattern.compile("://[^/\\s:@']*:(?<value>[^@/\\s']+)@");

  private static final Pattern NONE = Pattern.compile("(?!)");

  private final Pattern known;

  private Secrets(Pattern known) {
    this.known = known;
  }

  /**
   * No password is known; those that a message itself says are passwords are hidden all the same.
   */
  public static Secrets none() {
    return new Secrets(NONE);
  }

  /** The passwords in the settings of a job file. */
  static Secrets of(Collection<Setting> settings) {
    Set<String> values = new LinkedHashSet<>();
    for (Setting setting : settings) {
      boolean secret = isSecret(setting.key());
      for (Setting.Item item : setting.items()) {
        if (secret) {
          values.add(item.text());
        }
        collect(item.text(), values);
      }
    }
    List<String> longestFirst =
        values.stream()
            .filter(value -> !value.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Secrets::alone)
            .toList();
    return longestFirst.isEmpty()
        ? none()
        : new Secrets(Pattern.compile(String.join("|", longestFirst)));
  }

  /** Whether an option holds a password, by its name. */
  static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** Whether a line of SQL has, before a column counted from 1, an option that holds a password. */
  public static boolean precede(String line, int column) {
    int end = Math.max(0, Math.min(column - 1, line.length()));
    return isSecret(line.substring(0, end));
  }

  /** A text without the passwords. */
  public String hide(String text) {
    String hidden = known.matcher(text).replaceAll(HIDDEN);
    return ASSIGNMENT.matcher(hidden).replaceAll("${name}" + HIDDEN);
  }

  private static void collect(String text, Set<String> values) {
    collect(OPTION.matcher(text), values);
    collect(ASSIGNMENT.matcher(text), values);
    collect(USER_INFO.matcher(text), values);
  }

  private static void collect(Matcher found, Set<String> values) {
    while (found.find()) {
      String value = found.group("value");
      values.add(value);
      values.add(value.replace("''", "'"));
      values.add(value.replaceAll("\\s+", " ").trim()); // as it stands in a message of one line
      collect(value, values); // a password may stand within a longer value
    }
  }

  /** A short password is not searched within other words, which would then be unreadable. */
  private static String alone(String value) {
    String start = Character.isLetterOrDigit(value.charAt(0)) ? "(?<![A-Za-z0-9])" : "";
    String end =
        Character.isLetterOrDigit(value.charAt(value.length() - 1)) ? "(?![A-Za-z0-9])" : "";
    return start + Pattern.quote(value) + end;
  }
}
