/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.learning.LearnerSettings;
import io.github.gaussflow.filter.learning.OptimizerKind;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import io.github.gaussflow.operators.reference.Settings;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide's page on operations says of settings that change between a savepoint and the job
 * that goes on from it.
 */
class ChangedSettingsITCase {

  @RegisterExtension static final MiniClusterExtension CLUSTER = LocalCluster.withSlots(2);

  private static final LearnerSettings LEARNER = LearnerSettings.of(SavepointITCase.SUPPORT);

  private static Settings settings(LearnerSettings learner, int window) {
    return Settings.of(learner, Series.PERIOD, window, Scope.SENSOR);
  }

  /** The results of a job that goes on from the kept savepoint with these settings. */
  private static List<String> goOn(String run, Settings settings) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, SavepointITCase.newest());
    // The pipelines of the other scopes.
    configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    StreamExecutionEnvironment environment =
        PipelineJob.environment(RuntimeExecutionMode.STREAMING, 2, configuration);
    PipelineJob.add(SavepointITCase.samplesLeft(environment), settings, "sensor", run);
    environment.execute();
    return CollectedLines.takeSorted(run);
  }

  static Stream<Arguments> takenOver() {
    return Stream.of(
        Arguments.of("bounds", settings(LEARNER.withStandardDeviationBounds(.5, 2), 32)),
        Arguments.of("longer windows", settings(LEARNER, 48)),
        Arguments.of("shorter windows", settings(LEARNER, 20)));
  }

  @ParameterizedTest
  @MethodSource("takenOver")
  void isTakenOver(String change, Settings settings) throws Exception {
    List<String> same = goOn("same " + change, settings(LEARNER, 32));
    List<String> changed = goOn(change, settings);
    assertThat(count(changed, "denoised")).isEqualTo(count(same, "denoised")).isPositive();
    assertThat(changed).noneMatch(line -> line.contains("NaN,") && line.startsWith("denoised"));
    assertThat(count(changed, "update")).isPositive();
  }

  private static long count(List<String> lines, String kind) {
    return lines.stream().filter(line -> line.startsWith(kind)).count();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("lookback", LearnerSettings.of(new KernelSupport(3, 6))),
        Arguments.of("lookahead", LearnerSettings.of(new KernelSupport(2, 5))),
        Arguments.of("kernels", LEARNER.withKernels(2)),
        Arguments.of("objective", LEARNER.withObjective(ObjectiveKind.GCV)),
        Arguments.of("forgetting factors", LEARNER.withForgettingFactors(.5, .9)),
        Arguments.of("forgetting factor", LEARNER.withForgettingFactors(.5, .8, .9, .98)),
        Arguments.of("optimizer", LEARNER.withOptimizer(OptimizerKind.ADAM)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefused(String change, LearnerSettings learner) {
    assertThatThrownBy(() -> goOn("refused " + change, settings(learner, 32)))
        .rootCause()
        .hasMessageContaining("saved")
        .hasMessageContaining(change);
  }
}
