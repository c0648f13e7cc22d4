#!/bin/sh
# Runs a class of the benchmarks: java.sh CLASS [ARGUMENT...]. Builds first what is missing or older than its sources.
#
#   JAVA_HOME              which Java, 17 or later; else the java on the PATH
#   GAUSSFLOW_JVM_OPTIONS  options for the JVM, such as -Xmx4g
set -eu
home=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
java=java
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
fi

built=$home/benchmarks/target/built
stale=yes
if [ -f "$built" ]; then
  stale=$(find "$home/pom.xml" "$home/filter/pom.xml" "$home/filter/src/main" "$home/operators/pom.xml" \
    "$home/operators/src/main" "$home/benchmarks/pom.xml" "$home/benchmarks/src/main" -newer "$built" -print | head -n 1)
fi
if [ -n "$stale" ]; then
  (cd "$home" && ./mvnw -q -B -ntp -DskipTests -pl benchmarks -am package >&2)
  touch "$built"
fi

# As bin/gaussflow: the kernels are faster with the Vector API, where this Java has it.
vector=--add-modules=jdk.incubator.vector
"$java" "$vector" -version > /dev/null 2>&1 || vector=

# shellcheck disable=SC2086 # several options in one variable, or none
exec "$java" $vector \
  --add-opens=java.base/java.lang=ALL-UNNAMED \
  --add-opens=java.base/java.nio=ALL-UNNAMED \
  --add-opens=java.base/java.time=ALL-UNNAMED \
  --add-opens=java.base/java.util=ALL-UNNAMED \
  ${GAUSSFLOW_JVM_OPTIONS:-} \
  -cp "$home/benchmarks/target/classes:$home/operators/target/classes:$home/filter/target/classes:$home/benchmarks/target/lib/*" \
  "$@"
