"""The five functions in NumPy, PyTorch, TensorFlow, Keras and JAX: how each spells them, and what each returns.

The course runs without any framework. One that is installed is imported when it is first asked; what all of them
answered once, and in which version, is written down here, and the tests ask them again.

    from actlib import frameworks, sigmoid_prime
    frameworks.ask("torch", sigmoid_prime, 37.0)
"""

import html
import os
import warnings
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from .activations import ACTIVATIONS


def textbook(exp=np.exp, tanh=np.tanh):
    """The formulas of the document, and the slopes as textbooks write them, for arrays; `exp` and `tanh` compute both.

    Returns
    -------
    dict
        Name of a row of `ACTIVATIONS` -> (value, slope).
    """

    def sigmoid(x):
        return 1 / (1 + exp(-x))

    def swish_prime(x, beta=1.0):
        s = sigmoid(beta * x)
        return s + beta * x * s * (1 - s)

    return {
        "sigmoid": (sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
        "tanh": (tanh, lambda x: 1 - tanh(x) ** 2),
        "relu": (lambda x: np.maximum(0, x), lambda x: np.where(x > 0, 1, 0)),
        "leaky_relu": (lambda x, alpha=0.01: np.maximum(alpha * x, x), lambda x, alpha=0.01: np.where(x > 0, 1, alpha)),
        "swish": (lambda x, beta=1.0: x * sigmoid(beta * x), swish_prime),
    }


WRITTEN = {  # the same as text
    "sigmoid": ("1 / (1 + exp(−x))", "s·(1 − s)"),
    "tanh": ("tanh(x)", "1 − tanh(x)²"),
    "relu": ("max(0, x)", "1 if x > 0, else 0"),
    "leaky_relu": ("max(αx, x)", "1 if x > 0, else α"),
    "swish": ("x·σ(βx)", "σ(βx) + βx·σ(βx)·(1 − σ(βx))"),
}


def _by_formula(name, x, parameters):
    with np.errstate(all="ignore"):  # that they overflow is what the course shows, not a mishap
        return tuple(np.asarray(f(x, *parameters.values()), x.dtype) for f in textbook()[name])


def _by_autograd(function, x, parameters):
    torch = import_module("torch")
    x = torch.tensor(x, requires_grad=True)
    y = function(x, **parameters)
    y.backward(torch.ones_like(y))
    return y.detach().numpy(), x.grad.numpy()


def _by_tape(function, x, parameters):
    tensorflow = import_module("tensorflow")
    x = tensorflow.constant(x)
    with tensorflow.GradientTape() as tape:
        tape.watch(x)
        y = function(x, **parameters)
    return y.numpy(), tape.gradient(y, x).numpy()


def _by_vjp(function, x, parameters):
    jax = import_module("jax")
    with jax.enable_x64(True):  # or float64 becomes float32
        y, pull_back = jax.vjp(lambda x: function(x, **parameters), jax.numpy.asarray(x))
        return np.asarray(y), np.asarray(pull_back(jax.numpy.ones_like(y))[0])


def _by_backend(function, x, parameters):
    backend = import_module("keras").backend.backend()
    if backend == "numpy":  # Keras without a framework under it has no gradients
        with np.errstate(all="ignore"):
            return np.asarray(function(x, **parameters)), None
    return {"tensorflow": _by_tape, "torch": _by_autograd, "jax": _by_vjp}[backend](function, x, parameters)


@dataclass(frozen=True)
class Library:
    """One framework: where its functions live, what it calls them and their parameter, and how it differentiates."""

    title: str
    module: str
    namespace: str
    version: str
    names: dict
    parameters: dict
    differentiate: Callable


USUAL_NAMES = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "relu", "leaky_relu": "leaky_relu", "swish": "silu"}
LIBRARIES = {
    "numpy": Library(
        "NumPy",
        "numpy",
        "",
        "2.4",
        {name: formula for name, (formula, _) in WRITTEN.items()},
        {"leaky_relu": ("alpha", 0.01), "swish": ("beta", 1.0)},
        _by_formula,
    ),
    "torch": Library(
        "PyTorch",
        "torch",
        "torch.nn.functional",
        "2.13.0",
        USUAL_NAMES,
        {"leaky_relu": ("negative_slope", 0.01)},
        _by_autograd,
    ),
    "tensorflow": Library(
        "TensorFlow",
        "tensorflow",
        "tensorflow.nn",
        "2.21.0",
        USUAL_NAMES,
        {"leaky_relu": ("alpha", 0.2), "swish": ("beta", 1.0)},
        _by_tape,
    ),
    "keras": Library(
        "Keras",
        "keras",
        "keras.activations",
        "3.15.1",
        USUAL_NAMES,
        {"leaky_relu": ("negative_slope", 0.2)},
        _by_backend,
    ),
    "jax": Library(
        "JAX",
        "jax",
        "jax.nn",
        "0.10.2",
        USUAL_NAMES,
        {"leaky_relu": ("negative_slope", 0.01)},
        _by_vjp,
    ),
}
PEERS = [name for name in LIBRARIES if name != "numpy"]


