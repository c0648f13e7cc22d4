/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A job of a cluster as its REST API shows it. */
record RunningJob(RestApi rest, String id) {

  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

  /** Such as RUNNING or FINISHED; empty while the cluster does not say. */
  Optional<String> state() {
    return rest.get("/jobs/" + id).map(job -> job.path("state").asText());
  }

  /**
   * Whether all of its tasks run.
   *
   * @throws AssertionError if the job has ended
   */
  boolean runs() {
    Optional<JsonNode> job = rest.get("/jobs/" + id);
    if (job.isEmpty()) {
      return false;
    }
    String state = job.get().path("state").asText();
    if (ENDED.contains(state)) {
      throw new AssertionError("job %s is %s already: %s".formatted(id, state, failures()));
    }
    return elements(job.get().path("vertices"))
        .allMatch(
            vertex ->
                vertex.path("tasks").path("RUNNING").asInt() == vertex.path("parallelism").asInt());
  }

  /** The resource identifiers of the task managers that run its tasks. */
  List<String> taskManagers() {
    return subtasks().map(subtask -> subtask.path("taskmanager-id").asText()).distinct().toList();
  }

  /**
   * How often the job was restarted. By its tasks and no metric: the job manager asks for metrics
   * on, for as long as {@code web.timeout}, where a process is gone.
   */
  int restarts() {
    return subtasks().mapToInt(subtask -> subtask.path("attempt").asInt()).max().orElse(0);
  }

  private Stream<JsonNode> subtasks() {
    return rest.get("/jobs/" + id).stream()
        .flatMap(job -> elements(job.path("vertices")))
        .map(vertex -> rest.get("/jobs/" + id + "/vertices/" + vertex.path("id").asText()))
        .flatMap(Optional::stream)
        .flatMap(vertex -> elements(vertex.path("subtasks")));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** How many checkpoints are completed or failed. */
  int checkpoints(String status) {
    return rest.get("/jobs/" + id + "/checkpoints")
        .map(checkpoints -> checkpoints.path("counts").path(status).asInt())
        .orElse(0);
  }

  /** The first lines of what has failed, newest first. */
  String failures() {
    StringBuilder text = new StringBuilder();
    rest.get("/jobs/" + id + "/exceptions")
        .ifPresent(
            failures ->
                failures
                    .path("exceptionHistory")
                    .path("entries")
                    .forEach(
                        entry ->
                            entry
                                .path("stacktrace")
                                .asText()
                                .lines()
                                .filter(line -> !line.startsWith("\tat "))
                                .forEach(line -> text.append(line).append('\n'))));
    return text.toString();
  }

  /** Waits until the job has finished. */
  void awaitFinished() {
    String state = Condition.await("the end of job " + id, () -> state().filter(ENDED::contains));
    if (!state.equals("FINISHED")) {
      throw new AssertionError("job %s is %s: %s".formatted(id, state, failures()));
    }
  }

  /** Waits until so many checkpoints are complete. */
  void awaitCheckpoints(int number) {
    Condition.await(
        number + " checkpoints of job " + id,
        () -> checkpoints("completed") >= number ? Optional.of(number) : Optional.empty());
  }
}
