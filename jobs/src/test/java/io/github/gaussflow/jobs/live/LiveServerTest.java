/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveServerTest {

  private final AtomicReference<FrameRequest> asked = new AtomicReference<>();
  private LiveServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(0);
  }

  private LiveServer start(int port) throws IOException {
    return LiveServer.start(
        port,
        () -> "<p>the page",
        new LiveServer.Frames() {
          @Override
          public byte[] next(FrameRequest request) {
            asked.set(request);
            return "{}".getBytes(StandardCharsets.UTF_8);
          }

          @Override
          public void sent(FrameRequest request) {}
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.address().resolve(path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void servesThePage() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("<p>the page");
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains("frame-ancestors 'none'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(server.address().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void servesFrames() throws Exception {
    HttpResponse<String> frame =
        get("/frame?page=p&run=r&after=17&names=3&sensor=a%26b+c&sensor=%E2%82%AC");
    assertThat(frame.body()).isEqualTo("{}");
    assertThat(frame.headers().firstValue("Content-Type"))
        .contains("application/json; charset=utf-8");
    assertThat(asked.get()).isEqualTo(new FrameRequest("p", "r", 17, 3, List.of("a&b c", "€")));
  }

  @Test
  void saysWhatIsWrongWithARequest() throws Exception {
    assertThat(get("/other").statusCode()).isEqualTo(404);
    assertThat(get("/frame?after=x").statusCode()).isEqualTo(400);
    assertThat(get("/frame?what=1").body()).isEqualTo("there is no parameter 'what'\n");
    assertThat(get("/frame?page=p" + "&sensor=s".repeat(9)).body())
        .isEqualTo("at most 8 sensors\n");
    assertThat(
            send(HttpRequest.newBuilder(server.address()).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
    assertThat(asked.get()).isNull();
  }

  /** A page of another site could make its own name mean this machine. */
  @Test
  void answersUnderItsOwnNamesOnly() throws Exception {
    assertThat(status("localhost:" + server.address().getPort())).isEqualTo(200);
    assertThat(status("localhost")).as("through a tunnel").isEqualTo(200);
    assertThat(status("[::1]:9")).isEqualTo(200);
    assertThat(status("evil.example:" + server.address().getPort())).isEqualTo(421);
    assertThat(status("127.0.0.1.evil.example")).isEqualTo(421);
    assertThat(status("127.0.0.1:80@evil.example")).isEqualTo(421);
  }

  private int status(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(host)
              .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ")[1]);
    }
  }

  @Test
  void aPortCanBeHadOnce() {
    assertThatThrownBy(() -> start(server.address().getPort())).isInstanceOf(BindException.class);
  }

  @Test
  void isGoneWhenItIsClosed() {
    URI address = server.address();
    server.close();
    assertThatThrownBy(() -> send(HttpRequest.newBuilder(address))).isInstanceOf(IOException.class);
  }
}
