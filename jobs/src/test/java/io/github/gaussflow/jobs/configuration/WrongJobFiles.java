/*
 * Copyright 2026 the Gaussflow developers.
 *
 * Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0
 */
package io.github.gaussflow.jobs.configuration;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Job files, each wrong in one way, with the message that JOB, the file's path, begins. */
final class WrongJobFiles {

  private WrongJobFiles() {}

  static Stream<Arguments> all() {
    return Stream.of(yaml(), names(), values(), contradictions(), irregular(), flink())
        .flatMap(files -> files);
  }

  private static Stream<Arguments> yaml() {
    return Stream.of(
        wrong("", "JOB: is empty; a job file needs at least tables, samples, filter and output"),
        wrong("# nothing\n", "JOB: is empty;"),
        wrong("- a\n", "JOB:1: must consist of sections such as 'samples:' and 'filter:'"),
        wrong("name: [a\nb: c", "JOB:2: is not YAML at column 2: "),
        wrong("name: a\n\tb: c", "JOB:2: is not YAML at column 1: "),
        wrong("name: \u0007", "JOB:1: is not YAML: the character U+0007 is not allowed"),
        spoilt(
            "name: test",
            "name: test\nname: again",
            "JOB:2: key 'name' is given twice, first in line 1; delete one"),
        spoilt(
            "name: test",
            "filter.lookback: 3",
            "JOB:15: key 'filter.lookback' is given twice, first in line 1; delete one"),
        spoilt("name: test", "a: &a {b: *a}", "JOB:1: section 'a.b.' is an alias of another"));
  }

  private static Stream<Arguments> names() {
    return Stream.of(
        spoilt(
            "  window: 64",
            "  windw: 64",
            "JOB:18: key 'learning.windw' is not known; did you mean 'learning.window'?"),
        spoilt(
            "  window: 64",
            "  window: 64\n  kernel: 2",
            "JOB:19: key 'learning.kernel' is not known; did you mean 'filter.kernels'?"),
        spoilt(
            "learning:\n  window",
            "learing:\n  window",
            "JOB:18: section 'learing' is not known; did you mean 'learning'?"),
        spoilt(
            "name: test",
            "window: 64",
            "JOB:1: key 'window' is not known; did you mean 'learning.window'?"),
        spoilt(
            "name: test",
            "qqqqqqq: 1",
            "JOB:1: key 'qqqqqqq' is not known; choose one of filter, flink, learning, metrics, name,"
                + " output, report, samples, state, tables\n"),
        spoilt(
            "name: test",
            "state.zzzzzzzzz: 1",
            "JOB:1: key 'state.zzzzzzzzz' is not known; choose one of state.retention,"
                + " state.uid-prefix\n"),
        spoilt(
            "learning:\n  window: 64",
            "learning: 64",
            "JOB:17: 'learning' is a section; write its keys below it, indented"),
        spoilt("  value: v\n", "", "JOB:8: key 'samples.value' is missing; add it"),
        spoilt(
            "output:\n  denoised: clean\n", "", "JOB: key 'output.denoised' is missing; add it"));
  }

  private static Stream<Arguments> values() {
    return Stream.of(
        spoilt(
            "window: 64",
            "window: many",
            "JOB:18: key 'learning.window' must be a whole number of at least 1, but is 'many'"),
        spoilt("window: 64", "window: 6.5", "JOB:18: key 'learning.window' must be a whole"),
        spoilt("window: 64", "window:", "JOB:18: key 'learning.window' has no value;"),
        spoilt(
            "window: 64",
            "window: [64]",
            "JOB:18: key 'learning.window' must be a whole number of at least 1, not a list"),
        spoilt(
            "lookback: 8",
            "lookback: -1",
            "JOB:15: key 'filter.lookback' must be a whole number from 0 to 8191, but is '-1'"),
        spoilt(
            "period: 10 ms",
            "period: 10 parsecs",
            "JOB:16: key 'filter.period' must be a duration such as '9583 us' or '0.5 s', shorter than"
                + " 292 years, but is '10 parsecs'"),
        spoilt(
            "period: 10 ms",
            "period: 10",
            "JOB:16: key 'filter.period' must be a duration such as '9583 us' or '0.5 s', shorter than"
                + " 292 years, but is '10'"),
        spoilt(
            "period: 10 ms",
            "period: 0 ms",
            "JOB:16: key 'filter.period' must be longer than 0, but is '0 ms'"),
        spoilt(
            "period: 10 ms",
            "period: 10 ms\n  standard-deviation: 0 ms",
            "JOB:17: key 'filter.standard-deviation' must be longer than 0, but is '0 ms'"),
        spoilt(
            "period: 10 ms",
            "period: 10 ms\n  standard-deviation: -3 ms",
            "JOB:17: key 'filter.standard-deviation' must be longer than 0, but is '-3 ms'"),
        spoilt(
            "period: 10 ms",
            "period: 10 ms\n  mean: soon",
            "JOB:17: key 'filter.mean' must be a duration such as '-5 ms' or '250 us', shorter than 292"
                + " years, but is 'soon'"),
        spoilt(
            "window: 64",
            "scope: groups",
            "JOB:18: key 'learning.scope' must be one of all, group, sensor, but is 'groups'; did"
                + " you mean 'group'?"),
        spoilt(
            "window: 64",
            "optimizer: adam\n  learning-rate: -1",
            "JOB:19: key 'learning.learning-rate' must be a number greater than 0, but is '-1'"),
        spoilt(
            "window: 64",
            "forgetting-factors: [0.9, 0.5]",
            "JOB:18: key 'learning.forgetting-factors' must ascend, each greater than 0 and at most"
                + " 1, but is [0.9, 0.5]"),
        spoilt(
            "window: 64",
            "forgetting-factors: 0.9",
            "JOB:18: key 'learning.forgetting-factors' must be a list"),
        spoilt(
            "window: 64",
            "fixed: [means]",
            "JOB:18: key 'learning.fixed' must list some of mean, standard-deviation, but lists"
                + " 'means'; did you mean 'mean'?"),
        spoilt(
            "time-unit: us",
            "time-unit: hours",
            "JOB:11: key 'samples.time-unit' must be one of ns, us, ms, s, but is 'hours'"),
        spoilt(
            "name: test",
            "state.uid-prefix: a b",
            "JOB:1: key 'state.uid-prefix' must consist of letters, digits, '.', '_' and '-', but is"
                + " 'a b'"));
  }

