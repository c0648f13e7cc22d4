/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.cluster;

import io.github.gaussflow.jobs.command.ReadmeJobFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A standalone cluster: one job manager and any number of task managers, each a process of its own,
 * started as Flink's scripts do from {@code conf/flink-config.yaml} and the jars that {@code
 * bin/gaussflow} takes. Its logs stay in {@code target/cluster-logs}. The processes end with {@link
 * #close} or with this process, whichever is first.
 */
final class FlinkCluster implements AutoCloseable {

  static final Path JAR = ReadmeJobFile.ROOT.resolve("jobs/target/gaussflow-jobs.jar");

  private static final String TEMPORARY = "tmp";

  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private static final Path LIB = ReadmeJobFile.ROOT.resolve("jobs/target/lib");

  /** Small processes, and failures that are noticed in seconds. */
  private static final Map<String, String> SMALL_AND_QUICK =
      Map.of(
          "taskmanager.numberOfTaskSlots", "1",
          "jobmanager.memory.process.size", "800m",
          "taskmanager.memory.process.size", "900m",
          "taskmanager.memory.jvm-metaspace.size", "192m",
          "taskmanager.memory.managed.size", "64m",
          "heartbeat.interval", "500 ms",
          "heartbeat.timeout", "20 s",
          "web.refresh-interval", "20 ms");

  /** The job manager takes any ports that are free, so that nobody else can take them first. */
  private static final String ANY_PORT = "0";

  private static final Pattern LISTENING =
      Pattern.compile("Rest endpoint listening at \\S+:(\\d+)");

  private final Path logs;
  private final Path configuration;
  private final Map<String, String> options;
  private final List<Process> processes = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Process> taskManagers = new LinkedHashMap<>();
  private final Thread hook = new Thread(this::destroy, "end the cluster's processes");
  private RestApi rest;

  private FlinkCluster(Path logs, Path configuration, Map<String, String> options) {
    this.logs = logs;
    this.configuration = configuration;
    this.options = options;
  }

  /**
   * Starts a cluster and waits until it is complete.
   *
   * @param name the folder of its logs
   * @param taskManagers how many, each with one slot
   * @param options what differs from the fragment
   */
  static FlinkCluster start(String name, int taskManagers, Map<String, String> options)
      throws IOException {
    Path logs = ReadmeJobFile.ROOT.resolve("jobs/target/cluster-logs").resolve(name);
    deleteFiles(logs);
    Map<String, String> all = new TreeMap<>(SMALL_AND_QUICK);
    all.putAll(options);
    all.put("jobmanager.rpc.address", "localhost");
    all.put("rest.address", "localhost");
    all.put("io.tmp.dirs", Files.createDirectories(logs.resolve(TEMPORARY)).toString());
    Path configuration = Files.createDirectories(logs.resolve("conf"));

    FlinkCluster cluster = new FlinkCluster(logs, configuration, all);
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    try {
      cluster.startJobManager();
      for (int i = 0; i < taskManagers; i++) {
        cluster.startTaskManager();
      }
      cluster.awaitTaskManagers();
    } catch (IOException | RuntimeException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  /** Writes what all processes read. */
  private void configure(String restPort, String rpcPort) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(Files.readString(ReadmeJobFile.ROOT.resolve("conf/flink-config.yaml")));
    text.append('\n');
    Map<String, String> all = new TreeMap<>(options);
    all.put("rest.port", restPort);
    all.put("rest.bind-port", restPort);
    all.put("jobmanager.rpc.port", rpcPort);
    all.forEach((key, value) -> text.append(key).append(": '").append(value).append("'\n"));
    Files.writeString(configuration.resolve("config.yaml"), text);
  }

  private static void deleteFiles(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Starts the job manager, and tells the other processes of its ports. */
  private void startJobManager() throws IOException {
    configure(ANY_PORT, ANY_PORT);
    String name = "jobmanager";
    Process process =
        start(
            name,
            List.of("-Xmx448m"),
            StandaloneSessionClusterEntrypoint.class,
            "--configDir",
            configuration.toString());
    String restPort =
        Condition.await(
            "the job manager, see " + logs,
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError("the job manager has ended, see " + logs);
              }
              return listening(logs.resolve(name + ".log"));
            });
    rest = new RestApi(Integer.parseInt(restPort));
    String rpcPort =
        Condition.await("the job manager's port", () -> rest.configured("jobmanager.rpc.port"));
    configure(restPort, rpcPort);
  }

  private static Optional<String> listening(Path log) {
    try {
      Matcher matcher = LISTENING.matcher(Files.exists(log) ? Files.readString(log) : "");
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one task manager more. */
  void startTaskManager() throws IOException {
    Configuration loaded = GlobalConfiguration.loadConfiguration(configuration.toString());
    TaskExecutorProcessSpec memory = TaskExecutorProcessUtils.processSpecFromConfig(loaded);
    List<String> options = new ArrayList<>();
    options.addAll(words(ProcessMemoryUtils.generateJvmParametersStr(memory)));
    options.addAll(words(loaded.get(CoreOptions.FLINK_TM_JVM_OPTIONS)));
    List<String> arguments = new ArrayList<>(List.of("--configDir", configuration.toString()));
    arguments.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
    String name = "taskmanager-" + processes.size();
    arguments.addAll(List.of("-D", "taskmanager.resource-id=" + name));
    taskManagers.put(
        name, start(name, options, TaskManagerRunner.class, arguments.toArray(String[]::new)));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.trim().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  private Process start(String name, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The modules that Flink's scripts open, which this process was started with too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-"))
        .forEach(command::add);
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.add(
        "-Dlog4j2.configurationFile=" + ReadmeJobFile.ROOT.resolve("conf/log4j2.properties"));
    command.add("-Dgaussflow.log=" + logs.resolve(name + ".log"));
    command.add("-cp");
    command.add(LIB + "/*");
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(logs.resolve(name + ".out").toFile());
    builder.environment().put("FLINK_CONF_DIR", configuration.toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Waits until every task manager that was started and not killed has registered. */
  void awaitTaskManagers() {
    Condition.await(
        taskManagers.size() + " task managers, see " + logs,
        () -> {
          for (Process process : taskManagers.values()) {
            if (!process.isAlive()) {
              throw new AssertionError("a task manager has ended, see " + logs);
            }
          }
          return rest.taskManagers() == taskManagers.size() ? Optional.of(true) : Optional.empty();
        });
  }

  /** Whether these are task managers, and all of them live. */
  boolean live(List<String> names) {
    return !names.isEmpty() && taskManagers.keySet().containsAll(names);
  }

  /** Ends a task manager, named by its resource identifier, at once by SIGKILL. */
  void killTaskManager(String name) throws InterruptedException {
    taskManagers.remove(name).destroyForcibly().waitFor();
  }

  /**
   * What {@code bin/flink} does with these arguments.
   *
   * @return what it printed
   * @throws AssertionError if it fails
   */
  String flink(String... arguments) throws IOException, InterruptedException {
    String name = "flink-" + processes.size();
    Process process = start(name, List.of("-Xmx384m"), CliFrontend.class, arguments);
    int status = process.waitFor();
    String printed = Files.readString(logs.resolve(name + ".out"));
    if (status != 0) {
      throw new AssertionError(
          "flink %s: status %d\n%s".formatted(String.join(" ", arguments), status, printed));
    }
    return printed;
  }

  /** A client of this cluster in this process, which starts and stops jobs. */
  JobClient client() throws Exception {
    return new JobClient(
        GlobalConfiguration.loadConfiguration(configuration.toString()), this::job);
  }

  /** The job that {@code bin/flink run} has printed. */
  RunningJob submitted(String printed) {
    return job(found(JOB_ID, printed));
  }

  private RunningJob job(String id) {
    return new RunningJob(rest, id);
  }

  /** The path of the savepoint that {@code bin/flink stop} has printed. */
  static String savepoint(String printed) {
    return found(SAVEPOINT, printed);
  }

  private static String found(Pattern pattern, String printed) {
    Matcher matcher = pattern.matcher(printed);
    if (!matcher.find()) {
      throw new AssertionError("there is no " + pattern + " in: " + printed);
    }
    return matcher.group(1);
  }

  /** Ends all processes; their logs stay. */
  @Override
  public void close() throws IOException {
    destroy();
    deleteFiles(logs.resolve(TEMPORARY));
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is ending already.
    }
  }

  private void destroy() {
    List<Process> all;
    synchronized (processes) {
      all = List.copyOf(processes);
    }
    all.forEach(Process::destroyForcibly);
    for (Process process : all) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
