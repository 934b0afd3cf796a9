"""How long one round of the scheduler works on a move."""

from time import monotonic


class Plazo:
    """A term that begins with the first thing that was not done yet, so that each round does one.

    Without ``seconds`` it never ends.
    """

    def __init__(self, seconds):
        self.seconds, self.end = seconds, None

    def has_passed(self):
        """Return whether what comes next is left to the next round."""
        if self.seconds is None:
            return False
        if self.end is None:
            self.end = monotonic() + self.seconds
            return False
        return monotonic() > self.end
