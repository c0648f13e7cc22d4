/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job over samples that follow no period. */
class IrregularSamplingJobITCase {

  private static final int SAMPLES = 1_500;

  @TempDir Path folder;

  /** A sine under noise at random times, 10 ms apart on average. */
  private static List<String> rows() {
    Random random = new Random(8);
    List<String> rows = new ArrayList<>();
    long micros = 0;
    for (int n = 0; n < SAMPLES; n++) {
      micros += 500 + Math.round(-9_500 * Math.log(1 - random.nextDouble()));
      double clean = Math.sin(micros / 3e5);
      double value = clean + .2 * random.nextGaussian();
      rows.add(String.format(Locale.ROOT, "a,%d,%.6f,%.6f", micros, value, clean));
    }
    return rows;
  }

  private double error(String sampling) throws IOException {
    String text =
        SensorJob.TEXT
            .replace("  reference: r\n", "  reference: r\n  sampling: " + sampling + "\n")
            .replace("denoised DOUBLE, version INT", "denoised DOUBLE, standard_error DOUBLE");
    List<String> rows = rows();
    SensorJob job = new SensorJob(folder).withText(text).withRows(rows);
    CommandRun run = CommandRun.of("run", job.file());
    assertThat(run.status()).as(run.err()).isZero();
    List<String[]> lines =
        new ArrayList<>(job.lines("clean").stream().map(line -> line.split(",")).toList());
    lines.sort((one, other) -> Long.compare(Long.parseLong(one[1]), Long.parseLong(other[1])));
    assertThat(lines).hasSize(SAMPLES);
    double sum = 0;
    double promised = 0;
    for (int n = 500; n < SAMPLES; n++) {
      double clean = Double.parseDouble(rows.get(n).split(",")[3]);
      sum += Math.pow(Double.parseDouble(lines.get(n)[2]) - clean, 2) / (SAMPLES - 500);
      promised += Math.pow(Double.parseDouble(lines.get(n)[3]), 2) / (SAMPLES - 500);
    }
    if (sampling.equals("irregular")) {
      assertThat(Math.sqrt(promised)).isEqualTo(Math.sqrt(sum), within(.3 * Math.sqrt(sum)));
    }
    return Math.sqrt(sum);
  }

  @Test
  void leavesLessErrorAtTheTrueTimes() throws IOException {
    double irregular = error("irregular");
    assertThat(irregular).isLessThan(.1);
    assertThat(irregular).isLessThan(.9 * error("regular"));
  }
}
