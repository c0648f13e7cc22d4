/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.Rest;
import io.github.gaussflow.operators.Scope;
import io.github.gaussflow.operators.sample.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Frames of one sensor for tests of the operators that take them. */
public final class Frames {

  private Frames() {}

  /** One frame of samples in time order. */
  public static Frame of(SamplingGrid grid, List<Sample> samples) {
    return new FrameCutter(grid, Scope.SENSOR, Rest.ofMarked()).frame(samples);
  }

  /** A frame as another task has it. */
  public static Frame sent(Frame frame) {
    FrameSerializer serializer = new FrameSerializer();
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    try {
      serializer.serialize(frame, bytes);
      return serializer.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Frames of samples in time order, cut anywhere. */
  public static List<Frame> cutAnywhere(SamplingGrid grid, List<Sample> samples, Random random) {
    List<Frame> frames = new ArrayList<>();
    int most = 1 + random.nextInt(60);
    int from = 0;
    while (from < samples.size()) {
      int to = Math.min(samples.size(), from + 1 + random.nextInt(most));
      frames.add(of(grid, samples.subList(from, to)));
      from = to;
    }
    return frames;
  }
}
