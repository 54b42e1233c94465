"""The neuron: the document's numbers, gradients against central differences, and errors that say what fits."""

from fractions import Fraction

import numpy as np
import pytest
from support.strict import STRICT

from actlib.activations import ACTIVATIONS, relu, sigmoid, sigmoid_prime
from actlib.neuron import backward, descend_neuron, forward, net_input

pytestmark = STRICT

X, W, B = [[1, 2], [3, 4]], [[0.1, 0.4], [-0.3, 0.2]], 0.5


def test_the_document_s_example():
    net, y = forward(X, W, B, sigmoid)
    np.testing.assert_allclose(net, [[1.4, 0.6], [2.4, 0.4]], rtol=1e-15)
    np.testing.assert_allclose(y, [[0.80218389, 0.64565631], [0.9168273, 0.59868766]], atol=5e-9)


@pytest.mark.parametrize(
    "x_shape, w_shape, b_shape, net_shape",
    [
        ((3,), (3,), (), ()),
        ((5, 3), (3,), (), (5,)),
        ((3,), (4, 3), (), (4,)),
        ((3,), (4, 3), (4,), (4,)),
        ((5, 3), (4, 3), (), (5, 4)),
        ((5, 3), (4, 3), (4,), (5, 4)),
        ((1, 1), (1, 1), (1,), (1, 1)),
        ((0, 3), (4, 3), (4,), (0, 4)),
        ((2, 3), (0, 3), (0,), (2, 0)),
    ],
)
def test_one_formula_serves_a_neuron_a_layer_one_example_and_many(x_shape, w_shape, b_shape, net_shape):
    rng = np.random.default_rng(3)
    x, w, b = rng.normal(size=x_shape), rng.normal(size=w_shape), rng.normal(size=b_shape)
    net, y = forward(x, w, b, sigmoid)
    assert np.shape(net) == np.shape(y) == net_shape
    by_hand = [sum(wi * xi for wi, xi in zip(row, example)) for example in np.atleast_2d(x) for row in np.atleast_2d(w)]
    np.testing.assert_allclose(np.ravel(net), np.ravel(np.reshape(by_hand, net_shape) + b), rtol=1e-13, atol=1e-13)
    dL_dW, dL_db, dL_dX = backward(x, w, net, np.ones(net_shape), sigmoid_prime)
    assert (np.shape(dL_dW), np.shape(dL_db), np.shape(dL_dX)) == (w_shape, w_shape[:-1], x_shape)


@pytest.mark.parametrize("row", ACTIVATIONS.values(), ids=list(ACTIVATIONS))
@pytest.mark.parametrize("x_shape, w_shape", [((3,), (3,)), ((5, 3), (3,)), ((3,), (4, 3)), ((5, 3), (4, 3))])
def test_gradients_are_the_slopes_of_the_loss(row, x_shape, w_shape):
    rng = np.random.default_rng(11)
    x, w, b = rng.normal(size=x_shape), rng.normal(size=w_shape), rng.normal(size=w_shape[:-1])
    net, y = forward(x, w, b, row.function)
    assert np.abs(net).min() > 1e-3, "no net input at a kink"
    weights = rng.normal(size=np.shape(y))  # any loss that is linear in y has these as its gradient

    def loss(x, w, b):
        return np.sum(weights * forward(x, w, b, row.function)[1])

    gradients = backward(x, w, net, weights, row.derivative)
    for which, gradient in zip((1, 2, 0), gradients):
        arguments, h = [x, w, b], 1e-5
        numerical = np.zeros(np.shape(arguments[which]))
        for index in np.ndindex(numerical.shape):
            shift = np.zeros(numerical.shape)
            shift[index] = h
            moved = [
                [value + s * shift if i == which else value for i, value in enumerate(arguments)]
                for s in (2, 1, -1, -2)
            ]
            far, near, near_, far_ = (loss(*m) for m in moved)
            numerical[index] = (8 * (near - near_) - (far - far_)) / (12 * h)
        np.testing.assert_allclose(gradient, numerical, rtol=1e-7, atol=1e-10)


def test_a_bias_that_all_neurons_share_gets_the_sum_of_their_gradients():
    rng = np.random.default_rng(5)
    x, w, h = rng.normal(size=(5, 3)), rng.normal(size=(4, 3)), 1e-5
    net, y = forward(x, w, 0.5, sigmoid)
    _, dL_db, _ = backward(x, w, net, np.ones_like(y), sigmoid_prime)
    slope = (forward(x, w, 0.5 + h, sigmoid)[1].sum() - forward(x, w, 0.5 - h, sigmoid)[1].sum()) / (2 * h)
    assert dL_db.sum() == pytest.approx(slope, rel=1e-7)


