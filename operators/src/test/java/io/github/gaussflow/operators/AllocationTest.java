/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.statistics.NoiseModel;
import io.github.gaussflow.operators.filtering.OutputForm;
import io.github.gaussflow.operators.filtering.ParameterTimeline;
import io.github.gaussflow.operators.filtering.PendingRelease;
import io.github.gaussflow.operators.filtering.PendingSamples;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.FrameAssembler;
import io.github.gaussflow.operators.frame.GatedBundle;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SamplingGrid;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.InitialFilter;
import io.github.gaussflow.operators.sample.InitialParameters;
import io.github.gaussflow.operators.sample.Sample;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/**
 * What a sample allocates in the steady state, as the JVM counts it: the difference between long
 * and short frames, so that what a frame allocates, however long, does not count.
 */
class AllocationTest {

  private static final long PERIOD = 10 * Sample.NANOS_PER_MILLI;
  private static final int SHORT = SamplingGrid.PART / 2;
  private static final int LONG = 2 * SamplingGrid.PART;
  private static final int ROUNDS = 20;

  /** A denoised sample where references take 8 bytes; 72 where they take 4. */
  private static final double OUTPUT_BYTES = 88;

  /** The time and the value of a sample in a frame. */
  private static final double FRAME_BYTES = 2 * Double.BYTES;

  /**
   * What a part of the time axis has as its frame, shared by its samples; the least object has 16.
   */
  private static final double SHARE = 4;

  private static final SamplingGrid GRID = new SamplingGrid(PERIOD, 100 * PERIOD, 16);

  /** Lets so many samples go through, from the one of a number on, and gives the next number. */
  private interface Passage {
    long pass(long first, int count) throws Exception;
  }

  private static double bytesASample(Passage passage) throws Exception {
    long next = 0;
    for (int round = 0; round < ROUNDS; round++) { // buffers grow
      next = passage.pass(next, LONG);
    }
    long before = allocated();
    for (int round = 0; round < ROUNDS; round++) {
      next = passage.pass(next, SHORT);
    }
    long between = allocated();
    for (int round = 0; round < ROUNDS; round++) {
      next = passage.pass(next, LONG);
    }
    long ofLong = allocated() - between;
    long ofShort = between - before;
    return (double) (ofLong - ofShort) / (ROUNDS * (LONG - SHORT));
  }

  /** The bytes that this thread has allocated, by HotSpot's extension of the standard bean. */
  private static long allocated() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName threading = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
    boolean counts;
    try {
      counts =
          Arrays.stream(server.getMBeanInfo(threading).getOperations())
              .anyMatch(operation -> operation.getName().equals("getThreadAllocatedBytes"));
    } catch (InstanceNotFoundException e) {
      counts = false;
    }
    assumeTrue(counts, "this JVM does not count allocations");
    return (long)
        server.invoke(
            threading,
            "getThreadAllocatedBytes",
            new Object[] {Thread.currentThread().getId()},
            new String[] {"long"});
  }

  private static long timestamp(long number) {
    return number * PERIOD / Sample.NANOS_PER_MILLI;
  }

  @Test
  void theAssemblerAllocatesNothingButTheFrame() throws Exception {
    SampleBundle bundle = new SampleBundle(LONG);
    try (OneInputSubtasks<GatedBundle, Frame> assembler =
        OneInputSubtasks.start(
            1, () -> new FrameAssembler(GRID, Scope.ALL, Rest.none()), of -> of.samples().sensor)) {
      Passage passage =
          (first, count) -> {
            bundle.sensor = "s";
            bundle.size = count;
            for (int i = 0; i < count; i++) {
              bundle.times[i] = (first + i) * PERIOD;
              bundle.values[i] = i;
            }
            assembler.accept(GatedBundle.unjudged(bundle));
            assembler.watermark(timestamp(first + count - 1));
            assembler.drain();
            return first + count;
          };
      assertThat(bytesASample(passage)).isBetween(FRAME_BYTES, FRAME_BYTES + SHARE);
    }
  }

  @Test
  void theFilterAllocatesNothingButTheOutput() throws Exception {
    KernelSupport support = KernelSupport.symmetric(16);
    InitialParameters initial =
        InitialParameters.of(InitialFilter.of(new GaussianParameters(0, 2)));
    PendingRelease<DenoisedSample> release =
        new PendingRelease<>(
            support,
            GRID,
            initial,
            NoiseModel.estimated(),
            Retention.FOREVER,
            new OneState(),
            OutputForm.samples());
    OneTimer timers = new OneTimer();
    ParameterTimeline timeline = new ParameterTimeline();
    Outputs outputs = new Outputs();
    long[] longTimes = new long[LONG];
    long[] shortTimes = new long[SHORT];
    Frame longest = frame(longTimes);
    Frame shortest = frame(shortTimes);
    Passage passage =
        (first, count) -> {
          Frame frame = count == LONG ? longest : shortest;
          long[] times = count == LONG ? longTimes : shortTimes;
          for (int i = 0; i < count; i++) {
            times[i] = (first + i) * PERIOD;
          }
          release.accept(frame, timers);
          timers.watermark = timestamp(first + count - 1);
          release.onTimer(timers.time, timeline, timers, outputs);
          return first + count;
        };
    assertThat(bytesASample(passage)).isBetween(16.0, OUTPUT_BYTES);
    assertThat(outputs.count).isGreaterThan(2L * ROUNDS * LONG);
  }

  private static Frame frame(long[] times) {
    double[] values = new double[times.length];
    Arrays.setAll(values, i -> Math.sin(i));
    return new Frame("s", "all", times, values, new double[0], new boolean[0], new double[0]);
  }

  private static final class Outputs implements Collector<DenoisedSample> {
    private long count;

    @Override
    public void collect(DenoisedSample sample) {
      count++;
    }

    @Override
    public void close() {}
  }

  private static final class OneState implements ValueState<PendingSamples> {
    private PendingSamples pending;

    @Override
    public PendingSamples value() {
      return pending;
    }

    @Override
    public void update(PendingSamples newPending) {
      pending = newPending;
    }

    @Override
    public void clear() {
      pending = null;
    }
  }

  private static final class OneTimer implements TimerService {
    private long watermark = Long.MIN_VALUE;
    private long time;

    @Override
    public long currentProcessingTime() {
      return 0;
    }

    @Override
    public long currentWatermark() {
      return watermark;
    }

    @Override
    public void registerProcessingTimeTimer(long newTime) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void registerEventTimeTimer(long newTime) {
      time = newTime;
    }

    @Override
    public void deleteProcessingTimeTimer(long oldTime) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteEventTimeTimer(long oldTime) {
      // The next registration replaces it.
    }
  }
}
