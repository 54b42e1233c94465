"""What a live figure has painted on the screen, and what it should have."""

import gc
import json
import re
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import numpy as np
import psutil
from ipywidgets.widgets.widget import _instances
from PIL.Image import open as open_image

from actlib.widgets.live import Drawing, LiveFigure, Matrix, Slider


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


def describe(models):
    """In the kernel: of each live figure among the widgets `models`, as JSON, who follows which parameter."""
    figures = [(model, _instances[model]) for model in models if isinstance(_instances[model], LiveFigure)]
    return json.dumps(
        [
            {
                "model": model,
                "title": figure.title,
                "ahead": list(figure.ahead),
                "asked": sorted({name for _, names in figure._asked() for name in names}),
                "touched": bool(figure.probe)
                or any(isinstance(control, Drawing) for control in figure._controls.values()),
            }
            for model, figure in figures
        ]
    )


def resident_megabytes():
    """In the kernel: memory that it holds when everything has been given back that can be."""
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


def compare(model, path):
    """In the kernel: hold a record of the screen against what the figure's own functions give at each position."""
    figure, wrong, artists = _instances[model], [], 0
    seen = json.loads(Path(path).read_text(encoding="utf-8"))
    for snapshot in seen:
        values = _values(figure, snapshot["values"])
        try:
            wanted = figure.contents(**values)
            words = _words(figure, values)
        except Exception as error:
            wrong.append(f"{values}: {type(error).__name__}: {error}")
            continue
        wanted.pop("words", None)
        if figure.probe:
            wanted |= _probed(figure, wanted, values)
        for gid, content in wanted.items():
            artists += 1
            if complaint := _complaint(figure, gid, content, snapshot["artists"][gid]):
                wrong.append(f"{gid} at {values}: {complaint}")
        if not snapshot["words"].startswith(words):
            wrong.append(f"{values}: it says {snapshot['words']!r}, not {words!r}")
    now = {name: getattr(figure, name) for name in values}
    if now != values:
        wrong.append(f"the page stands at {values}, the kernel at {now}")
    return json.dumps({"positions": len(seen), "artists": artists, "wrong": wrong})


def _values(figure, fields):
    """The value of every control, from the state of its field."""
    values = {}
    for name, control in figure._controls.items():
        if isinstance(control, Slider):
            values[name] = control.values[int(fields[name])]
        elif isinstance(control, Matrix):
            rows, columns = np.shape(control.default)
            values[name] = [[float(fields[f"{name}-{i + 1}-{j + 1}"]) for j in range(columns)] for i in range(rows)]
        elif isinstance(control, Drawing):
            values[name] = getattr(figure, name)
        else:
            values[name] = fields[name]
    return values


def _words(figure, values):
    """The sentences under the picture, those of the point on a curve left out."""
    said = [draw(*[values[name] for name in names]).get("words") for draw, names in figure._draws]
    return " ".join(filter(None, said))


def _probed(figure, wanted, values):
    """The point on a curve, its tangent and the point on the derivative."""
    chosen = values[figure.probe["choice"]] if figure.probe.get("choice") else next(iter(figure.probe["curves"]))
    curve, x0 = figure.probe["curves"][chosen], values[figure.probe["parameter"]]
    x = np.frombuffer(figure.artists[curve["curve"]]["x"], dtype=np.float32)

    def height(gid):
        still = np.frombuffer(figure.artists[gid]["y"], dtype=np.float32)
        return float(np.asarray(wanted.get(gid, still))[np.nanargmin(np.abs(x - x0))])

    y0 = height(curve["curve"])
    parts = {"probe": ([x0], [y0])}
    if curve.get("slope"):
        slope = height(curve["slope"])
        ends = x0 + (np.array(figure.axes[figure.artists[curve["curve"]]["axes"]]["xlim"]) - x0) * 0.25
        parts |= {"probe-slope": ([x0], [slope]), "tangent": (ends, y0 + slope * (ends - x0))}
    return parts


def _complaint(figure, gid, content, look):
    """What is wrong with the look of one artist; None if nothing is."""
    artist = figure.artists[gid]
    scale = figure.axes[artist["axes"]]
    if artist["kind"] == "image":
        with open_image(BytesIO(b64decode(look["href"].split(",", 1)[1]))) as image:
            painted = np.asarray(image.convert("RGB"))
        shades = np.round(np.clip(content, 0, 1) * 255).astype(int) // 4
        return None if np.array_equal(painted, np.array(artist["colors"])[shades]) else "other colours"
    text = content if isinstance(content, str) else content[2] if isinstance(content, tuple) and content[2:] else None
    if text is not None and look["text"] != text:
        return f"{look['text']!r} instead of {text!r}"
    if isinstance(content, str):
        return None
    x, y = content[:2] if isinstance(content, tuple) else (np.frombuffer(artist["x"], dtype=np.float32), content)
    wanted = _on_page(scale, x, y)
    if artist["kind"] == "text":
        seen, wanted = np.array([look["at"]]), wanted[:1]
    elif artist["kind"] == "points":
        seen = np.array(look["points"]).reshape(-1, 2)
    else:
        seen = np.array(re.split("[ML ]", look["d"])[1:], dtype=float).reshape(-1, 2) if look["d"] else np.empty((0, 2))
    if seen.shape != wanted.shape:
        return f"{len(seen)} points instead of {len(wanted)}"
    far = np.abs(seen - wanted).max(initial=0)
    return None if far < 0.02 else f"{far:.2f} away"


def _on_page(scale, x, y):
    """Points in SVG coordinates; the page holds what is far outside at the edge of ±10,000."""
    columns = []
    for values, (a, b), logarithmic in ((x, scale["x"], scale["log"][0]), (y, scale["y"], scale["log"][1])):
        values = np.asarray(values, dtype=np.float32).astype(float)
        with np.errstate(divide="ignore", invalid="ignore"):
            columns.append(np.clip(a + b * (np.log10(values) if logarithmic else values), -1e4, 1e4))
    points = np.column_stack(columns)
    return points[~np.isnan(points).any(axis=1)]
