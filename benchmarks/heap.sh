#!/bin/sh
# The heap that is in use as a job goes on; --help says what is measured.
exec "$(dirname "$0")/java.sh" io.github.gaussflow.benchmarks.pipeline.HeapBenchmark "$@"
