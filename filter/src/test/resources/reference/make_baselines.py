"""Writes baselines.json beside this script: the filters of package baseline by SciPy and NumPy.

Every case has the samples x, the indices of those that are missing, and the outputs y, 0 where a
sample is missing.
"""

import json
import math
import os
import random
import sys

import numpy
import scipy
from scipy.ndimage import correlate1d
from scipy.signal import lfilter, savgol_coeffs, savgol_filter

HERE = os.path.dirname(os.path.abspath(__file__))

# Annual flow of the Nile at Aswan 1871-1970 in 10^8 m^3, the example of Durbin and Koopman.
NILE = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]  # fmt: skip


def series(seed, n):
    rng = random.Random(seed)
    return [20 + 3 * math.sin(k / 5) + rng.gauss(0, 1) for k in range(n)]


def case(name, x, y, missing=(), **settings):
    shown = [0.0 if k in missing else float(v) for k, v in enumerate(y)]
    return {"filter": name, **settings, "missing": list(missing), "x": list(x), "y": shown}


def window(x, n, lookahead, lookback, missing):
    """The offsets of the samples around n that are there, and the samples."""
    at = [k for k in range(max(0, n - lookback), min(len(x), n + lookahead + 1)) if k not in missing]
    return numpy.array(at) - n, numpy.array([x[k] for k in at])


def moving_average():
    x = numpy.array(series(1, 40))
    for lookahead, lookback in ((2, 2), (0, 4), (3, 1)):
        count = lookahead + lookback + 1
        # Sums and counts by correlation with ones, so that the ends divide by what is there.
        ones = numpy.ones(count)
        origin = (lookback - lookahead) / 2
        shift = int(origin) if count % 2 else 0
        sums = correlate1d(x, ones, mode="constant", origin=shift)
        counts = correlate1d(numpy.ones(len(x)), ones, mode="constant", origin=shift)
        yield case("moving-average", x, sums / counts, lookahead=lookahead, lookback=lookback)
    missing = [0, 7, 8, 9, 21, 39]
    y = [window(x, n, 2, 2, missing)[1].mean() if n not in missing else 0 for n in range(len(x))]
    yield case("moving-average", x, y, missing, lookahead=2, lookback=2)


def exponential_average():
    x = numpy.array(series(2, 40))
    for alpha in (0.3, 0.05, 1.0):
        y, _ = lfilter([alpha], [1, alpha - 1], x, zi=[(1 - alpha) * x[0]])
        yield case("exponential-average", x, y, alpha=alpha)
    missing = [0, 5, 6, 30]
    there = [k for k in range(len(x)) if k not in missing]
    z, _ = lfilter([0.3], [1, -0.7], x[there], zi=[0.7 * x[there[0]]])
    y = numpy.zeros(len(x))
    y[there] = z
    yield case("exponential-average", x, y, missing, alpha=0.3)


def savitzky_golay():
    x = numpy.array(series(3, 50))
    y = savgol_filter(x, 11, 3)
    for n in list(range(5)) + list(range(45, 50)):  # SciPy extends the last whole window there
        offsets, values = window(x, n, 5, 5, ())
        y[n] = numpy.polyval(numpy.polyfit(offsets, values, 3), 0)
    yield case("savitzky-golay", x, y, lookahead=5, lookback=5, degree=3)
    for lookahead, lookback, degree in ((0, 10, 3), (2, 8, 2), (16, 16, 5), (1, 0, 1)):
        count = lookahead + lookback + 1
        y = numpy.zeros(len(x))
        # Window positions count from the oldest sample; coefficients for use='dot' do too.
        taps = savgol_coeffs(count, degree, pos=lookback, use="dot")
        for n in range(len(x)):
            offsets, values = window(x, n, lookahead, lookback, ())
            if len(values) == count:
                y[n] = taps @ values
            else:
                fit = numpy.polyfit(offsets, values, min(degree, len(values) - 1))
                y[n] = numpy.polyval(fit, 0)
        settings = {"lookahead": lookahead, "lookback": lookback, "degree": degree}
        yield case("savitzky-golay", x, y, **settings)
    missing = [0, 1, 12, 13, 14, 15, 16, 18, 30, 49]
    y = numpy.zeros(len(x))
    for n in range(len(x)):
        offsets, values = window(x, n, 5, 5, missing)
        if n not in missing:
            y[n] = numpy.polyval(numpy.polyfit(offsets, values, min(3, len(values) - 1)), 0)
    yield case("savitzky-golay", x, y, missing, lookahead=5, lookback=5, degree=3)


