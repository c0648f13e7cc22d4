#!/bin/sh
# The denoising job beside jobs that do nothing or a moving average; --help says what is measured.
exec "$(dirname "$0")/java.sh" io.github.gaussflow.benchmarks.pipeline.PipelineBenchmark "$@"
