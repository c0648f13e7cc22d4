#!/bin/sh
# What samples, sensors and checkpoints cost against the number of sensors and taps; --help says what is measured.
exec "$(dirname "$0")/java.sh" io.github.gaussflow.benchmarks.pipeline.ScaleBenchmark "$@"
