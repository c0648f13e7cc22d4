"""Makes trajectories.json: the Newton learner in NumPy, without random numbers.

Written from the algorithm and not from the Java code: forms every lag matrix in full, works in
(mu, rho = ln sigma) and leaves eigenvalues to numpy.linalg.eigh. Run: python3 trajectories.py
"""
import json
from math import comb

import numpy as np

FACTORS = (0.5, 0.8, 0.95, 0.98)
MARGINS = (4, 2, 2)  # in standard errors, of all but the longest
DECAY = 0.9
WINDOW = 128
WINDOWS = 30


def noise(count):
    """Sums of three numbers of a linear congruential generator, variance 1/4."""
    state, out = 20261123, []
    for _ in range(count):
        total = 0
        for _ in range(3):
            state = (1103515245 * state + 12345) % 2147483648
            total += state
        out.append(total / 2147483648 - 1.5)
    return np.array(out)


def clean(n):
    """Slow sines, and from the middle on a fast one more."""
    slow = np.sin(2 * np.pi * n / 90) + 0.5 * np.cos(2 * np.pi * n / 41)
    return slow + np.where(n >= WINDOW * WINDOWS / 2, 0.8 * np.sin(2 * np.pi * n / 11), 0)


def series(kind):
    n = np.arange(WINDOW * WINDOWS)
    x = 20 + clean(n) + 0.6 * noise(len(n))
    t = 5 + clean(n - 2.5)
    if kind == "outliers":
        x = x + np.where(n % 97 == 50, 5.0, 0) - np.where(n % 211 == 70, 7.0, 0)
    if kind == "gaps":
        x[n % 300 == 299] = np.nan
    return x, t


def kernel(theta, m):
    mu, s = theta[0], np.exp(theta[1])
    u = (m - mu) / s
    l = -0.5 * u * u
    g = np.exp(l - l.max())
    g /= g.sum()
    la = np.stack([u / s, u * u])
    c = la - (la @ g)[:, None]
    lab = np.empty((2, 2, len(m)))
    lab[0, 0], lab[0, 1], lab[1, 0], lab[1, 1] = -1 / s**2, -2 * u / s, -2 * u / s, -2 * u * u
    cov = np.einsum("ak,bk,k->ab", c, c, g)
    d2 = g * (c[:, None] * c[None] + lab - (lab @ g)[:, :, None] - cov[:, :, None])
    return g, g * c, d2


class Quad:
    def __init__(self, G, p, t2, m):
        self.G, self.p, self.t2, self.m = G, p, t2, m

    def value(self, theta):
        g = kernel(theta, self.m)[0]
        return g @ self.G @ g - 2 * self.p @ g + self.t2

    def full(self, theta):
        g, dg, d2 = kernel(theta, self.m)
        q = 2 * (self.G @ g - self.p)
        return self.value(theta), dg @ q, 2 * dg @ self.G @ dg.T + d2 @ q


def newton(cost, theta, lo, hi, fixed):
    theta, lm = np.array(theta, float), 1e-3
    f, gradient, H = cost.full(theta)
    for _ in range(10):
        active = ((theta <= lo) & (gradient > 0)) | ((theta >= hi) & (gradient < 0)) | fixed
        free = np.flatnonzero(~active)
        taken = False
        for _ in range(12):
            step = np.zeros(2)
            if len(free):
                e, V = np.linalg.eigh(H[np.ix_(free, free)])
                e = np.abs(e)
                step[free] = -V @ ((V.T @ gradient[free]) / (e + lm * e.max()))
            reach = np.array([2 * max(1, np.exp(theta[1])), 1.0])
            new = np.clip(theta + np.clip(step, -reach, reach), lo, hi)
            if cost.value(new) <= f:
                taken = True
                break
            lm = max(4 * lm, 1e-6)
        if not taken:
            break
        lm = max(lm / 8, 1e-12)
        move, before = np.abs(new - theta).max(), f
        theta = new
        f, gradient, H = cost.full(theta)
        if move < 1e-9 or before - f <= 1e-12 * abs(f):
            break
    return theta, f


