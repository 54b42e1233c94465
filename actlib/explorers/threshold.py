"""Recommendation: logistic regression, a sigmoid on a weighted sum, predicts who likes what."""

import numpy as np

from ..activations import sigmoid
from ..experiments.threshold import film_preferences, logistic_regression, threshold_rates
from ..figures import ACCENT, GHOST, INK, SECOND
from ..widgets.controls import Slider
from ..widgets.live import live


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
