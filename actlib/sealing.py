"""Answers that cannot be read at a glance: what the student edition holds in place of options, reasons and results.

It keeps nobody out who wants to look. It only keeps an answer out of sight until the question is answered.
"""

import ast
import base64
import zlib


def seal(contents):
    """A dict of numbers, texts and dicts of these as one line of letters, digits and signs; the same every time.

    Parameters
    ----------
    contents : dict

    Returns
    -------
    str

    Examples
    --------
    >>> unseal(seal({"answer": 0.25, "why": "½ · ½."}))
    {'answer': 0.25, 'why': '½ · ½.'}
    """
    return base64.b64encode(zlib.compress(repr(contents).encode("utf-8"), 9)).decode("ascii")


def unseal(text):
    """The dict that `seal` has made into `text`.

    Raises
    ------
    ValueError
        `text` is not whole: a part of it was deleted or changed.
    """
    try:
        return ast.literal_eval(zlib.decompress(base64.b64decode(text)).decode("utf-8"))
    except (ValueError, SyntaxError, zlib.error):
        raise ValueError("this question is not whole any more: take its cell from a fresh copy of the page") from None
