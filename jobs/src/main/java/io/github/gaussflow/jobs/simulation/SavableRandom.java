/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import java.util.random.RandomGenerator;

/**
 * Random numbers whose whole state is one number, so that it can be kept in a checkpoint:
 * SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), which Java has too, but
 * does not show the state of.
 */
final class SavableRandom implements RandomGenerator {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long state;

  SavableRandom(long state) {
    this.state = state;
  }

  /** What continues the numbers when given to the constructor. */
  long state() {
    return state;
  }

  @Override
  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** Polar method of Marsaglia and Bray; the second of a pair is dropped, so nothing is kept. */
  @Override
  public double nextGaussian() {
    double x;
    double square;
    do {
      x = 2 * nextDouble() - 1;
      double y = 2 * nextDouble() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
  }

  /** A seed of its own for each pair of a seed and a number. */
  static long seed(long seed, long number) {
    return mix(mix(seed) + GOLDEN * (number + 1));
  }

  /** The n-th number of a seed, from 0 up to but not including 1, without those before it. */
  static double uniform(long seed, long n) {
    return (mix(seed + GOLDEN * (n + 1)) >>> 11) * 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
