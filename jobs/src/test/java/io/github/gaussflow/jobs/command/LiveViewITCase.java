/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gaussflow.jobs.kafka.FailingFunction;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live view of the shipped demo, as programs see it; a test of the browser sees the page. */
class LiveViewITCase {

  @TempDir Path folder;

  @Test
  void followsAJobThatFailsAndRestarts() throws Exception {
    LiveJob job = LiveJob.start(folder, 0, LiveJob.FRAGILE);
    try (job) {
      assertThat(LiveJob.get(job.view())).contains("live-demo – Gaussflow live");
      JsonNode before = frameWith(job, 1_000);
      assertThat(before.get("names")).hasSize(3);
      assertThat(before.get("restarts").asLong()).isZero();

      // After a checkpoint, so that the job goes on and does not begin again.
      while (job.ofFlink("/checkpoints").at("/counts/completed").asLong() == 0) {
        job.frame(); // which waits a little
      }
      CountDownLatch failed = FailingFunction.failAfter(0);
      assertThat(failed.await(3, TimeUnit.MINUTES)).isTrue();
      JsonNode after = frameWith(job, 1_000);
      while (after.get("restarts").asLong() == 0
          || last(after) < last(before) + 20
          || !after.get("state").asText().equals("running")) {
        after = frameWith(job, 1_000);
      }
      double previous = Double.NEGATIVE_INFINITY;
      for (JsonNode time : after.get("sensors").get(0).get("times")) {
        assertThat(time.asDouble()).as("no sample twice").isGreaterThan(previous);
        previous = time.asDouble();
      }
      // Flink's own web UI shows the job, and takes no other.
      assertThat(LiveJob.get(job.flink())).contains("<title>Apache Flink Web Dashboard</title>");
      assertThat(
              LiveJob.send(
                      HttpRequest.newBuilder(job.flink().resolve("jars/upload"))
                          .POST(HttpRequest.BodyPublishers.noBody()))
                  .statusCode())
          .isEqualTo(404);
      assertThat(job.cancel()).isEqualTo(202);
      assertThat(job.status()).isEqualTo(1);
    }
    assertThat(job.err()).doesNotContain("\tat ");
  }

  @Test
  void tellsTheEndAndCountsNothingTwice() throws Exception {
    String text =
        SensorJob.TEXT
                .replace(
                    "/* more */",
                    ", ts AS TO_TIMESTAMP_LTZ(t / 1000, 3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND")
                .replace("  overwrite: true\n", "")
                .replace(
                    "samples:\n  table: measured",
                    """
                      - CREATE TEMPORARY FUNCTION failing AS '%s'
                      - CREATE VIEW fragile AS SELECT sensor, t, ts, failing(v) AS v, r FROM measured
                    samples:
                      table: fragile"""
                        .formatted(FailingFunction.class.getName()))
            + """
              execution.runtime-mode: STREAMING
              execution.checkpointing.interval: 1 min
              restart-strategy.type: fixed-delay
              restart-strategy.fixed-delay.delay: 0 s
            """;
    SensorJob files = new SensorJob(folder).withRows(SensorJob.rows());
    CountDownLatch watched = new CountDownLatch(1);
    FailingFunction.failAfter(900, watched);
    try (LiveJob job = LiveJob.start(folder, 0, text)) {
      JsonNode frame = job.frame("a"); // the view goes once all its pages know of the end
      watched.countDown();
      while (!frame.get("state").asText().equals("finished")) {
        frame = job.frame("a");
      }
      assertThat(frame.get("restarts").asLong()).isEqualTo(1);
      assertThat(frame.get("counts").toString())
          .isEqualTo("{\"in\":1800,\"out\":1800,\"late\":0,\"invalid\":0,\"duplicates\":0}");
      JsonNode sensor = frame.get("sensors").get(0);
      assertThat(sensor.get("times")).hasSize(600);
      assertThat(job.status()).isZero();
      assertThat(job.out()).contains("finished in");
      // What the page was told is what the table holds.
      String last =
          files.lines("clean").stream()
              .filter(line -> line.startsWith("a,5990"))
              .findFirst()
              .orElseThrow();
      assertThat(sensor.get("denoised").get(599).asDouble())
          .isEqualTo(Double.parseDouble(last.split(",")[2]));
    }
  }

  private static double last(JsonNode frame) {
    JsonNode times = frame.get("sensors").get(0).get("times");
    return times.get(times.size() - 1).asDouble();
  }

  /** A frame with so many points. */
  private static JsonNode frameWith(LiveJob job, int points) throws Exception {
    JsonNode frame = job.frame("sensor-1");
    while (frame.get("sensors").get(0).get("times").size() < points) {
      frame = job.frame("sensor-1");
    }
    return frame;
  }
}
