/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.AlgorithmOptions;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.CleanupOptions;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.SinkOptions;
import org.apache.flink.configuration.SlowTaskDetectorOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateChangelogOptions;
import org.apache.flink.configuration.StateLatencyTrackOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.StateSizeTrackOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.config.OptimizerConfigOptions;
import org.apache.flink.table.api.config.TableConfigOptions;

/**
 * The options of Flink itself as far as its public classes declare them, so that a mistyped one in
 * the section {@code flink} is found before the job runs. Names that Flink only still understands
 * from before are not among them.
 */
final class FlinkOptions {

  private static final List<Class<?>> DECLARING =
      List.of(
          AlgorithmOptions.class,
          BatchExecutionOptions.class,
          BlobServerOptions.class,
          CheckpointingOptions.class,
          CleanupOptions.class,
          ClusterOptions.class,
          CoreOptions.class,
          DeploymentOptions.class,
          ExecutionOptions.class,
          ExternalResourceOptions.class,
          HeartbeatManagerOptions.class,
          HighAvailabilityOptions.class,
          JobManagerOptions.class,
          MetricOptions.class,
          NettyShuffleEnvironmentOptions.class,
          PipelineOptions.class,
          ResourceManagerOptions.class,
          RestOptions.class,
          RestartStrategyOptions.class,
          RpcOptions.class,
          SecurityOptions.class,
          SinkOptions.class,
          SlowTaskDetectorOptions.class,
          StateBackendOptions.class,
          StateChangelogOptions.class,
          StateLatencyTrackOptions.class,
          StateRecoveryOptions.class,
          StateSizeTrackOptions.class,
          TaskManagerOptions.class,
          WebOptions.class,
          ExecutionConfigOptions.class,
          OptimizerConfigOptions.class,
          TableConfigOptions.class);

  /** Sections of options that plugins, file systems and state backends declare, or users name. */
  private static final List<String> OPEN =
      List.of(
          "containerized.",
          "env.",
          "events.",
          "execution.checkpointing.storage.",
          "external-resource.",
          "fs.",
          "gs.",
          "high-availability.",
          "kubernetes.",
          "metrics.",
          "oss.",
          "plugin.",
          "s3.",
          "security.",
          "state.backend.rocksdb.",
          "state.backend.forst.",
          "traces.",
          "yarn.");

  private static final Map<String, ConfigOption<?>> KNOWN = known();

  private FlinkOptions() {}

  /** Adds a problem for each key that cannot be one of Flink's and each value it cannot read. */
  static void check(JobFile file, Problems problems) {
    Map<String, Setting> settings = file.flink();
    Configuration configuration = JobFile.toConfiguration(settings);
    settings.forEach(
        (key, setting) -> {
          ConfigOption<?> option = KNOWN.get(key);
          if (option != null) {
            checkValue(option, setting, configuration, problems);
          } else if (!mayExist(key)) {
            problems.add(
                setting.line(),
                "key '%s' is no option of Flink%s"
                    .formatted(setting.key(), NearestName.question(key, KNOWN.keySet())));
          }
        });
  }

  private static void checkValue(
      ConfigOption<?> option, Setting setting, Configuration configuration, Problems problems) {
    try {
      configuration.getOptional(option);
    } catch (IllegalArgumentException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      problems.add(
          setting.line(),
          "key '%s' cannot be '%s': %s"
              .formatted(
                  setting.key(),
                  String.join(", ", setting.items().stream().map(Setting.Item::text).toList()),
                  cause.getMessage()));
    }
  }

  /**
   * Whether a key that is not declared can still be one: in an open section, an entry of a map, or
   * of something that is not part of Flink at all.
   */
  private static boolean mayExist(String key) {
    if (OPEN.stream().anyMatch(key::startsWith)) {
      return true;
    }
    for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
      if (KNOWN.containsKey(key.substring(0, dot))) {
        return true;
      }
    }
    Set<String> sections = new TreeSet<>();
    KNOWN.keySet().forEach(known -> sections.add(firstPart(known)));
    return !sections.contains(firstPart(key))
        && NearestName.of(key, KNOWN.keySet()).isEmpty()
        && NearestName.of(firstPart(key), sections).isEmpty();
  }

  private static String firstPart(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  private static Map<String, ConfigOption<?>> known() {
    Map<String, ConfigOption<?>> known = new TreeMap<>();
    for (Class<?> declaring : DECLARING) {
      for (Field field : declaring.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          ConfigOption<?> option = option(field);
          known.put(option.key(), option);
        }
      }
    }
    return known;
  }

  private static ConfigOption<?> option(Field field) {
    try {
      return (ConfigOption<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("public option " + field + " cannot be read", e);
    }
  }
}
