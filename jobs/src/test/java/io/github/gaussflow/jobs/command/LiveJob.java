/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.gaussflow.jobs.kafka.FailingFunction;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code run --live} in a thread of the test's process, until it is cancelled. */
final class LiveJob implements AutoCloseable {

  /** The shipped job file with times that pass five times as fast, on one subtask. */
  static final String DEMO = demo();

  /**
   * The same with sensors of which one is called what may be markup, and whose samples pass a
   * function that fails when a test wants it.
   */
  static final String FRAGILE =
      DEMO.replace(
          "\nsamples:\n  table: simulated\n",
          """

            - CREATE TEMPORARY FUNCTION failing AS '%s'
            - |
              CREATE VIEW fragile AS
              SELECT IF(sensor = 'sensor-3', 'sensor-3<img src=x onerror="window.pwned=1">', sensor) AS sensor,
                `time`, CAST(failing(CAST(`value` AS STRING)) AS DOUBLE) AS `value`, reference
              FROM simulated

          samples:
            table: fragile
          """
              .formatted(FailingFunction.class.getName()));

  private static final long PATIENCE_MINUTES = 3;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();
  private final CompletableFuture<Integer> status;
  private String run = "";
  private long tick;

  private LiveJob(int port, Path file) {
    status =
        CompletableFuture.supplyAsync(
            () ->
                Gaussflow.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err, true))
                    .execute("run", "--live", "--live-port", "" + port, file.toString()));
  }

  /** Starts a job and waits until it runs. */
  static LiveJob start(Path folder, int port, String text) throws Exception {
    Files.createDirectories(folder);
    LiveJob job = new LiveJob(port, Files.writeString(folder.resolve("job.yaml"), text));
    while (List.of("starting", "created", "initializing")
        .contains(job.frame().get("state").asText())) {
      assertThat(job.status).as(job.err()).isNotDone();
    }
    return job;
  }

  private static String demo() {
    try {
      return Files.readString(ReadmeJobFile.ROOT.resolve("conf/live-demo.yaml"))
              .replace("'sensors' = '3'", "'sensors' = '3', 'rows-per-second' = '1500'")
              .replace("interval: 10 s", "interval: 1 s")
          + """
            parallelism.default: 1
            restart-strategy.type: fixed-delay
            restart-strategy.fixed-delay.delay: 0 s
          """;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the live view is. */
  URI view() throws InterruptedException {
    return told("gaussflow: live view: (\\S+)");
  }

  /** Where Flink's own web UI is. */
  URI flink() throws InterruptedException {
    return told("gaussflow: Flink's web UI: (\\S+)");
  }

  private URI told(String pattern) throws InterruptedException {
    for (; ; ) {
      Matcher matcher = Pattern.compile(pattern + "\\s").matcher(err.toString());
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
      if (status.isDone()) {
        throw new AssertionError("the command has ended: " + err);
      }
      Thread.onSpinWait();
    }
  }

  /** A frame of all that is there, with some sensors; waits until something may be new. */
  JsonNode frame(String... sensors) throws IOException, InterruptedException {
    JsonNode frame = ask("page=waiting&run=" + run + "&after=" + tick);
    run = frame.get("run").asText();
    tick = frame.get("tick").asLong();
    StringBuilder query = new StringBuilder("page=test&after=0");
    for (String sensor : sensors) {
      query.append("&sensor=").append(sensor);
    }
    return ask(query.toString());
  }

  private JsonNode ask(String query) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(view().resolve("frame?" + query)));
  }

  /** What a server answers. */
  static String get(URI address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address)).body();
  }

  /** What Flink says of its only job. */
  JsonNode ofFlink(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(get(jobAt(path)));
  }

  /** Lets Flink cancel the job and gives the status of its answer. */
  int cancel() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(jobAt("?mode=cancel"))
            .method("PATCH", HttpRequest.BodyPublishers.noBody()))
        .statusCode();
  }

  private URI jobAt(String path) throws IOException, InterruptedException {
    JsonNode jobs = new ObjectMapper().readTree(get(flink().resolve("jobs")));
    return flink().resolve("jobs/" + jobs.at("/jobs/0/id").asText() + path);
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Waits for the end of the command and gives its exit status. */
  int status() throws InterruptedException, ExecutionException, TimeoutException {
    return status.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
  }

  String err() {
    return err.toString();
  }

  String out() {
    return out.toString();
  }

  /** Cancels the job. */
  @Override
  public void close() {
    if (status.isDone()) {
      return;
    }
    try {
      cancel();
      status();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new AssertionError("the job cannot be cancelled", e);
    }
  }
}
