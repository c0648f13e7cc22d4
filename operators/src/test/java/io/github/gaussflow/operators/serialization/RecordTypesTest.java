/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gaussflow.filter.kernel.GaussianBank;
import io.github.gaussflow.filter.kernel.GaussianParameters;
import io.github.gaussflow.operators.filtering.ParameterTimeline;
import io.github.gaussflow.operators.filtering.PendingSamples;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.GatedBundle;
import io.github.gaussflow.operators.frame.SampleBundle;
import io.github.gaussflow.operators.frame.SingleTimer;
import io.github.gaussflow.operators.frame.SlotTimes;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.frame.WaitingRun;
import io.github.gaussflow.operators.frame.WaitingSamples;
import io.github.gaussflow.operators.learning.LearnedGroup;
import io.github.gaussflow.operators.learning.OpenWindow;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.outlier.UnjudgedSamples;
import io.github.gaussflow.operators.period.FirstTimes;
import io.github.gaussflow.operators.period.GroupPeriod;
import io.github.gaussflow.operators.period.SensorPeriod;
import io.github.gaussflow.operators.period.WaitingFrame;
import io.github.gaussflow.operators.sample.DenoisedBlock;
import io.github.gaussflow.operators.sample.DenoisedSample;
import io.github.gaussflow.operators.sample.NoiseKind;
import io.github.gaussflow.operators.sample.ParameterUpdate;
import io.github.gaussflow.operators.sample.Sample;
import io.github.gaussflow.operators.sample.SampleBlock;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of what travels between operators or is kept in state is serialized. */
class RecordTypesTest {

  private static final int SIZE = 3;

  static Stream<Class<?>> types() {
    return Stream.of(
        Sample.class,
        DenoisedSample.class,
        SampleBlock.class,
        DenoisedBlock.class,
        ParameterUpdate.class,
        SampleBundle.class,
        GatedBundle.class,
        WaitingSamples.class,
        Frame.class,
        Slots.class,
        WindowRecord.class,
        OpenWindow.class,
        LearnedGroup.class,
        PendingSamples.class,
        ParameterTimeline.class,
        UnjudgedSamples.class);
  }

  /**
   * Those that Flink serializes by their fields, as there is one for many samples or few at all.
   */
  static Stream<Class<?>> typesOfFlink() {
    return Stream.of(
        WaitingRun.class,
        SensorPeriod.class,
        GroupPeriod.class,
        FirstTimes.class,
        WaitingFrame.class);
  }

  @ParameterizedTest
  @MethodSource("typesOfFlink")
  void isAPojoWithoutGenericFields(Class<?> type) {
    TypeInformation<?> information = TypeInformation.of(type);
    assertThat(information).isInstanceOf(PojoTypeInfo.class);
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    assertThat(information.createSerializer(config)).isNotNull();
  }

  /** Counts on, so that no two fields of an object are alike. */
  private int next;

