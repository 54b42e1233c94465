"""A generative adversarial network (Goodfellow et al., 2014) learns a ring of points."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS, leaky_relu, leaky_relu_prime
from ..figures import ACCENT, CLASS_COLORS, GHOST, INK, SECOND, SHADES
from ..network import Network, cross_entropy
from ..widgets.controls import Choice, Slider
from ..widgets.live import live
from .replay import Replay

STEPS, EVERY, BATCH, HIDDEN = 500, 20, 64, 16
RADIUS, THICKNESS = 0.7, 0.03

# The slope 0.2 is that of Radford, Metz & Chintala, arXiv:1511.06434, 2015.
DISCRIMINATORS = {
    "leaky_relu": replace(
        ACTIVATIONS["leaky_relu"],
        function=lambda x: leaky_relu(x, 0.2),
        parameter=None,
        derivative=lambda x: leaky_relu_prime(x, 0.2),
    ),
    "relu": ACTIVATIONS["relu"],
    "sigmoid": ACTIVATIONS["sigmoid"],
}
# First weights and learning rate of the discriminator, tuned for each: rates from 1 to 8, and for Sigmoid, which
# He's and Xavier's weights do not suit, weights of spread 1 to 4 and rates up to 32.
RECIPES = {"leaky_relu": ("he", 2.0), "relu": ("he", 2.0), "sigmoid": (2.0, 4.0)}
GENERATOR_RATE = 0.25


def ring(rng, count):
    """Points on a ring of radius 0.7, all of them between −1 and 1, where tanh can reach them."""
    angle, radius = rng.uniform(0, 2 * np.pi, count), RADIUS + rng.normal(0, THICKNESS, count)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _descend(network, rate):
    for layer in network.layers:
        for name, slope in layer.gradients.items():
            layer.values[name] = layer.values[name] - rate * slope


class RingGan:
    """Generator and discriminator, trained in turn, as many steps as somebody asks for.

    The generator turns two random numbers into a point: tanh in every layer, the output included. The discriminator
    tells real points from made ones; the generator follows the discriminator's gradient to where it is fooled.

    Parameters
    ----------
    discriminator : {"leaky_relu", "relu", "sigmoid"}
        Activation of the discriminator's hidden layers; Leaky ReLU with α = 0.2.
    seed : int
    init, learning_rate : optional
        First weights, as for `Network`, and learning rate of the discriminator; by default those of `RECIPES`.
    """

    def __init__(self, discriminator="leaky_relu", seed=0, init=None, learning_rate=None):
        phi, (tuned_init, tuned_rate) = DISCRIMINATORS[discriminator], RECIPES[discriminator]
        init, self.learning_rate = init or tuned_init, learning_rate or tuned_rate
        self.rng = np.random.default_rng(seed)
        self.generator = Network([2, HIDDEN, HIDDEN, 2], ["tanh"] * 3, init="xavier", seed=seed)
        self.discriminator = Network([2, HIDDEN, HIDDEN, 1], [phi, phi, None], init=init, seed=seed + 100)
        self.taken = 0

    def step(self):
        """One step of the discriminator, then one of the generator; the steps get shorter towards the end."""
        left = 1 - self.taken / (STEPS + 1)
        real, made = ring(self.rng, BATCH), self.make(BATCH)
        _, gradient = cross_entropy(self.discriminator(np.vstack([real, made])), np.repeat([1, 0], BATCH))
        self.discriminator.backward(gradient)
        _descend(self.discriminator, self.learning_rate * left)
        _, gradient = cross_entropy(self.discriminator(self.make(BATCH)), np.ones(BATCH, dtype=int))
        self.generator.backward(self.discriminator.backward(gradient))
        _descend(self.generator, GENERATOR_RATE * left)
        self.taken += 1

    def make(self, count):
        """Points that the generator makes of fresh random numbers."""
        return self.generator(self.rng.normal(size=(count, 2)))


def ring_coverage(points):
    """How good made points are.

    Returns
    -------
    near : float
        Share of the points that lie within 0.15 of the ring.
    covered : float
        Share of 16 equal sectors of the ring with at least a quarter of the points they should have.
    """
    near = np.abs(np.hypot(*points.T) - RADIUS) < 0.15
    sector = np.floor((np.arctan2(points[:, 1], points[:, 0]) / (2 * np.pi) % 1) * 16).astype(int)
    counts = np.bincount(sector[near] % 16, minlength=16)
    return float(near.mean()), float(np.mean(counts >= len(points) / 16 / 4))


def _rounds(discriminator):
    """At every twentieth step: made points, what the discriminator believes over the plane, and the coverage."""
    gan, noise = RingGan(discriminator), np.random.default_rng(5).normal(size=(240, 2))
    ticks = np.linspace(-1, 1, 41)
    plane = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)
    while True:
        if gan.taken % EVERY == 0:
            made = gan.generator(noise)
            believed = ACTIVATIONS["sigmoid"].function(gan.discriminator(plane)).reshape(41, 41)
            yield made, believed, *ring_coverage(made)
        gan.step()


@lru_cache(maxsize=4)
def _replay(discriminator):
    return Replay(lambda: _rounds(discriminator))


def ring_reached(discriminator, seed=0, init=None, learning_rate=None):
    """How good 1,000 points are that a generator makes after 500 steps.

    Parameters
    ----------
    discriminator, seed, init, learning_rate
        As for `RingGan`.

    Returns
    -------
    near : float
        Share of the points that lie within 0.15 of the ring; 0 where the training has overflowed.
    sectors : int
        How many of 16 equal sectors of the ring have at least a quarter of the points that they should have.
    """
    gan = RingGan(discriminator, seed, init, learning_rate)
    with np.errstate(over="ignore", invalid="ignore"):  # a training that diverges has lost the ring
        for _ in range(STEPS):
            gan.step()
        near, covered = ring_coverage(np.nan_to_num(gan.make(1000), nan=0.0))
    return near, round(16 * covered)


def explore_gan():
    """A generator learns to put points on a ring, step by step; behind them what the discriminator believes.

    Returns
    -------
    LiveFigure
        With the traits `step` and `discriminator` ("leaky_relu", "relu" or "sigmoid": its hidden activation).
    """
    real = ring(np.random.default_rng(9), 240)

    def frame(axes):
        left, right = axes
        left.set(title="squares: made; grey: real", xlim=(-1, 1), ylim=(-1, 1), xticks=[], yticks=[])
        right.set(title="made points near the ring", xlabel="step", xlim=(-15, STEPS + 15), ylim=(0, 1.04))
        right.set_yticks([0, 0.5, 1], ["0", "50 %", "100 %"])

    def draw(axes, step=0, discriminator="leaky_relu"):
        left, right = axes
        rounds = _replay(discriminator).until(step // EVERY)
        made, believed, near, covered = rounds[-1]
        left.imshow(believed, cmap=SHADES.reversed(), vmin=-0.2, vmax=1.2, extent=(-1, 1, -1, 1))
        left.plot(*real.T, "o", ms=3.5, color=GHOST)
        left.plot(*made.T, "s", ms=4.5, color=CLASS_COLORS[1])
        right.plot(EVERY * np.arange(len(rounds)), [near for _, _, near, _ in rounds], color=ACCENT)
        right.plot(step, near, "o", ms=9, color=SECOND, mec=INK, mew=1.4)
        return (
            f"Step {step}: {100 * near:.0f} % of the made points lie near the ring, "
            f"in {round(16 * covered)} of its 16 sectors."
        )

    return live(
        draw,
        frame=frame,
        axes=2,
        size=(7.6, 3.9),
        title="A generator learns a ring",
        still=[{"step": 0}, {"step": STEPS}],
        step=Slider(0, STEPS, EVERY, plays=12),
        discriminator=Choice(
            {"Leaky ReLU, α = 0.2": "leaky_relu", "ReLU": "relu", "Sigmoid": "sigmoid"}, "φ of the discriminator"
        ),
    )
