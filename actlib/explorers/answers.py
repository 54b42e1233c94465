"""One experiment for each of the five questions: a bend, a gate, lost bends, four claims, and a race."""

from functools import cache, lru_cache
from statistics import NormalDist

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS, leaky_relu, leaky_relu_prime
from ..figures import ACCENT, GHOST, GRID, INK, PAPER, SECOND
from ..network import Network, cross_entropy, train
from ..widgets.old_live import Choice, LiveFigure, Slider
from ..widgets.progress_bar import progress
from ..wording import format_magnitude, format_number

TITLES = {name: row.title for name, row in ACTIVATIONS.items()}

GRID_X = np.linspace(-2, 2, 81)
LEARNING_RATE, LEARNED = 0.2, 60


def two_units(alpha, steps=None):
    """|x| imitated by v₁φ(x) + v₂φ(−x) + c, where φ is Leaky ReLU with slope α on the left.

    Parameters
    ----------
    alpha : float
        α = 1 is a straight line: no activation function at all.
    steps : int, optional
        So many steps of gradient descent (learning rate 0.2, all three numbers from 0); None for the best numbers.

    Returns
    -------
    v : ndarray, shape (3,)
        v₁, v₂ and c.
    y : ndarray, shape (81,)
        The imitation, for x from −2 to 2.
    """
    units = np.column_stack([leaky_relu(GRID_X, alpha), leaky_relu(-GRID_X, alpha), np.ones_like(GRID_X)])
    target = np.abs(GRID_X)
    if steps is None:
        v = np.linalg.lstsq(units, target, rcond=None)[0]
    else:
        v = np.zeros(3)
        for _ in range(steps):
            v = v - LEARNING_RATE * units.T @ (units @ v - target) / len(target)
    return v, units @ v


def explore_bend():
    """How much non-linearity is enough: |x| out of two units whose bend is on a slider.

    Returns
    -------
    LiveFigure
        With the trait `alpha`; 1 means no bend.
    """
    slider = Slider("alpha", "α", 0, 2, 0.05, 1.0, plays=10)
    alphas = np.array(slider.values)
    target = np.abs(GRID_X)
    errors = {
        gid: np.array([np.abs(two_units(alpha, steps)[1] - target).max() for alpha in alphas])
        for gid, steps in (("best", None), ("learned", LEARNED))
    }

    def scene(alpha):
        v, best = two_units(alpha)
        learned = two_units(alpha, LEARNED)[1]
        miss, still_off = np.abs(best - target).max(), np.abs(learned - target).max()
        if alpha == 1:
            said = "no bend. The best line is flat: it takes no notice of x."
        else:
            said = f"the best weights are {format_number(v[0], 2)} and {format_number(v[1], 2)}."
        return {
            "unit": leaky_relu(GRID_X, alpha),
            "mirrored": leaky_relu(-GRID_X, alpha),
            "sum": best,
            "taught": learned,
            "now-best": ([alpha], [miss]),
            "now-taught": ([alpha], [still_off]),
            "words": f"α = {format_number(alpha, 2)}: {said} Largest error {format_number(miss, 2)}; "
            f"after {LEARNED} learning steps {format_number(still_off, 2)}.",
        }

    def draw_curves(ax, values):
        figures.through_zero(ax, (-2, 2), (-2.3, 2.3))
        ax.plot(GRID_X, target, color=GRID, lw=9, solid_capstyle="butt", label="wanted: |x|")
        ax.plot(GRID_X, values["unit"], color=GHOST, lw=1.4, ls=":", gid="unit", label="units φ(x), φ(−x)")
        ax.plot(GRID_X, values["mirrored"], color=GHOST, lw=1.4, ls=":", gid="mirrored")
        ax.plot(GRID_X, values["taught"], color=ACCENT, ls="--", lw=2, gid="taught", label=f"after {LEARNED} steps")
        ax.plot(GRID_X, values["sum"], color=SECOND, gid="sum", label="best sum")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.9))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(1.0)
        draw_curves(left, values)
        left.legend(
            loc="lower center",
            frameon=False,
            ncols=2,
            fontsize=11 / figures.enlarged(),
            handlelength=1.6,
            columnspacing=0.9,
        )
        left.set(xlabel="x", xticks=[-2, 0, 2], ylim=(-3.6, 2.3), yticks=[-2, 0, 2])
        right.set(xlim=(-0.05, 2.05), ylim=(-0.05, 1.2), xlabel="α, the slope on the left")
        right.set_title("largest error")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)
        right.plot(alphas, errors["learned"], color=ACCENT, ls="--", lw=2)
        bent = alphas != 1
        right.plot(alphas, np.where(bent, errors["best"], np.nan), color=SECOND)
        right.plot(1, 0, "o", ms=7, mfc=PAPER, mec=SECOND)
        right.plot(1, errors["best"][~bent], "o", ms=7, color=SECOND)
        right.plot(*values["now-taught"], "s", ms=9, color=ACCENT, mec=INK, mew=1.2, gid="now-taught")
        right.plot(*values["now-best"], "o", ms=10, color=SECOND, mec=INK, mew=1.4, gid="now-best")

    def panel(ax, alpha):
        draw_curves(ax, scene(alpha))
        ax.set(title="α = 1: no bend" if alpha == 1 else f"α = {alpha:g}", xticks=[-2, 0, 2])

    return LiveFigure(
        figure,
        [slider],
        {"alpha": scene},
        lambda: figures.small_multiples(panel, [{"alpha": alpha} for alpha in (1.0, 0.9, 0.0)], size=(7.6, 2.8)),
        "The curve |x| (broad) and the best sum of two Leaky ReLU units (solid), for α = 1, 0.9 and 0: without a bend "
        "a flat line, with the smallest bend an exact copy. Dashed: what sixty learning steps reach; the larger the "
        "bend, the more.",
        title="Two units and a bend: live figure",
    )


