"""Recommendation: logistic regression, a sigmoid on a weighted sum, predicts who likes what."""

import numpy as np

from ..activations import sigmoid
from ..figures import ACCENT, GHOST, INK, SECOND
from ..network import Network, cross_entropy, train
from ..widgets.controls import Slider
from ..widgets.live import live

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
    return X, (rng.random(count) < sigmoid(X @ WEIGHTS + BIAS)).astype(int)


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
    p = sigmoid(network(X))
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
    p = sigmoid(X @ weights[:-1] + weights[-1])
    edges, top, slider = np.linspace(0, 1, 21), 420, Slider(0.05, 0.9, 0.01, label="recommend above")
    rates = np.array([threshold_rates(p, liked, threshold) for threshold in slider.values])

    def frame(axes):
        left, right = axes
        left.set(xlim=(0, 1), ylim=(0, top), xlabel="predicted probability", ylabel="people")
        for yes, style in ((0, {"fill": True, "color": GHOST, "alpha": 0.45}), (1, {"color": ACCENT, "lw": 2.4})):
            label = ["said no", "said yes"][yes]
            left.stairs(np.histogram(p[liked == yes], edges)[0], edges, label=label, **style)
        right.set(xlim=(0, 1.04), ylim=(0.4, 1.04), xlabel="recall", ylabel="precision")
        right.plot(rates[:, 1], rates[:, 0], color=INK, lw=1.8)

    def draw(axes, threshold=0.5):
        precision, recall = rates[slider.index(threshold)]
        axes[0].plot([threshold, threshold], [0, top], color=SECOND, lw=2.4, label="threshold")
        axes[1].plot(recall, precision, "o", ms=11, color=SECOND, mec=INK, mew=1.4)
        return (
            f"{int((p > threshold).sum())} of {len(p)} get the recommendation. Of them {100 * precision:.0f} % like "
            f"the film; of all who like it {100 * recall:.0f} % are told."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.6),
        legend={"loc": "outside upper center", "ncols": 3},
        title="A threshold for recommending",
        still=[{"threshold": 0.2}, {"threshold": 0.8}],
        threshold=slider,
    )
