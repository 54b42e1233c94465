"""actlib against what one would use instead, a million numbers on one thread: `python benchmarks/numerics.py`

Every pair takes turns in one run; what is printed is the ratio of the medians, ours to theirs. The bars, in float64 and
in float32: sigmoid 1.0 with AVX-512 and 2.0 elsewhere, swish 1.3 and 2.5, sigmoid′ 1.0.
"""

import os

os.environ.update(OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import datetime  # noqa: E402
import platform  # noqa: E402
import statistics  # noqa: E402
import time  # noqa: E402
from importlib.util import find_spec  # noqa: E402

import numpy as np  # noqa: E402
from scipy.special import expit  # noqa: E402

from actlib import sigmoid, sigmoid_prime, swish, swish_prime  # noqa: E402

SIZE, ROUNDS = 1_000_000, 41


def expit_prime(x):
    s = expit(x)
    return s * (1 - s)


def pairs():
    """(what, ours, theirs, whose) for every comparison that this machine can make."""
    yield "sigmoid", sigmoid, expit, "scipy.special.expit"
    yield "swish", swish, lambda x: x * expit(x), "x · expit(x)"
    yield "sigmoid′", sigmoid_prime, expit_prime, "s = expit(x); s(1 − s)"
    yield "swish′", swish_prime, lambda x: (s := expit(x)) + x * s * (1 - s), "s + x·s(1 − s)"
    if find_spec("torch"):
        import torch

        torch.set_num_threads(1)
        yield "sigmoid", sigmoid, lambda x: torch.sigmoid(torch.from_numpy(x)), "torch.sigmoid"
        yield "swish", swish, lambda x: torch.nn.functional.silu(torch.from_numpy(x)), "torch silu"


def seconds(function, x):
    start = time.perf_counter()
    function(x)
    return time.perf_counter() - start


def ratio(ours, theirs, x):
    """Median time of ours over median time of theirs, measured in turns."""
    seconds(ours, x), seconds(theirs, x)
    times = [(seconds(ours, x), seconds(theirs, x)) for _ in range(ROUNDS)]
    mine, yours = (statistics.median(column) for column in zip(*times))
    return mine / yours


def simd():
    found = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    if any("AVX512" in name or name == "X86_V4" for name in found):
        return "AVX-512"
    return f"no AVX-512 ({', '.join(found) or 'NumPy finds no SIMD extension'})"


if __name__ == "__main__":
    x = np.random.default_rng(0).normal(0, 4, SIZE)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {simd()}"
    print(f"{datetime.date.today()}, {machine}, NumPy {np.__version__}, one thread, {SIZE:,} numbers\n")
    print("| function | compared with | float64 | float32 |")
    print("|---|---|---|---|")
    for what, ours, theirs, whose in pairs():
        print(f"| {what} | {whose} | {ratio(ours, theirs, x):.2f} | {ratio(ours, theirs, x.astype(np.float32)):.2f} |")