REMEMBERED = 50


def explore_gate():
    """Saturation seen twice: as the slope of a hidden unit, and as a gate through which a memory passes fifty times.

    Returns
    -------
    LiveFigure
        With the traits `net` and `phi` (a row of `ACTIVATIONS`).
    """
    controls = [Slider("net", "net input", -2, 8, 0.1, 0.0, plays=15), Choice("phi", "φ", TITLES, "sigmoid")]
    net_line, steps = np.linspace(-2, 8, 201), np.arange(REMEMBERED + 1)

    def scene(net, phi):
        row = ACTIVATIONS[phi]
        slope, gate = float(row.derivative(net)), float(row.function(net))
        memory = gate ** steps.astype(float)
        left = memory[-1]
        kept = (
            f"{format_number(100 * left, 1)} % of it is left"
            if abs(left) <= 1
            else f"it has grown to {format_magnitude(left)}"
        )
        return {
            "slope": row.derivative(net_line),
            "here": ([net], [slope]),
            "memory": np.clip(memory, -9, 9),  # beyond the frame all heights look the same
            "words": f"net = {format_number(net, 1)}. As a hidden unit: slope {format_number(slope + 0.0, 4)}. "
            f"As a gate: {format_number(gate + 0.0, 4)} passes at each step, and after {REMEMBERED} steps {kept}.",
        }

    def draw_memory(ax, values):
        figures.through_zero(ax, (0, REMEMBERED), (-0.35, 1.5))
        ax.axhline(1, color=GRID, lw=1.2, zorder=0)
        ax.plot(steps, values["memory"], color=SECOND, marker="o", ms=3, lw=1.6, gid=None)

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.7))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        figures.through_zero(left, (-2, 8), (-0.35, 1.5))
        left.set(xlabel="net", title="a hidden unit learns with φ′(net)")
        left.plot(net_line, values["slope"], color=ACCENT, ls="--", lw=2, gid="slope")
        left.plot(*values["here"], "o", ms=11, color=ACCENT, mec=INK, mew=1.4, gid="here")
        figures.through_zero(right, (0, REMEMBERED), (-0.35, 1.5))
        right.axhline(1, color=GRID, lw=1.2, zorder=0)
        right.set(xlabel="step", title="a memory is multiplied by φ(net)")
        right.plot(steps, values["memory"], color=SECOND, gid="memory")

    def panel(ax, net):
        values = scene(net, "sigmoid")
        draw_memory(ax, values)
        row = ACTIVATIONS["sigmoid"]
        ax.set(title=f"net = {net:g}\nslope {row.derivative(net):.4f}", xlabel="step")

    return LiveFigure(
        figure,
        controls,
        {"net phi": scene},
        lambda: figures.small_multiples(panel, [{"net": net} for net in (2.0, 4.0, 6.0)], size=(7.6, 2.9)),
        "A memory multiplied fifty times by a sigmoid gate, for the net inputs 2, 4 and 6: the more the gate is "
        "saturated, the smaller its slope, and the longer the memory lasts.",
        title="Hidden unit and gate: live figure",
    )


