/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Section {@code state}: how the job's state is found again and how long it stays. */
public final class StateOptions {

  /** What the identifiers of the operators begin with. */
  public static final ConfigOption<String> UID_PREFIX =
      ConfigOptions.key("state.uid-prefix")
          .stringType()
          .defaultValue("gaussflow")
          .withDescription(
              "What the identifiers of the stateful operators begin with. A savepoint fits only a job"
                  + " with the same prefix.");

  /** How long what was learned stays without samples. */
  public static final ConfigOption<Duration> RETENTION =
      ConfigOptions.key("state.retention")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "How long, in event time, what was learned of a sensor or group stays when no sample of"
                  + " it comes: then it starts anew. At least a window and 'samples.max-gap'. For ever"
                  + " if not set.");

  static final List<ConfigOption<?>> ALL = List.of(UID_PREFIX, RETENTION);

  private StateOptions() {}
}
