"""How parts travel to the page: coordinates as 16-bit numbers, what all positions share only once.

A part becomes a dict: "x" and "y" are little-endian int16, in multiples of `unit` from the corner of the picture,
`PEN_UP` where the pen is lifted; "text" a string, "d" an outline with curves, "shade" and "palette" an image.
`js/decode.js` is the other side.
"""

import numpy as np

from .recorder import PEN_UP

CLOSED = "closed"


def _integers(values, unit):
    steps = np.round(values / unit)
    return np.where(np.isnan(steps), PEN_UP, np.clip(steps, -32767, 32767)).astype("<i2").tobytes()


def pack(part, unit):
    """One part at one position; None is a part that paints nothing there."""
    if part is None:
        return {"x": b"", "y": b"", "text": "", "d": ""}
    if part.kind == "image":
        return _image(part)
    packed = {"x": _integers(part.at[:, 0], unit), "y": _integers(part.at[:, 1], unit)}
    if part.kind == "text":
        packed["text"] = part.text
    elif part.kind == "path" and part.style[-1] == "curved":
        return {"d": part.text}
    elif part.kind == "path" and part.style[-1]:
        packed[CLOSED] = True
    return packed


def _image(part):
    """An image by its few colours and which of them each pixel has; by all its pixels where there are many."""
    pixels = np.frombuffer(part.text, dtype="<u4")
    palette, shade = np.unique(pixels, return_inverse=True)
    if len(palette) > 256:
        palette, shade = np.empty(0, "<u4"), pixels
    else:
        shade = shade.astype(np.uint8)
    shape = list(part.style[-2][:2])
    return {"shape": shape, "palette": palette.tobytes(), "shade": shade.tobytes(), "d": ""}


def pack_column(contents, unit):
    """One part at all positions in one piece; "ends" where they differ in length, x once where all have the same."""
    pieces = [pack(part, unit) for part in contents]
    keys = set().union(*pieces) if any(part is None for part in contents) else set(pieces[0])
    real = next((piece for piece, part in zip(pieces, contents) if part is not None), pieces[0])
    keys &= set(real)
    column = {}
    for key in sorted(keys):
        values = [piece.get(key) for piece in pieces]
        if key in ("text", "d"):
            if real[key] or any(values):
                column[key] = values if len(set(values)) > 1 else values[:1]
        elif isinstance(real[key], bytes):
            values = [value or b"" for value in values]
            column[key] = values[0] if key == "x" and len(set(values)) == 1 else b"".join(values)
            lengths = [len(value) for value in values]
            if len(set(lengths)) > 1:
                column[f"{key}_ends"] = np.cumsum(lengths).tolist()
        else:
            column[key] = real[key]
    return column
