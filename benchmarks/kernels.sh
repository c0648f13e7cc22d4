#!/bin/sh
# The kernels with the Vector API and in plain Java, and beside them SciPy, NumPy and PyTorch as far
# as python3 has them: 4,096 samples, R = 12, one core, the median of paired rounds.
#
#   ROUNDS     how many rounds, 3 unless set
#   JAVA_HOME  which Java, 17 or later; else the java on the PATH
#   PYTHON     which Python; python3 unless set
#
# Numbers of a machine that does something else as well are worth nothing.
set -eu

home=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)
java=java
if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
fi
python=${PYTHON:-python3}
rounds=${ROUNDS:-3}

classes=$home/benchmarks/target/classes:$home/operators/target/classes:$home/filter/target/classes
echo "kernels: building ..." >&2
(cd "$home" && ./mvnw -q -B -ntp -DskipTests -pl benchmarks -am package >&2)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# jmh NAME [JVM OPTION]: the scores of a round as lines "round,name.benchmark,ns a sample".
jmh() {
  name=$1
  shift
  "$java" -cp "$classes:$home/benchmarks/target/lib/*" org.openjdk.jmh.Main \
    '(Convolution|Gradient)Benchmark' -p radius=12 -wi 4 -i 5 -w 500ms -r 500ms -f 1 \
    -rf csv -rff "$work/jmh.csv" -jvmArgsAppend "-Dbenchmark=$name $*" > "$work/jmh.log" 2>&1 || {
    cat "$work/jmh.log" >&2
    exit 1
  }
  sed -n "s/^\"io.github.gaussflow.benchmarks.\([A-Za-z]*\)Benchmark.\([A-Za-z]*\)\",\"avgt\",[0-9]*,[0-9]*,\([0-9.]*\),.*/$round,$name.\1.\2,\3/p" \
    "$work/jmh.csv"
}

round=1
while [ "$round" -le "$rounds" ]; do
  echo "kernels: round $round of $rounds ..." >&2
  {
    jmh vector --add-modules=jdk.incubator.vector
    jmh plain
    "$python" "$home/benchmarks/kernels.py" | sed "s/^/$round,/"
  } >> "$work/times" || {
    echo "kernels: round $round failed" >&2
    exit 1
  }
  round=$((round + 1))
done

awk -F, '
  { time[$2, $1] = $3; names[$2] = 1; if ($1 > rounds) rounds = $1 }
  function median(count,   i, j, t) {
    for (i = 2; i <= count; i++)
      for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
  }
  function show(name,   i) {
    if (!(name in names)) return
    for (i = 1; i <= rounds; i++) list[i] = time[name, i]
    printf "%-44s %8.3f\n", name, median(rounds)
  }
  function ratio(text, name, other,   i) {
    if (!(name in names) || !(other in names)) return
    for (i = 1; i <= rounds; i++) list[i] = time[name, i] / time[other, i]
    i = median(rounds)
    printf "%-64s %6.3f = 1/%.1f\n", text, i, 1 / i
  }
  END {
    print "ns a sample, medians of " rounds " rounds"
    split("Convolution.copy Convolution.convolve Convolution.gradients Convolution.lagProducts Gradient.gradients Gradient.tapsAndGradients", b, " ")
    for (i = 1; i <= 6; i++) { show("vector." b[i]); show("plain." b[i]) }
    show("scipy.gaussian_filter1d"); show("numpy.convolve"); show("pytorch.conv1d")
    print "\nratios, medians of " rounds " paired rounds"
    ratio("convolve: Vector API to plain Java", "vector.Convolution.convolve", "plain.Convolution.convolve")
    ratio("convolve: Vector API to SciPy gaussian_filter1d", "vector.Convolution.convolve", "scipy.gaussian_filter1d")
    ratio("convolve: plain Java to SciPy gaussian_filter1d", "plain.Convolution.convolve", "scipy.gaussian_filter1d")
    ratio("convolve: Vector API to NumPy convolve", "vector.Convolution.convolve", "numpy.convolve")
    ratio("loss and gradients: Vector API to plain Java", "vector.Gradient.tapsAndGradients", "plain.Gradient.tapsAndGradients")
    ratio("loss and gradients: Vector API to PyTorch conv1d, autograd", "vector.Gradient.tapsAndGradients", "pytorch.conv1d")
    ratio("loss and gradients: plain Java to PyTorch conv1d, autograd", "plain.Gradient.tapsAndGradients", "pytorch.conv1d")
    ratio("loss and gradients: Vector API to SciPy gaussian_filter1d", "vector.Gradient.tapsAndGradients", "scipy.gaussian_filter1d")
    for (i = 1; i <= rounds; i++) list[i] = 25 / time["vector.Convolution.convolve", i]
    printf "\nVector API, convolve: %.1f GMAC/s\n", median(rounds)
  }' "$work/times"
