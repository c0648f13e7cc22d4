/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.filter.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VectorizationTest {

  @Test
  void theChoiceFollowsTheModulesOfTheJvm() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    Vectorization current = Vectorization.current();

    assertThat(current.isVectorApi()).isEqualTo(present);
    assertThat(current.convolution())
        .isInstanceOf(present ? Vectorization.vector().getClass() : PlainConvolution.class);
  }

  @Test
  void withoutTheModuleItIsPlainJavaAndSaysHowToSwitchTheOtherOn() {
    Vectorization choice = Vectorization.choose(false, "mixed mode, sharing", "17.0.15+6");

    assertThat(choice.isVectorApi()).isFalse();
    assertThat(choice)
        .hasToString(
            "plain Java; add '--add-modules jdk.incubator.vector' to the options of the JVM to use"
                + " the Vector API, which is several times as fast and gives the same numbers");
  }

  @Test
  void withoutTheOptimisingCompilerItIsPlainJava() {
    assertPlain("interpreted mode, sharing", "17.0.15+6", "'interpreted mode, sharing'");
    assertPlain("mixed mode, emulated-client", "17.0.15+6", "'mixed mode, emulated-client'");
    assertPlain("mixed mode, sharing", "21.0.2+13-jvmci-23.1-b30", "jvmci");
    assertPlain("", "17.0.15+6", "''");
  }

  private static void assertPlain(String vmInfo, String vmVersion, String reason) {
    Vectorization choice = Vectorization.choose(true, vmInfo, vmVersion);
    assertThat(choice.isVectorApi()).isFalse();
    assertThat(choice.toString()).startsWith("plain Java; ").contains(reason);
  }
}
