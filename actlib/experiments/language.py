"""Language: a feed-forward network guesses the next character of a novel."""

from functools import lru_cache

import numpy as np

from ..datasets import load_text
from ..formula import parse
from ..network import Network, cross_entropy, softmax, train
from .gelu import TANH_FORM

ALPHABET = " abcdefghijklmnopqrstuvwxyz,.;!?-"
CONTEXT = 5  # characters that the network sees
EXAMPLES, HELD_OUT = 20_000, 4_000
STEPS, BATCH, RATE, HIDDEN = 600, 32, 0.3, 48  # batches so small that one thread multiplies them

GELU = parse(TANH_FORM, init="he")
FUNCTIONS = {"gelu": GELU, "relu": "relu", "swish": "swish"}


def numbers_of(text):
    """The characters of a text as numbers, places in `ALPHABET`; capitals become small, other characters blanks.

    Returns
    -------
    ndarray of int
        Blanks in a row count as one.
    """
    known = "".join(c if c in ALPHABET else " " for c in text.lower().replace("—", "-"))
    return np.array([ALPHABET.index(c) for c in " ".join(known.split())], dtype=int)


def one_hot(contexts):
    """Rows of numbers as rows of zeros with a single 1 for each character: what the network sees."""
    n = len(ALPHABET)
    seen = np.zeros((len(contexts), CONTEXT * n))
    np.put_along_axis(seen, contexts + n * np.arange(CONTEXT), 1, axis=1)
    return seen


@lru_cache(maxsize=1)
def split_text():
    """Every window of five characters and the one that follows: most to learn from, the end of the text to test.

    Returns
    -------
    contexts, following, contexts_test, following_test : ndarray of int
    """
    numbers = numbers_of(load_text())
    windows = np.lib.stride_tricks.sliding_window_view(numbers, CONTEXT + 1)
    return windows[:-HELD_OUT, :-1], windows[:-HELD_OUT, -1], windows[-HELD_OUT:, :-1], windows[-HELD_OUT:, -1]


@lru_cache(maxsize=16)
def character_model(name, seed=0, examples=EXAMPLES, steps=STEPS):
    """A network with one hidden layer that has learned to guess the next character.

    Parameters
    ----------
    name : {"gelu", "relu", "swish"}
    seed : int
    examples, steps : int, optional
        How many windows of the text, drawn at random, it learns from, and how many steps it takes.

    Returns
    -------
    network : Network
    bits : float
        Cross-entropy on the end of the text, in bits per character: the smaller the better.
    """
    contexts, following, contexts_test, following_test = split_text()
    chosen = np.random.default_rng(seed).choice(len(contexts), examples, replace=False)
    network = Network([CONTEXT * len(ALPHABET), HIDDEN, len(ALPHABET)], [FUNCTIONS[name], None], seed=seed)
    for _ in train(
        network,
        one_hot(contexts[chosen]),
        following[chosen],
        cross_entropy,
        RATE,
        steps,
        batch=BATCH,
        momentum=0.8,
        seed=seed,
    ):
        pass
    return network, cross_entropy(network(one_hot(contexts_test)), following_test)[0] / np.log(2)


def counting_model(seen, examples=None, seed=0):
    """Bits per character of a table of counts: how often each character followed the last `seen` ones.

    Parameters
    ----------
    seen : int
        From 0 to 5.
    examples, seed : int, optional
        By default every window of the text but its end is counted; else as many as this, those that
        `character_model` learns from.

    Returns
    -------
    float
        On the end of the text. Each entry of the table is one more than what was counted: no probability is 0.
    """
    contexts, following, contexts_test, following_test = split_text()
    if examples:
        chosen = np.random.default_rng(seed).choice(len(contexts), examples, replace=False)
        contexts, following = contexts[chosen], following[chosen]
    n = len(ALPHABET)
    places = n ** np.arange(seen)
    counts = np.ones((n**seen, n))
    np.add.at(counts, (contexts[:, CONTEXT - seen :] @ places, following), 1)
    share = counts / counts.sum(axis=1, keepdims=True)
    return float(-np.mean(np.log2(share[contexts_test[:, CONTEXT - seen :] @ places, following_test])))


def next_character(network, text, temperature=1.0):
    """Probability of each character of `ALPHABET` after a text.

    Parameters
    ----------
    network : Network
    text : str
        Its last five characters count; a shorter one is filled up with blanks.
    temperature : float
        Scores are divided by it: below 1 the likely becomes likelier, above 1 everything evens out.

    Returns
    -------
    ndarray, shape (33,)
    """
    blanks = np.zeros(CONTEXT, dtype=int)
    ending = numbers_of(text)
    if text.endswith(" "):
        ending = np.append(ending, 0)
    scores = network(one_hot(np.append(blanks, ending)[np.newaxis, -CONTEXT:]))[0]
    return softmax(scores / temperature)


def expected_next(network, text, temperature=1.0):
    """The three likeliest characters after a text, in words: “e” 77 %, “o” 9 %, “i” 9 %."""
    return likeliest(next_character(network, text, temperature))


def likeliest(share):
    """The three characters with the largest shares, in words."""
    best = np.argsort(-share)[:3]
    return ", ".join(f"“{ALPHABET[i]}” {100 * share[i]:.0f} %".replace("“ ”", "a blank") for i in best)


def write_on(network, text, characters=120, temperature=0.6, seed=0):
    """The text, and what the network writes after it, each character drawn by its probability."""
    rng = np.random.default_rng(seed)
    for _ in range(characters):
        text += ALPHABET[np.searchsorted(np.cumsum(next_character(network, text, temperature)), rng.random())]
    return text
