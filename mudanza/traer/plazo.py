"""Time limit of one call of the scheduler for a mudanza."""

from time import monotonic


class Plazo:
    """A time limit that begins with the first new thing to do, so that each call does at least one.

    Without ``seconds`` there is no limit.
    """

    def __init__(self, seconds):
        self.seconds, self.end = seconds, None

    def has_passed(self):
        """Return whether the rest waits for the next call; the first time, start the clock."""
        if self.seconds is None:
            return False
        if self.end is None:
            self.end = monotonic() + self.seconds
            return False
        return monotonic() > self.end
