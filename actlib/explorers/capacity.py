"""What sums and stacks of units can do: approximate a curve, and break a line into pieces."""

from functools import cache, lru_cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, INK, SECOND
from ..formula import FormulaError, parse
from ..network import Network
from ..widgets.old_live import Choice, Drawing, Line, LiveFigure, Slider
from ..wording import format_number
from .layers import NONE, phi_or_none

X = np.linspace(-2, 2, 201)  # where a curve is known that is to be approximated
MOST = 40


@cache
def _units(phi, n, steepness):
    """Heights of n units at `X`, side by side with a column of ones, and their singular value decomposition."""
    gap = 4 / n
    # A unit that is flat on both sides marks the middle of its gap, one that bends marks the beginning.
    flat = phi in ACTIVATIONS and abs(ACTIVATIONS[phi].derivative(20.0)) < 0.5
    centres = -2 + gap * (np.arange(n) + 0.5 * flat)
    net = steepness / gap * (X[:, np.newaxis] - centres)
    columns = np.column_stack([net if phi == NONE else ACTIVATIONS[phi].function(net), np.ones(len(X))])
    return columns, *np.linalg.svd(columns, full_matrices=False)


def sum_of_units(target, phi, n, steepness=3.0):
    """The sum v₁φ(wx + b₁) + … + vₙφ(wx + bₙ) + c next to a curve on [−2, 2], by least squares.

    The units stand at equal distances, 4/n, and share one weight, w = steepness · n/4; only v and c are chosen.

    Parameters
    ----------
    target : function or array_like, shape (201,)
        The curve, or its heights at `np.linspace(-2, 2, 201)`.
    phi : str
        A row of `ACTIVATIONS`, or "none".
    n : int
        How many units, from 1 to 40.
    steepness : float
        By how much the net input of a unit grows from its place to its neighbour's, positive.

    Returns
    -------
    heights : ndarray, shape (201,)
        The sum at the same points.
    parts : ndarray, shape (201, n)
        What each unit contributes.

    Raises
    ------
    ValueError
        `phi` is unknown, or `n` or `steepness` out of range.
    """
    if phi != NONE and phi not in ACTIVATIONS:
        raise ValueError(f"phi must be none or one of {', '.join(ACTIVATIONS)}, got {phi!r}")
    if not 1 <= n <= MOST:
        raise ValueError(f"n must be from 1 to {MOST}, got {n!r}")
    if not 0 < steepness < np.inf:
        raise ValueError(f"steepness must be positive and finite, got {steepness!r}")
    heights = target(X) if callable(target) else np.asarray(target, dtype=float)
    columns, U, s, Vt = _units(phi, int(n), float(steepness))
    inverse = np.where(s > 1e-9 * s[0], 1 / np.maximum(s, 1e-300), 0)  # units may say the same: two lines, say
    weights = Vt.T @ (inverse * (U.T @ heights))
    return columns @ weights, columns[:, :-1] * weights[:-1]


