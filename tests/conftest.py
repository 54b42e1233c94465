"""What holds for every test and for every kernel that one starts."""
import os

# Two workers share the machine already: linear algebra that spreads over all cores only makes them wait for each other.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
