"""What is written down about PyTorch, TensorFlow, Keras and JAX, asked again of the real ones.

Without them their tests are skipped. CI sets REQUIRE_FRAMEWORKS, and then none may be missing.
"""

import inspect
import json
import os
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from support.strict import STRICT

from actlib import (
    ACTIVATIONS,
    frameworks,
    gelu,
    gelu_tanh,
    leaky_relu,
    leaky_relu_prime,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    swish,
    swish_prime,
)
from actlib.frameworks import GELUS, KINK_ALPHA, KINKS, LEAKS, LIBRARIES, LOST_DIGITS, PEERS, Table, ask

pytestmark = STRICT

EACH = pytest.mark.parametrize("name", PEERS)


def need(*names):
    for name in names:
        if not frameworks.installed(name):
            pytest.skip(f"{LIBRARIES[name].title} is not installed; `make frameworks` installs it")


def test_where_frameworks_are_required_none_is_missing():
    missing = [module for module in [*(LIBRARIES[name].module for name in PEERS), "scipy"] if find_spec(module) is None]
    assert not (missing and os.environ.get("REQUIRE_FRAMEWORKS")), f"not installed: {missing}"


def namespace():
    """What the lines in the tables may name: NumPy and the frameworks."""
    return {"np": np, **{LIBRARIES[name].module: frameworks.load(name) for name in PEERS if frameworks.installed(name)}}


def resolved(path):
    """The thing that a dotted path names, after `import` of its first part."""
    module, *names = path.split(".")
    thing = import_module(module)
    for name in names:
        thing = getattr(thing, name)
    return thing


def number(result):
    return float(result.detach()) if hasattr(result, "detach") else float(np.asarray(result))


# What every framework does alike.


@EACH
def test_the_tables_name_the_version_that_is_asked_here(name):
    need(name)
    assert frameworks.version(name) == LIBRARIES[name].version, "the tables name another version: ask again"


@EACH
def test_names_parameters_and_defaults_are_those_of_the_framework(name):
    need(name)
    library = LIBRARIES[name]
    frameworks.load(name)
    for row in ACTIVATIONS.values():
        function = resolved(f"{library.namespace}.{library.names[row.name]}")
        known = inspect.signature(function).parameters
        if row.name in library.parameters:
            keyword, default = library.parameters[row.name]
            assert known[keyword].default == default
        elif row.parameter:
            assert not {"alpha", "beta", "negative_slope"} & set(known), f"{library.names[row.name]} has a parameter"


@EACH
def test_swish_has_the_other_name_where_the_notebook_says_so_and_log_sigmoid_exists(name):
    need(name)
    frameworks.load(name)
    assert (hasattr(resolved(LIBRARIES[name].namespace), "swish")) == (name != "torch")
    log_sigmoid = {
        "torch": "torch.nn.functional.logsigmoid",
        "tensorflow": "tensorflow.math.log_sigmoid",
        "keras": "keras.activations.log_sigmoid",
        "jax": "jax.nn.log_sigmoid",
    }[name]
    x = namespace()["torch"].tensor(-800.0) if name == "torch" else np.float32(-800)
    assert number(resolved(log_sigmoid)(x)) == -800


def test_pytorch_has_every_function_as_a_layer_too():
    need("torch")
    torch = frameworks.load("torch")
    x = torch.linspace(-5, 5, 11)
    names = LIBRARIES["torch"].names.values()
    for name, layer in zip(names, ("Sigmoid", "Tanh", "ReLU", "LeakyReLU", "SiLU"), strict=True):
        function = resolved(f"torch.nn.functional.{name}")
        assert torch.equal(getattr(torch.nn, layer)()(x), function(x))


@pytest.mark.parametrize("name, call, alpha", LEAKS)
def test_leaky_relu_leaks_as_the_table_says(name, call, alpha):
    need(name)
    frameworks.load(name)
    path, _, arguments = call.partition("(")
    thing, at = resolved(path), np.array([-1.0, 2.0], np.float32)
    *_, (keyword, default) = [part.strip("() ").split("=") for part in arguments.split(",") if "=" in part]
    assert inspect.signature(thing).parameters[keyword].default == alpha == float(default)
    point = frameworks.load("torch").tensor(at) if name == "torch" else at
    result = thing()(point) if isinstance(thing, type) else thing(point)
    np.testing.assert_allclose(np.asarray(result), [-alpha, 2.0], rtol=1e-7)