def explore_units():
    """A curve of the learner's choice, typed or drawn, and the sum of n units that comes closest to it.

    Returns
    -------
    LiveFigure
        With the traits `n`, `steepness`, `phi` (a row of `ACTIVATIONS`, or "none"), `formula` (in x, see
        `actlib.formula`), `drawing` (201 heights) and `curve` ("formula" or "drawing": which is approximated).
    """
    formula = "sin(3*x) + x/2"
    controls = [
        Slider("n", "units", 1, MOST, 1, 4, plays=6),
        Slider("steepness", "steepness", 0.5, 10, 0.5, 3.0),
        phi_or_none("relu"),
        Line("formula", "curve f(x) =", formula),
        Choice("curve", "approximate", {"formula": "the formula", "drawing": "my drawing"}, "formula"),
        Drawing("drawing", "or draw it: press in the left picture and move", "target", X.tolist(), parse(formula)(X)),
    ]
    counts = np.arange(1, MOST + 1)

    def curve_of(curve, formula, drawing):
        """Heights of the curve, and what is wrong with the formula if they could not be had from it."""
        if curve == "drawing":
            return np.array(drawing), ""
        try:
            heights = parse(formula)(X)
        except FormulaError as error:
            return np.zeros_like(X), f"{error} "
        if not np.isfinite(heights).all():
            return np.zeros_like(X), f"{formula} has no value at x = {format_number(X[~np.isfinite(heights)][0], 2)}. "
        return np.clip(heights, -100, 100), ""

    @lru_cache(maxsize=4)
    def errors(phi, steepness, heights):
        target = np.frombuffer(heights)
        return np.array([np.abs(sum_of_units(target, phi, n, steepness)[0] - target).max() for n in counts])

    def scene(n, phi, steepness, curve, formula, drawing):
        target, wrong = curve_of(curve, formula, drawing)
        heights, parts = sum_of_units(target, phi, n, steepness)
        error = errors(phi, steepness, target.tobytes())
        now = error[int(n) - 1]
        title = "linear" if phi == NONE else ACTIVATIONS[phi].title
        lines = np.vstack([parts - parts.mean(axis=0), np.full(int(n), np.nan)])
        return {
            "target": target,
            "sum": heights,
            "units": (np.tile(np.append(X, np.nan), int(n)), lines.T.ravel()),
            "error": np.maximum(error, 1e-6),
            "now": ([n], [max(now, 1e-6)]),
            "words": f"{wrong}{n:g} {title} unit{'s' * (n > 1)}: the largest error is {format_number(now, 4)}.",
        }

    def axes_of(ax):
        figures.through_zero(ax, (-2, 2), (-2.6, 2.6))

    start = {control.name: control.validate(control.default) for control in controls}
    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.9), width_ratios=(3, 2))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(**start)
        axes_of(left)
        left.plot(*values["units"], color=GHOST, lw=0.9, alpha=0.7, gid="units")
        left.plot(X, values["target"], color=INK, lw=6, alpha=0.28, gid="target", label="curve")
        left.plot(X, values["sum"], color=SECOND, gid="sum", label="sum of units")
        left.legend(loc="upper center", frameon=False, ncols=2)
        right.set(xlim=(1, MOST), ylim=(1e-4, 10), yscale="log", xlabel="units")
        right.set_title("largest error")
        right.plot(counts, values["error"], color=ACCENT, lw=2, gid="error")
        right.plot([1], [1], "o", ms=9, color=SECOND, mec=INK, mew=1.4, gid="now")

    def panel(ax, n):
        target = parse(formula)(X)
        heights, _ = sum_of_units(target, "relu", n)
        axes_of(ax)
        ax.plot(X, target, color=INK, lw=6, alpha=0.28)
        ax.plot(X, heights, color=SECOND)
        ax.set_title(f"{n} ReLU{'s' * (n > 1)}, error {np.abs(heights - target).max():.2g}")

    live = LiveFigure(
        figure,
        controls,
        {"n phi steepness curve formula drawing": scene},
        lambda: figures.small_multiples(panel, [{"n": n} for n in (2, 8, 40)], size=(7.6, 2.7)),
        "The curve sin(3x) + x/2 (broad) and the sum of 2, 8 and 40 ReLU units that comes closest to it: "
        "the more units, the smaller the largest error.",
        title="A sum of units: live figure",
    )

    def choose_what_was_changed(change):
        if change["new"] != start[change["name"]]:  # Reset, too, changes both
            live.curve = change["name"]

    live.observe(choose_what_was_changed, ["formula", "drawing"])
    return live


def linear_pieces(layers, low=-3.0, high=3.0):
    """The linear pieces of a ReLU network with one input and one output, found exactly.

    Between two neighbouring kinks every net input is a straight line, so the next layer's kinks are where such a line
    crosses zero.

    Parameters
    ----------
    layers : list of (W, b)
        ReLU after every layer but the last.
    low, high : float
        The interval that is looked at.

    Returns
    -------
    x, y : ndarray
        The corners of the graph, ends included: one more than there are pieces.
    """
    x = np.array([low, high])
    values = x[:, np.newaxis]
    for W, b in layers[:-1]:
        net = values @ W.T + b
        left, right = net[:-1], net[1:]
        i, j = np.nonzero(left * right < 0)
        share = left[i, j] / (left[i, j] - right[i, j])
        order = np.argsort(crossings := x[i] + share * (x[i + 1] - x[i]))
        between = net[i] + share[:, np.newaxis] * (net[i + 1] - net[i])
        between[np.arange(len(i)), j] = 0  # exactly: that is what a crossing is
        x, net = np.concatenate([x, crossings[order]]), np.vstack([net, between[order]])
        order = np.argsort(x, kind="stable")
        x, values = x[order], np.maximum(0, net[order])
    W, b = layers[-1]
    y = (values @ W.T + b)[:, 0]
    apart = np.append(True, np.diff(x) > 1e-12 * (high - low))
    x, y = x[apart], y[apart]
    slope = np.diff(y) / np.diff(x)
    kink = np.abs(np.diff(slope)) > 1e-9 * np.abs(slope).max()
    corner = np.concatenate([[True], kink, [True]])
    return x[corner], y[corner]


