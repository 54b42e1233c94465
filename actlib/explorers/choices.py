"""Controls that several experiments share, and the curves of all functions in one picture."""

from ..activations import ACTIVATIONS
from ..network import INITIALISATIONS

NONE = "none"  # the option of a choice of φ that means: no activation function at all

PHI = {row.title: row.name for row in ACTIVATIONS.values()}
PHI_OR_NONE = {"none (linear)": NONE, **PHI}

# First weights of a network: a recipe, or their spread as a number.
SPREADS = {
    **{name.title(): name for name in INITIALISATIONS},
    **{f"spread {spread}": spread for spread in ("0.05", "0.5", "2", "3")},
}


def plot_family(ax, x, heights):
    """One line for each row of `ACTIVATIONS`, in its colour and dashes; `heights` holds them by name."""
    for name, row in ACTIVATIONS.items():
        ax.plot(x, heights[name], color=row.color, ls=row.linestyle, label=row.title)