  private static Stream<Arguments> contradictions() {
    return Stream.of(
        spoilt(
            "window: 64",
            "objective: prediction",
            "JOB:18: key 'learning.objective' is 'prediction', which sees no later samples; set"
                + " 'filter.lookahead' to 0"),
        spoilt(
            "window: 64",
            "horizon: 2",
            "JOB:18: key 'learning.horizon' has no effect where 'learning.objective' is 'sure'; delete"
                + " it or choose prediction"),
        spoilt(
            "window: 64",
            "objective: gcv\n  noise-autocovariance: [0.1]",
            "JOB:19: key 'learning.noise-autocovariance' has no effect where 'learning.objective' is"
                + " 'gcv'; delete it or choose sure"),
        spoilt(
            "window: 64",
            "objective: gcv\n  noise: white",
            "JOB:19: key 'learning.noise' has no effect where 'learning.objective' is 'gcv'; delete"
                + " it or choose sure"),
        spoilt(
            "window: 64",
            "noise: white\n  noise-autocovariance: [0.1]",
            "JOB:18: key 'learning.noise' has no effect where 'learning.noise-autocovariance' gives"
                + " the noise; delete one of the two"),
        spoilt(
            "window: 64",
            "noise-autocovariance: [0.1, -0.3]",
            "JOB:18: key 'learning.noise-autocovariance': autocovariance must be within the variance"
                + " 0.1, but is -0.3 at lag 1"),
        spoilt(
            "lookback: 8",
            "lookback: 8\n  kernels: 5",
            "JOB:16: key 'filter.kernels' must be a whole number from 1 to 4, but is '5'"),
        spoilt(
            "lookback: 8\n  period: 10 ms\nlearning:\n",
            "lookback: 8\n  kernels: 2\n  period: 10 ms\nlearning:\n  fixed: [mean]\n",
            "JOB:16: key 'filter.kernels' must be 1 where 'learning.objective' is gcv,"),
        spoilt(
            "lookback: 8",
            "lookback: 8\n  outliers: hample",
            "JOB:16: key 'filter.outliers' must be one of none, hampel, but is 'hample'; did you mean"
                + " 'hampel'?"),
        spoilt(
            "window: 64",
            "window: 12",
            "JOB:18: key 'learning.window' must be at least the 13 taps of the filter (lookahead"
                + " 4 + lookback 8 + 1), but is 12"),
        spoilt(
            "period: 10 ms",
            "period: 10 ms\n  standard-deviation: 10 s",
            "JOB:17: keys 'filter.mean' and 'filter.standard-deviation', counted in periods: "),
        spoilt(
            "  period: 10 ms\n",
            "  mean: 5 ms\n",
            "JOB:16: key 'filter.mean' must be left out where 'filter.period' is not given, but is"
                + " '5 ms'"),
        spoilt(
            "  period: 10 ms\n",
            "  standard-deviation: 5 ms\n",
            "JOB:16: key 'filter.standard-deviation' must be left out where 'filter.period' is not"
                + " given, but is '5 ms'"),
        spoilt(
            "  period: 10 ms\n",
            "  outliers: hampel\n",
            "JOB:16: key 'filter.outliers' must be none where 'filter.period' is not given, but is"
                + " 'hampel'"),
        spoilt(
            "  period: 10 ms\n",
            "state:\n  retention: 1 d\n",
            "JOB:17: key 'state.retention' must be left out where 'filter.period' is not given, but"
                + " is '1 d'"),
        spoilt(
            "  period: 10 ms\n",
            "samples.sampling: irregular\n",
            "JOB:16: key 'samples.sampling' must be regular where 'filter.period' is not given, but"
                + " is 'irregular'"),
        spoilt(
            "  period: 10 ms\n",
            "samples.max-gap: 2 s\nsamples.flush-after: 3 s\n",
            "JOB:17: key 'samples.flush-after' must be from 'filter.period' to 'samples.max-gap',"
                + " which is 2 s, but is '3 s'"),
        spoilt(
            "value: v",
            "value: v\n  max-gap: 5 ms",
            "JOB:13: key 'samples.max-gap' must be at least 'filter.period', but is '5 ms'"),
        spoilt(
            "value: v",
            "value: v\n  gap-fill: linear",
            "JOB:13: key 'samples.gap-fill' must be one of none, estimate, but is 'linear'"),
        spoilt(
            "value: v",
            "value: v\n  flush-after: 5 ms",
            "JOB:13: key 'samples.flush-after' must be from 'filter.period' to 'samples.max-gap',"
                + " which is 90 ms, but is '5 ms'"),
        spoilt(
            "value: v",
            "value: v\n  linger: 0 ms",
            "JOB:13: key 'samples.linger' must be longer than 0, but is '0 ms'"),
        spoilt(
            "value: v",
            "value: v\n  max-gap: 2 s\n  flush-after: 2001 ms",
            "JOB:14: key 'samples.flush-after' must be from 'filter.period' to 'samples.max-gap',"
                + " which is 2 s, but is '2001 ms'"),
        spoilt(
            "denoised: clean",
            "denoised: clean\nmetrics:\n  groups: -1",
            "JOB:22: key 'metrics.groups' must be a whole number from 0 to 10000, but is '-1'"),
        spoilt(
            "denoised: clean",
            "denoised: clean\nstate:\n  retention: 639 ms",
            "JOB:22: key 'state.retention' must be at least a window, which is 640 ms, but is"
                + " '639 ms'"),
        spoilt(
            "value: v",
            "value: v\n  max-gap: 2 s\nstate:\n  retention: 1 s",
            "JOB:15: key 'state.retention' must be at least 'samples.max-gap', which is 2 s, but is"
                + " '1 s'"),
        spoilt(
            "window: 64",
            "scope: group",
            "JOB:18: key 'learning.scope' is 'group', but no column gives the group; add"
                + " 'samples.group' or choose all or sensor"),
        spoilt(
            "value: v",
            "value: v\n  group: g",
            "JOB:13: key 'samples.group' has no effect where 'learning.scope' is 'sensor'"),
        spoilt(
            "window: 64",
            "objective: reference",
            "JOB:18: key 'learning.objective' is 'reference', but no column gives one; add"
                + " 'samples.reference' or choose sure"),
        spoilt(
            "window: 64",
            "learning-rate: 0.1",
            "JOB:18: key 'learning.learning-rate' has no effect where 'learning.optimizer' is"
                + " 'newton'; delete it or choose gradient-descent or adam"),
        spoilt(
            "window: 64",
            "optimizer: adam\n  forgetting-factors: [0.5]",
            "JOB:19: key 'learning.forgetting-factors' has no effect where 'learning.optimizer' is"
                + " 'adam'; delete it or choose newton"),
        spoilt(
            "denoised: clean",
            "denoised: clean\n  late: clean",
            "JOB:21: key 'output.late' must be a table of its own or one for rejected samples, but"
                + " is 'clean'"),
        spoilt(
            "name: test",
            "samples.rest: r\nlearning.objective: gcv",
            "JOB:1: key 'samples.rest' has no effect where 'learning.objective' is 'gcv'; delete it or"
                + " choose sure"),
        spoilt(
            "name: test",
            "samples.rest-from: 1\nlearning.noise-autocovariance: [0.1]",
            "JOB:1: keys 'samples.rest-from' and 'learning.noise-autocovariance' both tell the noise;"
                + " delete one"),
        spoilt(
            "name: test",
            "samples.rest: r\nsamples.rest-to: 7",
            "JOB:2: keys 'samples.rest' and 'samples.rest-to' both say what is at rest; delete one"),
        spoilt(
            "name: test",
            "samples.rest-to: 7",
            "JOB:1: keys 'samples.rest-from' and 'samples.rest-to' go together; add"
                + " 'samples.rest-from'"),
        spoilt(
            "name: test",
            "samples: {rest-from: 7, rest-to: 7}",
            "JOB:1: key 'samples.rest-to' must be later than 'samples.rest-from', but is '7'"),
        spoilt(
            "name: test",
            "samples: {rest-from: 7, rest-to: soon}",
            "JOB:1: key 'samples.rest-to' must be a whole number of 'samples.time-unit' within the"
                + " years 1677 to 2262, but is 'soon'"),
        spoilt(
            "time-unit: us",
            "rest-from: 1970-01-01\n  rest-to: 1970-01-02 00:00:00",
            "JOB:11: key 'samples.rest-from' must be a date and time such as 2026-05-01 12:00:00"
                + " within the years 1677 to 2262, but is '1970-01-01'"),
        spoilt(
            "  window: 64",
            "  window: 51\nsamples.rest: r",
            "JOB:18: key 'learning.window' must be at least 52, 4 times the taps of the filter, where"
                + " 'samples.rest' is given, but is 51"),
        spoilt(
            "name: test",
            "report.picture: a.svg",
            "JOB:1: keys 'report.picture' and 'report.picture-sensor' go together; add"
                + " 'report.picture-sensor'"));
  }