def random_layers(width, depth, seed=0):
    """A ReLU network 1 → width → … → width → 1 with random weights, its first kinks spread over [−3, 3].

    Returns
    -------
    list of (W, b)
    """
    network = Network([1, *[width] * depth, 1], [*["relu"] * depth, None], seed=seed)
    rng = np.random.default_rng(seed)
    layers = [(layer.values["W"], rng.normal(0, 0.5, len(layer.values["b"]))) for layer in network.layers]
    W, _ = layers[0]
    layers[0] = (W, -W[:, 0] * rng.uniform(-2.8, 2.8, width))
    return layers


def zigzag_layers(depth):
    """A ReLU network two neurons wide that folds [−3, 3] in two `depth` times, which makes 2^depth pieces.

    Telgarsky, "Benefits of depth in neural networks", COLT 2016.

    Returns
    -------
    list of (W, b)
    """
    # tent(t) = 2 relu(t) − 4 relu(t − ½) on [0, 1]: up to 1 and down again.
    tent = np.array([[2.0, -4.0]])
    fold = (np.array([[1.0], [1.0]]) @ tent, np.array([0.0, -0.5]))
    first = (np.array([[1 / 6], [1 / 6]]), np.array([0.5, 0.0]))  # [−3, 3] becomes [0, 1]
    return [first, *[fold] * (depth - 1), (tent, np.zeros(1))]


def explore_pieces():
    """How many straight pieces the graph of a ReLU network has, against its width and its depth.

    Returns
    -------
    LiveFigure
        With the traits `width`, `depth` and `weights` ("random" or "zigzag").
    """
    deepest = 6
    controls = [
        Slider("width", "neurons a layer", 1, 16, 1, 4),
        Slider("depth", "hidden layers", 1, deepest, 1, 1, plays=2),
        Choice("weights", "weights", {"random": "random", "zigzag": "folding (2 neurons a layer)"}, "random"),
    ]
    depths = np.arange(1, deepest + 1)

    @lru_cache(maxsize=64)
    def corners(width, depth, weights):
        x, y = linear_pieces(zigzag_layers(depth) if weights == "zigzag" else random_layers(width, depth))
        return x, (y - y.min()) / max(np.ptp(y), 1e-12)

    def scene(width, depth, weights):
        width, depth = 2 if weights == "zigzag" else int(width), int(depth)
        x, y = corners(width, depth, weights)
        counts = np.array([len(corners(width, d, weights)[0]) - 1 for d in depths])
        made, neurons = len(x) - 1, width * depth
        return {
            "graph": (x, y),
            "kinks": (x[1:-1], y[1:-1]),
            "count": counts,
            "one-layer": width * depths + 1,
            "now": ([depth], [made]),
            "words": f"{depth} hidden layer{'s' * (depth > 1)} of {width}, "
            f"{neurons} neuron{'s' * (neurons > 1)} in all: {made} straight piece{'s' * (made > 1)}. "
            f"One layer of {neurons} would make at most {neurons + 1}.",
        }

    def draw_graph(ax, values):
        ax.set(xlim=(-3, 3), ylim=(-0.08, 1.08), yticks=[], xlabel="x")
        ax.plot(*values["graph"], color=ACCENT, gid="graph")
        ax.plot(*values["kinks"], "o", ms=5, color=SECOND, gid="kinks")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.8), width_ratios=(3, 2))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        draw_graph(left, values)
        left.set_title("output of the network (scaled to fit)")
        right.set(xlim=(0.8, deepest + 0.2), ylim=(1, 200), yscale="log", xlabel="hidden layers", xticks=depths)
        right.set_title("straight pieces")
        right.plot(depths, values["count"], color=ACCENT, gid="count", label="this network")
        right.plot(depths, values["one-layer"], color=GHOST, ls=":", gid="one-layer", label="one layer, at most")
        right.plot([1], [1], "o", ms=9, color=SECOND, mec=INK, mew=1.4, gid="now")
        right.legend(loc="upper left", frameon=False)

    def panel(ax, width, depth, weights):
        values = scene(width, depth, weights)
        draw_graph(ax, values)
        kind = f"folding, {depth} × 2" if weights == "zigzag" else f"random, {depth} × {width}"
        ax.set_title(f"{kind}:\n{len(values['graph'][0]) - 1} pieces")

    settings = [
        {"width": 4, "depth": 1, "weights": "random"},
        {"width": 4, "depth": 4, "weights": "random"},
        {"width": 2, "depth": 5, "weights": "zigzag"},
    ]
    return LiveFigure(
        figure,
        controls,
        {"width depth weights": scene},
        lambda: figures.small_multiples(panel, settings, size=(7.6, 2.7)),
        "Graphs of three ReLU networks: one hidden layer of four neurons, four such layers with random weights, and "
        "five layers of two neurons that fold the line, which make 32 pieces.",
        title="Straight pieces: live figure",
    )
