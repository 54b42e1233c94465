"""Into how many straight pieces a ReLU network breaks a line, by its width and its depth."""

from functools import lru_cache

import numpy as np

from ..figures import ACCENT, GHOST, INK, SECOND
from ..network import Network
from ..widgets.controls import Choice, Slider
from ..widgets.live import live

DEEPEST = 6


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

    The first kinks are drawn last, so each depth has others: a deeper network does not begin as a shallower one.

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


@lru_cache(maxsize=64)
def _corners(width, depth, weights, seed):
    """Corners of the graph, its height scaled to 1."""
    x, y = linear_pieces(zigzag_layers(depth) if weights == "zigzag" else random_layers(width, depth, seed))
    return x, (y - y.min()) / max(np.ptp(y), 1e-12)


def _in_words(width, depth, made):
    neurons = width * depth
    said = f"{depth} hidden layer{'s' * (depth > 1)} of {width}, {neurons} neuron{'s' * (neurons > 1)} in all"
    flat = " Nothing bends any more: some layer puts out the same for every x shown here." * (made == 1)
    pieces = f"{made} straight piece{'s' * (made > 1)}"
    return f"{said}: {pieces}.{flat} One layer of {neurons} would make at most {neurons + 1}."


def explore_pieces():
    """How many straight pieces the graph of a ReLU network has, against its width and its depth.

    Returns
    -------
    LiveFigure
        With the traits `width`, `depth`, `weights` ("random" or "zigzag") and `seed` (of the random weights).
    """

    def frame(axes):
        left, right = axes
        left.set(title="output (scaled to fit)", xlabel="x", xlim=(-3, 3), ylim=(-0.08, 1.08), yticks=[])
        right.set(
            title="straight pieces", xlabel="hidden layers", xlim=(0.8, DEEPEST + 0.2), ylim=(0.8, 200), yscale="log"
        )
        right.set_xticks(range(1, DEEPEST + 1))

    def draw(axes, width=4, depth=1, weights="random", seed=0):
        left, right = axes
        width = 2 if weights == "zigzag" else width
        x, y = _corners(width, depth, weights, seed)
        depths = np.arange(1, depth + 1)
        counts = [len(_corners(width, d, weights, seed)[0]) - 1 for d in depths]
        left.plot(x, y, color=ACCENT)
        left.plot(np.append(x[1:-1], np.nan), np.append(y[1:-1], np.nan), "o", ms=5, color=SECOND)
        right.plot(depths, width * depths + 1, ":", color=GHOST, label="one layer, at most")
        right.plot(depths, counts, color=ACCENT, label="networks like this")
        right.plot(depth, counts[-1], "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        return _in_words(width, depth, counts[-1])

    return live(
        draw,
        frame=frame,
        axes={"ncols": 2, "width_ratios": (3, 2)},
        legend=[False, "upper left"],
        title="Straight pieces",
        still=[{"depth": 4}, {"depth": 5, "weights": "zigzag"}],
        alt="Graphs of two ReLU networks: four layers of four neurons with random weights make 11 straight pieces, "
        "five layers of two neurons that fold the line make 32.",
        width=Slider(1, 16, 1, "neurons per layer"),
        depth=Slider(1, DEEPEST, 1, "hidden layers", plays=2),
        weights=Choice({"random": "random", "folding (2 neurons per layer)": "zigzag"}),
        seed=Slider(0, 9, 1, "random draw"),
    )
