"""Imported by Python first where PYTHONPATH leads here: all first weights then differ in the last digit."""

from actlib.network import Layer

draw_weights = Layer.__init__


def draw_other_weights(self, *args, **kwargs):
    draw_weights(self, *args, **kwargs)
    self.values["W"] = self.values["W"] * (1 - 1e-15)


Layer.__init__ = draw_other_weights