def test_the_two_forms_make_of_minus_3_what_the_table_says():
    for form, function in (("exact", gelu), ("tanh form", gelu_tanh)):
        assert frameworks.GELU_OF_MINUS_3[form] == f"{float(function(-3.0)):.5f}".replace("-", "−")


@pytest.mark.parametrize("name, call, form", GELUS)
def test_gelu_has_the_form_that_the_table_says(name, call, form):
    need(name)
    frameworks.load(name)
    path, _, arguments = call.partition("(")
    thing = resolved(path)
    keyword, default = arguments.strip("() ").split(", ")[-1].split("=")
    assert str(inspect.signature(thing).parameters[keyword].default) == default.strip("'") if name != "torch" else True
    point = frameworks.load("torch").tensor(-3.0) if name == "torch" else np.float32(-3)
    result = number(thing()(point) if isinstance(thing, type) else thing(point))
    assert result == pytest.approx(float({"exact": gelu, "tanh form": gelu_tanh}[form](-3.0)), rel=1e-3)


@EACH
def test_the_slope_at_the_kink_is_that_of_the_table(name):
    need(name)
    for zero in (0.0, -0.0):
        assert ask(name, relu_prime, zero) == KINKS[name][0]
        assert ask(name, leaky_relu_prime, zero, KINK_ALPHA) == pytest.approx(KINKS[name][1], rel=1e-7)


def test_only_tensorflow_s_swish_takes_beta():
    for name in PEERS:
        need(name)
        if name == "tensorflow":
            np.testing.assert_allclose(ask(name, swish, [-1.0, 2.0], 3.0), swish([-1.0, 2.0], 3.0), rtol=1e-14)
        else:
            with pytest.raises(NotImplementedError, match="silu takes no β"):
                ask(name, swish, [-1.0, 2.0], 3.0)


# Where they are right.

WIDTHS = {"float64": 64, "float32": 32}
CLOSE = {"float64": 1e-14, "float32": 2e-6}


@st.composite
def questions(draw, name):
    """A function, an array of it, and α or β where the framework takes it; each α and β is a float32, too."""
    row = ACTIVATIONS[draw(st.sampled_from(list(LIBRARIES[name].names)))]
    dtype = draw(st.sampled_from(sorted(WIDTHS)))
    elements = st.floats(-30, 30, width=WIDTHS[dtype], allow_subnormal=False)
    x = draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3), elements=elements))
    if row.name not in LIBRARIES[name].parameters:
        return row, x, ()
    return row, x, (draw(st.floats(-2, 2, width=16, allow_subnormal=False)),)


def agrees(name, row, x, parameters):
    values, slopes = frameworks.values_and_slopes(name, row, x, *parameters)
    wide, close = x.astype(np.float64), CLOSE[x.dtype.name]
    least = float(np.finfo(x.dtype).tiny) * 64  # some flush what is smaller
    assert values.dtype == slopes.dtype == x.dtype and values.shape == slopes.shape == x.shape
    np.testing.assert_allclose(values, row.function(wide, *parameters), rtol=close, atol=least)
    # A slope that is computed as 1 − something is right to so many places after the point, not to so many digits.
    off_the_kink = x != 0
    np.testing.assert_allclose(
        slopes[off_the_kink], row.derivative(wide, *parameters)[off_the_kink], rtol=close, atol=close
    )


def test_pytorch_agrees_with_actlib_in_values_and_slopes():
    need("torch")

    @settings(max_examples=300, deadline=None)
    @given(questions("torch"))
    def holds(question):
        agrees("torch", *question)

    holds()


def test_tensorflow_agrees_with_actlib_in_values_and_slopes():
    need("tensorflow")

    @settings(max_examples=300, deadline=None)
    @given(questions("tensorflow"))
    def holds(question):
        agrees("tensorflow", *question)

    holds()


