"""Which tracebacks in a server's log count: all, but those of a page that was left in the middle of a message."""

import traceback

from support.complaints import tracebacks
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


def test_every_other_error_counts_also_beside_one_of_those():
    for error in (
        ValueError("no"),
        KeyError("state"),
        ConnectionError("Stream is closed"),
        RuntimeError("WebSocketClosedError"),
    ):
        (found,) = tracebacks(logged(left()) + logged(raised(error)) + logged(left()))
        assert type(error).__name__ in found
