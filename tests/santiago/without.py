"""Plugin of pytest: runs tests without one replacement of upstream (``make upstream``)."""

from santiago import upstream


def pytest_addoption(parser):
    parser.addoption("--without", help="a target of santiago/upstream.py")


def pytest_collection(session):
    """Put back what upstream has at the target, before test modules import it."""
    if target := session.config.getoption("without"):
        [each] = (one for one in upstream.REPLACEMENTS if one.target == target)
        upstream.put_back(each)
