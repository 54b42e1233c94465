"""The family portrait."""

from support.strict import STRICT

from actlib import ACTIVATIONS, family_portrait

pytestmark = STRICT


def test_the_portrait_shows_every_row_of_the_table():
    bundle = family_portrait()._repr_mimebundle_()
    assert bundle["image/svg+xml"] == family_portrait()._repr_mimebundle_()["image/svg+xml"]
    for row in ACTIVATIONS.values():
        assert row.title in bundle["text/plain"] and row.title in bundle["image/svg+xml"]
