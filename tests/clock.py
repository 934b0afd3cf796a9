"""Raises an error in tests and code that read the clock while they are imported.

A value read at that time is yesterday's once the tests cross midnight, and becomes old in a server
that stays up. A function of ours that reads the clock must not be called then either.
"""

import sys
import time
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = tuple(f"{path.parent}/" for path in ROOT.glob("*/__init__.py"))
ASKING = {"ctime", "gmtime", "localtime", "now", "strftime", "time", "time_ns", "today", "utcnow"}
# Other packages read the clock for themselves: the date of a spreadsheet, the time of a log entry.
ASKED_FOR_US = ("/django/utils/timezone.py", "/django/db/", "/modelcluster/")
# Python 3.11 has no ``sys.monitoring``: there the tests run unwatched.
watcher, TOOL = getattr(sys, "monitoring", None), 4


class AskedTooEarlyError(Exception):
    pass


def _called(_code, _offset, called, _first):
    if getattr(called, "__name__", "") not in ASKING or not _is_clock(called):
        return watcher.DISABLE  # stop watching this line, which then costs next to nothing
    if place := _place(sys._getframe(1)):
        raise AskedTooEarlyError(
            f"{place}: {called.__qualname__} is asked while this file is read or the tests are"
            " collected. Ask when the test runs: in a function, in a fixture, or with a lambda"
            " that the test calls."
        )
    return None


def _is_clock(called):
    owner = getattr(called, "__self__", None)
    return owner is time or (isinstance(owner, type) and issubclass(owner, date))


def _place(frame):
    """Return the line of our code that reads the clock; None if a package reads it for itself."""
    while frame:
        name = frame.f_code.co_filename
        if name.startswith(OURS):
            return f"{Path(name).relative_to(ROOT)}:{frame.f_lineno}"
        if name.startswith("<frozen importlib") or (
            "/site-packages/" in name and not any(part in name for part in ASKED_FOR_US)
        ):
            return None
        frame = frame.f_back
    return None


def watch():
    if watcher:
        watcher.use_tool_id(TOOL, "clock")
        watcher.register_callback(TOOL, watcher.events.CALL, _called)
        watcher.set_events(TOOL, watcher.events.CALL)


def rest():
    if watcher:
        watcher.set_events(TOOL, 0)
        watcher.free_tool_id(TOOL)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish():
    rest()


# The plugins that are imported after this one are the product.
watch()
