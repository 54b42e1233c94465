"""Controls that several experiments share, and the curves of all functions in one picture."""

from ..activations import ACTIVATIONS
from ..experiments import NONE
from ..figures import GRID
from ..network import INITIALISATIONS

PHI = {row.title: row.name for row in ACTIVATIONS.values()}
PHI_OR_NONE = {"none (linear)": NONE, **PHI}

# First weights of a network: a recipe, or their spread as a number.
SPREADS = {
    **{name.title(): name for name in INITIALISATIONS},
    **{f"spread {spread}": spread for spread in ("0.05", "0.5", "2", "3")},
}


FAMILY_LEGEND = {"loc": "outside upper center", "ncols": 5}  # all functions in one row above the picture


def powers_of_ten(ax, smallest, largest):
    """A logarithmic axis with a mark for every ten powers, and a line at 1: where nothing is gained or lost."""
    powers = [power for power in range(-300, 301, 10) if smallest <= 10.0**power <= largest]
    ax.set(yscale="log", ylim=(smallest, largest), yticks=[10.0**power for power in powers])
    ax.axhline(1, color=GRID, lw=1.2, zorder=0)


def plot_family(ax, x, heights):
    """One line for each row of `ACTIVATIONS`, in its colour and dashes; `heights` holds them by name."""
    for name, row in ACTIVATIONS.items():
        ax.plot(x, heights[name], color=row.color, ls=row.linestyle, label=row.title)
