/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.frame;

import io.github.gaussflow.operators.serialization.VersionedSerializer;
import io.github.gaussflow.operators.serialization.VersionedSerializerSnapshot;
import io.github.gaussflow.operators.serialization.VersionedType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link WaitingSamples}. */
public final class WaitingSamplesSerializer extends VersionedSerializer<WaitingSamples> {

  private static final long serialVersionUID = 1L;

  /** Part of this format: a new version of it is one of this too. */
  private static final SampleBundleSerializer BUNDLES = new SampleBundleSerializer();

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(WaitingSamples record, DataOutputView out) throws IOException {
    BUNDLES.serialize(record.near, out);
    out.writeInt(record.parts.size());
    for (long part : record.parts) {
      out.writeLong(part);
    }
    out.writeBoolean(record.timerOfEachPart);
    out.writeBoolean(record.hasLast);
    out.writeLong(record.last);
    out.writeLong(record.timer.time);
  }

  @Override
  protected WaitingSamples read(DataInputView in, int version) throws IOException {
    WaitingSamples samples = new WaitingSamples();
    samples.near = BUNDLES.deserialize(in);
    int parts = in.readInt();
    if (parts > 0) {
      samples.parts = new TreeSet<>();
      for (int i = 0; i < parts; i++) {
        samples.parts.add(in.readLong());
      }
    }
    samples.timerOfEachPart = in.readBoolean();
    samples.hasLast = in.readBoolean();
    samples.last = in.readLong();
    samples.timer.time = in.readLong();
    return samples;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public WaitingSamples copy(WaitingSamples from) {
    WaitingSamples samples = new WaitingSamples();
    samples.near = from.near.copy();
    if (!from.parts.isEmpty()) {
      samples.parts = new TreeSet<>(from.parts);
    }
    samples.timerOfEachPart = from.timerOfEachPart;
    samples.hasLast = from.hasLast;
    samples.last = from.last;
    samples.timer.time = from.timer.time;
    return samples;
  }

  @Override
  public TypeSerializerSnapshot<WaitingSamples> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<WaitingSamples> {

    /** For Flink. */
    public Snapshot() {
      super(WaitingSamplesSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<WaitingSamples> {
    @Override
    public TypeInformation<WaitingSamples> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(WaitingSamples.class, new WaitingSamplesSerializer());
    }
  }
}
