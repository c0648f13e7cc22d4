/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gaussflow.filter.kernel.KernelSupport;
import io.github.gaussflow.filter.objective.ObjectiveKind;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract over every learner. */
class WindowLearnerTest {

  private static LearnerSettings settings(OptimizerKind optimizer, ObjectiveKind objective) {
    return LearnerSettings.of(WindowLearnerContract.SUPPORT)
        .withOptimizer(optimizer)
        .withObjective(objective);
  }

  @Nested
  class NewtonSure extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.NEWTON, ObjectiveKind.SURE);
    }

    @Test
    void stateOfOtherForgettingFactorsIsRefused() {
      double[] state = settings().withForgettingFactors(.5, .8, .95, .99).newLearner().state();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings().newLearner().restore(state))
          .withMessageContaining("0.98");
    }
  }

  @Nested
  class NewtonReference extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.NEWTON, ObjectiveKind.REFERENCE);
    }
  }

  @Nested
  class NewtonGcv extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.NEWTON, ObjectiveKind.GCV);
    }
  }

  @Nested
  class NewtonPrediction extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return LearnerSettings.of(new KernelSupport(0, 12))
          .withObjective(ObjectiveKind.PREDICTION)
          .withHorizon(3);
    }
  }

  @Nested
  class AdamGcv extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.ADAM, ObjectiveKind.GCV);
    }
  }

  @Nested
  class NewtonWithThreeKernels extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.NEWTON, ObjectiveKind.SURE).withKernels(3);
    }
  }

  @Nested
  class NewtonReferenceWithTwoKernels extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.NEWTON, ObjectiveKind.REFERENCE)
          .withKernels(2);
    }
  }

  @Nested
  class NewtonWithOneMemory extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.NEWTON, ObjectiveKind.SURE)
          .withForgettingFactors(.95);
    }
  }

  @Nested
  class GradientDescentSure extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.GRADIENT_DESCENT, ObjectiveKind.SURE);
    }

    @Test
    void thereIsNoForgettingFactor() {
      double[] x = new Random(1).doubles(100).toArray();
      var window = settings().newStatistics();
      window.accept(x, null, 0, 100);
      assertThat(settings().newLearner().learn(window).forgettingFactor()).isNaN();
    }
  }

  @Nested
  class GradientDescentReference extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.GRADIENT_DESCENT, ObjectiveKind.REFERENCE);
    }
  }

  @Nested
  class AdamSure extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.ADAM, ObjectiveKind.SURE);
    }
  }

  @Nested
  class AdamReference extends WindowLearnerContract {
    @Override
    LearnerSettings settings() {
      return WindowLearnerTest.settings(OptimizerKind.ADAM, ObjectiveKind.REFERENCE);
    }
  }
}
