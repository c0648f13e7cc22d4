#!/bin/sh
# How long after its event time a sample leaves; --help says what is measured.
exec "$(dirname "$0")/java.sh" io.github.gaussflow.benchmarks.pipeline.LatencyBenchmark "$@"
