/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a checkpoint says of a {@link VersionedSerializer}: the version of its format. State of an
 * earlier version is read and written anew; that of a later one is refused.
 *
 * @param <T> the type of the serializer
 */
public abstract class VersionedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {

  /** The version of this snapshot's own bytes. */
  private static final int VERSION = 1;

  private final Supplier<? extends VersionedSerializer<T>> serializer;
  private int format;

  /** For subclasses, which Flink makes by a constructor without parameters. */
  protected VersionedSerializerSnapshot(Supplier<? extends VersionedSerializer<T>> serializer) {
    this.serializer = serializer;
    this.format = serializer.get().version();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(format);
  }

  @Override
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader loader)
      throws IOException {
    format = in.readInt();
    int newest = serializer.get().version();
    if (readVersion != VERSION || format < 1 || format > newest) {
      throw new IOException(
          "state of %s is of version %d, but only versions 1 to %d can be read: it was written by a later Gaussflow; go on with that"
              .formatted(serializer.get().getClass().getSimpleName(), format, newest));
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer.get().reading(format);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> before) {
    if (before.getClass() != getClass()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    int formatBefore = ((VersionedSerializerSnapshot<T>) before).format;
    if (formatBefore == format) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    return formatBefore < format
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