def installed(name):
    """Whether a framework can be imported here; nothing is imported to find out."""
    return find_spec(LIBRARIES[name].module) is not None


@contextmanager
def _without_greeting():
    """TensorFlow greets on the process's standard error, below Python, where a notebook would store it."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a framework says about its own dependencies
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@cache
def load(name):
    """The framework as a module, imported now if it was not before.

    Raises
    ------
    ModuleNotFoundError
        It is not installed here; the message says how to install it.
    """
    library = LIBRARIES[name]
    if not installed(name):
        raise ModuleNotFoundError(f"{library.title} is not installed here: pip install {library.module}")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    if name == "keras" and not installed("tensorflow"):  # which Keras would try
        backend = next((backend for backend in ("torch", "jax") if installed(backend)), "numpy")
        os.environ.setdefault("KERAS_BACKEND", backend)
    with _without_greeting():
        return import_module(library.module)


def version(name):
    """The version of a framework that is installed here, less what follows a plus sign."""
    return load(name).__version__.split("+")[0]


def _row_and_kind(function):
    for row in ACTIVATIONS.values():
        for kind, known in enumerate((row.function, row.derivative)):
            if function is known:
                return row, kind
    raise ValueError(f"a function of ACTIVATIONS or its derivative is needed, got {function!r}")


def values_and_slopes(name, row, x, parameter=None):
    """What a framework returns for the function of `row` at the array `x`, and for its derivative by its own autograd.

    Without a `parameter` the framework uses its own α or β. The slopes are None where it has no gradients.

    Raises
    ------
    ModuleNotFoundError
        The framework is not installed here.
    NotImplementedError
        It has no such function, or no such parameter.
    """
    library, x = LIBRARIES[name], np.asarray(x)
    load(name)
    if row.name not in library.names:
        raise NotImplementedError(f"{library.title} is not known to have {row.title}")
    if parameter is not None and row.name not in library.parameters:
        raise NotImplementedError(f"{library.namespace}.{library.names[row.name]} takes no {row.parameter.symbol}")
    chosen = {} if parameter is None else {library.parameters[row.name][0]: float(parameter)}
    if name == "numpy":
        return _by_formula(row.name, x, chosen)
    return library.differentiate(getattr(import_module(library.namespace), library.names[row.name]), x, chosen)


def ask(name, function, x, parameter=None):
    """What a framework returns where actlib has `function(x, parameter)`.

    Parameters
    ----------
    name : str
        A key of `LIBRARIES`: "numpy", "torch", "tensorflow", "keras" or "jax".
    function : callable
        A function of `ACTIVATIONS` or its derivative; the derivative is what the framework's own autograd returns.
    x : array_like of floats
        A float32 array is asked in float32; numbers and lists are float64.
    parameter : float, optional
        α or β; without it the framework uses its own default.

    Returns
    -------
    ndarray

    Raises
    ------
    KeyError, ValueError
        No such framework, no such function.
    ModuleNotFoundError, NotImplementedError
        As for `values_and_slopes`; also where it has no gradients.

    Examples
    --------
    >>> from actlib import sigmoid_prime
    >>> float(ask("numpy", sigmoid_prime, 37.0)), bool(sigmoid_prime(37.0) > 0)
    (0.0, True)
    """
    row, kind = _row_and_kind(function)
    answer = values_and_slopes(name, row, x, parameter)[kind]
    if answer is None:
        raise NotImplementedError(f"{LIBRARIES[name].title} has no gradients here")
    return answer


class Table:
    """Rows of text under a head, as a notebook and as a terminal show it; the columns `code` are program text."""

    def __init__(self, head, rows, code=()):
        self.head, self.rows, self.code = head, [[str(cell) for cell in row] for row in rows], set(code)

    def __repr__(self):
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in [self.head, *self.rows]
        ]
        return "\n".join(lines)

    def _repr_html_(self):
        left = ' style="text-align:left"'

        def cell(i, text):
            text = html.escape(text)
            return f"<td{left}>{f'<code>{text}</code>' if i in self.code and text else text}</td>"

        head = "".join(f'<th scope="col"{left}>{html.escape(text)}</th>' for text in self.head)
        body = "".join(f"<tr>{''.join(cell(i, text) for i, text in enumerate(row))}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _call(library, row):
    """A function as a framework spells it, with the keyword for α or β."""
    if not library.namespace or row.name not in library.parameters:
        return library.names[row.name]
    return f"{library.names[row.name]}(x, {library.parameters[row.name][0]})"


def _versioned(name):
    """Framework and version, as the tables name them; Keras computes with the framework under it."""
    library = LIBRARIES[name]
    return f"{library.title} {library.version}{' on TensorFlow' * (name == 'keras')}"


def names():
    """The names of the functions in every framework, and of their parameters."""
    rows = [
        [row.title, *(_call(library, row) for library in LIBRARIES.values())]
        for row in ACTIVATIONS.values()
        if row.name in WRITTEN
    ]
    head = ["", "the document's NumPy", *(LIBRARIES[name].namespace for name in PEERS)]
    return Table(head, rows, code=range(2, len(head)))


# Where Leaky ReLU is found, the call without its input, and the value of α when nobody says otherwise.
LEAKS = [
    ("torch", "torch.nn.functional.leaky_relu(x, negative_slope=0.01)", 0.01),
    ("torch", "torch.nn.LeakyReLU(negative_slope=0.01)", 0.01),
    ("tensorflow", "tensorflow.nn.leaky_relu(x, alpha=0.2)", 0.2),
    ("keras", "keras.activations.leaky_relu(x, negative_slope=0.2)", 0.2),
    ("keras", "keras.layers.LeakyReLU(negative_slope=0.3)", 0.3),
    ("keras", "keras.activations.relu(x, negative_slope=0.0)", 0.0),
    ("jax", "jax.nn.leaky_relu(x, negative_slope=0.01)", 0.01),
]


def leaks():
    """Leaky ReLU in every framework: its default slope on the left, and what it makes of −1."""
    rows = [
        [
            _versioned(name),
            call,
            alpha,
            f"{ACTIVATIONS['leaky_relu'].function(-1.0, alpha) + 0.0:g}".replace("-", "−"),
        ]
        for name, call, alpha in LEAKS
    ]
    return Table(["", "call with its default", "α", "of −1 it makes"], rows, code=[1])


# The two forms of GELU: which one a framework computes unless it is told otherwise.
GELUS = [
    ("torch", "torch.nn.functional.gelu(x, approximate='none')", "exact"),
    ("torch", "torch.nn.GELU(approximate='none')", "exact"),
    ("tensorflow", "tensorflow.nn.gelu(x, approximate=False)", "exact"),
    ("keras", "keras.activations.gelu(x, approximate=False)", "exact"),
    ("jax", "jax.nn.gelu(x, approximate=True)", "tanh form"),
]


GELU_OF_MINUS_3 = {"exact": "−0.00405", "tanh form": "−0.00364"}


def gelus():
    """GELU in every framework: the form that it computes by default, and what it makes of −3."""
    rows = [[_versioned(name), call, form, GELU_OF_MINUS_3[form]] for name, call, form in GELUS]
    return Table(["", "call with its default", "form", "of −3 it makes"], rows, code=[1])


# The slope at x = 0 for ReLU, and for Leaky ReLU with α = 0.3.
KINKS = {"torch": (0.0, 0.3), "tensorflow": (0.0, 0.3), "keras": (0.0, 0.3), "jax": (0.0, 1.0)}
KINK_ALPHA = 0.3


def kinks():
    """The slope that every framework returns at the kink, x = 0."""
    relu, leaky = ACTIVATIONS["relu"], ACTIVATIONS["leaky_relu"]
    ours = ["actlib", f"{relu.derivative(0.0):g}", f"{leaky.derivative(0.0, KINK_ALPHA):g}"]
    theirs = [[_versioned(name), *(f"{slope:g}" for slope in KINKS[name])] for name in PEERS]
    return Table(["", "ReLU φ′(0)", f"Leaky ReLU φ′(0), α = {KINK_ALPHA}"], [ours, *theirs])


@dataclass(frozen=True)
class LostDigits:
    """An input on which frameworks lose digits: why, what each returns, and a line that shows it in `by`."""

    function: str
    x: float
    dtype: str
    cause: str
    returns: dict
    by: str
    line: str
    parameter: float | None = None


def _all_but(value, **others):
    return {**dict.fromkeys(PEERS, value), **others}


def _in_torch(call, x):
    return f"{call}(torch.tensor({x}, dtype=torch.float64))"


def _grad(call):
    return f"torch.func.grad({call})"


_ZERO, _NAN = _all_but(0.0), _all_but(float("nan"))
_SILU = "torch.nn.functional.silu"
_TORCH_8 = _all_but(0.0, torch=4.7683716e-07)
_FLOAT32_ALPHA = _all_but(-0.2, tensorflow=-0.20000000298023224, keras=-0.20000000298023224)
_LEAKY = "tensorflow.nn.leaky_relu(np.float64(-1), alpha=0.2)"

LOST_DIGITS = [
    LostDigits(*entry)
    for entry in [
        ("sigmoid", -710.0, "float64", "overflow", _ZERO, "torch", _in_torch("torch.sigmoid", -710.0)),
        ("swish", -710.0, "float64", "overflow", _ZERO, "torch", _in_torch(_SILU, -710.0)),
        ("sigmoid_prime", 37.0, "float64", "cancellation", _ZERO, "torch", _in_torch(_grad("torch.sigmoid"), 37.0)),
        ("sigmoid_prime", 16.64, "float32", "cancellation", _ZERO, "jax", "jax.grad(jax.nn.sigmoid)(16.64)"),
        ("tanh_prime", 20.0, "float64", "cancellation", _ZERO, "torch", _in_torch(_grad("torch.tanh"), 20.0)),
        ("tanh_prime", 9.02, "float32", "cancellation", _ZERO, "torch", f"{_grad('torch.tanh')}(torch.tensor(9.02))"),
        ("tanh_prime", 8.0, "float32", "cancellation", _TORCH_8, "jax", "jax.grad(jax.nn.tanh)(8.0)"),
        ("swish", -np.inf, "float64", "−∞ · 0", _NAN, "torch", _in_torch(_SILU, "-np.inf")),
        ("swish_prime", np.inf, "float64", "∞ · 0", _NAN, "torch", _in_torch(_grad(_SILU), "np.inf")),
        ("leaky_relu", -1.0, "float64", "α as float32", _FLOAT32_ALPHA, "tensorflow", _LEAKY, 0.2),
        ("relu", 1e-40, "float32", "flushed to 0", _all_but(0.0, torch=1e-40), "jax", "jax.nn.relu(1e-40)"),
    ]
]


def function_of(entry):
    """The function of actlib that an entry of LOST_DIGITS names."""
    row = ACTIVATIONS[entry.function.removesuffix("_prime")]
    return row.derivative if entry.function.endswith("_prime") else row.function


def _true_value(entry):
    arguments = () if entry.parameter is None else (entry.parameter,)
    return float(function_of(entry)(np.asarray(entry.x, entry.dtype), *arguments)) + 0.0


def _returned(value, true, dtype):
    """A framework's answer with as many digits as it takes to see that it is wrong."""
    if np.asarray(value, dtype) == np.asarray(true, dtype):
        return "right"
    digits = 2 if f"{value:.2g}" != f"{true:.2g}" else 11
    return f"{value:.{digits}g}".replace("nan", "NaN").replace("-", "−")