NETWORKS, DEEPEST, SHOWN = 400, 16, 24


@lru_cache(maxsize=64)
def coin_tosses(width, alpha=0.0):
    """Untrained networks with one input, no biases and random weights: how deep a positive input still gets.

    A layer lets the signal through where φ′(net) of at least one of its neurons is not 0. Without biases every positive
    input has the same gates, so a network that is silent for one of them is silent for all.

    Parameters
    ----------
    width : int
        Neurons in each of the 16 layers.
    alpha : float
        Slope of Leaky ReLU on the left; 0 for ReLU.

    Returns
    -------
    ndarray of bool, shape (400, 17)
        One row a network: whether the signal is alive after 0, 1, …, 16 layers.
    """
    rng = np.random.default_rng(width)
    signal, alive = np.ones((NETWORKS, 1)), [np.ones(NETWORKS, dtype=bool)]
    for _ in range(DEEPEST):
        W = rng.normal(0, 1, (NETWORKS, width, signal.shape[1]))
        net = np.einsum("nij,nj->ni", W, signal)
        alive.append(alive[-1] & (leaky_relu_prime(net, alpha) != 0).any(axis=1))
        signal = leaky_relu(net, alpha)
    return np.stack(alive, axis=1)


def explore_coins():
    """Networks that are dead before their first lesson: how many, for every width, depth and α.

    Returns
    -------
    LiveFigure
        With the traits `width`, `depth` and `alpha`.
    """
    controls = [
        Slider("depth", "layers", 1, DEEPEST, 1, 8, plays=4),
        Slider("width", "neurons in a layer", 1, 6, 1, 2),
        Choice("alpha", "α", {"0": "0 (ReLU)", "0.01": "0.01 (Leaky ReLU)", "0.1": "0.1 (Leaky ReLU)"}, "0"),
    ]
    layers = np.arange(DEEPEST + 1)

    def scene(depth, width, alpha):
        depth, width = int(depth), int(width)
        alive = coin_tosses(width, float(alpha))
        networks, reached = np.nonzero(alive[:SHOWN, : depth + 1])
        # A network is crossed out once, at the layer that fell silent first.
        crossed, silent = np.nonzero(alive[:SHOWN, :depth] & ~alive[:SHOWN, 1 : depth + 1])
        share = 100 * alive.mean(axis=0)
        expected = 100 * (1 - 0.5**width) ** layers
        law = (
            f"(1 − ½{str(width).translate(_RAISED)}){str(depth).translate(_RAISED)} = "
            f"{format_number(expected[depth], 1)} % would be expected."
            if alpha == "0"
            else "no gate is ever shut."
        )
        return {
            "alive": (networks + 1, reached),
            "dead": (crossed + 1, silent + 1),
            "share": share,
            "expected": expected if alpha == "0" else np.full(len(layers), np.nan),
            "now": ([depth], [share[depth]]),
            "words": f"{width} neuron{'s' * (width > 1)} a layer, α = {alpha}: after {depth} layer{'s' * (depth > 1)} "
            f"{np.sum(alive[:, depth])} of {NETWORKS} networks still pass a signal; {law}",
        }

    def draw_networks(ax, values):
        ax.set(xlim=(0.2, SHOWN + 0.8), ylim=(DEEPEST + 0.7, -0.7), xticks=[1, SHOWN], yticks=[0, 4, 8, 12, 16])
        ax.plot(*values["alive"], "o", ms=5, color=ACCENT, gid="alive")
        ax.plot(*values["dead"], "x", ms=8, color=SECOND, mew=2.2, gid="dead")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.9))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        draw_networks(left, values)
        left.set(xlabel="network", ylabel="layer", title="how deep the signal gets")
        right.set(xlim=(0, DEEPEST), ylim=(-2, 138), yticks=[0, 50, 100], xlabel="layers", title="% of networks alive")
        right.axhline(0, color=GRID, lw=1.2, zorder=0)
        right.plot(layers, values["expected"], color=GHOST, lw=6, alpha=0.5, gid="expected", label="expected")
        right.plot(layers, values["share"], color=ACCENT, gid="share", label="of 400 networks")
        right.plot(*values["now"], "o", ms=10, color=ACCENT, mec=INK, mew=1.4, gid="now")
        right.legend(loc="upper right", frameon=False)

    def panel(ax, width, alpha):
        values = scene(DEEPEST, width, alpha)
        draw_networks(ax, values)
        ax.set_title(f"{width} neurons a layer\n" + ("ReLU" if alpha == "0" else f"Leaky ReLU, α = {alpha}"))

    settings = [{"width": 2, "alpha": "0"}, {"width": 4, "alpha": "0"}, {"width": 2, "alpha": "0.01"}]
    return LiveFigure(
        figure,
        controls,
        {"depth width alpha": scene},
        lambda: figures.small_multiples(panel, settings, size=(7.6, 3.2)),
        "Twenty-four random networks of sixteen layers, a dot for each layer that a signal gets through and a cross "
        "where it ends. ReLU, two neurons a layer: nearly all end. Four neurons: fewer. Leaky ReLU: none ends.",
        title="Dead before the first lesson: live figure",
    )


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_QUANTILES = np.array([NormalDist().inv_cdf((i + 0.5) / 1000) for i in range(1000)])
CLAIMS = {"flat": "nearly flat: |φ′| < 0.05", "zero": "output exactly 0", "curved": "not explained by a line"}


