/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.CommandRun;
import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on getting started do what it says. */
class GettingStartedITCase {

  private static final String RUN = "bin/gaussflow run conf/quickstart.yaml";
  private static final String EVALUATE =
      "bin/gaussflow evaluate --csv conf/data/comma2k19/gyro_vs_pose_rate.csv --time t_s"
          + " --value gyro_y_radps --reference ref_y_radps";
  private static final String VALIDATE_OWN = "bin/gaussflow validate my-job.yaml";
  private static final String RUN_OWN = "bin/gaussflow run my-job.yaml";

  private static final Page PAGE = Page.of(Page.GUIDE.resolve("getting-started.md"));
  private static final Page README = Page.of(ReadmeJobFile.ROOT.resolve("README.md"));

  @TempDir Path folder;

  /** Runs a command as it is shown, relative to a folder that has the files it names. */
  private static CommandRun run(String shown, Path base) {
    List<Object> arguments = new ArrayList<>();
    for (String word : shown.replaceFirst("bin/gaussflow ", "").split(" ")) {
      Path file = base.resolve(word);
      arguments.add(Files.isRegularFile(file) ? file : word);
    }
    return CommandRun.of(arguments.toArray());
  }

  /** The quickstart's own test compares what it prints with the README. */
  @Test
  void showsTheTableOfTheReadme() {
    assertThat(README.blocks("sh").get(0).code()).contains(RUN);
    assertThat(PAGE.blocks("sh").get(0).code().strip()).isEqualTo(RUN);
    assertThat(README.text()).contains(PAGE.blocks("text").get(0).code());
  }

  @Test
  void evaluatesAColumn() {
    CommandRun run = run(EVALUATE, ReadmeJobFile.ROOT);
    assertThat(run.err()).isEmpty();
    String root = ReadmeJobFile.ROOT + "/";
    assertThat(run.out().replace(root, "")).startsWith(PAGE.blocks("text").get(1).code());
  }

  @Test
  void runsTheTemplateOnAFileOfTheUser() throws Exception {
    Files.copy(ReadmeJobFile.ROOT.resolve("conf/template.yaml"), folder.resolve("my-job.yaml"));
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("sensor,measured_at,measured"));
    for (int n = 0; n < 1000; n++) {
      Instant time = Instant.ofEpochSecond(1_777_000_000 + 10L * n);
      lines.add("attic,%s,%s".formatted(time, Math.sin(n / 30.0) + random.nextGaussian()));
    }
    lines.add("attic,soon,1");
    Files.write(folder.resolve("measured.csv"), lines);

    assertThat(run(VALIDATE_OWN, folder).err()).isEmpty();
    CommandRun run = run(RUN_OWN, folder);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(rows("denoised")).hasSize(1000).allMatch(row -> row.startsWith("attic,\"20"));
    assertThat(rows("updates")).isNotEmpty();
    assertThat(rows("rejected")).hasSize(1);
  }

  private List<String> rows(String table) throws Exception {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("output").resolve(table))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    return rows;
  }
}
