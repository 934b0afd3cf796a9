"""Time limits of tests: endless code fails, code that is slow on a busy machine does not."""

import signal
from contextlib import contextmanager

import pytest


@contextmanager
def within(seconds):
    """Fail once the block has used ``seconds`` of processor time.

    A regular expression is interrupted too: it looks for signals from time to time.
    """

    def give_up(_signal, _frame):
        pytest.fail(f"takes more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
