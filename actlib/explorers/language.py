"""Language: a feed-forward network guesses the next character of a novel."""

import numpy as np

from ..experiments.language import ALPHABET, character_model, likeliest, next_character
from ..figures import ACCENT
from ..widgets.controls import Line
from ..widgets.live import live


def explore_text():
    """The beginning of a word, typed by the learner, and what a trained network expects next.

    Returns
    -------
    LiveFigure
        With the traits `text`, `temperature` and `phi` ("gelu", "relu" or "swish").
    """
    places = np.arange(len(ALPHABET))

    def frame(ax):
        ax.set(title="the next character", xlim=(-0.8, len(ALPHABET) - 0.2), ylim=(0, 1))
        ax.set_xticks(places, "␣" + ALPHABET[1:])
        ax.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])

    def draw(ax, text="call me i", temperature=1.0, phi="gelu"):
        share = next_character(character_model(phi)[0], text, temperature)
        ax.bar(places, share, width=0.7, color=ACCENT)
        return f"After “{text[-20:]}” the network expects {likeliest(share)}."

    return live(
        draw,
        frame=frame,
        size=(7.6, 3.2),
        title="The next character",
        still=[{}],
        text=Line("text so far", presets=["the wha", "in the s", "he sai", "whi", "q"]),
        temperature=(0.2, 2.0, 0.1),
        phi={"GELU": "gelu", "ReLU": "relu", "Swish": "swish"},
    )