def one_euro():
    """Algorithm 1 of the paper, with its low-pass filters as lfilter where the cutoff is fixed."""
    x = numpy.array(series(4, 60))

    def alpha(rate, cutoff):
        tau = 1 / (2 * math.pi * cutoff)
        return 1 / (1 + tau * rate)

    a = alpha(100.0, 1.0)
    y, _ = lfilter([a], [1, a - 1], x, zi=[(1 - a) * x[0]])
    settings = {"minimum_cutoff": 1.0, "derivative_cutoff": 1.0}
    yield case("1-euro", x, y, period=0.01, beta=0.0, **settings)
    for beta, missing in ((0.3, ()), (5.0, ()), (0.3, [0, 9, 10, 40])):
        y = numpy.zeros(len(x))
        before = edx = last = None
        for n in range(len(x)):
            if n in missing:
                continue
            if before is None:
                before, edx = x[n], 0.0
            else:
                rate = 100.0 / (n - last)
                dx = (x[n] - before) * rate
                ad = alpha(rate, 1.0)
                edx = ad * dx + (1 - ad) * edx
                ax = alpha(rate, 1.0 + beta * abs(edx))
                before = ax * x[n] + (1 - ax) * before
            y[n], last = before, n
        yield case("1-euro", x, y, missing, period=0.01, beta=beta, **settings)


def local_level():
    """The mean of a random walk with a flat start given samples, by one dense solve for each."""

    def smooth(x, ratio, lookahead, missing):
        y = numpy.zeros(len(x))
        for n in range(len(x)):
            if n in missing:
                continue
            end = min(len(x), n + lookahead + 1)
            there = [k for k in range(end) if k not in missing]
            walk = numpy.tril(numpy.ones((end, end)))
            walk[:, 0] = 0  # the start is the unknown constant below
            cover = ratio * walk @ walk.T
            noisy = cover[numpy.ix_(there, there)] + numpy.eye(len(there))
            ones = numpy.ones(len(there))
            values = numpy.array([x[k] for k in there])
            start = (ones @ numpy.linalg.solve(noisy, values)) / (
                ones @ numpy.linalg.solve(noisy, ones)
            )
            rest = numpy.linalg.solve(noisy, values - start)
            y[n] = start + cover[n, there] @ rest
        return y

    x = series(5, 60)
    missing = [0, 11, 12, 13, 59]
    for ratio, lookahead, gone in (
        (0.1, 0, ()),
        (0.1, 4, ()),
        (2.0, 60, ()),
        (0.0, 0, ()),
        (0.1, 3, missing),
    ):
        yield case(
            "local-level",
            x,
            smooth(x, ratio, lookahead, gone),
            gone,
            ratio=ratio,
            lookahead=lookahead,
        )
    nile = [float(v) for v in NILE]
    yield case("local-level", nile, smooth(nile, 0.1, 0, ()), ratio=0.1, lookahead=0)


cases = [
    *moving_average(),
    *exponential_average(),
    *savitzky_golay(),
    *one_euro(),
    *local_level(),
]
source = "SciPy %s, NumPy %s, Python %s" % (
    scipy.__version__,
    numpy.__version__,
    sys.version.split()[0],
)
with open(os.path.join(HERE, "baselines.json"), "w") as file:
    json.dump({"source": source, "cases": cases}, file)
    file.write("\n")
