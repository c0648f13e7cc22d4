/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import io.github.gaussflow.operators.serialization.BankFormat;
import io.github.gaussflow.operators.serialization.VersionedSerializer;
import io.github.gaussflow.operators.serialization.VersionedSerializerSnapshot;
import io.github.gaussflow.operators.serialization.VersionedType;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link ParameterUpdate}. */
public final class ParameterUpdateSerializer extends VersionedSerializer<ParameterUpdate> {

  private static final long serialVersionUID = 1L;

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(ParameterUpdate record, DataOutputView out) throws IOException {
    StringValue.writeString(record.group(), out);
    out.writeLong(record.version());
    out.writeLong(record.validFrom());
    out.writeDouble(record.mean());
    out.writeDouble(record.standardDeviation());
    BankFormat.write(record.bank(), out);
    out.writeDouble(record.cost());
    out.writeDouble(record.gradientMean());
    out.writeDouble(record.gradientLogStandardDeviation());
    StringValue.writeString(record.noise().name(), out);
    out.writeInt(record.noiseAutocovariance().size());
    for (double covariance : record.noiseAutocovariance()) {
      out.writeDouble(covariance);
    }
    out.writeDouble(record.noiseVariance());
    out.writeDouble(record.noiseCorrelation());
    StringValue.writeString(record.notice(), out);
    out.writeLong(record.count());
    out.writeInt(record.sensors());
    out.writeBoolean(record.learned());
    out.writeDouble(record.lag());
    out.writeLong(record.period());
    out.writeLong(record.periodKnownAt());
  }

  @Override
  protected ParameterUpdate read(DataInputView in, int version) throws IOException {
    return new ParameterUpdate(
        StringValue.readString(in),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        BankFormat.read(in),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        NoiseKind.valueOf(StringValue.readString(in)),
        readList(in),
        in.readDouble(),
        in.readDouble(),
        StringValue.readString(in),
        in.readLong(),
        in.readInt(),
        in.readBoolean(),
        in.readDouble(),
        in.readLong(),
        in.readLong());
  }

  private static List<Double> readList(DataInputView in) throws IOException {
    int size = in.readInt();
    List<Double> numbers = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      numbers.add(in.readDouble());
    }
    return Collections.unmodifiableList(numbers);
  }

  @Override
  public TypeSerializerSnapshot<ParameterUpdate> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint says of the serializer. */
  public static final class Snapshot extends VersionedSerializerSnapshot<ParameterUpdate> {

    /** For Flink. */
    public Snapshot() {
      super(ParameterUpdateSerializer::new);
    }
  }

  /** Finds the serializer for the type. */
  public static final class Factory extends TypeInfoFactory<ParameterUpdate> {
    @Override
    public TypeInformation<ParameterUpdate> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new VersionedType<>(ParameterUpdate.class, new ParameterUpdateSerializer());
    }
  }
}
