/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import io.github.gaussflow.operators.sample.Sample;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/** Lets samples through, until it fails; and tells when the first ones have passed. */
final class Disturbance implements MapFunction<Sample, Sample>, CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Plan> PLANS = new ConcurrentHashMap<>();

  private final String run;
  private transient int seen;

  private Disturbance(String run) {
    this.run = run;
  }

  /** What is to happen in one run, and what happened. */
  static final class Plan {
    private final int[] failAfter;
    private final AtomicInteger attempt = new AtomicInteger();
    private final AtomicInteger restored = new AtomicInteger();
    private final CountDownLatch firstPassed;

    private Plan(int[] failAfter, int first) {
      this.failAfter = failAfter;
      this.firstPassed = new CountDownLatch(first);
    }

    /** How often the run went on from a checkpoint. */
    int restored() {
      return restored.get();
    }

    /** Waits until as many samples have passed as were asked for. */
    void awaitFirst() throws InterruptedException {
      firstPassed.await();
    }
  }

  /** Attempt i of a run fails at its sample {@code failAfter[i]}; later ones do not. */
  static Plan failing(String run, int... failAfter) {
    Plan plan = new Plan(failAfter, 0);
    PLANS.put(run, plan);
    return plan;
  }

  /** No failure; the first samples are waited for. */
  static Plan observing(String run, int first) {
    Plan plan = new Plan(new int[0], first);
    PLANS.put(run, plan);
    return plan;
  }

  /** The function of a run whose plan was made before. */
  static Disturbance of(String run) {
    return new Disturbance(run);
  }

  @Override
  public Sample map(Sample sample) {
    Plan plan = PLANS.get(run);
    seen++;
    plan.firstPassed.countDown();
    int attempt = plan.attempt.get();
    if (attempt < plan.failAfter.length && seen == plan.failAfter[attempt]) {
      plan.attempt.incrementAndGet();
      throw new IllegalStateException("the failure that the test asks for");
    }
    return sample;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    if (context.isRestored()) {
      PLANS.get(run).restored.incrementAndGet();
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}
}
