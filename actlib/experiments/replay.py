"""A training that goes as far as somebody has asked for, and remembers what it was like on the way."""


class Replay:
    """The states of one training, each computed when it is first asked for.

    Parameters
    ----------
    begin : function
        No arguments in; an iterator over the states out, beginning with the first.
    """

    def __init__(self, begin):
        self._begin, self._states, self._kept = begin, begin(), []

    def until(self, i):
        """States 0 to i, as a list."""
        try:
            while len(self._kept) <= i:
                self._kept.append(next(self._states))
        except BaseException:  # an interruption leaves a training half done, and its iterator at its end: begin again
            self._states, self._kept = self._begin(), []
            raise
        return self._kept[: i + 1]
