/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.report;

import java.io.Serializable;

/**
 * What is known of one sensor or group; immutable.
 *
 * @param <E> the entry's own type
 */
public interface Entry<E> extends Serializable {

  /** The sensor or group. */
  String name();

  /** Both as one; of the same name. */
  E with(E other);
}