@pytest.mark.parametrize("b", [[0.5], [[0.5]], np.array([0.5]), Fraction(1, 2)])
@pytest.mark.parametrize("w", [W, W[0], W[:1]])
def test_an_array_of_one_number_is_one_bias(b, w):
    np.testing.assert_array_equal(net_input(X, w, b), net_input(X, w, 0.5))


def test_the_descent_of_one_neuron_follows_the_slopes_of_its_loss():
    rng = np.random.default_rng(8)
    x, target, h = rng.normal(size=(6, 2)), rng.normal(size=6), 1e-6

    def loss(w, b):
        return np.mean((forward(x, w, b, sigmoid)[1] - target) ** 2) / 2

    moments = list(descend_neuron(x, target, [0.3, -0.2], 0.1, sigmoid, sigmoid_prime, 0.7, steps=5))
    assert len(moments) == 6 and moments[-1].loss < moments[0].loss
    for now, after in zip(moments, moments[1:]):
        slopes = [(loss(now.w + step, now.b) - loss(now.w - step, now.b)) / (2 * h) for step in h * np.eye(2)]
        np.testing.assert_allclose(now.dL_dw, slopes, atol=1e-9)
        assert now.dL_db == pytest.approx((loss(now.w, now.b + h) - loss(now.w, now.b - h)) / (2 * h), abs=1e-9)
        np.testing.assert_allclose(after.w, now.w - 0.7 * now.dL_dw)
        assert after.b == now.b - 0.7 * now.dL_db


def test_weights_that_do_not_learn_stay():
    moments = list(descend_neuron([[1.0], [2.0]], [0, 1], [2.0], 1.0, sigmoid, sigmoid_prime, 1.0, 3, False))
    assert {now.w[0] for now in moments} == {2.0} and len({now.b for now in moments}) == 4


def test_float32_stays_float32():
    x, w, b = np.ones((2, 3), np.float32), np.ones((4, 3), np.float32), np.zeros(4, np.float32)
    net, y = forward(x, w, b, sigmoid)
    assert {a.dtype for a in (net, y, *backward(x, w, net, y, sigmoid_prime))} == {np.dtype(np.float32)}
    assert net_input(x, w, 0.5).dtype == np.float32, "a Python number promotes nothing"
    net, y = forward(x[0], w[0], 0.5, sigmoid)
    assert {a.dtype for a in (net, y, *backward(x[0], w[0], net, 1.0, sigmoid_prime))} == {np.dtype(np.float32)}


SQUARE = np.ones((2, 2))


@pytest.mark.parametrize(
    "call, error, message",
    [
        (
            lambda: net_input([1, 2, 3], [[1, 2]], 0),
            ValueError,
            r"W must have as many columns as X: X has shape \(3,\), W has shape \(1, 2\)",
        ),
        (
            lambda: net_input(X, W, [1, 2, 3]),
            ValueError,
            r"b must be one number or one for each of the 2 neurons in W, of shape \(2, 2\); got shape \(3,\)",
        ),
        (
            lambda: net_input(X, W[0], [1, 2]),
            ValueError,
            r"b must be one number, because W of shape \(2,\) is one neuron; got shape \(2,\)",
        ),
        (lambda: net_input(1.0, W, 0), ValueError, r"X must have one or two dimensions, got shape \(\)"),
        (lambda: net_input(X, [SQUARE], 0), ValueError, r"W must have one or two dimensions, got shape \(1, 2, 2\)"),
        (lambda: net_input("X", W, 0), TypeError, "X must be real numbers, got str"),
        (lambda: net_input(X, [[1, 2j], [0, 1]], 0), TypeError, "W must be real numbers, got complex128"),
        (lambda: net_input(X, W, None), TypeError, "b must be real numbers, got NoneType"),
        (lambda: net_input([[1, 2], [3]], W, 0), ValueError, "X must be numbers in a rectangular array"),
        (lambda: forward(X, W, B, "relu"), TypeError, "phi must be a function such as actlib.sigmoid, got 'relu'"),
        (
            lambda: backward(X, W, np.ones(2), SQUARE, relu),
            ValueError,
            r"net must have the shape of X @ W.T, \(2, 2\), got \(2,\)",
        ),
        (
            lambda: backward(X, W, SQUARE, 1.0, relu),
            ValueError,
            r"dL_dy must have the shape of X @ W.T, \(2, 2\), got \(\)",
        ),
        (
            lambda: backward(X, W, SQUARE, SQUARE, None),
            TypeError,
            "phi_prime must be a function such as actlib.sigmoid_prime, got None",
        ),
    ],
)
def test_what_does_not_fit_is_named(call, error, message):
    with pytest.raises(error, match=f"^{message}"):
        call()
