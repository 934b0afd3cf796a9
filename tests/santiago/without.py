"""Plugin of pytest: runs tests without one replacement of upstream (``make upstream``)."""

from santiago.replacing import put_back
from santiago.upstream import REPLACEMENTS


def pytest_addoption(parser):
    parser.addoption("--without", help="a target of santiago/upstream.py")


def pytest_collection(session):
    """Put back what upstream has at the target, before test modules import it."""
    if target := session.config.getoption("without"):
        [each] = (one for one in REPLACEMENTS if one.target == target)
        put_back(each)
