"""What the log of a Jupyter server complains of."""

import re

# Errors, as tracebacks name them. A page was left while its kernel was still speaking: a message of the server's finds
# the connection closed. Between the choice of a kernel's ports and its start somebody else took one: it starts again.
MADE_GOOD = re.compile(
    r"^ *(tornado\.(websocket\.WebSocketClosedError|iostream\.StreamClosedError)\b"
    r"|zmq\.error\.ZMQError: Address already in use)",
    re.MULTILINE,
)


def tracebacks(log):
    """The tracebacks in a server's log, each with what follows it, but those of what Jupyter itself makes good."""
    _, *parts = re.split(r"(?=Traceback \(most recent call last\))", log)
    return [part for part in parts if not MADE_GOOD.search(part)]


def assert_no_traceback(log):
    """That a server's log holds none; where it does, all of them are shown."""
    found = tracebacks(log)
    assert not found, "\n".join(found)
