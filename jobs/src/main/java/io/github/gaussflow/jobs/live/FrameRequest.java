/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.live;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a page asks for.
 *
 * @param page which page asks
 * @param run the run that the page knows, another one after the command was started again
 * @param after the tick up to which it has everything, 0 if it has nothing
 * @param names how many sensors' names it has
 * @param sensors those that it shows
 */
record FrameRequest(String page, String run, long after, int names, List<String> sensors) {

  /** The most sensors that a page shows. */
  static final int MOST_SENSORS = 8;

  FrameRequest {
    sensors = List.copyOf(sensors);
  }

  /**
   * Reads the query of an address.
   *
   * @throws IllegalArgumentException if it is not one that a page makes
   */
  static FrameRequest of(URI address) {
    String page = "";
    String run = "";
    long after = 0;
    int names = 0;
    List<String> sensors = new ArrayList<>();
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String part : query.split("&")) {
      String[] pair = part.split("=", 2);
      String value = pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : "";
      switch (pair[0]) {
        case "page" -> page = value;
        case "run" -> run = value;
        case "after" -> after = Long.parseLong(value);
        case "names" -> names = Integer.parseInt(value);
        case "sensor" -> sensors.add(value);
        default -> throw new IllegalArgumentException("there is no parameter '" + pair[0] + "'");
      }
    }
    if (sensors.size() > MOST_SENSORS) {
      throw new IllegalArgumentException("at most " + MOST_SENSORS + " sensors");
    }
    return new FrameRequest(page, run, after, names, sensors);
  }
}
