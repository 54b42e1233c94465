"""A generative adversarial network (Goodfellow et al., 2014) learns a ring of points."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..activations import ACTIVATIONS, leaky_relu, leaky_relu_prime
from ..network import Network
from .plane import points_of
from .replay import Replay
from .side_by_side import SideBySide

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
# First weights and learning rate of the discriminator, those with the best mean over the starts 10 to 19 of the share
# near the ring times the share of its sectors: rates from 1 to 8, and for Sigmoid, which He's weights do not suit,
# weights of spread 1, 2, 3 and 4 and rates from 1 to 32.
RECIPES = {"leaky_relu": ("he", 2.0), "relu": ("he", 2.0), "sigmoid": (3.0, 2.0)}
GENERATOR_RATE = 0.25


def ring(rng, count):
    """Points on a ring of radius 0.7, all of them between −1 and 1, where tanh can reach them."""
    angle, radius = rng.uniform(0, 2 * np.pi, count), RADIUS + rng.normal(0, THICKNESS, count)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


class RingGan:
    """Generator and discriminator, trained in turn, as many steps as somebody asks for.

    The generator turns two random numbers into a point: tanh in every layer, the output included. The discriminator
    tells real points from made ones; the generator follows the discriminator's gradient to where it is fooled.

    Parameters
    ----------
    discriminator : {"leaky_relu", "relu", "sigmoid"}
        Activation of the discriminator's hidden layers; Leaky ReLU with α = 0.2.
    seeds : sequence of int
        One pair of networks for each; all learn side by side.
    init, learning_rate : optional
        First weights, as for `Network`, and learning rate of the discriminator; by default those of `RECIPES`.
    """

    def __init__(self, discriminator="leaky_relu", seeds=(0,), init=None, learning_rate=None):
        phi, (tuned_init, tuned_rate) = DISCRIMINATORS[discriminator], RECIPES[discriminator]
        init, self.learning_rate = init or tuned_init, learning_rate or tuned_rate
        self.rngs = [np.random.default_rng(seed) for seed in seeds]
        sizes, tanh = [2, HIDDEN, HIDDEN], ["tanh"] * 3
        self.generator = SideBySide(
            [Network([*sizes, 2], tanh, init="xavier", seed=seed) for seed in seeds], decimals=7
        )
        self.discriminator = SideBySide(
            [Network([*sizes, 1], [phi, phi, None], init=init, seed=seed + 100) for seed in seeds], decimals=7
        )
        self.taken = 0

    def _follow(self, points, is_real):
        """Gradient of the cross-entropy in `points`, if the discriminator should call each what `is_real` says."""
        believed = ACTIVATIONS["sigmoid"].function(self.discriminator.forward(points))
        return self.discriminator.backward((believed - is_real[:, np.newaxis]) / len(is_real))

    def step(self):
        """One step of the discriminator, then one of the generator; the steps get shorter towards the end."""
        left = 1 - self.taken / (STEPS + 1)
        real = np.stack([ring(rng, BATCH) for rng in self.rngs])
        self._follow(np.concatenate([real, self.make(BATCH)], axis=1), np.repeat([1, 0], BATCH))
        self.discriminator.descend(self.learning_rate * left)
        self.generator.backward(self._follow(self.generator.forward(self._noise(BATCH)), np.ones(BATCH)))
        self.generator.descend(GENERATOR_RATE * left)
        self.taken += 1

    def make(self, count):
        """Points that the generators make of fresh random numbers, shape (seeds, count, 2)."""
        return self.generator(self._noise(count))

    def _noise(self, count):
        return np.stack([rng.normal(size=(count, 2)) for rng in self.rngs])


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
    gan, noise = RingGan(discriminator), np.random.default_rng(5).normal(size=(1, 240, 2))
    plane = points_of(np.linspace(-1, 1, 41))
    while True:
        if gan.taken % EVERY == 0:
            (made,) = gan.generator(noise)
            believed = ACTIVATIONS["sigmoid"].function(gan.discriminator(plane[np.newaxis])).reshape(41, 41)
            yield made, believed, *ring_coverage(made)
        gan.step()


@lru_cache(maxsize=4)
def replay_gan(discriminator):
    """The `Replay` of one GAN; its states are those of `_rounds`."""
    return Replay(lambda: _rounds(discriminator))


def ring_reached(discriminator, seeds=(0,), init=None, learning_rate=None):
    """How good 1,000 points are that a generator makes after 500 steps, for each of several starts.

    Parameters
    ----------
    discriminator, seeds, init, learning_rate
        As for `RingGan`.

    Returns
    -------
    near : list of float
        Share of the points that lie within 0.15 of the ring; 0 where the training has overflowed.
    sectors : list of int
        How many of 16 equal sectors of the ring have at least a quarter of the points that they should have.
    """
    gan = RingGan(discriminator, seeds, init, learning_rate)
    with np.errstate(over="ignore", invalid="ignore"):  # a training that diverges has lost the ring
        for _ in range(STEPS):
            gan.step()
        reached = [ring_coverage(np.nan_to_num(made, nan=0.0)) for made in gan.make(1000)]
    near, covered = zip(*reached)
    return list(near), [round(16 * share) for share in covered]
