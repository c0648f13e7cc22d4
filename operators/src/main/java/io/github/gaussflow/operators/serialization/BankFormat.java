/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How a filter becomes bytes: the number of its Gaussians, then weight, mean and deviation. */
public final class BankFormat {

  private BankFormat() {}

  /** Writes a filter. */
  public static void write(GaussianBank bank, DataOutputView out) throws IOException {
    out.writeInt(bank.components().size());
    for (GaussianBank.Component component : bank.components()) {
      out.writeDouble(component.weight());
      out.writeDouble(component.parameters().mean());
      out.writeDouble(component.parameters().standardDeviation());
    }
  }

  /** Reads a filter. */
  public static GaussianBank read(DataInputView in) throws IOException {
    int count = in.readInt();
    List<GaussianBank.Component> components = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      components.add(
          new GaussianBank.Component(
              in.readDouble(), new GaussianParameters(in.readDouble(), in.readDouble())));
    }
    return new GaussianBank(components);
  }
}
