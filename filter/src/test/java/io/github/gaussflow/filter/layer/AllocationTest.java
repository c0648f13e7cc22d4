/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** The JVM's own count of the bytes a thread allocates. */
class AllocationTest {

  private static final int RUNS = 200;

  /** Steady state begins once the optimising compiler is done with the loops. */
  private static final int MOST_ROUNDS = 5_000;

  @Test
  void forwardAndBackwardDoNotAllocateInSteadyState() throws Exception {
    Random random = new Random(8);
    int samples = 50;
    for (Border border : Border.values()) {
      GaussianFilterLayer first = RandomFilters.next(border, samples, random);
      Layer network =
          Sequential.of(
              GaussianBankLayer.of(List.of(first, RandomFilters.next(border, samples, random))),
              TimeDistributedLayer.of(
                  DenseLayer.of(new double[][] {{1, -1}}, Activation.SIGMOID), samples));
      double[] input = RandomFilters.input(border, 3 * samples, random);
      double[] output = new double[3 * samples];
      double[] outputGradient = new double[3 * samples];
      double[] inputGradient = new double[3 * samples];
      double[] gradient = new double[network.parameterCount()];
      Runnable step =
          () -> {
            network.forward(input, 3, output);
            network.backward(input, output, outputGradient, 3, inputGradient, gradient);
          };
      long least = Long.MAX_VALUE;
      for (int round = 0; round < MOST_ROUNDS && least >= RUNS * 16L; round++) {
        long before = allocated();
        for (int run = 0; run < RUNS; run++) {
          step.run();
        }
        least = Math.min(least, allocated() - before);
      }

      // The question allocates a little itself, and the JVM now and then on the thread's account,
      // so a quiet round is enough: one array a run would be thousands of bytes in each round.
      assertThat(least).as("bytes in %d runs, %s", RUNS, border).isLessThan(RUNS * 16L);
    }
  }

  private static long allocated() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    return (Long)
        server.invoke(
            new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
            "getThreadAllocatedBytes",
            new Object[] {Thread.currentThread().getId()},
            new String[] {long.class.getName()});
  }
}
