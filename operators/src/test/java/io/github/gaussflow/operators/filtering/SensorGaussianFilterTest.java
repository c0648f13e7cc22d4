/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.filtering;

class SensorGaussianFilterTest extends GaussianFilterContract {

  SensorGaussianFilterTest() {
    super(false);
  }
}