def claims(spread):
    """Three claims about activation functions as percentages, where the net input is normally distributed around 0.

    Parameters
    ----------
    spread : float
        Standard deviation of the net input.

    Returns
    -------
    dict of dict
        "flat": how often |φ′(net)| < 0.05; "zero": how often φ(net) is exactly 0; "curved": how much of the variance of
        φ(net) no straight line in net explains, 1 − R². Each: name of the row -> percentage, from 1000 quantiles.
    """
    net = spread * _QUANTILES
    measured = {name: {} for name in CLAIMS}
    for name, row in ACTIVATIONS.items():
        y = row.function(net)
        measured["flat"][name] = 100 * np.mean(np.abs(row.derivative(net)) < 0.05)
        measured["zero"][name] = 100 * np.mean(y == 0)
        measured["curved"][name] = 100 * (1 - np.corrcoef(net, y)[0, 1] ** 2)
    return measured


def explore_claims():
    """What newer functions do better, and what not: three claims as bars, against the spread of the net input.

    Returns
    -------
    LiveFigure
        With the trait `spread`.
    """
    slider = Slider("spread", "spread of the net input", 0.25, 8, 0.25, 1.0, plays=8)
    rows = {name: len(ACTIVATIONS) - 1 - i for i, name in enumerate(ACTIVATIONS)}

    def scene(spread):
        contents = {}
        measured = claims(spread)
        for claim, values in measured.items():
            for name, value in values.items():
                contents[f"{claim}-{name}"] = ([0, value], [rows[name]] * 2)
                contents[f"{claim}-{name}-number"] = (value + 3, rows[name] - 0.12, f"{format_number(value, 0)} %")
        least, most = (pick(measured["curved"], key=measured["curved"].get) for pick in (min, max))
        return {
            **contents,
            "words": f"Spread {format_number(spread, 2)}: furthest from a line is {TITLES[most]} "
            f"({format_number(measured['curved'][most], 1)} %), closest {TITLES[least]} "
            f"({format_number(measured['curved'][least], 1)} %).",
        }

    def draw_bars(ax, claim, values):
        ax.set(xlim=(0, 130), ylim=(-0.6, len(rows) - 0.4), xticks=[0, 50, 100], yticks=[])
        ax.spines["left"].set_color(GRID)
        for name, row in ACTIVATIONS.items():
            gid = f"{claim}-{name}"
            x, y, number = values[f"{gid}-number"]
            ax.plot(*values[gid], color=row.color, lw=15, solid_capstyle="butt", gid=gid)
            ax.text(x, y, number, gid=f"{gid}-number")

    def picture(spread):
        figure, axes = figures.new_figure(3, size=(7.6, 0.75 + 0.5 * len(rows)), sharey=True)
        with matplotlib.rc_context(figures.STYLE):
            for ax, (claim, title) in zip(axes, CLAIMS.items()):
                draw_bars(ax, claim, scene(spread))
                ax.set_title(title.replace(": ", ":\n") if ":" in title else title.replace(" ", "\n", 1))
            axes[0].set_yticks(list(rows.values()), [TITLES[name] for name in rows])
            axes[0].tick_params(axis="y", length=0)
        return figure

    def still():
        figure, axes = figures.new_figure(3, size=(7.6, 3.4), sharey=True)
        figure.set_facecolor(PAPER)
        spreads = np.array(slider.values)
        measured = [claims(spread) for spread in spreads]
        with matplotlib.rc_context(figures.STYLE):
            for ax, (claim, title) in zip(axes, CLAIMS.items()):
                figures.through_zero(ax, (0, 8), (-4, 104))
                ax.set(title=title.replace(": ", ":\n") if ":" in title else title.replace(" ", "\n", 1))
                for name, row in ACTIVATIONS.items():
                    ax.plot(
                        spreads, [m[claim][name] for m in measured], color=row.color, ls=row.linestyle, label=row.title
                    )
            axes[0].set_ylabel("%")
            axes[1].set_xlabel("spread of the net input")
            handles, labels = axes[0].get_legend_handles_labels()
            figure.legend(
                handles,
                labels,
                loc="outside lower center",
                ncols=len(labels),
                frameon=False,
                handlelength=1.8,
                columnspacing=1.0,
            )
        return figure

    return LiveFigure(
        picture(1.0),
        [slider],
        {"spread": scene},
        still,
        "Three shares against the spread of the net input. Nearly flat: rising for Sigmoid and Tanh, half for ReLU and "
        "Leaky ReLU. Exactly 0: half for ReLU, none for the others. Not explained by a line: Swish is near ReLU or "
        "below it.",
        title="Claims, measured: live figure",
    )


