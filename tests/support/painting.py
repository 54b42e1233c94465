"""What a live figure paints, on the screen or by what it sends, held against matplotlib's own drawing.

`figure.picture(**values)` draws from nothing; here its SVG is read back part by part, as `paint.js` reads it. Ten times
as fast is `computed`, which asks the figure's functions for the coordinates alone.
"""

import gc
import json
import re
from base64 import b64decode
from functools import lru_cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import psutil
from ipywidgets.widgets.widget import _instances
from PIL.Image import open as open_image

from actlib.widgets.controls import Choice, Drawing, Line, Matrix, Slider
from actlib.widgets.live import PREFIX, LiveFigure
from actlib.widgets.recorder import PEN_UP

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
NEAR = 0.06  # of a point: coordinates travel in steps of 0.04


def parts_of(svg):
    """Every part of an SVG of `LiveFigure.picture`: key -> its look, as `SNAPSHOT` in sweep.py takes it."""
    root, parts, seen = ElementTree.fromstring(svg), {}, {}
    for node in root.iter():
        name = re.fullmatch(rf"{PREFIX}(\d+-\d+|title-\d+|probe-\d+)a?", node.get("id", ""))
        for leaf in _leaves(node) if name else ():
            seen[name[1]] = seen.get(name[1], -1) + 1
            parts[f"{name[1]}.{seen[name[1]]}"] = _look(leaf)
    return parts


def _leaves(node):
    tag = node.tag.removeprefix(SVG)
    if tag in ("path", "text", "image"):
        return [node]
    if tag == "defs":
        return []
    if len(node) and node[0].tag == f"{SVG}use" or tag == "g" and node.get("transform"):
        return [node]
    return list(chain(*map(_leaves, node)))


def _look(node):
    tag = node.tag.removeprefix(SVG)
    if tag == "path":
        return {"d": node.get("d", "")}
    if tag == "g" and not node.get("transform"):
        return {"points": [[float(use.get("x")), float(use.get("y"))] for use in node]}
    if tag == "image":
        return {"href": node.get(f"{XLINK}href")}
    if tag == "g":
        return {"text": "".join(node.itertext()), "at": _numbers(node.get("transform"))[:2], "math": True}
    place = node.get("x") and [float(node.get("x")), float(node.get("y"))]
    return {"text": "".join(node.itertext()), "at": place or _numbers(node.get("transform", ""))[:2]}


def sent(figure):
    """What the page would paint by what has been sent to it, at the values that the figure has now."""
    if "svg" in figure.moves:
        return parts_of(_without_themes(figure.moves["svg"]))
    at = {
        name: control.index(getattr(figure, name))
        for name, control in figure._controls.items()
        if hasattr(control, "index")
    }
    parts = tabled(figure.svg, figure.tables, figure.unit, at)
    for answer in figure.moves.values():
        parts |= {key: _unpacked(column, 0, 1, figure.unit) for key, column in answer["parts"].items()}
    return parts


def tabled(svg, tables, unit, at):
    """What the page would paint by its tables alone where the controls stand at these positions, name -> index."""
    parts = parts_of(_without_themes(svg))
    for table in tables:
        i, count = row_of(table, at)
        parts |= {key: _unpacked(column, i, count, unit) for key, column in table["columns"].items()}
    return parts


def row_of(table, at):
    """Which row of a table holds these positions, name -> index, and how many rows it has."""
    i = int(np.ravel_multi_index([at[name] for name in table["names"]], table["counts"])) if table["names"] else 0
    return (table["rows"].index(i), len(table["rows"])) if "rows" in table else (i, int(np.prod(table["counts"])))


def _without_themes(svg):
    return re.sub(r"light-dark\((#\w+), #\w+\)", r"\1", svg)


