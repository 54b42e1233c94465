"""A bar for work that takes more than a second: it moves while the work goes on, and stores nothing of when it ran."""

from html import escape

import ipywidgets
from IPython.display import display


class _Bar(ipywidgets.IntProgress):
    """Its stored output is the label alone, the same on every run."""

    def __repr__(self):
        return self.description

    def _repr_mimebundle_(self, **kwargs):
        return {**super()._repr_mimebundle_(**kwargs), "text/html": f"<p>{escape(self.description)}</p>"}


def progress(steps, total, label):
    """Pass on what `steps` yields, one by one, and show how much of it is done.

    Parameters
    ----------
    steps : iterable
        Such as what `train` returns. Interrupting the cell stops it after a whole step.
    total : int
        How many steps there are.
    label : str
        What is being done.

    Raises
    ------
    ValueError
        `total` is not positive.

    Examples
    --------
    >>> sum(progress(range(4), 4, "adding"))
    adding
    6
    """
    if total < 1:
        raise ValueError(f"total must be at least 1, got {total!r}")
    bar = _Bar(max=total, description=label, style={"description_width": "initial"}, layout={"width": "auto"})
    display(bar)
    shown = 0
    try:
        for done, step in enumerate(steps, 1):
            yield step
            if done * 100 // total > shown:  # at most a hundred messages, however many steps
                shown = done * 100 // total
                bar.value = done
    finally:
        bar.bar_style = "success" if bar.value >= total else "warning"
