/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Serves the page and its frames on this machine's own address, to nobody else. A page asks for its
 * next frame when it has drawn the one before: a slow one asks less often, and nothing is kept for
 * it.
 */
final class LiveServer implements AutoCloseable {

  /** No name of another machine leads here, whatever it is told to mean. */
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int MOST_THREADS = 32;
  private static final int BACKLOG = 16;

  private final HttpServer server;
  private final ExecutorService threads;

  private LiveServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** What gives the next frame; it may wait for it. */
  interface Frames {

    /** The JSON of a frame. */
    byte[] next(FrameRequest request) throws InterruptedException;

    /** Takes note that a frame has left. */
    void sent(FrameRequest request);
  }

  /**
   * Starts a server.
   *
   * @param port the port, 0 for any that is free
   * @throws IOException if the port cannot be had
   */
  static LiveServer start(int port, Supplier<String> page, Frames frames) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress("localhost", LOOPBACK), port), BACKLOG);
    ExecutorService threads =
        new ThreadPoolExecutor(
            0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), LiveServer::thread);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, page, frames));
    server.start();
    return new LiveServer(server, threads);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "live view");
    thread.setDaemon(true);
    return thread;
  }

  /** Where the page is. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Supplier<String> page, Frames frames)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      if (!isForThisMachine(exchange)) {
        say(exchange, 421, "this view answers under 127.0.0.1 and localhost only");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        say(exchange, 405, "only GET is answered");
      } else {
        switch (exchange.getRequestURI().getPath()) {
          case "/" -> {
            // What a meta element cannot say: no other page may put this one into a frame.
            exchange.getResponseHeaders().set("Content-Security-Policy", "frame-ancestors 'none'");
            send(exchange, 200, "text/html", page.get().getBytes(StandardCharsets.UTF_8));
          }
          case "/frame" -> sendFrame(exchange, frames);
          default -> say(exchange, 404, "there is only /");
        }
      }
    }
  }

  private static void sendFrame(HttpExchange exchange, Frames frames) throws IOException {
    FrameRequest request;
    byte[] frame;
    try {
      request = FrameRequest.of(exchange.getRequestURI());
      frame = frames.next(request);
    } catch (IllegalArgumentException e) {
      say(exchange, 400, e.getMessage());
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closing
      return;
    }
    send(exchange, 200, "application/json", frame);
    exchange.close();
    frames.sent(request);
  }

  private static boolean isForThisMachine(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host != null && OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""));
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, "text/plain", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
