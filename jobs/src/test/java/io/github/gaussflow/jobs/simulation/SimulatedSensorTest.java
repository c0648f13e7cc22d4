/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulatedSensorTest {

  private static final Arrival ROUGH = new Arrival(95, 0.05, 400, 1_000, 130);

  private static List<SimulatedSample> samples(Simulation simulation) {
    return samples(simulation, 0);
  }

  private static List<SimulatedSample> samples(Simulation simulation, int number) {
    SimulatedSensor sensor =
        new SimulatedSensor(simulation, Simulations.splits(simulation).get(number));
    return Simulations.samples(sensor, 10_000);
  }

  @Test
  void givesASampleEachPeriodInOrder() {
    List<SimulatedSample> samples = samples(Simulations.of(1, 100, Arrival.PROMPT));
    assertThat(samples)
        .extracting(SimulatedSample::time)
        .containsExactlyElementsOf(LongStream.range(0, 100).mapToObj(n -> 1_000 + 10 * n).toList());
    assertThat(samples).allMatch(sample -> sample.arrival() == sample.time());
  }

  @Test
  void theReferenceIsTheSignalAndTheValueHasTheNoise() {
    Simulation simulation = Simulations.of(1, 1_000, Arrival.PROMPT);
    // Levels of a hundred samples on average.
    assertThat(samples(simulation).stream().map(SimulatedSample::reference).distinct())
        .hasSizeBetween(3, 30);
    double variance =
        samples(simulation).stream()
            .mapToDouble(sample -> Math.pow(sample.value() - sample.reference(), 2))
            .average()
            .orElseThrow();
    // 0.25; narrow-band noise of 1000 samples says so within a third.
    assertThat(variance).isBetween(0.17, 0.33);
  }

  @Test
  void theSameSeedGivesTheSameAndOtherSensorsAndSeedsGiveOthers() {
    Simulation simulation = Simulations.of(2, 1_000, ROUGH);
    List<SimulatedSample> first = samples(simulation, 0);
    assertThat(samples(simulation, 0)).isEqualTo(first);
    assertThat(samples(simulation, 1)).isNotEqualTo(first);
    Simulation reseeded =
        new Simulation(
            simulation.signal(),
            simulation.noise(),
            simulation.level(),
            2,
            Simulations.PERIOD,
            Simulations.START,
            1_000,
            Double.POSITIVE_INFINITY,
            ROUGH,
            6);
    assertThat(samples(reseeded, 0)).isNotEqualTo(first);
  }

  @Test
  void theSignalIsTheSameWhateverTheNoiseAndTheArrivalAre() {
    Simulation simulation = Simulations.of(1, 500, Arrival.PROMPT);
    Simulation other =
        new Simulation(
            simulation.signal(),
            Noise.HEAVY_TAILS,
            NoiseLevel.constant(0),
            1,
            Simulations.PERIOD,
            Simulations.START,
            500,
            Double.POSITIVE_INFINITY,
            new Arrival(95, 0, 0, 1, 0),
            5);
    assertThat(samples(other))
        .allMatch(sample -> sample.value() == sample.reference())
        .extracting(SimulatedSample::reference)
        .containsExactlyInAnyOrderElementsOf(
            samples(simulation).stream().map(SimulatedSample::reference).toList());
  }

  @Test
  void rowsAreSharedOutToTheLast() {
    Simulation simulation = Simulations.of(3, 1_000, ROUGH);
    assertThat(samples(simulation, 0)).hasSize(334);
    assertThat(samples(simulation, 1)).hasSize(333);
    assertThat(samples(simulation, 2)).hasSize(333);
  }

  @Test
  void samplesComeInTheOrderOfArrivalAndNeverOutOfOrderByTheDisorder() {
    List<SimulatedSample> samples = samples(Simulations.of(1, 5_000, new Arrival(95, 0, 0, 1, 0)));
    long newest = Long.MIN_VALUE;
    long worst = 0;
    long arrival = Long.MIN_VALUE;
    for (SimulatedSample sample : samples) {
      assertThat(sample.arrival()).isGreaterThanOrEqualTo(arrival);
      arrival = sample.arrival();
      newest = Math.max(newest, sample.time());
      worst = Math.max(worst, newest - sample.time());
    }
    assertThat(worst).isGreaterThan(60).isLessThan(95);
    assertThat(new TreeSet<>(samples.stream().map(SimulatedSample::time).toList())).hasSize(5_000);
  }

  /** 400 are more than the disorder, as a watermark would have it, twice and a period. */
  @Test
  void theShareThatIsLateIsBehindAnyWatermarkThatAllowsForTheDisorder() {
    List<SimulatedSample> samples =
        samples(Simulations.of(1, 10_000, new Arrival(95, 0.05, 400, 1, 0)));
    long newest = 0;
    int late = 0;
    for (SimulatedSample sample : samples) {
      late += sample.time() < newest - 95 ? 1 : 0;
      newest = Math.max(newest, sample.time());
    }
    // 500 with a standard deviation of 22; those after the last sample in time are not late.
    assertThat(late).isBetween(400, 600);
    assertThat(samples.stream().filter(sample -> sample.arrival() - sample.time() >= 400))
        .hasSizeBetween(late, late + 5);
  }

  @Test
  void eachSpanHasOneGapAsLongAsItSays() {
    List<SimulatedSample> samples =
        samples(Simulations.of(1, 8_000, new Arrival(0, 0, 0, 1_000, 130)));
    assertThat(samples).hasSize(8_000);
    int gaps = 0;
    for (int i = 1; i < samples.size(); i++) {
      long step = samples.get(i).time() - samples.get(i - 1).time();
      gaps += step > 10 ? 1 : 0;
      assertThat(step).isIn(10L, 140L, 270L); // 270 where two gaps meet
    }
    Map<Long, Long> spans =
        samples.stream()
            .collect(
                Collectors.groupingBy(
                    sample -> (sample.time() - 1_000) / 1_000, Collectors.counting()));
    assertThat(gaps).isBetween(spans.size() - 10, spans.size());
    assertThat(new ArrayList<>(spans.values()).subList(0, spans.size() - 1)).containsOnly(87L);
  }

  @Test
  void theNoiseTakesTurns() {
    Simulation simulation = Simulations.of(1, 400, Arrival.PROMPT);
    Simulation turns =
        new Simulation(
            simulation.signal(),
            simulation.noise(),
            new NoiseLevel(0, 2, 1_000),
            1,
            Simulations.PERIOD,
            Simulations.START,
            400,
            Double.POSITIVE_INFINITY,
            Arrival.PROMPT,
            5);
    for (SimulatedSample sample : samples(turns)) {
      boolean quiet = (sample.time() - 1_000) / 1_000 % 2 == 0;
      assertThat(sample.value() == sample.reference()).isEqualTo(quiet);
    }
  }

  @Test
  void goesOnExactlyFromAnyPlace() throws Exception {
    Simulation simulation = Simulations.of(1, 300, ROUGH);
    List<SimulatedSample> whole = samples(simulation);
    for (int place = 0; place < 300; place++) {
      SimulatedSensor sensor =
          new SimulatedSensor(simulation, Simulations.splits(simulation).get(0));
      Simulations.samples(sensor, place);
      SensorSplit split =
          Simulations.stored(List.of(sensor.split())).stream().findFirst().orElseThrow();
      Simulations.samples(sensor, 20); // must not change what was kept
      assertThat(Simulations.samples(new SimulatedSensor(simulation, split), 300))
          .as("from %d", place)
          .isEqualTo(whole.subList(place, 300));
    }
  }

  @Test
  void hasNoEndWithoutANumberOfRows() {
    Simulation endless = Simulations.of(2, Simulation.ENDLESS, ROUGH);
    assertThat(samples(endless)).hasSize(10_000);
  }

  @Test
  void saysWhereNanosecondsEnd() {
    Simulation simulation = Simulations.of(1, 10, Arrival.PROMPT);
    SensorSplit last =
        new SensorSplit(0, Long.MAX_VALUE - 5, Simulations.splits(simulation).get(0).progress());
    assertThatThrownBy(() -> new SimulatedSensor(simulation, last))
        .hasMessage(
            "sensor-1 has come to the year 2262, where nanoseconds end; choose an earlier"
                + " 'start-time', a shorter 'period' or fewer rows");
  }

  @Test
  void refusesTheStateOfAnotherSignalOrNoise() {
    Simulation simulation = Simulations.of(1, 10, Arrival.PROMPT);
    SensorSplit split =
        new SimulatedSensor(simulation, Simulations.splits(simulation).get(0)).split();
    Simulation other =
        new Simulation(
            Signal.ECG,
            simulation.noise(),
            simulation.level(),
            1,
            10,
            1_000,
            10,
            1,
            Arrival.PROMPT,
            5);
    assertThatThrownBy(() -> new SimulatedSensor(other, split))
        .hasMessage(
            "sensor-1 goes on from a state of option 'signal' = 'steps', but the option is 'ecg'"
                + " now; set it back, or start without the state");
  }

  @Test
  void refusesAnotherVersionOfItsState() {
    assertThatThrownBy(() -> new SensorSplits().deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the state of a simulated sensor has version 2, but this Gaussflow reads version 1");
  }
}