  private static Stream<Arguments> flink() {
    return Stream.of(
        spoilt(
            "name: test",
            "flink: {paralelism.default: 2}",
            "JOB:1: key 'flink.paralelism.default' is no option of Flink; did you mean"
                + " 'parallelism.default'?"),
        spoilt(
            "name: test",
            "flink: {execution.chekpointing.interval: 1 s}",
            "JOB:1: key 'flink.execution.chekpointing.interval' is no option of Flink; did you mean"
                + " 'execution.checkpointing.interval'?"),
        spoilt(
            "  period: 10 ms",
            "  period: 10 ms\n  bank: 1 x (0, 2",
            "JOB:17: key 'filter.bank' must be Gaussians 'weight x (mean, standard deviation)'"),
        spoilt(
            "  period: 10 ms",
            "  period: 10 ms\n  bank: 1 x (0, 2)\n  mean: 1 ms",
            "JOB:18: key 'filter.mean' has no effect where 'filter.bank' is given"),
        spoilt(
            "  period: 10 ms",
            "  period: 10 ms\n  bank: 2 x (0, 2) + -1 x (0, 4)",
            "JOB:17: key 'filter.bank', counted in periods: initial bank must have at most 1"
                + " Gaussians, as many as kernels, but has 2"),
        spoilt(
            "  window: 64",
            "  window: 64\n  lag-range: 100",
            "JOB:19: key 'learning.lag-range' has no effect where 'learning.objective' is 'sure';"
                + " delete it or choose reference"),
        spoilt(
            "  window: 64",
            "  window: 64\n  lag-range: -1",
            "JOB:19: key 'learning.lag-range' must be a whole number from 0 to 10000, but is '-1'"),
        spoilt(
            "  window: 64",
            "  window: 64\n  enabled: maybe",
            "JOB:19: key 'learning.enabled' must be true or false, but is 'maybe'"),
        spoilt(
            "name: test",
            "flink: {parallelism.default: two}",
            "JOB:1: key 'flink.parallelism.default' cannot be 'two': "));
  }