BOARD, SIDE, SEEDS, STEPS, EVERY = 3, 16, range(5), 300, 10
RATES = {1: 0.3, 5: 0.05}  # hidden layers -> a learning rate at which most functions do well


def chessboard(count, seed):
    """Points on a board of three by three fields, generated, and the colour of the field that each lies on.

    Returns
    -------
    points : ndarray, shape (count, 2)
        From −3 to 3.
    label : ndarray of int, shape (count,)
        1 for the four fields in the middle of the sides, 0 for the corners and the centre.
    """
    places = np.random.default_rng(seed).uniform(0, BOARD, (count, 2))
    return 2 * places - BOARD, np.floor(places).astype(int).sum(axis=1) % 2


@cache
def learn_chessboard(phi, depth, seed, learning_rate=None, stretch=1.0):
    """A network of 16 neurons a layer learns the chessboard from 300 points; judged on 1000 others.

    Three hundred steps with momentum 0.9 and all points in every step; each function starts with the
    weights that suit it.

    Parameters
    ----------
    phi : str
        A row of `ACTIVATIONS`.
    depth : int
        Number of hidden layers.
    seed : int
    learning_rate : float, optional
        By default 0.3 for one hidden layer and 0.05 for five.
    stretch : float
        Factor on all first weights.

    Returns
    -------
    ndarray, shape (31,)
        Percentage right after 0, 10, …, 300 steps.
    """
    network = Network([2] + [SIDE] * depth + [1], [phi] * depth + [None], seed=seed)
    for layer in network.layers:
        layer.values["W"] = stretch * layer.values["W"]
    (points, label), (others, colour) = chessboard(300, 1), chessboard(1000, 2)
    rate = RATES[depth] if learning_rate is None else learning_rate
    course = []
    for step, _ in enumerate(train(network, points, label, cross_entropy, rate, STEPS + 1, momentum=0.9)):
        if step % EVERY == 0:
            course.append(100 * np.mean((network(others)[:, 0] > 0) == colour))
    return np.array(course)


