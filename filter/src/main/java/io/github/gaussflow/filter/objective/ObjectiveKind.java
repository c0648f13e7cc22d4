/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.objective;

/** The objectives by name, for settings. */
public enum ObjectiveKind {
  /** {@link ReferenceObjective}: a clean or second sensor is there. */
  REFERENCE {
    @Override
    public Objective objective() {
      return new ReferenceObjective();
    }
  },

  /** {@link SureObjective}: the sensor is alone. */
  SURE {
    @Override
    public Objective objective() {
      return new SureObjective();
    }
  },

  /** {@link GcvObjective}: the sensor is alone and its noise white, of unknown variance. */
  GCV {
    @Override
    public Objective objective() {
      return new GcvObjective();
    }
  },

  /** {@link PredictionObjective}: what the sensor will read some samples later. */
  PREDICTION {
    @Override
    public Objective objective() {
      return new PredictionObjective(1);
    }
  };

  /** A new objective of this kind with its defaults: one sample ahead for a prediction. */
  public abstract Objective objective();
}
