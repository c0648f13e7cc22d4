/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker of one node (KRaft) as a process of its own, which can be killed and started again
 * with what it had stored. It does not make topics by itself.
 */
final class KafkaBroker implements AutoCloseable {

  static final String USER = "gaussflow";
  static final String PASSWORD = "Tr4vn1k-0pen-Se5ame";

  private static final int START_SECONDS = 60;
  private static final int MOST_ATTEMPTS = 5;

  private final Path folder;
  private final int port;
  private final int securePort;
  private Process process;

  private KafkaBroker(Path folder, List<Integer> ports) {
    this.folder = folder;
    this.port = ports.get(0);
    this.securePort = ports.get(1);
  }

  /**
   * Starts a broker that keeps its data in a folder. Its ports must be known before it takes them,
   * so that another process may be faster: then it is tried with others.
   */
  static KafkaBroker start(Path folder) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      List<Integer> ports = freePorts(3);
      KafkaBroker broker =
          new KafkaBroker(Files.createDirectory(folder.resolve("attempt-" + attempt)), ports);
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
      Files.write(broker.configuration(), properties(broker.folder, ports));
      broker.format();
      try {
        broker.start();
        return broker;
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS || !broker.printed().contains("Address already in use")) {
          throw e;
        }
      }
    }
  }

  private void format() throws IOException, InterruptedException {
    Process format =
        java(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            Uuid.randomUuid().toString(),
            "--config",
            configuration().toString());
    if (format.waitFor() != 0) {
      throw new IOException("the storage was not formatted: " + printed());
    }
  }

  /** Where it is reached without a password. */
  String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Where it wants {@link #USER} and {@link #PASSWORD}, SASL_PLAINTEXT with PLAIN. */
  String secureBootstrapServers() {
    return "localhost:" + securePort;
  }

  /** Starts it again, after it was killed. */
  void start() throws IOException, InterruptedException {
    process = java("kafka.Kafka", configuration().toString());
    Map<String, Object> patience =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            START_SECONDS * 1000);
    try (Admin admin = Admin.create(patience)) {
      CompletableFuture<?> answer =
          admin.describeCluster().nodes().toCompletionStage().toCompletableFuture();
      CompletableFuture.anyOf(answer, process.onExit()).get(START_SECONDS, TimeUnit.SECONDS);
      if (!process.isAlive()) {
        throw new IOException("the process has ended");
      }
    } catch (IOException | ExecutionException | TimeoutException e) {
      close();
      throw new IOException("the broker did not start: " + printed(), e);
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Makes a topic. */
  void createTopic(String topic, int partitions) throws InterruptedException {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Path configuration() {
    return folder.resolve("server.properties");
  }

  private String printed() throws IOException {
    return Files.readString(folder.resolve("printed"));
  }

  private Process java(String... mainAndArguments) throws IOException {
    Path classPath = Path.of("target/kafka.classpath");
    if (!Files.exists(classPath)) {
      throw new IOException("there is no " + classPath + "; run Maven with -P kafka");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(Files.readString(classPath));
    command.addAll(List.of(mainAndArguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("printed").toFile()))
        .start();
  }

  private static List<String> properties(Path folder, List<Integer> ports) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@localhost:" + ports.get(2),
        "controller.listener.names=CONTROLLER",
        "listeners=PLAINTEXT://localhost:%d,SASL_PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d"
            .formatted(ports.get(0), ports.get(1), ports.get(2)),
        "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,"
            + "SASL_PLAINTEXT:SASL_PLAINTEXT",
        "sasl.enabled.mechanisms=PLAIN",
        "listener.name.sasl_plaintext.plain.sasl.jaas.config="
            + "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                .formatted(USER, PASSWORD),
        "log.dirs=" + folder.resolve("data"),
        "auto.create.topics.enable=false",
        "offsets.topic.num.partitions=1",
        "offsets.topic.replication.factor=1",
        "transaction.state.log.num.partitions=2",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "group.initial.rebalance.delay.ms=0",
        // A killed broker may come back at once.
        "broker.heartbeat.interval.ms=500",
        "broker.session.timeout.ms=2000");
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      sockets.add(socket);
      ports.add(socket.getLocalPort());
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