def _question(entry):
    symbol = {"sigmoid": "σ", "tanh": "tanh", "swish": "swish", "relu": "relu", "leaky_relu": "leaky_relu"}
    name = symbol[entry.function.removesuffix("_prime")] + "′" * entry.function.endswith("_prime")
    at = f"{entry.x:g}".replace("inf", "∞").replace("-", "−")
    return f"{name}({at}{'' if entry.parameter is None else f', α = {entry.parameter:g}'}), {entry.dtype}"


def lost_digits():
    """The inputs of LOST_DIGITS: the true value, and what every framework returns."""
    rows = []
    for entry in LOST_DIGITS:
        true = _true_value(entry)
        answers = [_returned(entry.returns[name], true, entry.dtype) for name in PEERS]
        rows.append([_question(entry), f"{true:.2g}".replace("-", "−"), *answers, entry.cause])
    return Table(["", "true value", *map(_versioned, PEERS), "why"], rows)


def one_liners():
    """For every entry of LOST_DIGITS one line that shows it, after `import numpy as np` and the framework's import."""
    rows = [
        [_question(entry), entry.line, _returned(entry.returns[entry.by], _true_value(entry), entry.dtype)]
        for entry in LOST_DIGITS
    ]
    return Table(["", "line", "returns"], rows, code=[1])
