/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.command;

import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.live.LiveStatus;
import io.github.gaussflow.jobs.live.LiveView;
import io.github.gaussflow.jobs.report.ReportBranch;
import io.github.gaussflow.jobs.table.ResultBranch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a running job may be watched in a browser: the options of {@code run} and what they do. */
final class Watching {

  /** Where the live view is unless an option says otherwise. */
  static final int PORT = 8082;

  private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOCAL = "local";
  private static final int HIGHEST_PORT = 65_535;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--live",
      description =
          "Serve a page that follows the job, to browsers on this machine only, and Flink's own web"
              + " UI.")
  private boolean live;

  @Option(
      names = "--live-port",
      paramLabel = "PORT",
      description = "Where the page of --live is; 0 for any free port (" + PORT + ").")
  private Optional<Integer> port;

  /** What is opened until it is closed; nothing if nobody wants to watch. */
  Session open(JobConfiguration job) {
    if (!live) {
      if (port.isPresent()) {
        throw wrong("--live-port needs --live");
      }
      return new Session(Optional.empty(), keptToThisMachine(job.flink()));
    }
    int wanted = port.orElse(PORT);
    if (wanted < 0 || wanted > HIGHEST_PORT) {
      throw wrong("--live-port must be from 0 to " + HIGHEST_PORT + ", but is " + wanted);
    }
    Configuration flink = job.flink();
    String target = flink.get(DeploymentOptions.TARGET);
    if (target != null && !target.equals(LOCAL)) {
      throw wrong(
          "--live follows a job of this process, but key 'flink.%s' sends it elsewhere, to '%s';"
                  .formatted(DeploymentOptions.TARGET.key(), target)
              + " delete the key, or run without --live");
    }
    Configuration overrides = keptToThisMachine(flink);
    Optional<URI> ui = webUi(flink, overrides);
    try {
      LiveView view = LiveView.open(job, wanted, ui);
      PrintWriter err = spec.commandLine().getErr();
      err.println("gaussflow: live view: " + view.address());
      ui.ifPresent(address -> err.println("gaussflow: Flink's web UI: " + address));
      err.flush();
      return new Session(Optional.of(view), overrides);
    } catch (IOException e) {
      throw wrong(
          "port %d for the live view cannot be had (%s); give another with --live-port, or 0 for any"
                  .formatted(wanted, e.getMessage())
              + " that is free");
    }
  }

  /** No other machine may stop the job or give Flink another one, unless the job file says so. */
  private static Configuration keptToThisMachine(Configuration flink) {
    Configuration overrides = new Configuration();
    if (!flink.contains(RestOptions.BIND_ADDRESS)) {
      overrides.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    }
    if (!flink.contains(WebOptions.SUBMIT_ENABLE)) {
      overrides.set(WebOptions.SUBMIT_ENABLE, false);
    }
    return overrides;
  }

  /** Gives Flink's web UI a port that is known, unless the job file says where it is. */
  private static Optional<URI> webUi(Configuration flink, Configuration overrides) {
    if (flink.contains(RestOptions.BIND_PORT) || flink.contains(RestOptions.BIND_ADDRESS)) {
      return Optional.empty();
    }
    int port = flink.getOptional(RestOptions.PORT).orElseGet(RestOptions.PORT::defaultValue);
    int free = isFree(port) ? port : anyFree();
    overrides.set(RestOptions.BIND_PORT, String.valueOf(free));
    return Optional.of(URI.create("http://" + LOOPBACK + ":" + free + "/"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("this machine has no free port", e);
    }
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  /** A view that may be open. */
  static final class Session implements AutoCloseable {

    private final Optional<LiveView> view;
    private final Configuration overrides;

    private Session(Optional<LiveView> view, Configuration overrides) {
      this.view = view;
      this.overrides = overrides;
    }

    /** What Flink has to know. */
    Configuration overrides() {
      return overrides;
    }

    /** What has to be part of the job. */
    List<ResultBranch> branches() {
      return view.stream().map(LiveView::branch).toList();
    }

    /** Follows a job that has been started. */
    void follow(JobClient client, LiveMetrics metrics, boolean counted) {
      view.ifPresent(open -> open.follow(new Status(client, metrics, counted)::now));
    }

    /** Tells what has become of the job. */
    void end(String state) {
      view.ifPresent(open -> open.end(state));
    }

    @Override
    public void close() {
      view.ifPresent(LiveView::close);
    }
  }

  /** How a job is, from its client and its metrics. */
  private static final class Status {

    private final JobClient client;
    private final LiveMetrics metrics;
    private final boolean counted;
    private volatile String state = "starting";

    Status(JobClient client, LiveMetrics metrics, boolean counted) {
      this.client = client;
      this.metrics = metrics;
      this.counted = counted;
    }

    LiveStatus now() {
      try {
        // The answer is there when it is asked for next.
        client.getJobStatus().thenAccept(status -> state = status.name().toLowerCase(Locale.ROOT));
      } catch (IllegalStateException e) {
        LOG.debug("Flink is gone, as the job has ended", e);
      }
      return new LiveStatus(
          state,
          metrics.largest(LiveMetricsReporter.RESTARTS),
          counted
              ? Optional.of(
                  new LiveStatus.Counts(
                      total(ReportBranch.SAMPLES_IN),
                      total(ReportBranch.SAMPLES_OUT),
                      total(ReportBranch.SAMPLES_LATE),
                      total(ReportBranch.SAMPLES_INVALID),
                      total(ReportBranch.SAMPLES_DUPLICATE)))
              : Optional.empty());
    }

    private long total(String counter) {
      return metrics.total(counter + ReportBranch.TOTAL);
    }
  }
}
