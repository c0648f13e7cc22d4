"""Writes the reference files beside this script: extreme kernels (mpmath) and filters (SciPy)."""

import json
import os
import random
import sys

import mpmath
import numpy
import scipy
from mpmath import mp, mpf
from scipy.ndimage import gaussian_filter1d

HERE = os.path.dirname(os.path.abspath(__file__))
mp.dps = 60


def write(name, source, cases):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump({"source": source, "cases": cases}, file)
        file.write("\n")


def kernel_case(kernel, mu, sigma, lookahead, lookback):
    """Closed forms; the unit-sum ones as quotients of sums, not as the code under test has it."""
    offsets = range(-lookahead, lookback + 1)
    m, s = mpf(mu), mpf(sigma)
    e = [mpmath.exp(-((k - m) / s) ** 2 / 2) for k in offsets]
    u = [(k - m) / s for k in offsets]
    # Partial derivatives of the exponential by mu and sigma.
    f = {
        "g": e,
        "m": [a * b / s for a, b in zip(e, u)],
        "s": [a * b**2 / s for a, b in zip(e, u)],
        "mm": [a * (b**2 - 1) / s**2 for a, b in zip(e, u)],
        "ms": [a * b * (b**2 - 2) / s**2 for a, b in zip(e, u)],
        "ss": [a * b**2 * (b**2 - 3) / s**2 for a, b in zip(e, u)],
    }
    if kernel == "unscaled":
        z = {"g": mpf(1), "m": mpf(0), "s": mpf(0), "mm": mpf(0), "ms": mpf(0), "ss": mpf(0)}
    elif kernel == "scaled":
        c = mpmath.sqrt(2 * mpmath.pi)
        z = {"g": s * c, "m": mpf(0), "s": c, "mm": mpf(0), "ms": mpf(0), "ss": mpf(0)}
    else:
        z = {key: mpmath.fsum(values) for key, values in f.items()}
    n = len(e)

    def first(a):
        return [(f[a][k] * z["g"] - e[k] * z[a]) / z["g"] ** 2 for k in range(n)]

    def second(a, b, ab):
        return [
            f[ab][k] / z["g"]
            - (f[a][k] * z[b] + f[b][k] * z[a] + e[k] * z[ab]) / z["g"] ** 2
            + 2 * e[k] * z[a] * z[b] / z["g"] ** 3
            for k in range(n)
        ]

    def numbers(values):
        return [float(v) for v in values]

    return {
        "kernel": kernel,
        "mu": mu,
        "sigma": sigma,
        "lookahead": lookahead,
        "lookback": lookback,
        "g": numbers(v / z["g"] for v in e),
        "dg_dmu": numbers(first("m")),
        "dg_dsigma": numbers(first("s")),
        "d2g_dmu2": numbers(second("m", "m", "mm")),
        "d2g_dmudsigma": numbers(second("m", "s", "ms")),
        "d2g_dsigma2": numbers(second("s", "s", "ss")),
    }


def kernels():
    shapes = [
        (0.0, 0.05, 3, 3),
        (0.3, 0.05, 3, 3),
        (0.5, 0.05, 2, 4),
        (0.49, 0.05, 2, 4),
        (0.4999999, 0.05, 2, 4),
        (0.5, 0.2, 0, 5),
        (-9.5, 0.8, 4, 4),
        (7.25, 0.6, 3, 5),
        (40.0, 3.0, 5, 5),
        (-300.0, 12.0, 8, 8),
        (0.1, 0.2, 12, 12),
        (2.5, 3.0, 0, 0),
        (1.2, 100.0, 6, 10),
        (-1.2, 1e6, 6, 10),
        (0.0, 1e-3, 1, 1),
    ]
    mp.dps = 400  # the unit-sum terms cancel to 1e-87 and further
    cases = [
        kernel_case(kernel, *shape)
        for shape in shapes
        for kernel in ("scaled", "unscaled", "unit_sum")
    ]
    write("kernels_extreme.json", "mpmath %s (400 digits)" % mpmath.__version__, cases)


def filters():
    rng = random.Random(20260101)
    cases = []
    for order in (0, 1, 2):
        for mode in ("constant", "nearest", "reflect"):
            for sigma, radius, n in ((2.0, 20, 60), (3.0, 28, 50), (2.5, 24, 11)):
                x = [rng.gauss(0, 1) for _ in range(n)]
                y = gaussian_filter1d(
                    numpy.array(x), sigma, order=order, mode=mode, radius=radius
                )
                cases.append(
                    {
                        "order": order,
                        "mode": mode,
                        "sigma": sigma,
                        "radius": radius,
                        "x": x,
                        "y": list(y),
                    }
                )
    source = "SciPy %s gaussian_filter1d, NumPy %s, Python %s" % (
        scipy.__version__,
        numpy.__version__,
        sys.version.split()[0],
    )
    write("gaussian_filter1d.json", source, cases)


kernels()
filters()
