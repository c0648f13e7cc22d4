"""What kernels.sh compares with: lines "name,ns a sample" for what is installed.

4,096 doubles, R = 12, one thread; the median of repeated measurements.
"""

import statistics
import sys
import time

SAMPLES = 4096
RADIUS = 12


def measure(name, step):
    """Prints the time of a step that works on all samples once."""
    calls = 1
    while seconds(step, calls) < 0.05:
        calls *= 2
    times = [seconds(step, calls) / calls / SAMPLES * 1e9 for _ in range(15)]
    print(f"{name},{statistics.median(times):.4f}")


def seconds(step, calls):
    start = time.perf_counter()
    for _ in range(calls):
        step()
    return time.perf_counter() - start


def missing(name):
    print(f"kernels.py: {name} is not installed and is left out", file=sys.stderr)


try:
    import numpy
except ImportError:
    numpy = None
    missing("NumPy")

if numpy is not None:
    x = numpy.random.default_rng(1).random(SAMPLES)
    taps = numpy.random.default_rng(2).random(2 * RADIUS + 1)
    measure("numpy.convolve", lambda: numpy.convolve(x, taps, "same"))
    try:
        from scipy.ndimage import gaussian_filter1d
    except ImportError:
        missing("SciPy")
    else:
        out = numpy.empty_like(x)
        sigma = RADIUS / 3
        # Radius 12 in old versions, too, which have no radius.
        truncate = (RADIUS + 0.25) / sigma
        measure(
            "scipy.gaussian_filter1d",
            lambda: gaussian_filter1d(x, sigma, output=out, mode="constant", truncate=truncate),
        )

try:
    import torch
except ImportError:
    missing("PyTorch")
else:
    torch.set_num_threads(1)
    signal = torch.rand(1, 1, SAMPLES, dtype=torch.float64, requires_grad=True)
    target = torch.rand(1, 1, SAMPLES, dtype=torch.float64)
    mean = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
    deviation = torch.tensor(RADIUS / 3, dtype=torch.float64, requires_grad=True)
    offsets = torch.arange(-RADIUS, RADIUS + 1, dtype=torch.float64)

    def gradients():
        weights = torch.exp(-0.5 * ((offsets - mean) / deviation) ** 2)
        kernel = (weights / weights.sum()).flip(0).view(1, 1, -1)
        output = torch.nn.functional.conv1d(signal, kernel, padding=RADIUS)
        loss = ((output - target) ** 2).mean()
        signal.grad = mean.grad = deviation.grad = None
        loss.backward()

    measure("pytorch.conv1d", gradients)