def explore_race():
    """All functions learn the chessboard, each from five first networks, with one hidden layer or with five.

    Returns
    -------
    LiveFigure
        With the traits `step` and `depth`.
    """
    everyone = [(phi, depth, seed) for depth in RATES for phi in ACTIVATIONS for seed in SEEDS]
    courses = {one: learn_chessboard(*one) for one in progress(everyone, len(everyone), "training the networks")}
    runs = {
        (phi, depth): np.stack([courses[phi, depth, seed] for seed in SEEDS]) for phi in ACTIVATIONS for depth in RATES
    }
    controls = [
        Slider("step", "step", 0, STEPS, EVERY, 0, plays=10),
        Choice("depth", "hidden layers", {str(depth): str(depth) for depth in RATES}, "1"),
    ]
    rows = {name: len(ACTIVATIONS) - 1 - i for i, name in enumerate(ACTIVATIONS)}
    colour = chessboard(1000, 2)[1]
    guessing = 100 * max(np.mean(colour), 1 - np.mean(colour))

    def scene(step, depth):
        contents, said = {}, []
        for name, row in rows.items():
            right = runs[name, int(depth)][:, int(step) // EVERY]
            mean, deviation = right.mean(), right.std(ddof=1)
            contents[name] = (right, row + np.linspace(-0.16, 0.16, len(right)))
            contents[f"{name}-mean"] = ([mean, mean], [row - 0.3, row + 0.3])
            contents[f"{name}-number"] = (101.5, row - 0.12, f"{mean:.0f} ± {deviation:.0f}")
            said.append(f"{TITLES[name]} {mean:.0f} ± {deviation:.0f}")
        return {
            **contents,
            "words": f"Step {step:g}, {depth} hidden layer{'s' * (depth != '1')}, % right: {', '.join(said)}.",
        }

    def draw_field(ax, values):
        ax.set(xlim=(40, 100), ylim=(-0.6, len(rows) - 0.4), xlabel="% right on new points")
        ax.axvline(guessing, color=GHOST, ls=":", lw=1.6)
        for name, activation in ACTIVATIONS.items():
            ax.plot(*values[name], "o", ms=8, color=activation.color, mec=INK, mew=0.8, gid=name)
            ax.plot(*values[f"{name}-mean"], color=INK, lw=3, gid=f"{name}-mean")
            x, y, number = values[f"{name}-number"]
            ax.text(x, y, number, gid=f"{name}-number", clip_on=False)
        ax.set_yticks(list(rows.values()), [TITLES[name] for name in rows])
        ax.tick_params(axis="y", length=0)

    figure, ax = figures.new_figure(size=(7.6, 0.9 + 0.58 * len(rows)))
    with matplotlib.rc_context(figures.STYLE):
        draw_field(ax, scene(0, "1"))
        ax.text(guessing, len(rows) - 0.42, "one answer for all", color=GHOST, ha="center", va="bottom")

    def still():
        figure, axes = figures.new_figure(2, size=(7.6, 0.9 + 0.5 * len(rows)), sharey=True)
        figure.set_facecolor(PAPER)
        with matplotlib.rc_context(figures.STYLE):
            for ax, depth in zip(axes, RATES):
                values = scene(STEPS, str(depth))
                # In whole percent: the same bytes, however a processor rounds its sums.
                values.update({name: (np.round(values[name][0]), values[name][1]) for name in rows})
                values.update(
                    {f"{name}-mean": (np.round(values[f"{name}-mean"][0]), values[f"{name}-mean"][1]) for name in rows}
                )
                draw_field(ax, values)
                ax.set_title(f"{depth} hidden layer{'s' * (depth > 1)}")
        return figure

    return LiveFigure(
        figure,
        controls,
        {"step depth": scene},
        still,
        "Percentage of new points of a chessboard that five networks each got right after 300 steps. One hidden layer: "
        "all functions learn, Sigmoid least. Five: Sigmoid gives one answer for all, the others are close together.",
        title="The race for the chessboard: live figure",
    )