def test_keras_agrees_with_actlib_in_values_and_slopes():
    need("keras", "tensorflow")

    @settings(max_examples=300, deadline=None)
    @given(questions("keras"))
    def holds(question):
        agrees("keras", *question)

    holds()


def test_jax_agrees_with_actlib_in_values_and_slopes():
    need("jax")

    @settings(max_examples=100, deadline=None)  # every new shape is compiled
    @given(questions("jax"))
    def holds(question):
        agrees("jax", *question)

    holds()


# Where they are not.


def test_every_entry_of_the_table_is_wrong_somewhere_and_actlib_is_not():
    """What actlib returns there, tests/test_activations.py holds against mpmath."""
    for entry in LOST_DIGITS:
        ours = np.asarray(frameworks._true_value(entry), entry.dtype)
        wrong = [name for name in PEERS if np.asarray(entry.returns[name], entry.dtype) != ours]
        assert entry.by in wrong and set(entry.returns) == set(PEERS)


@EACH
@pytest.mark.parametrize("entry", LOST_DIGITS, ids=lambda entry: f"{entry.function}({entry.x:g})-{entry.dtype}")
def test_the_framework_returns_what_the_table_says(name, entry):
    need(name)
    many = np.full(64, entry.x, entry.dtype)
    got = ask(name, frameworks.function_of(entry), many, entry.parameter)
    assert got.dtype == entry.dtype
    told = np.asarray(entry.returns[name], entry.dtype)
    np.testing.assert_allclose(abs(got[0]), abs(told), rtol=2 * np.finfo(entry.dtype).eps)


@pytest.mark.parametrize("entry", LOST_DIGITS, ids=lambda entry: entry.line)
def test_the_line_of_the_table_shows_it(entry):
    need(entry.by)
    result = eval(entry.line, namespace())
    got, told = number(result), entry.returns[entry.by]
    computed_in = getattr(result.dtype, "name", str(result.dtype))
    assert computed_in.endswith(entry.dtype), "the line computes in the type that the table names"
    np.testing.assert_allclose(abs(got), abs(told), rtol=1e-15)


def test_tensorflow_flushes_subnormals_in_arrays_and_keeps_a_single_one():
    need("tensorflow")
    tensorflow = frameworks.load("tensorflow")
    assert float(tensorflow.nn.relu(np.float32(1e-40))) == np.float32(1e-40)
    assert float(tensorflow.nn.relu(np.full(64, 1e-40, np.float32))[0]) == 0


def test_frameworks_turn_a_python_number_into_float32_and_jax_even_a_float64_array():
    need(*PEERS)
    torch, tensorflow, keras, jax = (frameworks.load(name) for name in PEERS)
    assert torch.tensor(0.5).dtype == torch.float32
    assert tensorflow.constant(0.5).dtype == tensorflow.float32
    assert keras.ops.convert_to_tensor(0.5).dtype == "float32"
    assert jax.nn.sigmoid(0.5).dtype == jax.nn.sigmoid(np.ones(3)).dtype == np.float32
    assert keras.activations.sigmoid(np.ones(3)).dtype == tensorflow.nn.sigmoid(np.ones(3)).dtype == "float64"
    assert torch.sigmoid(torch.from_numpy(np.ones(3))).dtype == torch.float64


def in_a_fresh_python(script, **environment):
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return done.stdout.strip()


def test_keras_on_numpy_takes_the_larger_of_the_two():
    need("keras")
    script = (
        "import keras, numpy as np, sys; from actlib import ACTIVATIONS, frameworks; "
        "print(keras.activations.leaky_relu(np.array(-2.0), 2.0), "
        "*frameworks.values_and_slopes('keras', ACTIVATIONS['leaky_relu'], np.array([-2.0]), 2.0))"
    )
    assert in_a_fresh_python(script, KERAS_BACKEND="numpy") == "-2.0 [-2.] None"


