/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.period;

/**
 * The period of a group.
 *
 * @param group the group's name
 * @param period in nanoseconds, positive
 * @param knownAt the watermark in milliseconds at which it was known: what concerns earlier samples
 *     leaves the operators only then
 */
public record GroupPeriod(String group, long period, long knownAt) {}
