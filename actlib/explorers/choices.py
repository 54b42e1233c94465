"""Controls that several experiments share."""

from ..activations import ACTIVATIONS

NONE = "none"  # the option of a choice of φ that means: no activation function at all

PHI = {row.title: row.name for row in ACTIVATIONS.values()}
PHI_OR_NONE = {"none (linear)": NONE, **PHI}
