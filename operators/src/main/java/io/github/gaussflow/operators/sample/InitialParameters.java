/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * With what each group starts: some groups with a filter of their own, all others with one.
 * Immutable. It travels with the job, so its size is that of the groups it names.
 */
public final class InitialParameters implements Serializable {

  private static final long serialVersionUID = 1L;

  private final InitialFilter otherwise;
  private final HashMap<String, InitialFilter> groups;

  private InitialParameters(InitialFilter otherwise, Map<String, InitialFilter> groups) {
    this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
    this.groups = new HashMap<>(groups);
  }

  /** Every group starts with the same filter. */
  public static InitialParameters of(InitialFilter all) {
    return new InitialParameters(all, Map.of());
  }

  /** The same with filters for these groups in place of those they had. */
  public InitialParameters with(Map<String, InitialFilter> others) {
    Map<String, InitialFilter> joined = new HashMap<>(groups);
    joined.putAll(others);
    return new InitialParameters(otherwise, joined);
  }

  /** The filter that a group starts with. */
  public InitialFilter of(String group) {
    return groups.getOrDefault(group, otherwise);
  }

  /** Whether a group has a filter of its own. */
  public boolean names(String group) {
    return groups.containsKey(group);
  }
}
