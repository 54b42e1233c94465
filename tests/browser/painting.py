"""What a live figure has painted on the screen, and what it should have."""
import re

import numpy as np


def painted(shown, gid):
    """The points of a moving line in SVG units, read back from the `d` of its path on the screen."""
    d = shown.locator(f"[data-artist='{gid}'] path").get_attribute("d")
    return np.array([[float(n) for n in point] for point in re.findall(r"([-\d.]+) ([-\d.]+)", d)])


def expected(figure, gid, x, y):
    """Where the points (x, y) of an artist lie in the SVG."""
    scale = figure.axes[figure.artists[gid]["axes"]]
    on_page = np.column_stack([scale["x"][0] + scale["x"][1] * x, scale["y"][0] + scale["y"][1] * y])
    return on_page[np.isfinite(on_page).all(axis=1)]


def assert_painted(shown, figure, gid, x, y):
    on_screen, wanted = painted(shown, gid), expected(figure, gid, x, y)
    assert on_screen.shape == wanted.shape
    assert np.abs(on_screen - wanted).max() < 0.011, f"{gid} is not where the function is"


def written(value):
    """Four decimals as the page writes them: a real minus sign, and no minus before a zero."""
    return f"{round(float(value), 4) + 0.0:.4f}".replace("-", "−")


def samples(figure, gid):
    """The x of a line, as it was before it became float32."""
    x = np.frombuffer(figure.artists[gid]["x"], dtype=np.float32).astype(float)
    return np.where(np.abs(x) < 1e-8, x, np.round(x, 6))
