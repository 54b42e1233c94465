"""What the log of a Jupyter server complains of."""

import re

# A page was left while its kernel was still speaking: a message of the server's finds the connection closed.
PAGE_WAS_LEFT = re.compile(r"^ *tornado\.(websocket\.WebSocketClosedError|iostream\.StreamClosedError)\b", re.MULTILINE)


def tracebacks(log):
    """The tracebacks in a server's log, each with what follows it, but those that a page causes by being left."""
    _, *parts = re.split(r"(?=Traceback \(most recent call last\))", log)
    return [part for part in parts if not PAGE_WAS_LEFT.search(part)]
