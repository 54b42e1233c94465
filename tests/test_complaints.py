"""Which tracebacks in a server's log count: all, but those of what Jupyter itself makes good."""

import traceback

import pytest
import zmq
from support.complaints import assert_no_traceback, tracebacks
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError


def logged(error):
    """What a server writes of this error, between other lines."""
    text = "".join(traceback.format_exception(error)).replace("\n", "\n    ")
    return f"[E Uncaught exception in zmqstream callback\n    {text}\n[I Saving file]\n"


def raised(error, cause=None):
    """The error as one that was raised, while `cause` was handled."""
    try:
        raise error from cause
    except type(error):
        return error


def left():
    """What is raised where a message finds nobody."""
    return raised(WebSocketClosedError(), raised(StreamClosedError()))


def test_a_page_that_is_left_is_nobodys_fault():
    log = logged(left())
    assert log.count("Traceback") == 2
    assert tracebacks("[I Kernel started]\n" + log) == tracebacks("[I Kernel started]\n") == []


def test_a_port_that_somebody_else_took_is_nobodys_fault():
    with zmq.Context() as context, context.socket(zmq.REP) as first, context.socket(zmq.REP) as second:
        port = first.bind_to_random_port("tcp://127.0.0.1")
        with pytest.raises(zmq.ZMQError) as clash:
            second.bind(f"tcp://127.0.0.1:{port}")
    log = logged(clash.value)
    assert "Traceback" in log and tracebacks(log) == []


def test_every_other_error_counts_also_beside_one_of_those():
    for error in (
        ValueError("no"),
        KeyError("state"),
        ConnectionError("Stream is closed"),
        RuntimeError("WebSocketClosedError"),
        zmq.ZMQError(zmq.ENOTSOCK),
        OSError("zmq.error.ZMQError: Address already in use"),
    ):
        (found,) = tracebacks(logged(left()) + logged(raised(error)) + logged(left()))
        assert type(error).__name__ in found


def test_what_counts_is_shown_whole():
    log = logged(raised(ValueError("x" * 2000))) + logged(raised(KeyError("state")))
    with pytest.raises(AssertionError) as shown:
        assert_no_traceback(log)
    assert "x" * 2000 in str(shown.value) and "KeyError: 'state'" in str(shown.value)
    assert_no_traceback(logged(left()))
