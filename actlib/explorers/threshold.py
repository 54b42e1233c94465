"""Recommendation: logistic regression, a sigmoid on a weighted sum, predicts who likes what."""

import matplotlib
import numpy as np

from .. import figures
from ..activations import ACTIVATIONS
from ..figures import ACCENT, GHOST, INK, SECOND
from ..network import Network, cross_entropy, train
from ..widgets.old_live import LiveFigure, Slider
from ..wording import format_number

WEIGHTS, BIAS = np.array([1.5, -2.0, -0.5]), 0.3


def film_preferences(count=2000, seed=0):
    """People and films, generated: three numbers about a film, measured on the person's own scale, and yes or no.

    A person says yes with the probability σ(1.5·comedy − 2·violence − 0.5·length + 0.3): the weights are known, so that
    what is learned can be compared with them.

    Returns
    -------
    X : ndarray, shape (count, 3)
    liked : ndarray of int, shape (count,)
    """
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(count, 3))
    return X, (rng.random(count) < ACTIVATIONS["sigmoid"].function(X @ WEIGHTS + BIAS)).astype(int)


def logistic_regression(X, liked):
    """One sigmoid neuron, trained with cross-entropy until it stands still, and the standard errors of its weights.

    Returns
    -------
    weights, errors : ndarray, shape (inputs + 1,)
        The bias last. The errors are the square roots of the diagonal of the inverse Fisher information.
    """
    network = Network([X.shape[1], 1], [None], init=0.0)
    for _ in train(network, X, liked, cross_entropy, learning_rate=2.0, steps=300, momentum=0.5):
        pass
    layer = network.layers[0].values
    p = ACTIVATIONS["sigmoid"].function(network(X))
    inputs = np.column_stack([X, np.ones(len(X))])
    information = (inputs * p * (1 - p)).T @ inputs
    return np.append(layer["W"], layer["b"]), np.sqrt(np.diag(np.linalg.inv(information)))


def calibration(p, liked, bins=5):
    """Predicted against observed: for people with a similar p, the mean of p and the share that said yes.

    Returns
    -------
    predicted, observed, error : ndarray, shape (bins,)
        `error` is the standard error of `observed`.
    """
    groups = [np.flatnonzero((p >= low) & (p < low + 1 / bins)) for low in np.arange(bins) / bins]
    predicted, observed = (np.array([values[group].mean() for group in groups]) for values in (p, liked))
    return predicted, observed, np.sqrt(observed * (1 - observed) / [len(group) for group in groups])


def threshold_rates(p, liked, threshold):
    """What recommending to everybody above a threshold gets right.

    Parameters
    ----------
    p : ndarray
        Predicted probability of a yes for each person.
    liked : ndarray of int
        1 for those who say yes, else 0.
    threshold : float

    Returns
    -------
    precision : float
        Share of the recommended who say yes.
    recall : float
        Share of those who say yes to whom it is recommended.
    """
    told = p > threshold
    return liked[told].mean(), told[liked == 1].mean()


def explore_threshold():
    """Whom to recommend a film: everybody whose probability is above a threshold, and what that gets right and wrong.

    Returns
    -------
    LiveFigure
        With the trait `threshold`.
    """
    weights, _ = logistic_regression(*film_preferences())
    X, liked = film_preferences(seed=1)
    p = ACTIVATIONS["sigmoid"].function(X @ weights[:-1] + weights[-1])
    control = Slider("threshold", "recommend above", 0.05, 0.9, 0.01, 0.5)

    def rates(threshold):
        """Precision: the share of the recommended who like it. Recall: the share of those who like it that are told."""
        told = p > threshold
        return liked[told].mean(), told[liked == 1].mean()

    def scene(threshold):
        precision, recall = rates(threshold)
        told = int((p > threshold).sum())
        return {
            "line": ([threshold, threshold], [0, 1]),
            "now": ([recall], [precision]),
            "words": f"{told} of {len(p)} get the recommendation. Of them {100 * precision:.0f} % like the film; "
            f"of all who like it {100 * recall:.0f} % are told.",
        }

    edges = np.linspace(0, 1, 21)

    def draw(left, right, threshold):
        values = scene(threshold)
        shares = [np.histogram(p[liked == yes], edges)[0] / len(p) * 5 for yes in (0, 1)]
        left.set(xlim=(0, 1), ylim=(0, 1), yticks=[], xlabel="predicted probability")
        left.stairs(shares[0], edges, fill=True, color=GHOST, alpha=0.45)
        left.stairs(shares[1], edges, color=ACCENT, lw=2.4)
        left.text(0.03, 0.86, "grey: said no", color=GHOST)
        left.text(0.97, 0.86 if figures.enlarged() == 1 else 0.74, "outline: said yes", color=ACCENT, ha="right")
        left.plot(*values["line"], color=SECOND, lw=2.4, gid="line")
        right.set(xlim=(0, 1.02), ylim=(0.4, 1.02), xlabel="recall", ylabel="precision")
        right.plot(*np.transpose([rates(t)[::-1] for t in control.values]), color=INK, lw=1.8)
        right.plot(*values["now"], "o", ms=11, color=SECOND, mec=INK, mew=1.4, gid="now")

    figure, (left, right) = figures.new_figure(2, size=(7.6, 3.6))
    with matplotlib.rc_context(figures.STYLE):
        draw(left, right, control.default)

    def panel(ax, threshold):
        precision, recall = rates(threshold)
        ax.set(xlim=(0, 1.02), ylim=(0.4, 1.02), xlabel="recall", ylabel="precision")
        ax.plot(*np.transpose([rates(t)[::-1] for t in control.values]), color=INK, lw=1.8)
        ax.plot([recall], [precision], "o", ms=11, color=SECOND, mec=INK)
        ax.set_title(f"above {format_number(threshold)}")

    return LiveFigure(
        figure,
        [control],
        {"threshold": scene},
        lambda: figures.small_multiples(panel, [{"threshold": t} for t in (0.2, 0.5, 0.8)], size=(7.6, 2.9)),
        "Precision against recall for every threshold, and where the thresholds 0.2, 0.5 and 0.8 lie: the higher, the "
        "more of the recommended like the film, and the fewer of those who like it are told.",
        title="A threshold for recommending: live figure",
    )
