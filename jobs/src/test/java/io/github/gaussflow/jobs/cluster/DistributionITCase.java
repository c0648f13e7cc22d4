/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packed distribution holds, and that it runs where it is unpacked. */
@Tag("cluster")
class DistributionITCase {

  @TempDir static Path folder;

  private static Path home;

  @BeforeAll
  static void unpack() throws Exception {
    List<Path> found = list(ReadmeJobFile.ROOT.resolve("jobs/target"), "gaussflow-.*\\.tar\\.gz");
    assertThat(found).as("distributions").hasSize(1);
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    run(elsewhere, "tar", "xzf", found.get(0).toString());
    home = list(elsewhere, "gaussflow-.*").get(0);
    assertThat(found.get(0).getFileName()).hasToString(home.getFileName() + ".tar.gz");
  }

  private static List<Path> list(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
    }
  }

  /** Runs a program in a folder; gives what it prints to standard output. */
  private static String run(Path in, String... command) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int status = builder.start().waitFor();
    assertThat(status).as(Files.readString(err)).isZero();
    return Files.readString(out);
  }

  @Test
  void theCommandRunsWithoutMaven() throws Exception {
    String version = home.getFileName().toString().substring("gaussflow-".length());
    assertThat(run(home, "bin/gaussflow", "--version")).isEqualTo("gaussflow " + version + "\n");
    List<String> commands = DeploymentPage.commands("bin/gaussflow");
    assertThat(commands).containsExactly("bin/gaussflow run conf/quickstart.yaml");
    String out = run(home, commands.get(0).split(" "));
    assertThat(Files.readString(ReadmeJobFile.ROOT.resolve("README.md")))
        .contains(out.lines().limit(4).collect(Collectors.joining("\n")));
    assertThat(home.resolve("log/gaussflow.log")).exists();
    assertThat(home.resolve("output/quickstart/denoised")).isNotEmptyDirectory();
  }

  @Test
  void allThatIsPackedHasItsLicence() throws Exception {
    String thirdParty = Files.readString(home.resolve("licenses/THIRD-PARTY.txt"));
    Set<String> listed = new HashSet<>();
    Matcher artifact = Pattern.compile("\\([^:()]+:([^:]+):([^ ]+) - ").matcher(thirdParty);
    while (artifact.find()) {
      listed.add(artifact.group(1) + "-" + artifact.group(2) + ".jar");
    }
    List<Path> jars = list(home.resolve("lib/flink"), ".*\\.jar");
    assertThat(jars).hasSizeGreaterThan(40);
    assertThat(listed).containsAll(jars.stream().map(jar -> jar.getFileName().toString()).toList());
    assertThat(thirdParty).contains(":picocli:").doesNotContain("Unknown license");
    assertThat(Files.readString(home.resolve("LICENSE"))).contains("Apache License");
    assertThat(home.resolve("NOTICE")).isNotEmptyFile();
    for (Path data : list(home.resolve("conf/data"), ".*")) {
      assertThat(data.resolve("LICENSE")).isNotEmptyFile();
    }
  }
}