  private static Stream<Arguments> irregular() {
    return Stream.of(
        irregular("samples.rest: g", "samples.rest' must not be given", "'g'"),
        irregular("filter.outliers: hampel", "filter.outliers' must be none", "'hampel'"),
        irregular("samples.gap-fill: estimate", "samples.gap-fill' must be none", "'estimate'"),
        irregular("filter.kernels: 2", "filter.kernels' must be 1", "'2'"),
        irregular(
            "learning.objective: gcv", "learning.objective' must be sure or reference", "'gcv'"),
        irregular("learning.optimizer: adam", "learning.optimizer' must be newton", "'adam'"),
        irregular(
            "learning: {objective: reference, lag-range: 9}",
            "learning.lag-range' must be 0",
            "'9'"),
        irregular(
            "learning.noise-autocovariance: [1, 0.5]",
            "learning.noise-autocovariance' must be the variance alone",
            "[1, 0.5]"));
  }

  private static Arguments irregular(String added, String must, String value) {
    String text =
        JobFileText.with("  value: v\n", "  value: v\n  reference: r\n  sampling: irregular\n")
            .replace("learning:\n  window: 64\n", "");
    return wrong(
        added + "\n" + text,
        "JOB:1: key '%s where 'samples.sampling' is irregular, but is %s".formatted(must, value));
  }

  private static Arguments wrong(String text, String message) {
    return Arguments.of(text, message);
  }

  private static Arguments spoilt(String text, String replacement, String message) {
    return Arguments.of(JobFileText.with(text, replacement), message);
  }
}
