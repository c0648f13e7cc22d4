/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.operators.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gaussflow.operators.filtering.ParameterTimeline;
import io.github.gaussflow.operators.filtering.PendingSamples;
import io.github.gaussflow.operators.frame.Frame;
import io.github.gaussflow.operators.frame.Slots;
import io.github.gaussflow.operators.frame.WaitingRun;
import io.github.gaussflow.operators.learning.LearnedGroup;
import io.github.gaussflow.operators.learning.OpenWindow;
import io.github.gaussflow.operators.learning.WindowRecord;
import io.github.gaussflow.operators.outlier.UnjudgedSamples;
import io.github.gaussflow.operators.period.FirstTimes;
import io.github.gaussflow.operators.period.GroupPeriod;
import io.github.gaussflow.operators.period.SensorPeriod;
import io.github.gaussflow.operators.period.WaitingFrame;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels between operators and what is kept in state needs no generic serializer. */
class RecordTypesTest {

  static Stream<Class<?>> types() {
    return Stream.of(
        Sample.class,
        SampleBlock.class,
        DenoisedSample.class,
        DenoisedBlock.class,
        ParameterUpdate.class,
        Frame.class,
        Slots.class,
        WaitingRun.class,
        WindowRecord.class,
        OpenWindow.class,
        LearnedGroup.class,
        PendingSamples.class,
        ParameterTimeline.class,
        UnjudgedSamples.class,
        SensorPeriod.class,
        GroupPeriod.class,
        FirstTimes.class,
        WaitingFrame.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void isAPojoWithoutGenericFields(Class<?> type) {
    TypeInformation<?> information = TypeInformation.of(type);
    assertThat(information).isInstanceOf(PojoTypeInfo.class);
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    assertThat(information.createSerializer(config)).isNotNull();
  }
}
