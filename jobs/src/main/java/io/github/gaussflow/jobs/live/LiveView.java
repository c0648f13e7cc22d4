/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gaussflow.jobs.configuration.JobConfiguration;
import io.github.gaussflow.jobs.page.Page;
import io.github.gaussflow.jobs.table.ResultBranch;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page on this machine's own address that follows a job of this process: what comes in, what goes
 * out, what is learned.
 *
 * <p>The job's taps write into a memory that is bounded, and never wait for a page. Every {@link
 * #TICK_MILLIS} what has come becomes visible, and pages that wait for it are answered.
 */
public final class LiveView implements AutoCloseable {

  /** How often what has come is shown. */
  static final long TICK_MILLIS = 200;

  /** How long a page waits for an answer at most. */
  private static final long PATIENCE_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
  private static final LiveStatus STARTING = new LiveStatus("starting", 0, Optional.empty());

  private final JobConfiguration job;
  private final LiveRun run;
  private final LiveServer server;
  private final ScheduledExecutorService ticker;
  private final Rates rates = new Rates();
  private final Set<String> told = new HashSet<>(); // pages that are being sent the last frame
  private final Map<String, Long> pages =
      new HashMap<>(); // when each asked last; guarded by itself
  private volatile Supplier<LiveStatus> source = () -> STARTING;
  private volatile LiveStatus status = STARTING;
  private volatile Rates.PerSecond rate = Rates.PerSecond.UNKNOWN;
  private volatile boolean ended;

  private LiveView(JobConfiguration job, int port, Optional<URI> flink) throws IOException {
    this.job = job;
    this.run = LiveRun.open(job.grid(), System::currentTimeMillis);
    String page = page(job, run.name(), flink);
    try {
      this.server = LiveServer.start(port, () -> page, new ViewFrames());
    } catch (IOException e) {
      run.close();
      throw e;
    }
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "live view clock");
              thread.setDaemon(true);
              return thread;
            });
    ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts to serve the page of a job.
   *
   * @param port the port, 0 for any that is free
   * @param flink where Flink's own web UI is, if it is known
   * @throws IOException if the port cannot be had
   */
  public static LiveView open(JobConfiguration job, int port, Optional<URI> flink)
      throws IOException {
    return new LiveView(job, port, flink);
  }

  /** Where the page is. */
  public URI address() {
    return server.address();
  }

  /** What has to be part of the job. */
  public ResultBranch branch() {
    return new LiveBranch(job.uidPrefix(), run.name());
  }

  /** From now on asks how the job is, several times a second. */
  public void follow(Supplier<LiveStatus> job) {
    source = job;
  }

  /**
   * Tells the pages that are open how the job has ended, and stops to serve them.
   *
   * @param state what has become of the job
   */
  public void end(String state) {
    ticker.shutdown();
    try {
      ticker.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      LiveStatus last = source.get();
      source = () -> new LiveStatus(state, last.restarts(), last.counts());
      tick();
      ended = true;
      awaitPages();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Until all pages that are open have the last frame, but not for ever. */
  private void awaitPages() throws InterruptedException {
    long patience = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    synchronized (pages) {
      long left = PATIENCE_MILLIS;
      while (!pages.isEmpty() && left > 0) {
        pages.wait(left);
        left = (patience - System.nanoTime()) / 1_000_000;
      }
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    server.close();
    run.close();
  }

  private void tick() {
    try {
      LiveStatus now = source.get();
      now.counts().ifPresent(counts -> rate = rates.at(run.now(), counts));
      status = now;
    } catch (RuntimeException e) {
      LOG.warn("How the job is cannot be told", e); // a tick that throws would be the last
    }
    run.tick();
    synchronized (pages) {
      pages.values().removeIf(asked -> asked < run.now() - PATIENCE_MILLIS);
    }
  }

  private static String page(JobConfiguration job, String run, Optional<URI> flink) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("run", run);
      json.writeStringField("name", job.name());
      json.writeStringField("label", job.report().label());
      json.writeStringField("scope", lower(job.pipeline().scope()));
      json.writeStringField("objective", lower(job.learner().objective()));
      json.writeBooleanField("learning", job.pipeline().learning());
      json.writeBooleanField("counted", job.report().enabled().orElse(true));
      json.writeNumberField("mostSensors", FrameRequest.MOST_SENSORS);
      json.writeNumberField("mostNames", SensorNames.MOST);
      json.writeNumberField("mostPoints", RecentPoints.CAPACITY);
      if (flink.isPresent()) {
        json.writeStringField("flink", flink.get().toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // only memory is written to
    }
    return Page.served("live").withData(text.toString()).html(job.name() + " – Gaussflow live");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the server asks for. */
  private final class ViewFrames implements LiveServer.Frames {

    @Override
    public byte[] next(FrameRequest request) throws InterruptedException {
      synchronized (pages) {
        pages.put(request.page(), run.now());
      }
      boolean isOfThisRun = request.run().equals(run.name());
      long tick = run.await(isOfThisRun ? request.after() : 0, PATIENCE_MILLIS);
      if (ended) {
        synchronized (pages) {
          told.add(request.page());
        }
      }
      return Frame.of(run, request, tick, status, rate);
    }

    @Override
    public void sent(FrameRequest request) {
      synchronized (pages) {
        if (told.remove(request.page())) {
          pages.remove(request.page());
          pages.notifyAll();
        }
      }
    }
  }
}