@pytest.mark.parametrize("backend", ["tensorflow", "torch", "jax"])
def test_keras_answers_as_the_framework_under_it(backend):
    need("keras", backend)
    script = (
        "import json, numpy as np; from actlib import ACTIVATIONS, frameworks as f; "
        "ask = lambda e: float(f.ask('keras', f.function_of(e), np.full(64, e.x, e.dtype), e.parameter)[0]); "
        "leaky = ACTIVATIONS['leaky_relu']; "
        "print(json.dumps([[ask(e) for e in f.LOST_DIGITS], "
        "float(f.values_and_slopes('keras', leaky, np.zeros(3), f.KINK_ALPHA)[1][0])]))"
    )
    answers, kink = json.loads(in_a_fresh_python(script, KERAS_BACKEND=backend))
    np.testing.assert_allclose(np.abs(answers), np.abs([e.returns[backend] for e in LOST_DIGITS]), rtol=1e-5)
    assert kink == pytest.approx(KINKS[backend][1], rel=1e-6)


def test_actlib_stays_right_after_every_framework_was_asked():
    """A framework may tell the processor to flush small numbers to 0; ours must not notice."""
    for name in PEERS:
        if frameworks.installed(name):
            ask(name, sigmoid, np.linspace(-5, 5, 64))
    assert sigmoid(-710.0) == pytest.approx(4.476286225675e-309, rel=1e-12) and ACTIVATIONS["relu"].function(5e-324) > 0


# Without any of them.


@pytest.fixture
def nothing_installed(monkeypatch):
    frameworks.load.cache_clear()
    monkeypatch.setattr(frameworks, "installed", lambda name: name == "numpy")
    yield
    frameworks.load.cache_clear()


@EACH
def test_what_is_missing_is_named_with_its_cure(nothing_installed, name):
    library = LIBRARIES[name]
    with pytest.raises(ModuleNotFoundError, match=f"^{library.title} is not installed here: pip install {name}$"):
        ask(name, sigmoid, 0.0)


def test_numpy_is_asked_with_the_document_s_formulas():
    x = np.linspace(-5, 5, 41)
    for row in map(ACTIVATIONS.get, frameworks.LIBRARIES["numpy"].names):
        np.testing.assert_allclose(ask("numpy", row.function, x), row.function(x), rtol=1e-13)
        np.testing.assert_allclose(ask("numpy", row.derivative, x), row.derivative(x), rtol=1e-9)
    assert ask("numpy", leaky_relu, -2.0, 2.0) == -2, "the larger of αx and x"
    assert ask("numpy", sigmoid_prime, 37.0) == 0 and ask("numpy", sigmoid, np.float32(-100)) == 0
    assert ask("numpy", swish, 2.0, 3.0) == pytest.approx(swish(2.0, 3.0))
    assert ask("numpy", swish_prime, 2.0, 3.0) == pytest.approx(swish_prime(2.0, 3.0))


def test_what_cannot_be_asked_is_named():
    with pytest.raises(ValueError, match="a function of ACTIVATIONS or its derivative is needed, got"):
        ask("numpy", np.exp, 0.0)
    with pytest.raises(KeyError, match="theano"):
        ask("theano", sigmoid, 0.0)


def test_importing_the_module_imports_no_framework():
    script = (
        "import sys, actlib; from actlib import frameworks; frameworks.names(); frameworks.lost_digits(); "
        "[frameworks.installed(name) for name in frameworks.LIBRARIES]; "
        "print({'torch', 'tensorflow', 'keras', 'jax', 'scipy', 'matplotlib'} & set(sys.modules))"
    )
    assert in_a_fresh_python(script) == "set()"


def test_a_table_reads_as_text_and_as_html():
    table = Table(["", "a<b"], [["one", "x & y"], ["three", ""]], code=[1])
    assert repr(table).splitlines() == ["       a<b", "one    x & y", "three"]
    page = table._repr_html_()
    assert "<code>x &amp; y</code>" in page and "a&lt;b" in page and "<code></code>" not in page


def test_the_tables_hold_a_row_for_every_fact():
    assert [row[0] for row in frameworks.names().rows] == [ACTIVATIONS[name].title for name in frameworks.WRITTEN]
    assert len(frameworks.leaks().rows) == len(LEAKS) and len(frameworks.kinks().rows) == len(KINKS) + 1
    assert len(frameworks.lost_digits().rows) == len(frameworks.one_liners().rows) == len(LOST_DIGITS)
    assert "right" not in [row[-1] for row in frameworks.one_liners().rows]
