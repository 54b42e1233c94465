"""Sealed answers come back whole, and cannot be read at a glance."""

import pytest

from actlib.sealing import seal, unseal

CONTENTS = {"options": {"a ½": "because", "b": "for\nthis"}, "answer": "b", "hints": {0.25: "near", -3: "far"}}


def test_what_was_sealed_comes_back_with_its_types():
    assert unseal(seal(CONTENTS)) == CONTENTS
    assert seal(CONTENTS) == seal(dict(CONTENTS))


def test_nothing_can_be_read_in_it():
    assert not any(word in seal(CONTENTS) for word in ("because", "answer", "near", "0.25"))


@pytest.mark.parametrize("text", ["", "abc", seal(CONTENTS)[:-8], "x" + seal(CONTENTS)])
def test_what_is_not_whole_says_so(text):
    with pytest.raises(ValueError, match="not whole any more"):
        unseal(text)


def test_only_literals_are_read():
    import base64
    import zlib

    with pytest.raises(ValueError, match="not whole any more"):
        unseal(base64.b64encode(zlib.compress(b"__import__('os').getcwd()")).decode())
