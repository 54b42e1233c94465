"""Where the functions of a live figure are called: one set of axes, drawn on again and again, and what changes on it.

The figure at its defaults is printed as SVG once. For any other values a function draws on the same axes; what its
artists paint is recorded and compared with the first drawing, and the artists are removed again.
"""

from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation, Text

from .. import figures
from .recorder import Recorder

STEPS = 15_000  # in how many steps the larger side of a picture is divided on its way to the page


class Stage:
    """Functions that draw, and the axes on which they do.

    Parameters
    ----------
    functions : list of (function, list of str)
        Each with the names of the parameters that move.
    frame, axes, size, legend, probe
        As for `live`.
    """

    def __init__(self, functions, frame, axes, size, legend, probe):
        self.functions, self.frame, self.legend, self.probe = functions, frame, legend, probe
        if isinstance(axes, int):
            axes = (1, axes)
        self.layout = axes if isinstance(axes, dict) else {"nrows": axes[0], "ncols": axes[1]}
        self.columns = self.layout.get("ncols", 1)
        self.size = size or (7.6, 4.0 if self.columns == 1 else 3.8)
        self.unit = max(self.size) * 72 / STEPS
        self.limits = {}

    def open(self, start, ends):
        """Draw the first picture, at the values `start`, on axes wide enough for the settings `ends`."""
        self.start = start
        self._set_up()
        free = [(ax.get_autoscalex_on(), ax.get_autoscaley_on()) for ax in self.axes]
        if any(map(any, free)):
            with figures.house_style():
                self._find_limits(ends, free)
            self._set_up()
        with figures.house_style():
            self._finish(self.axes, self.drawn, self.start)

    # Drawing

    def _new(self, holder=None):
        """Axes with all that never moves, on a new figure or on `holder`."""
        figure = holder or figures.empty_figure(self.size)
        axes = list(np.ravel(figure.subplots(**self.layout)))
        for ax in axes:
            ax.set_facecolor("none")
        if self.frame:
            self.frame(self._handed(axes))
        for ax in axes:
            _make_repeatable(ax)
        return figure, axes

    def _handed(self, axes):
        return axes[0] if len(axes) == 1 else axes

    def _call(self, number, axes, values):
        """Let one function draw; its sentence."""
        draw, names = self.functions[number]
        for ax in axes:
            ax.set_prop_cycle(None)
        try:
            said = draw(self._handed(axes), **{name: values[name] for name in names})
        except Exception as error:
            at = ", ".join(f"{name} = {values[name]!r:.40}" for name in names)
            error.add_note(f"while {getattr(draw, '__name__', 'the function')} drew the picture at {at}")
            raise
        return said if isinstance(said, str) else ""

    def _call_again(self, number, values):
        """Let one function draw on the axes of the first picture; its sentence, and where the axes lie then."""
        said = self._call(number, self.axes, values)
        self._freeze(self.axes)
        # Asked for its place, an axes does as drawing would: where both scales are equal, limits follow from it.
        return said, [ax.get_position().bounds for ax in self.axes]

    def _find_limits(self, ends, free):
        """Where no function sets the limits, they leave room for both ends of every slider."""
        for setting in ends:
            for number, (_, names) in enumerate(self.functions):
                if setting.keys() & set(names):
                    self._call(number, self.axes, {**self.start, **setting})
        for i, (ax, (x, y)) in enumerate(zip(self.axes, free)):
            ax.autoscale_view()
            self.limits[i] = {"xlim": ax.get_xlim() if x else None, "ylim": ax.get_ylim() if y else None}

    def _freeze(self, axes):
        """Keep the limits as they are, those that nobody has set as found."""
        for i, ax in enumerate(axes):
            for name, limits in self.limits.get(i, {}).items():
                if limits and (ax.get_autoscalex_on() if name == "xlim" else ax.get_autoscaley_on()):
                    ax.set(**{name: limits})
            ax.set_autoscale_on(False)

    def _add_legends(self, axes):
        wanted = self.legend if isinstance(self.legend, list) else [self.legend] * len(axes)
        for ax, where in zip(axes, wanted):
            handles, labels = ax.get_legend_handles_labels()
            if not where or not handles or ax.get_legend():
                continue
            where = {"loc": where} if isinstance(where, str) else {} if where is True else where
            if self._is_outside():
                figures.shared_legend(ax.figure, axes, **where)
                return
            ax.legend(**{"frameon": False, "handlelength": 2.2, "fontsize": figures.fixed_size(12), **where})

    def _is_outside(self):
        return isinstance(self.legend, dict) and str(self.legend.get("loc", "")).startswith("outside")

    # The first picture, and what others are compared with

    def _set_up(self):
        with figures.house_style():
            self.figure, self.axes = self._new()
            self.plain = [_settings(ax) for ax in self.axes]
            self.drawn = []
            for number in range(len(self.functions)):
                known = self._known()
                self._call(number, self.axes, self.start)
                self.drawn.append(self._created(known))
                if not self.drawn[-1]:
                    name = getattr(self.functions[number][0], "__name__", "the function")
                    raise ValueError(
                        f"{name} draws nothing on the axes that it is given: call their methods: ax.plot(…)"
                    )
            # Axes that a function adds, for a colour bar say, take room from those that are there.
            self.always_redrawn = any(isinstance(artist, Axes) for artist in sum(self.drawn, []))

    def _finish(self, axes, drawn, values):
        """Probe, limits and legends; and a name for every artist, by the order of creation."""
        if self.probe:
            self.probe.draw(axes, values)
        self._freeze(axes)
        self._add_legends(axes)
        for number, artists in enumerate(drawn):
            for k, artist in enumerate(artists):
                artist.set_gid(f"{number}-{k}")
                if isinstance(artist, Annotation) and artist.arrow_patch:
                    artist.arrow_patch.set_gid(f"{number}-{k}a")
        for i, ax in enumerate(axes):
            ax.title.set_gid(f"title-{i}")

    def svg(self, prefix, title):
        """The first picture; from then on its axes serve for all others."""
        svg = figures.to_svg(self.figure, prefix, title)
        if self.always_redrawn:
            return svg
        with figures.house_style():
            self.recorder = Recorder(self.figure)
            self.base = [[self._painted(artist) for artist in artists] for artists in self.drawn]
            self._clear()
            self.around = [self._around_at_start(number) for number in range(len(self.functions))]
        return svg

    def _clear(self):
        """Take the first picture away: axes with all that never moves, in its place and with its limits."""
        self._remove(sum(self.drawn, []))
        self.watched = {}
        for i, ax in enumerate(self.figure.axes):
            self.watched |= {(i, name): _inside(artist) for name, artist in _surroundings(ax).items()}
        limits = [(ax.get_xlim(), ax.get_ylim()) for ax in self.axes]
        self.plain = [{**plain, "xlim": x, "ylim": y} for plain, (x, y) in zip(self.plain, limits)]
        self.places = [ax.get_position().bounds for ax in self.axes]
        self.figure.set_layout_engine("none")
        self._restore()
        for artist in self.figure.findobj():
            artist.stale = False
        self.clean = True

    def _renew(self):
        """Such axes again, after a function has changed more than can be taken back."""
        self._set_up()
        with figures.house_style():
            self._finish(self.axes, self.drawn, self.start)
            figures.lay_out(self.figure)
            self._clear()

    def _remove(self, artists):
        for artist in artists:
            if artist.figure:  # some take others along: contours their labels
                artist.remove()
        for ax, settings in zip(self.axes, self.plain):
            del ax.containers[:]
            ax.dataLim.set_points(settings["data"].copy())

    def _restore(self):
        for ax, settings in zip(self.axes, self.plain):
            _set_back(ax, settings)
        for parts in self.watched.values():
            for part in parts:
                part.stale = False

    def _known(self):
        return {id(child) for ax in [*self.axes, self.figure] for child in ax.get_children()}

    def _created(self, known):
        """What has been drawn since, in the order of its creation; an empty text keeps its place by a blank."""
        new = [child for ax in [*self.axes, self.figure] for child in ax.get_children() if id(child) not in known]
        for artist in new:
            if isinstance(artist, Text) and artist.get_text() == "":
                artist.set_text(" ")
        return new

    def _painted(self, artist):
        """How deep an artist lies, and its parts; nothing where it is not to be seen."""
        parts = self.recorder.record(artist) if artist.get_visible() else []
        return [artist.get_zorder(), *parts] if parts else []

    def _touched(self):
        """What a function has touched of all that is around its artists, and how that looks now."""
        touched = {key: parts[0] for key, parts in self.watched.items() if any(part.stale for part in parts)}
        return {key: self.recorder.record(artist) if artist.get_visible() else [] for key, artist in touched.items()}

    def _around_at_start(self, number):
        known = self._known()
        self._call_again(number, self.start)
        around = self._touched()
        self._remove(self._created(known))
        self._restore()
        return around

    # Any other picture

    def moves(self, values, numbers=None):
        """What functions paint that differs from the first picture; None where that takes more than moving its parts.

        Returns
        -------
        dict or None
            Number of the function -> (parts, words); parts: key of a part -> `Part`, None where it paints nothing.
        """
        told = {}
        if self.always_redrawn:
            return None
        with figures.house_style():
            for number in range(len(self.functions)) if numbers is None else sorted(numbers):
                told[number] = self._moves_of(number, values)
                if told[number] is None:
                    return None
        return told

    def every_position(self, number, settings):
        """Parts and sentences of one function at all the `settings` of its parameters; None where one redraws."""
        told = []
        if self.always_redrawn:
            return None
        with figures.house_style():
            for at in settings:
                told.append(self._moves_of(number, {**self.start, **at}))
                if told[-1] is None:
                    return None
        base = {f"{number}-{k}.{j}": p for k, parts in enumerate(self.base[number]) for j, p in enumerate(parts[1:])}
        base |= {
            f"title-{i}.0": parts[0] for (i, name), parts in self.around[number].items() if name == "title" and parts
        }
        changed = sorted(set().union(*(parts for parts, _ in told)))
        return {key: [parts.get(key, base[key]) for parts, _ in told] for key in changed}, [words for _, words in told]

    def _moves_of(self, number, values):
        if not self.clean:
            self._renew()
        known, self.clean = self._known(), False  # so that an error or an interruption leaves nothing half done
        words, places = self._call_again(number, values)
        artists, around = self._created(known), self._touched()
        parts, titles = self._compared(number, artists), self._compared_around(number, around)
        if parts is None or titles is None or places != self.places:
            return None
        self._remove(artists)
        if around:
            self._restore()
        for ax in self.axes:
            ax.set_autoscale_on(False)
        self.clean = True
        return parts | titles, words

    def _compared(self, number, artists):
        """The parts that differ from the first picture, or None where it has other artists or they look different."""
        base = self.base[number]
        if len(artists) != len(base) or any(isinstance(artist, Axes) for artist in artists):
            return None
        changed = {}
        for k, (artist, before) in enumerate(zip(artists, base)):
            now = self._painted(artist)
            if before and not now:
                changed |= {f"{number}-{k}.{j}": None for j in range(len(before) - 1)}
                continue
            if len(now) != len(before) or now[:1] != before[:1]:
                return None
            for j, (one, other) in enumerate(zip(now[1:], before[1:])):
                if not one.looks_like(other):
                    return None
                if not one.equals(other):
                    changed[f"{number}-{k}.{j}"] = one
        return changed

    def _compared_around(self, number, around):
        """Titles that say something else; None where more than that is different around the artists."""
        before, titles = self.around[number], {}
        if around.keys() != before.keys():
            return None
        for (i, name), parts in around.items():
            other = before[i, name]
            if len(parts) == len(other) and all(one.equals(two) for one, two in zip(parts, other)):
                continue
            if name != "title" or len(parts) != 1 or len(other) != 1 or not parts[0].looks_like(other[0]):
                return None
            titles[f"title-{i}.0"] = parts[0]
        return titles

    def words(self, values):
        """The sentences of all functions at these values."""
        told = self.moves(values)
        if told is not None:
            return " ".join(filter(None, (words for _, words in told.values())))
        with figures.house_style():
            _, axes = self._new()
            said = [self._call(number, axes, values) for number in range(len(self.functions))]
        return " ".join(filter(None, said))

    def picture(self, values, prefix, title):
        """The picture at these values, drawn from nothing; what only moves stays in the place of the first picture."""
        in_place = self.moves(values) is not None
        with figures.house_style():
            figure, axes = self._new()
            drawn = []
            for number in range(len(self.functions)):
                known = {id(child) for ax in [*axes, figure] for child in ax.get_children()}
                self._call(number, axes, values)
                drawn.append([c for ax in [*axes, figure] for c in ax.get_children() if id(c) not in known])
            self._finish(axes, drawn, values)
            if in_place:
                figure.set_layout_engine("none")
                for ax, place in zip(axes, self.places):
                    ax.set_position(place)
        return figures.to_svg(figure, prefix, title)

    def side_by_side(self, settings, columns, height, words):
        """The pictures of several settings as one SVG, each under its caption.

        One axes: up to three in a row, with one legend for all; several axes: a row each, as the live figure.
        """
        count = len(settings)
        columns = columns or (min(count, 3) if len(self.axes) == 1 else 1)
        height = height or self.size[1] * (1 if columns == 1 else 0.7)
        if figures.enlarged() != 1:  # or the enlarged numbers would meet, of three axes in a row or of a low one
            columns = min(columns, 2)
            height = max(height, self.size[1] if columns == 1 else 0)
        rows, shared = -(-count // columns), columns > 1 or self._is_outside()
        with figures.house_style():
            figure = figures.empty_figure(
                (self.size[0], height * rows * figures.enlarged() ** (columns > 1) + 0.4 * shared)
            )
            figure.set_facecolor(figures.PAPER)
            panels = np.ravel(figure.subfigures(rows, columns, squeeze=False))
            everywhere, captions = [], []
            for panel, (caption, values) in zip(panels, settings.items()):
                panel.set_facecolor("none")
                _, axes = self._new(panel)
                for number in range(len(self.functions)):
                    self._call(number, axes, values)
                self._freeze(axes)
                if not shared:
                    self._add_legends(axes)
                if caption:
                    captions.append(panel.suptitle(caption, fontsize=12, fontweight="bold"))
                everywhere += axes
            if shared and self.legend:
                figures.shared_legend(
                    figure,
                    everywhere,
                    loc="outside lower center",
                    ncols=self.legend.get("ncols", 5) if self._is_outside() else 4,
                )
            if figures.enlarged() != 1:
                figures.fit_captions(figure, captions)
        return figures.to_svg(figure, "still-", words)

    def scales(self):
        """How data become SVG coordinates on each of the axes: x = a + b·value, or a + b·log₁₀(value); and so for y."""
        return [_scale(ax) for ax in self.axes]


def _scale(ax):
    height = ax.figure.bbox.height
    logarithmic = [axis.get_scale() == "log" for axis in (ax.xaxis, ax.yaxis)]
    at_zero, at_one = np.transpose([(1, 10) if log else (0, 1) for log in logarithmic])
    (left, bottom), (right, top) = ax.transData.transform([at_zero, at_one])
    return {
        "log": logarithmic,
        "x": [left, right - left],
        "y": [height - bottom, bottom - top],
        "xlim": list(ax.get_xlim()),
        "ylim": list(ax.get_ylim()),
    }


def _surroundings(ax):
    """What is around the artists of an axes."""
    titles = {"title": ax.title, "left title": ax._left_title, "right title": ax._right_title}
    return {"x": ax.xaxis, "y": ax.yaxis, "patch": ax.patch, **titles, **ax.spines}


def _inside(artist):
    """What of an axis may be touched without that the axis hears of it."""
    if not hasattr(artist, "majorTicks"):
        return [artist]
    ticks = [*artist.majorTicks, *artist.minorTicks]
    return [artist, artist.label, artist.offsetText, *(part for tick in ticks for part in tick.get_children())]


def _make_repeatable(ax):
    """A function is called on the same axes again and again, and may think each time that they are new."""
    ax.clear = ax.cla = lambda: None
    for axis in (ax.xaxis, ax.yaxis):
        setattr(ax, f"invert_{axis.axis_name}axis", partial(axis.set_inverted, not axis.get_inverted()))


def _settings(ax):
    """What functions commonly set on axes, so that it can be set back."""
    axes = {"x": ax.xaxis, "y": ax.yaxis}
    return {
        "data": ax.dataLim.get_points().copy(),
        "title": ax.get_title(),
        "labels": {name: axis.get_label_text() for name, axis in axes.items()},
        "tickers": {
            name: (axis.major.locator, axis.major.formatter, axis.minor.locator, axis.minor.formatter)
            for name, axis in axes.items()
        },  # fmt: skip
    }


def _set_back(ax, settings):
    if ax.get_title() != settings["title"]:
        ax.title.set_text(settings["title"])
    if (ax.get_xlim(), ax.get_ylim()) != (settings["xlim"], settings["ylim"]):
        ax.set(xlim=settings["xlim"], ylim=settings["ylim"])
    ax.set_autoscale_on(False)
    for name, axis in {"x": ax.xaxis, "y": ax.yaxis}.items():
        if axis.get_label_text() != settings["labels"][name]:
            axis.label.set_text(settings["labels"][name])
        for level, pair in (("major", settings["tickers"][name][:2]), ("minor", settings["tickers"][name][2:])):
            ticker = getattr(axis, level)
            ticker.locator, ticker.formatter = pair
