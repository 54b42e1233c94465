"""What the figures show, as numbers: trainings, simulations, counts, measurements. NumPy alone; nothing draws."""

NONE = "none"  # where a function is chosen: no activation function at all
