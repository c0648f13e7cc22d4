/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a cluster says of itself over its REST port. */
final class RestApi {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;

  RestApi(int port) {
    this.port = port;
  }

  /** The answer to a path such as {@code /jobs/overview}; empty while there is no good one. */
  Optional<JsonNode> get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() == 200
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  /** The number of task managers that have registered. */
  int taskManagers() {
    return get("/overview").map(overview -> overview.path("taskmanagers").asInt()).orElse(0);
  }

  /** What the job manager's configuration says of a key, once it serves. */
  Optional<String> configured(String key) {
    return get("/jobmanager/config").stream()
        .flatMap(entries -> StreamSupport.stream(entries.spliterator(), false))
        .filter(entry -> key.equals(entry.path("key").asText()))
        .map(entry -> entry.path("value").asText())
        .findFirst();
  }
}
