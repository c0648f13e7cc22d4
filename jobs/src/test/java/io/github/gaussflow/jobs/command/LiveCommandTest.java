/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code run --live} cannot work, it says so before anything runs. */
class LiveCommandTest {

  private static final Path DEMO = ReadmeJobFile.ROOT.resolve("conf/live-demo.yaml");

  private static void assertWrong(CommandRun run, String message) {
    assertThat(run.err()).startsWith(message);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void thePortMustBeFree() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = taken.getLocalPort();
      assertWrong(
          CommandRun.of("run", "--live", "--live-port", port, DEMO),
          "port %d for the live view cannot be had (Address already in use); give another with"
                  .formatted(port)
              + " --live-port, or 0 for any that is free");
    }
  }

  @Test
  void thePortMustBeOne() {
    assertWrong(
        CommandRun.of("run", "--live", "--live-port", 65536, DEMO),
        "--live-port must be from 0 to 65535, but is 65536");
    assertWrong(CommandRun.of("run", "--live-port", 1, DEMO), "--live-port needs --live");
  }

  @Test
  void theJobMustRunInThisProcess(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"), Files.readString(DEMO) + "  execution.target: remote\n");
    assertWrong(
        CommandRun.of("run", "--live", file),
        "--live follows a job of this process, but key 'flink.execution.target' sends it elsewhere,"
            + " to 'remote'; delete the key, or run without --live");
  }

  @Test
  void theJobFileIsRight() {
    CommandRun run = CommandRun.of("validate", DEMO);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }
}
