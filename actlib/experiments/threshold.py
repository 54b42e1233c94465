"""Recommendation: logistic regression, a sigmoid on a weighted sum, predicts who likes what."""

import numpy as np

from ..activations import sigmoid
from ..network import Network, cross_entropy, train

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
