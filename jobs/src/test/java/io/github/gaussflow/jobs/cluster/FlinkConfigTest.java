/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped fragment of a cluster's configuration is one that Flink understands. */
class FlinkConfigTest {

  @TempDir Path folder;

  private Configuration read() throws Exception {
    Files.copy(ReadmeJobFile.ROOT.resolve("conf/flink-config.yaml"), folder.resolve("config.yaml"));
    return GlobalConfiguration.loadConfiguration(folder.toString());
  }

  @Test
  void hasOnlyOptionsOfFlink() throws Exception {
    Configuration fragment = read();
    FlinkOptions.check(fragment);
    assertThat(fragment.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
    // Set there, it would take the place of the modules that Flink's own file opens.
    assertThat(fragment.contains(CoreOptions.FLINK_JVM_OPTIONS)).isFalse();
    assertThat(fragment.get(CoreOptions.FLINK_TM_JVM_OPTIONS))
        .isEqualTo("--add-modules=jdk.incubator.vector");
  }

  /** The page's table of what a task manager's memory is. */
  @Test
  void dividesTheMemoryAsTheGuideSays() throws Exception {
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(read());
    assertThat(memory.getTotalProcessMemorySize()).isEqualTo(MemorySize.parse("4g"));
    assertThat(DeploymentPage.text())
        .contains("| task heap | %d MB |".formatted(memory.getTaskHeapSize().getMebiBytes()))
        .contains("| managed | %d MB |".formatted(memory.getManagedMemorySize().getMebiBytes()))
        .contains("| network | %d MB |".formatted(memory.getNetworkMemSize().getMebiBytes()));
  }
}