  @ParameterizedTest
  @MethodSource("types")
  <T> void everyFieldComesBack(Class<T> type) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    T filled = type.cast(filled(type));
    assertEqual(roundTrip(serializer, serializer, filled), filled);
    next += 1_000;
    T other = type.cast(filled(type));
    assertThat(show(other)).isNotEqualTo(show(filled));
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    serializer.serialize(filled, bytes);
    serializer.serialize(other, bytes); // a reader knows where one ends
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    assertEqual(serializer.deserialize(filled, in), filled);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(in, copied);
    assertThat(in.available()).isZero();
    assertEqual(serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())), other);
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void aCopyIsEqualAndSharesNoArrayThatChanges(Class<T> type) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    T filled = type.cast(filled(type));
    T copy = serializer.copy(filled);
    assertEqual(copy, filled);
    assertThat(copy == filled).isEqualTo(serializer.isImmutableType());
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void stateOfThisVersionIsReadAsItIsAndOfALaterOneRefused(Class<T> type) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(bytes, serializer.snapshotConfiguration());
    byte[] kept = bytes.getCopyOfBuffer();
    TypeSerializerSnapshot<T> restored = restored(kept);
    assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(restored))
        .matches(result -> result.isCompatibleAsIs());
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    T filled = type.cast(filled(type));
    assertEqual(roundTrip(serializer, restored.restoreSerializer(), filled), filled);

    kept[kept.length - 1]++; // the version of the format comes last
    assertThatThrownBy(() -> restored(kept))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it was written by a later Gaussflow");
  }

  private static <T> TypeSerializerSnapshot<T> restored(byte[] kept) throws IOException {
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(kept), RecordTypesTest.class.getClassLoader());
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    TypeInformation<T> information = TypeInformation.of(type);
    assertThat(information).isInstanceOf(VersionedType.class);
    return information.createSerializer(new SerializerConfigImpl());
  }

  private static <T> T roundTrip(TypeSerializer<T> writer, TypeSerializer<T> reader, T record)
      throws IOException {
    DataOutputSerializer bytes = new DataOutputSerializer(64);
    writer.serialize(record, bytes);
    DataInputDeserializer in = new DataInputDeserializer(bytes.getCopyOfBuffer());
    T read = reader.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static void assertEqual(Object actual, Object expected) throws Exception {
    assertThat(show(actual)).isEqualTo(show(expected));
  }

  /** All fields, also those that no accessor shows. */
  private static String show(Object object) throws Exception {
    if (!object.getClass().getName().startsWith("io.github.gaussflow.operators")
        || object.getClass().isEnum()) {
      return object.getClass().isArray()
          ? Arrays.deepToString(new Object[] {object})
          : object.toString();
    }
    StringBuilder shown = new StringBuilder();
    for (Field field : fields(object.getClass())) {
      field.setAccessible(true);
      shown.append(field.getName()).append(": ").append(show(field.get(object))).append('\n');
    }
    return shown.toString();
  }

  private static List<Field> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
        .toList();
  }

  /** An object whose fields all differ from those of a new one, and from each other. */
  private Object filled(Class<?> type) throws Exception {
    if (type.isRecord()) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(types[i]);
      }
      return type.getDeclaredConstructor(types).newInstance(values);
    }
    Constructor<?> constructor = type.getDeclaredConstructor();
    Object object = constructor.newInstance();
    for (Field field : fields(type)) {
      field.set(object, field.getName().equals("size") ? SIZE : value(field.getType()));
    }
    return object;
  }

  private Object value(Class<?> type) throws Exception {
    next++;
    if (type == long.class) {
      return (long) next;
    }
    if (type == int.class) {
      return next;
    }
    if (type == double.class) {
      return next + 0.25;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == String.class) {
      return "text " + next;
    }
    if (type == long[].class) {
      return new long[] {next, next + 7, next + 9};
    }
    if (type == double[].class) {
      return new double[] {next, Double.NaN, -next};
    }
    if (type == boolean[].class) {
      return new boolean[] {true, false, true};
    }
    if (type == String[].class) {
      return new String[] {"a" + next, "", "b" + next};
    }
    if (type == double[][].class) {
      return new double[][] {{next}, {}, {next, -next}};
    }
    if (type == GaussianBank[].class) {
      return new GaussianBank[] {bank(), bank(), bank()};
    }
    if (type == GaussianBank.class) {
      return bank();
    }
    if (type == NoiseKind.class) {
      return NoiseKind.CALIBRATED;
    }
    if (type == List.class) {
      return List.of(next + 0.5, next + 0.125);
    }
    if (type == NavigableSet.class) {
      return new TreeSet<>(List.of((long) next, next + 3L));
    }
    if (type == SlotTimes.class) {
      return SlotTimes.of((long[]) value(long[].class));
    }
    if (type == SingleTimer.class) {
      SingleTimer timer = new SingleTimer();
      timer.time = next;
      return timer;
    }
    return filled(type);
  }

  private GaussianBank bank() {
    next++;
    return GaussianBank.of(new GaussianParameters(next, next + 1));
  }
}
