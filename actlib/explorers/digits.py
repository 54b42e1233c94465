"""Vision: a network learns to read handwritten digits."""

from functools import lru_cache

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..datasets import load_digits
from ..figures import ACCENT, GHOST, INK, SECOND
from ..network import Network, cross_entropy, softmax, train
from ..widgets.old_live import Choice, LiveFigure, Slider
from .replay import Replay

STEPS, BATCH, MOMENTUM = 200, 100, 0.9
EVERY = 10  # steps between two looks at the network
# Hidden layers -> the learning rate of each function: of 0.02, 0.04, 0.08 … 2.56 the one with the best mean over four
# starts, when 900 of the digits are learned and 300 more decide. With five layers none helps Sigmoid.
LEARNING_RATES = {
    1: {"sigmoid": 1.28, "tanh": 0.64, "relu": 0.64, "leaky_relu": 0.32, "swish": 0.64},
    5: {"sigmoid": 0.08, "tanh": 0.16, "relu": 0.08, "leaky_relu": 0.04, "swish": 0.08},
}


@lru_cache(maxsize=1)
def split_digits():
    """The digits as rows of 64 numbers, in a fixed random order: the first 1,200 to learn from, the other 597 to test.

    Returns
    -------
    X, label, X_test, label_test : ndarray
    """
    images, labels = load_digits()
    order = np.random.default_rng(0).permutation(len(images))
    X, labels = images.reshape(len(images), 64)[order], labels[order]
    return X[:1200], labels[:1200], X[1200:], labels[1200:]


def untrained_reader(phi, hidden_layers, seed=0):
    """A network before its first step: 64 inputs, hidden layers of 32 neurons, 10 outputs.

    Parameters
    ----------
    phi : str, Activation or Formula
        As for `Network`, with the first weights that suit it.
    hidden_layers, seed : int
    """
    return Network([64, *[32] * hidden_layers, 10], [*[phi] * hidden_layers, None], seed=seed)


def accuracy(network, X, label):
    """Share of the digits in the rows of `X` for which the network's highest score is that of the right digit."""
    return float(np.mean(network(X).argmax(axis=1) == label))


def learn_digits(phi, hidden_layers=1, seed=0, learning_rate=None, examples=1200):
    """Train a network on the first `examples` of the digits: yields it at every tenth step, from 0 to 200.

    Parameters
    ----------
    phi, hidden_layers, seed
        As for `untrained_reader`.
    learning_rate : float, optional
        By default the one of `LEARNING_RATES`.
    examples : int, optional
        At most 1,200.
    """
    X, label = (part[:examples] for part in split_digits()[:2])
    network = untrained_reader(phi, hidden_layers, seed)
    rate = learning_rate or LEARNING_RATES[hidden_layers][phi]
    training = train(
        network, X, label, cross_entropy, rate, STEPS + 1, batch=min(BATCH, examples), momentum=MOMENTUM, seed=seed
    )
    for step, _ in enumerate(training):
        if step % EVERY == 0:
            yield network
        if step == STEPS:
            return  # before the step that would be one too many


def digit_reader(phi, hidden_layers=1, seed=0, learning_rate=None):
    """A network that has learned 1,200 digits in 200 steps.

    Parameters
    ----------
    phi, hidden_layers, seed, learning_rate
        As for `learn_digits`.

    Returns
    -------
    network : Network
    accuracy : float
        Share of the 597 other digits that it reads right.
    """
    *_, network = learn_digits(phi, hidden_layers, seed, learning_rate)
    return network, accuracy(network, *split_digits()[2:])


def _training(phi, hidden_layers):
    """At every tenth step: probabilities of the ten digits for every test image, and the share that is read right."""
    _, _, X_test, label_test = split_digits()
    for network in learn_digits(phi, hidden_layers):
        scores = network(X_test)
        yield softmax(scores), np.mean(scores.argmax(axis=1) == label_test)


@lru_cache(maxsize=6)
def _course(phi, hidden_layers):
    return Replay(lambda: _training(phi, hidden_layers))


