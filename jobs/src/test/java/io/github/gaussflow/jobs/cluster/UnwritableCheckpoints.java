/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A job's folder of checkpoints in which no checkpoint can be written any more, while those that
 * are there can be read, as on a full disk. A file stands where the folder of each next one would
 * be made, which stops the administrator too.
 */
final class UnwritableCheckpoints {

  private static final int ALL = 2_000;

  private static final String PREFIX = "chk-";

  private final Path folder;
  private final List<Path> obstacles = new ArrayList<>();

  UnwritableCheckpoints(Path folder) {
    this.folder = folder;
  }

  /** From now on no checkpoint can be written. */
  void begin() throws IOException {
    obstruct(ALL);
  }

  /** So many of the next checkpoints cannot be written. */
  void obstruct(int number) throws IOException {
    long next = last() + 1;
    int made = 0;
    while (made < number) {
      try {
        obstacles.add(Files.createFile(folder.resolve(PREFIX + next)));
        made++;
      } catch (FileAlreadyExistsException e) {
        // This one is being written already.
      }
      next++;
    }
  }

  private long last() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(PREFIX))
          .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length())))
          .max()
          .orElse(0);
    }
  }

  /** From now on checkpoints can be written again. */
  void end() throws IOException {
    for (Path obstacle : obstacles) {
      Files.deleteIfExists(obstacle);
    }
  }
}
