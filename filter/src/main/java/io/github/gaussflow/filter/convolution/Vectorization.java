/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import java.util.Arrays;

/**
 * How the convolution (65), its gradients and the lag products are computed in this JVM: with the
 * Vector API or in plain Java. Chosen once, when the class is loaded. Both give the same bits, so
 * only the speed tells them apart.
 *
 * <p>The Vector API is in the module {@code jdk.incubator.vector}, which a JVM has only when it is
 * started with {@code --add-modules jdk.incubator.vector}. It is left alone where it would be slow:
 * without the optimising compiler of HotSpot, which alone makes instructions of it.
 */
public final class Vectorization {

  private static final String MODULE = "jdk.incubator.vector";
  private static final String CLASS = Vectorization.class.getPackageName() + ".VectorConvolution";

  private static final Vectorization CURRENT =
      choose(
          ModuleLayer.boot().findModule(MODULE).isPresent(),
          System.getProperty("java.vm.info", ""),
          System.getProperty("java.vm.version", ""));

  private final Convolution convolution;
  private final String description;

  private Vectorization(Convolution convolution, String description) {
    this.convolution = convolution;
    this.description = description;
  }

  /** The choice made in this JVM. */
  public static Vectorization current() {
    return CURRENT;
  }

  /** Chooses for a JVM that is described as the system properties of that name do. */
  static Vectorization choose(boolean modulePresent, String vmInfo, String vmVersion) {
    if (!modulePresent) {
      return plain(
          "add '--add-modules %s' to the options of the JVM to use the Vector API, which is"
              + " several times as fast and gives the same numbers",
          MODULE);
    }
    // "mixed mode, emulated-client" has the first compiler only, "interpreted mode" none.
    boolean compiled = vmInfo.startsWith("mixed mode") || vmInfo.startsWith("compiled mode");
    if (!compiled || vmInfo.contains("emulated-client")) {
      return plain("the Vector API would be slow in a JVM that runs in '%s'", vmInfo);
    }
    if (vmVersion.contains("jvmci")) {
      return plain("the Vector API may be slow with the compiler of JVM '%s'", vmVersion);
    }
    try {
      Convolution vector = vector();
      if (vector.lanes() < 2) {
        return plain("the vectors of this processor hold one number only");
      }
      if (!agrees(vector)) {
        return plain("the Vector API of this JVM gave other numbers");
      }
      return new Vectorization(
          vector, "the Vector API with %d numbers an instruction".formatted(vector.lanes()));
    } catch (LinkageError e) {
      return plain("the Vector API of this JVM is not the one that is known here: %s", e);
    }
  }

  /** The class is found by its name, since it is not to be loaded where the module is absent. */
  static Convolution vector() {
    try {
      return (Convolution) Class.forName(CLASS).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.toString(), e);
    }
  }

  /** A trial of every loop, which also links every method of the Vector API that is called. */
  private static boolean agrees(Convolution vector) {
    Convolution plain = new PlainConvolution();
    int lags = 8 * vector.lanes() + 13; // passes of 16, 8, 4 and 1 taps, of 4 and 2 vectors
    int count = 2 * vector.lanes() + 1;
    double[] x = new double[lags + count];
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.sin(i);
    }
    boolean same = true;
    for (int k = lags; k > lags - 2 * vector.lanes(); k--) {
      double[] taps = Arrays.copyOf(x, k);
      double[][] results = new double[4][lags];
      plain.add(x, k - 1, taps, results[0], 0, count);
      vector.add(x, k - 1, taps, results[1], 0, count);
      plain.addProducts(x, k - 1, x, 0, count, results[2], k);
      vector.addProducts(x, k - 1, x, 0, count, results[3], k);
      same &= Arrays.equals(results[0], results[1]) && Arrays.equals(results[2], results[3]);
    }
    return same;
  }

  private static Vectorization plain(String reason, Object... arguments) {
    return new Vectorization(new PlainConvolution(), "plain Java; " + reason.formatted(arguments));
  }

  Convolution convolution() {
    return convolution;
  }

  /** Whether the Vector API is used. */
  public boolean isVectorApi() {
    return convolution.lanes() > 1;
  }

  /** What is used, and if it is plain Java why, or how to switch the Vector API on. */
  @Override
  public String toString() {
    return description;
  }
}
