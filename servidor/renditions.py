"""The sizes in which pictures are sent: where one cannot be had, a page goes on without it.

A disk that is full or closed, a file that was lost, one that nobody can read: Wagtail raises, at
each request, after it has drawn what it cannot keep. Here what failed is left alone for a minute.
And where many are to be made, as after the loss of their folder, no reader waits for all of them.
"""

from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, EIO, ENOSPC, EPERM, EROFS
from time import monotonic

from django.db import Error
from wagtail.images.models import Filter, SourceImageIOError

from .breaker import Breaker
from .caches.misses import missed
from .patience import Patience

_OF_THE_DISK = {EACCES, EDQUOT, EFBIG, EIO, ENOSPC, EPERM, EROFS}
PAUSE = 60

# Of this process.
_disk = Breaker("The disk of pictures", PAUSE)
_pictures = {}  # {file of one that failed: its breaker}

_patience = Patience()  # of whoever waits for the ones that are made


def making_for(seconds):
    """Let this thread make renditions for ``seconds``; None: as long as it takes."""
    return _patience.lasting(seconds)


def renditions(imagen, specs):
    """Return {spec: rendition} of those ``specs`` of ``imagen`` that there are, or can be made.

    What is drawn with fewer is kept by no cache of parts: it lacks something for a moment.
    """
    try:
        found = imagen.get_renditions(*specs)
    except SourceImageIOError:
        there = imagen.find_existing_renditions(*map(Filter, specs))
        found = {filter.spec: rendition for filter, rendition in there.items()}
    kept = {spec: found[spec] for spec in specs if spec in found and _is_kept(imagen, found[spec])}
    if len(kept) < len(set(specs)):
        missed()
    return kept


class MakesRenditionsMixin:
    """Of the model of images: whatever keeps one from being made is Wagtail's own error for that,
    which its screens know how to show.
    """

    def create_rendition(self, filter):
        with _making(self):
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        """One after another: what is made is kept when the next one fails."""
        return {filter: self.create_rendition(filter) for filter in filters}


def _is_kept(imagen, rendition):
    """Whether the file of ``rendition`` is there, or is again, at its own address."""
    name, storage = rendition.file.name, rendition.file.storage
    try:
        if storage.size(name):
            return True
    except OSError:
        pass
    try:
        with _making(imagen):
            made = imagen.generate_rendition_file(rendition.filter)
            storage.delete(name)
            kept = storage.save(name, made)
            if kept != name:  # somebody else was faster
                storage.delete(kept)
    except SourceImageIOError:
        return False
    return True


@contextmanager
def _making(imagen):
    """Raise ``SourceImageIOError`` where a rendition of ``imagen`` cannot be made."""
    own, left, begun = _pictures.get(imagen.file.name), _patience.left, monotonic()
    if left is not None and left <= 0:
        raise SourceImageIOError("Others took all the time that there was")
    if (own and not own.lets_through()) or not _disk.lets_through():
        raise SourceImageIOError("It could not be made a moment ago")
    try:
        yield
    except Error:
        raise  # of the database, which is another matter
    except Exception as error:  # damaged pictures raise anything
        of_the_disk = getattr(error, "errno", None) in _OF_THE_DISK
        if not of_the_disk:
            name = f"The picture {imagen.pk}"
            own = _pictures.setdefault(imagen.file.name, Breaker(name, PAUSE))
        (_disk if of_the_disk else own).failed(error.__cause__ or error)
        raise SourceImageIOError(str(error)) from error
    finally:
        if left is not None:
            _patience.left = left - (monotonic() - begun)
    _disk.works()
    if own := _pictures.pop(imagen.file.name, None):
        own.works()