def difference(G, order):
    d = np.array([(-1.0) ** k * comb(order, k) for k in range(order + 1)])
    d /= np.sqrt(d @ d)
    shifts = len(G) - order
    return np.mean([d @ G[i : i + order + 1, i : i + order + 1] @ d for i in (0, shifts // 2, shifts - 1)])


def noise_variance(G, i0):
    return min(max(min(difference(G, k) for k in (2, 4, 6)), 0.0), G[i0, i0])


class Learner:
    def __init__(self, L, R, reference):
        self.L, self.R, self.K, self.reference = L, R, L + R + 1, reference
        self.m = np.arange(-L, R + 1.0)
        K = self.K
        mean_bounds = (-L, R) if reference else (-(L + 2 * R), 0)
        self.lo = np.array([mean_bounds[0], np.log(0.2)])
        self.hi = np.array([mean_bounds[1], np.log(2 * K)])
        count = len(FACTORS)
        self.A = [(np.zeros((K, K)), np.zeros(K), 0.0, 0) for _ in range(count)]
        self.theta = [np.array([0.0, np.log(max(0.5, K / 16))]) for _ in range(count)]
        self.score, self.current, self.in_a_row = np.zeros(count), 0, 0
        self.free, self.fixed = np.array([False, False]), np.array([True, False])

    def cost(self, sums, s2):
        G, p, t2, n = sums
        if self.reference:
            return Quad(G / n, p / n, t2 / n, self.m)
        delta = np.where(self.m == 0, s2, 0)
        return Quad(G / n, G[:, self.L] / n - delta, G[self.L, self.L] / n - s2, self.m)

    def s2(self, sums):
        return noise_variance(sums[0] / sums[3], self.L)

    def search(self, cost, s2, n, previous):
        widths = np.linspace(self.lo[1], self.hi[1], 9 if self.reference else 17)
        if self.reference:
            means = np.arange(2 * np.ceil(self.lo[0] / 2), self.hi[0] + 0.5, 2)
            grid = [np.array([a, b]) for a in means for b in widths]
            order = np.argsort([cost.value(c) for c in grid], kind="stable")[:3]
            best = newton(cost, previous, self.lo, self.hi, self.free)
            for k in order:
                other = newton(cost, grid[k], self.lo, self.hi, self.free)
                best = other if other[1] < best[1] else best
            return best[0]
        starts = [np.array([0, previous[1]])] + [np.array([0, b]) for b in widths]
        start = starts[int(np.argmin([cost.value(c) for c in starts]))]
        still, j0 = newton(cost, start, self.lo, self.hi, self.fixed)
        moved, j1 = newton(cost, still, self.lo, self.hi, self.free)
        if previous[0] != 0:
            other, j2 = newton(cost, previous, self.lo, self.hi, self.free)
            if j2 < j1:
                moved, j1 = other, j2
        return moved if j0 - j1 > 3.84 * s2 / n else still

    def error(self, judge, values, k, other, s2, window):
        """The standard error of the difference of the costs of two factors on a window."""
        change = kernel(self.theta[k], self.m)[0] - kernel(self.theta[other], self.m)[0]
        off = min(values[k], values[other]) + (0 if self.reference else s2)
        return np.sqrt(4 * off * (change @ judge.G @ change) / window[3])

    def learn(self, window):
        nexts = [tuple(f * a + w for a, w in zip(A, window)) for f, A in zip(FACTORS, self.A)]
        recent = self.s2(nexts[0])
        same = [s2 for s2 in map(self.s2, reversed(nexts)) if abs(np.log(s2 / recent)) < 0.3]
        judge = self.cost(window, same[0])
        values = np.array([judge.value(theta) for theta in self.theta])
        cost, gradient, _ = judge.full(self.theta[self.current])
        power = window[0][self.L, self.L] / window[3]
        between = len(FACTORS) - 2
        lower = values[between] - values[0] > 2 * self.error(judge, values, 0, between, same[0], window)
        self.in_a_row = self.in_a_row + 1 if lower else 0
        self.score = DECAY * self.score + (values - values.min()) / power
        self.current = len(FACTORS) - 1
        for k in range(len(FACTORS) - 2, -1, -1):
            error = self.error(judge, values, k, self.current, same[0], window) / np.sqrt(1 - DECAY**2)
            if self.score[self.current] - self.score[k] > MARGINS[k] * error / power:
                self.current = k
        self.A = nexts
        for k, sums in enumerate(nexts):
            s2 = self.s2(sums)
            self.theta[k] = self.search(self.cost(sums, s2), s2, sums[3], self.theta[k])
        if self.in_a_row == 4:
            self.in_a_row = 0
            for k in range(1, len(FACTORS) - 1):
                self.A[k], self.theta[k], self.score[k] = window, self.theta[0], 0
        mu, rho = self.theta[self.current]
        return {
            "mean": mu,
            "standardDeviation": np.exp(rho),
            "cost": cost,
            "gradientMean": gradient[0],
            "gradientLogStandardDeviation": gradient[1],
            "noiseVariance": self.s2(self.A[self.current]),
            "count": int(window[3]),
            "forgettingFactor": FACTORS[self.current],
        }


def window_sums(x, t, L, R, start, reference):
    K = L + R + 1
    newest = [
        e
        for e in range(start, start + WINDOW)
        if e - K + 1 >= 0 and not np.isnan(x[e - K + 1 : e + 1]).any()
    ]
    rows = np.array([x[e - K + 1 : e + 1][::-1] for e in newest])
    target = np.array([t[e - L] for e in newest])
    rows = rows - rows.mean()
    if reference:  # each lag about its own mean: an offset of the window's own
        rows = rows - rows.mean(0)
    target = target - target.mean()
    return rows.T @ rows, rows.T @ target, target @ target, len(rows)


def main():
    cases = []
    for kind, objective, L, R in (
        ("plain", "SURE", 8, 8),
        ("plain", "SURE", 2, 14),
        ("outliers", "SURE", 8, 8),
        ("gaps", "SURE", 4, 12),
        ("plain", "REFERENCE", 6, 10),
        ("gaps", "REFERENCE", 8, 8),
    ):
        x, t = series(kind)
        learner = Learner(L, R, objective == "REFERENCE")
        steps = [
            learner.learn(window_sums(x, t, L, R, start, objective == "REFERENCE"))
            for start in range(0, len(x), WINDOW)
        ]
        cases.append({"series": kind, "objective": objective, "lookahead": L, "lookback": R, "steps": steps})
    x, t = series("outliers")
    out = {
        "tool": "trajectories.py, NumPy " + np.__version__,
        "window": WINDOW,
        "windows": WINDOWS,
        "check": {"x[70]": x[70], "x[3839]": x[3839], "t[3839]": t[3839]},
        "cases": cases,
    }
    with open("trajectories.json", "w") as file:
        json.dump(out, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