def _unpacked(column, i, count, unit):
    """One position of a packed column, as a look."""

    def piece(key):
        values = np.frombuffer(column[key], {"x": "<i2", "y": "<i2"}.get(key, np.uint8))
        if f"{key}_ends" in column:
            ends = [0, *np.array(column[f"{key}_ends"]) // values.itemsize]
            return values[ends[i] : ends[i + 1]]
        shared = key == "x" and "y_ends" not in column and len(values) * count == len(column["y"]) // 2
        return values if shared else values.reshape(count, -1)[i]

    def string(key):
        value = column.get(key, "")
        return value if isinstance(value, str) else value[i if len(value) > 1 else 0]

    look = {"text": string("text"), "d": string("d")}
    if "shade" in column:
        palette, shade = piece("palette").reshape(-1, 4), piece("shade")
        return {"pixels": (palette[shade] if len(palette) else shade).reshape([*column["shape"], 4])}
    if "x" in column:
        x, y = piece("x").astype(float), piece("y").astype(float)
        points = np.column_stack([x, y]) * unit
        points[(x == PEN_UP) | (y == PEN_UP)] = np.nan
        look |= {"math": True} if not {"text", "d"} & set(column) else {}
        look |= {"points": points, "at": points[0] if len(points) else [], "corners": points}
    return look


def computed(figure, values):
    """What the functions of a figure paint at these values, by matplotlib's coordinates, and what they say of it.

    What does not move is as in the first picture; where more than that changes, all is as matplotlib draws it.
    """
    told = None if figure.probe else figure._stage.moves(values)
    if told is None:
        return parts_of(figure.picture(**values)), figure.words(**values)
    parts = dict(_first_picture(figure.svg))
    for moved, _ in told.values():
        parts |= {key: part and _recorded(part) for key, part in moved.items()}
    return {key: look for key, look in parts.items() if look}, " ".join(words for _, words in told.values() if words)


@lru_cache(maxsize=4)
def _first_picture(svg):
    return parts_of(_without_themes(svg))


def _recorded(part):
    if part.kind == "image":
        return {"href": np.frombuffer(part.text, np.uint8).reshape(part.style[-2])}
    if part.kind == "marks":
        return {"points": part.at}
    if part.kind == "path":
        return {"d": part.text} if part.text else {"d": "", "corners": part.at}
    return {"text": part.text, "at": part.at[0]}


def differences(looks, figure, values, truth=None):
    """In words, where the looks of the parts differ from `truth`, or else from matplotlib's own picture."""
    size = np.array(figure._stage.size) * 72 / figure.enlarged
    truth = parts_of(figure.picture(**values)) if truth is None else truth
    return [f"{key} at {values}: {wrong}" for key, wrong in unlike(looks, truth, size)]


def unlike(looks, wanted, size):
    """Which of these looks differ from those that are wanted in a picture of this size, and in what."""
    for key, look in looks.items():
        if key not in wanted and not _is_blank(look, size):
            yield key, "is there and should not be"
    for key, truth in wanted.items():
        look = looks.get(key)
        complaint = "is not there" if look is None else _complaint(look, truth, size)
        if complaint:
            yield key, complaint


def _is_blank(look, size):
    """Whether a part paints nothing inside the picture."""
    points = [] if look.get("text") else _inside(np.reshape(look.get("points", []), (-1, 2)), size)
    return not (look.get("d") or look.get("text", "").strip() or len(points))


def _complaint(look, truth, size):
    """What is wrong with the look of one part; None if nothing is."""
    if "href" in truth:
        pixels, other = (one.get("pixels", one.get("href")) for one in (look, truth))
        return None if np.array_equal(*map(_pixels, (pixels, other))) else "other colours"
    if "text" in truth:
        if "math" not in look and look["text"] != truth["text"]:
            return f"{look['text']!r} instead of {truth['text']!r}"
        return (
            _apart(np.reshape(look["at"], (-1, 2)), np.reshape(truth["at"], (-1, 2))) if truth["text"].strip() else None
        )
    if "points" in truth:
        seen, points = (_inside(np.reshape(one["points"], (-1, 2)), size) for one in (look, truth))
        return f"{len(seen)} marks instead of {len(points)}" if len(seen) != len(points) else _apart(seen, points)
    if re.search("[CQ]", truth["d"] or ""):
        seen, points = _numbers(look["d"]), _numbers(truth["d"])
        return "another outline" if len(seen) != len(points) else _apart(seen, points)
    lines = [corners_of(one) for one in (look, truth)]
    if lines[0].shape == lines[1].shape and np.allclose(*lines, rtol=0, atol=NEAR, equal_nan=True):
        return None
    return _off(*lines, size) or _off(*lines[::-1], size)


def _pixels(image):
    if not isinstance(image, str):
        return image
    with open_image(BytesIO(b64decode(image.split(",", 1)[1]))) as opened:
        return np.asarray(opened.convert("RGBA"))


def _apart(seen, wanted):
    far = np.abs(np.asarray(seen, float) - np.asarray(wanted, float)).max(initial=0)
    return None if far < NEAR else f"{far:.2f} away"


def _numbers(text):
    return [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", text or "")]


def corners_of(look):
    """The corners of an outline of straight lines, a row of NaN where the pen is lifted."""
    if "corners" in look:
        return look["corners"]
    pieces = [np.reshape(_numbers(piece), (-1, 2)) for piece in re.split("[Mm]", look["d"] or "")[1:]]
    return (
        np.concatenate([part for piece in pieces for part in (piece, [[np.nan, np.nan]])])
        if pieces
        else np.empty((0, 2))
    )


def _inside(points, size):
    return points[((points > -1) & (points < np.add(size, 1))).all(axis=1)]


def _off(points, line, size):
    """Where corners in the picture do not lie on another line."""
    points = _inside(points[np.isfinite(points).all(axis=1)], size)
    begin, end = line[:-1], line[1:]
    whole = np.isfinite(begin).all(axis=1) & np.isfinite(end).all(axis=1)
    begin, end = begin[whole], end[whole]
    if not len(begin):
        begin = end = line[np.isfinite(line).all(axis=1)]
    if not len(points):
        return None
    if not len(begin):
        return f"{len(points)} corners where nothing should be"
    worst = 0.0
    for some in np.array_split(points, -(-len(points) // 32)):  # neighbours, to be held against what is near them
        near = (np.maximum(begin, end) > some.min(axis=0) - 1) & (np.minimum(begin, end) < some.max(axis=0) + 1)
        near = near.all(axis=1)
        if not near.any():
            return "more than 1 away"
        along = end[near] - begin[near]
        lengths = np.maximum((along**2).sum(axis=1), 1e-12)
        # The last side of a closed outline is not in the list: a corner itself is near enough.
        shares = np.clip(((some[:, None] - begin[near]) * along).sum(axis=2) / lengths, 0, 1)
        apart = some[:, None] - (begin[near] + shares[..., None] * along)
        worst = max(worst, np.sqrt((apart**2).sum(axis=2).min(axis=1).max()))
    return None if worst < NEAR else f"{worst:.2f} away"


def positions(control):
    """Every value of a control; of one that is typed or drawn into, some."""
    if isinstance(control, (Slider, Choice)):
        return control.positions
    if isinstance(control, Line):
        return ["x", "abs(x) - 1", "1/x", "no formula", "", control.default]
    if isinstance(control, Drawing):
        return [np.full(len(control.x), height).tolist() for height in (-1e6, 0.0, 1e6)] + [list(control.default)]
    rows, columns = control.shape
    return [np.full((rows, columns), value).tolist() for value in (-1e6, -1.5, 0.0, 1e6)] + [control.default]


def describe(models):
    """In the kernel: of each live figure among the widgets `models`, as JSON, who follows which parameter."""
    figures = [(model, _instances[model]) for model in models if isinstance(_instances[model], LiveFigure)]
    return json.dumps(
        [
            {
                "model": model,
                "title": figure.title,
                "ahead": [name for table in figure.tables for name in table["names"]],
                "asked": figure._asked,
                "touched": bool(figure.probe) or any(isinstance(c, Drawing) for c in figure._controls.values()),
            }
            for model, figure in figures
        ]
    )


def resident_megabytes():
    """In the kernel: memory that it holds when everything has been given back that can be."""
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


_looks_alike = set()  # what has been compared already, and was right


def compare(model, path, drawn=True):
    """In the kernel: hold a record of the screen against matplotlib's own pictures, or what the functions compute."""
    figure, wrong, parts = _instances[model], [], 0
    seen = json.loads(Path(path).read_text(encoding="utf-8"))
    for snapshot in seen:
        values = values_at(figure, snapshot["values"])
        look = f"{model} {values} {snapshot['parts']} {snapshot['words']}"
        if hash(look) in _looks_alike:
            parts += len(snapshot["parts"])
            continue
        try:
            truth, words = (None, figure.words(**values)) if drawn else computed(figure, values)
            wrong += differences(snapshot["parts"], figure, values, truth)
        except Exception as error:
            wrong.append(f"{values}: {type(error).__name__}: {error}")
            continue
        parts += len(snapshot["parts"])
        if not snapshot["words"].startswith(words):
            wrong.append(f"{values}: it says {snapshot['words']!r}, not {words!r}")
        elif not wrong:
            _looks_alike.add(hash(look))
    now = {name: getattr(figure, name) for name in values}
    if now != values:
        wrong.append(f"the page stands at {values}, the kernel at {now}")
    return json.dumps({"positions": len(seen), "artists": parts, "wrong": wrong})


def values_at(figure, fields):
    """The value of every control, from the state of its field."""
    values = {}
    for name, control in figure._controls.items():
        if isinstance(control, Slider):
            values[name] = control.values[int(fields[name])]
        elif isinstance(control, Matrix):
            rows, columns = control.shape
            entries = [[fields[f"{name}-{i + 1}-{j + 1}"] for j in range(columns)] for i in range(rows)]
            values[name] = [[float(entry.replace("−", "-")) for entry in row] for row in entries]
        elif isinstance(control, Drawing):
            values[name] = getattr(figure, name)
        else:
            values[name] = control.from_page(fields[name])
    return values