def explore_digits():
    """A network learns to read: one digit that it has never seen, what it takes it for, and how many it reads right.

    Returns
    -------
    LiveFigure
        With the traits `step`, `image` (1 to 597), `phi` (a row of `ACTIVATIONS`) and `layers` ("1" or "5", hidden).
    """
    _, _, X_test, label_test = split_digits()
    controls = [
        Slider("step", "step", 0, STEPS, EVERY, 0, plays=12),
        Slider("image", "digit no.", 1, len(label_test), 1, 1),
        Choice("phi", "φ", {name: row.title for name, row in ACTIVATIONS.items()}, "relu"),
        Choice("layers", "hidden layers", {"1": "1", "5": "5"}, "1"),
    ]
    names = [f"bar-{digit}" for digit in range(10)]

    def scene(step, image, phi, layers):
        all_says, right = zip(*_course(phi, int(layers)).until(int(step) // EVERY))
        i, says = int(image) - 1, all_says[-1]
        best = int(says[i].argmax())
        return {
            "digit": 1 - X_test[i].reshape(8, 8) * 0.88,
            **{name: ([0, share], [d, d]) for d, (name, share) in enumerate(zip(names, says[i]))},
            "course": (np.arange(0, step + 1, EVERY), right),
            "now": ([step], [right[-1]]),
            "words": f"Step {step:g}: it takes this {label_test[i]} for a {best}, at {100 * says[i, best]:.0f} %. "
            f"Of {len(label_test)} unseen digits it reads {100 * right[-1]:.0f} % right.",
        }

    def draw_course(ax):
        ax.set(xlim=(0, STEPS), ylim=(0, 1.02), xlabel="step")
        ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        ax.axhline(0.1, color=GHOST, lw=1.6, ls=":")
        ax.text(STEPS, 0.12, "guessing", color=GHOST, ha="right")

    figure, (left, middle, right) = figures.new_figure(3, size=(7.6, 3.5), width_ratios=(3, 2, 3))
    with matplotlib.rc_context(figures.STYLE):
        values = scene(*[control.default for control in controls])
        left.imshow(values["digit"], cmap="gray", vmin=0, vmax=1, extent=(0, 8, 0, 8), gid="digit")
        left.set_axis_off()
        middle.set(xlim=(0, 1), ylim=(9.6, -0.6), yticks=range(10), xticks=[])
        middle.set_title("what it says")
        for name in names:
            middle.plot(*values[name], lw=12, color=ACCENT, solid_capstyle="butt", gid=name)
        draw_course(right)
        right.set_title("read right")
        right.plot(*values["course"], color=SECOND, gid="course")
        right.plot(*values["now"], "o", ms=9, color=SECOND, mec=INK, mew=1.4, gid="now")

    def panel(ax, layers):
        draw_course(ax)
        for row in ACTIVATIONS.values():
            _, right = zip(*_course(row.name, layers).until(STEPS // EVERY))
            ax.plot(np.arange(0, STEPS + 1, EVERY), right, color=row.color, ls=row.linestyle, label=row.title)
        ax.set_title(f"{layers} hidden layer{'s' * (layers > 1)}")
        if layers == 1:
            ax.legend(loc="lower right", frameon=False, bbox_to_anchor=(1, 0.15))

    return LiveFigure(
        figure,
        controls,
        {"step image phi layers": scene},
        lambda: figures.small_multiples(panel, [{"layers": 1}, {"layers": 5}], columns=2, size=(7.6, 3.4)),
        "Share of unseen digits read right, step by step, for every function. With one hidden layer all learn, Sigmoid "
        "last; with five hidden layers Sigmoid stays at guessing and the others learn.",
        title="Reading digits: live figure",
    )


def misread_digits(network, most=6):
    """Test digits that a network reads wrong, the surest mistakes first.

    Parameters
    ----------
    network : Network
        As made by `digit_reader`.
    most : int

    Returns
    -------
    Picture
    """
    _, _, X_test, label_test = split_digits()
    scores = network(X_test)
    says = scores.argmax(axis=1)
    wrong = np.flatnonzero(says != label_test)
    lead = scores[wrong, says[wrong]] - scores[wrong, label_test[wrong]]
    shown = wrong[np.argsort(-lead)][:most]
    figure, axes = figures.new_figure(6, -(-most // 6), size=(7.6, 1.7 * -(-most // 6)), squeeze=False)
    with matplotlib.rc_context(figures.STYLE):
        for ax in axes.flat:
            ax.set_axis_off()
        for ax, i in zip(axes.flat, shown):
            # Squares rather than an image: the same bytes whoever compresses them.
            ax.pcolormesh(X_test[i].reshape(8, 8), cmap="gray_r", vmin=0, vmax=1, edgecolors="none")
            ax.set(aspect="equal", ylim=(8, 0))
            ax.set_title(f"a {label_test[i]}, read as {says[i]}")
    listed = ", ".join(f"a {label_test[i]} read as {says[i]}" for i in shown)
    return figures.Picture(figure, f"{len(wrong)} of {len(label_test)} unseen digits are read wrong. Shown: {listed}.")


def reading_table(seeds=3):
    """How well and how soon each function reads, one at a time, so that the work can show its progress and be stopped.

    Yields
    ------
    hidden_layers : int
        1 or 5.
    phi : str
    accuracies : list of float
        Share of the unseen digits that each of the starts reads right after 200 steps.
    steps : list of float
        At which step, of 0, 10, 20 …, each first reads 90 % of them; infinite where it never does.
    """
    test = split_digits()[2:]
    for hidden_layers in LEARNING_RATES:
        for phi in ACTIVATIONS:
            shares = [
                [accuracy(network, *test) for network in learn_digits(phi, hidden_layers, seed)]
                for seed in range(seeds)
            ]
            soon = [next((EVERY * i for i, share in enumerate(run) if share >= 0.9), np.inf) for run in shares]
            yield hidden_layers, phi, [run[-1] for run in shares], soon
