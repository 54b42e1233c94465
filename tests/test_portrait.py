"""The family portrait."""

from support.strict import STRICT

from actlib import ACTIVATIONS, family_portrait
from publish.cells import svg_of

pytestmark = STRICT


def test_the_portrait_shows_every_row_of_the_table():
    bundle = family_portrait()._repr_mimebundle_()
    assert bundle == family_portrait()._repr_mimebundle_()
    for row in ACTIVATIONS.values():
        assert row.title in bundle["text/plain"] and row.title in svg_of({"data": bundle})
