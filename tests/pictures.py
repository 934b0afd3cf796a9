"""Renditions of pictures, which the tests draw once from the same bytes and then read from a file.

Drawing them is a quarter of the time of the tests with sample content: the same pictures again for
each portal, each test, each process and each database.
"""

import os
import pickle
import shutil
from contextlib import contextmanager, suppress
from hashlib import blake2b
from threading import get_ident
from unittest.mock import patch

from wagtail.images.models import Filter, SourceImageIOError

from .migrated import fingerprint

# What decides how a picture is drawn, beside the picture and its filter.
MADE_OF = ("constraints.txt", "santiago/settings/*.py", "tests/pictures.py")


@contextmanager
def drawn_once(folder):
    """Let Wagtail draw each rendition once, and keep it below ``folder``; failures are not kept."""
    kept = folder / fingerprint(MADE_OF)
    for old in folder.iterdir():
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)  # another process may do the same
    kept.mkdir(exist_ok=True)
    draw = Filter.run

    def run(self, image, output, source=None):
        try:
            path = kept / _name(self, image, source)
            kind, data = pickle.loads(path.read_bytes()) if path.exists() else (None, b"")
        except (OSError, SourceImageIOError):  # a lost picture, or a test without rights
            return draw(self, image, output, source)
        if kind is not None:
            output.write(data)
            return kind(output)
        drawn = draw(self, image, output, source)
        output.seek(0)
        with suppress(OSError):
            unfinished = path.with_suffix(f".{os.getpid()}-{get_ident()}")
            unfinished.write_bytes(pickle.dumps((type(drawn), output.read())))
            unfinished.rename(path)
        return drawn

    with patch.object(Filter, "run", run):
        yield


def _name(filter, image, source):
    """Return a name for what ``filter`` makes of the bytes of ``image`` around its focal point."""
    if source is None:
        with image.open_file() as file:
            content = file.read()
    else:
        source.seek(0)
        content = source.read()
        source.seek(0)
    asked = f"{filter.spec} {filter.get_cache_key(image)} {image.get_focal_point()}"
    return blake2b(content + asked.encode(), digest_size=16).hexdigest()
