/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the fields of a type one after the other, without names, tags or flags for each of them.
 *
 * <p>A type that gains a field gets the next {@link #version}, which writes it; {@link #read} goes
 * on to read older ones. The version is kept once with the state, in the {@linkplain
 * VersionedSerializerSnapshot snapshot} of the serializer, not in each record. No state and no
 * buffers: one instance serves all threads.
 *
 * @param <T> the type; no subclasses, and not null
 */
public abstract class VersionedSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;

  /** The version of the bytes to read, where they are older; 0 for what is written now. */
  private int older;

  /** For subclasses. */
  protected VersionedSerializer() {}

  /** The version of what is written, from 1 on. */
  protected abstract int version();

  /** Writes all fields. */
  protected abstract void write(T record, DataOutputView out) throws IOException;

  /**
   * Reads what {@link #write} wrote, now or in an earlier version.
   *
   * @param version from 1 to {@link #version}
   */
  protected abstract T read(DataInputView in, int version) throws IOException;

  /** The same serializer for bytes of an earlier version. */
  final VersionedSerializer<T> reading(int version) {
    older = version == version() ? 0 : version;
    return this;
  }

  final int readVersion() {
    return older == 0 ? version() : older;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  /** Null: nothing is read into an instance that is there already. */
  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final void serialize(T record, DataOutputView target) throws IOException {
    write(record, target);
  }

  @Override
  public final T deserialize(DataInputView source) throws IOException {
    return read(source, readVersion());
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return read(source, readVersion());
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    write(read(source, readVersion()), target);
  }

  @Override
  public final boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((VersionedSerializer<?>) other).readVersion() == readVersion();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode() + readVersion();
  }
}
