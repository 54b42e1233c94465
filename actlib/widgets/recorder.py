"""What an artist paints, read off as coordinates: a renderer that writes nothing down but remembers.

matplotlib draws every artist, whatever it is, as outlines, marks, texts and images. `record` lists these `Part`s; two
drawings of the same figure differ in what their parts hold, and only that has to travel to the page.
"""

from dataclasses import dataclass
from io import StringIO

import numpy as np
from matplotlib.path import Path as Outline

from ..figures import HouseSVG, image_box

REACH = 2  # times the picture's size: beyond, coordinates are cut off
PEN_UP = -32768


@dataclass
class Part:
    """One node of the SVG: `kind` is "path", "marks", "text", "math", "image" or "shading", `style` what does not move.

    `at` are coordinates in the SVG, shape (n, 2): corners of an outline (a row of NaN lifts the pen), places of marks
    or of a text. `text` is a text's string, an outline's `d` where it has curves, or an image's pixels.
    """

    kind: str
    style: tuple
    at: np.ndarray
    text: str = ""

    def looks_like(self, other):
        """Whether nothing but coordinates, strings and pixels differ."""
        return (
            self.kind == other.kind and self.style == other.style and (self.kind != "math" or self.text == other.text)
        )

    def equals(self, other):
        """Whether it is the same picture."""
        return (
            self.looks_like(other)
            and self.text == other.text
            and self.at.shape == other.at.shape
            and bool(np.all((abs(self.at - other.at) <= 1e-6) | (np.isnan(self.at) & np.isnan(other.at))))
        )


class Recorder(HouseSVG):
    """A renderer that collects the `parts` of whatever is drawn with it."""

    def __init__(self, figure):
        width, height = figure.get_size_inches() * 72
        super().__init__(width, height, StringIO(), image_dpi=72, metadata={"Date": None, "Creator": None})
        self.parts = []

    def record(self, artist):
        """The parts of one artist."""
        self.parts = []
        artist.draw(self)
        return self.parts

    def open_group(self, s, gid=None):
        pass

    def close_group(self, s):
        pass

    def _on_page(self, points):
        return np.column_stack([points[:, 0], self.height - points[:, 1]])

    def _add(self, kind, gc, at, text="", *more):
        clip = gc.get_clip_rectangle()
        path, transform = gc.get_clip_path()
        clipped = None if path is None else tuple(np.round(transform.transform(path.vertices).ravel(), 3))
        style = (
            gc.get_rgb(), gc.get_alpha(), gc.get_linewidth(), str(gc.get_dashes()), gc.get_joinstyle(),
            gc.get_capstyle(), gc.get_hatch(), clip and tuple(np.round(clip.bounds, 3)), clipped, *more,
        )  # fmt: skip
        self.parts.append(Part(kind, style, at, text))

    def draw_path(self, gc, path, transform, rgbFace=None):
        face = None if rgbFace is None else tuple(rgbFace)
        curved = path.codes is not None and np.isin(path.codes, (Outline.CURVE3, Outline.CURVE4)).any()
        if curved or gc.get_sketch_params():
            d = self._convert_path(path, self._make_flip_transform(transform), simplify=False)
            return self._add("path", gc, np.empty((0, 2)), " ".join(d.split()), face, "curved")
        at, closed = self._polylines(path, transform)
        self._add("path", gc, self._within_reach(at, face), "", face, closed)

    def _polylines(self, path, transform):
        """Corners of the outline with a row of NaN between two pieces, and whether the pieces are closed."""
        at = self._on_page(transform.transform(path.vertices))
        at[~np.isfinite(at).all(axis=1)] = np.nan
        if path.codes is None:
            return at, False
        closes = path.codes == Outline.CLOSEPOLY
        begins = np.flatnonzero(path.codes == Outline.MOVETO)[1:]
        at[closes] = np.nan
        rows = np.insert(at, begins, np.nan, axis=0)
        doubled = np.isnan(rows[:, 0])
        return rows[~(doubled & np.append(doubled[1:], True)) | ~doubled], bool(closes.any())

    def _within_reach(self, at, face):
        """Lines cut off exactly, and filled outlines pressed, where they are too far away for the wire."""
        far = REACH * max(self.width, self.height)
        with np.errstate(invalid="ignore"):
            if not (np.abs(at) > far).any():
                return at
        if face is not None:
            return np.clip(at, -far, far)
        cut = Outline(at).cleaned(remove_nans=True, clip=(-far, -far, far, far), simplify=False)
        corners = cut.vertices[cut.codes != Outline.STOP]
        begins = np.flatnonzero(cut.codes[cut.codes != Outline.STOP] == Outline.MOVETO)[1:]
        return np.insert(corners, begins, np.nan, axis=0)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        at = trans.transform(path.vertices)
        at = self._on_page(at[np.isfinite(at).all(axis=1)])
        far = REACH * max(self.width, self.height)
        look = tuple(np.round(marker_trans.transform(marker_path.vertices).ravel(), 3))
        self._add("marks", gc, np.clip(at, -far, far), "", None if rgbFace is None else tuple(rgbFace), look)

    def draw_gouraud_triangles(self, gc, triangles, colors, transform):
        at = transform.transform(triangles.reshape(-1, 2))
        self._add("shading", gc, np.empty((0, 2)), "", at.tobytes(), colors.tobytes())  # it cannot be moved

    def draw_image(self, gc, x, y, im, transform=None):
        box = (x, y) if transform is None else tuple(np.round(image_box(im, x, y, transform, self.height), 4))
        self._add("image", gc, np.empty((0, 2)), im.tobytes(), im.shape, box)

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        style = (prop.get_size_in_points(), prop.get_weight(), prop.get_style(), tuple(prop.get_family()), angle)
        if ismath:
            return self._add("math", gc, np.array([[x, y]]), s, style)
        if mtext is not None and (angle == 0 or mtext.get_rotation_mode() == "anchor"):
            # As the SVG has it: along the line the anchor, across the line the base.
            ax, ay = mtext.get_transform().transform(mtext.get_unitless_position())
            along = np.array([np.cos(np.deg2rad(angle)), -np.sin(np.deg2rad(angle))])
            x, y = np.array([x, y]) + along * np.dot(along, [ax - x, self.height - ay - y])
            style = (*style, mtext.get_horizontalalignment())
        self._add("text", gc, np.array([[x, y]]), s, style)
