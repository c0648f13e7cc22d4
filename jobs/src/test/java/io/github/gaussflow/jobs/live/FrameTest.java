/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameTest {

  private static final long DAY = 86_400_000_000_000L;
  private static final String HOSTILE = "</script><b>\"";

  private final LiveRun run = LiveRun.open(SamplingGrid.withoutPeriod(), () -> 7_000);

  @BeforeEach
  void fill() {
    for (int n = 0; n < 3; n++) {
      DenoisedSample sample =
          new DenoisedSample(
              HOSTILE, "g", DAY + n * 1_000L, n, Double.NaN, n / 3.0, 0.1, 1, false, false);
      run.begin(sample);
      run.sensor(HOSTILE).orElseThrow().accept(sample);
    }
    run.sensor("another");
    run.tick();
  }

  @AfterEach
  void close() {
    run.close();
  }

  private JsonNode frame(long after, int names, LiveStatus status, String... sensors)
      throws IOException {
    FrameRequest request = new FrameRequest("p", run.name(), after, names, List.of(sensors));
    return new ObjectMapper()
        .readTree(Frame.of(run, request, 1, status, new Rates.PerSecond(5, Double.NaN)));
  }

  private static LiveStatus status(LiveStatus.Counts... counts) {
    return new LiveStatus("running", 2, List.of(counts).stream().findFirst());
  }

  @Test
  void holdsTheSensorsThatAreAskedForOnly() throws IOException {
    JsonNode frame = frame(0, 0, status(), HOSTILE);
    assertThat(frame.get("run").asText()).isEqualTo(run.name());
    assertThat(frame.get("tick").asLong()).isEqualTo(1);
    assertThat(frame.get("origin").asLong()).isEqualTo(DAY / 1_000_000);
    assertThat(frame.get("names")).extracting(JsonNode::asText).containsExactly(HOSTILE, "another");
    assertThat(frame.get("sensors")).hasSize(1);
    JsonNode sensor = frame.get("sensors").get(0);
    assertThat(sensor.get("name").asText()).isEqualTo(HOSTILE);
    assertThat(sensor.get("fresh").asBoolean()).isTrue();
    assertThat(sensor.get("times").get(2).asDouble()).isCloseTo(2e-6, within(1e-15));
    assertThat(sensor.get("denoised").get(1).asDouble()).isEqualTo(1 / 3.0);
    assertThat(sensor.get("reference").get(1).isNull()).isTrue();
    assertThat(frame.get("groups").get(0).get("name").asText()).isEqualTo("g");
    assertThat(frame.get("came").asLong()).isEqualTo(7_000);
    assertThat(frame(0, 1, status()).get("sensors")).isEmpty();
    assertThat(frame(0, 1, status()).get("names")).hasSize(1);
  }

  @Test
  void holdsWhatIsNewOnly() throws IOException {
    JsonNode frame = frame(1, 2, status(), HOSTILE);
    assertThat(frame.get("names")).isEmpty();
    assertThat(frame.get("sensors").get(0).get("fresh").asBoolean()).isFalse();
    assertThat(frame.get("sensors").get(0).get("times")).isEmpty();
    assertThat(frame.has("came")).isFalse();
  }

  @Test
  void tellsHowTheJobIs() throws IOException {
    JsonNode frame = frame(0, 0, status(new LiveStatus.Counts(10, 5, 3, 1, 1)));
    assertThat(frame.get("state").asText()).isEqualTo("running");
    assertThat(frame.get("restarts").asLong()).isEqualTo(2);
    assertThat(frame.get("counts").toString())
        .isEqualTo("{\"in\":10,\"out\":5,\"late\":3,\"invalid\":1,\"duplicates\":1}");
    assertThat(frame.get("rates").toString()).isEqualTo("{\"in\":5.0,\"out\":null}");
    assertThat(frame(0, 0, status()).has("counts")).as("where nobody counts").isFalse();
  }
}
