"""Renditions of images: a page is served without those that cannot be made.

If a disk is full or closed, or a file is lost or unreadable, Wagtail raises an error at each
request, after it has drawn a file that it cannot store. Here a failed image is not tried again for
a minute. If many are missing, as after the loss of their folder, no reader waits for all of them.
"""

from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, EIO, ENOSPC, EPERM, EROFS
from functools import cache
from time import monotonic

from django.db import Error
from wagtail.images.models import Filter, SourceImageIOError

from .breaker import Breaker
from .caches.fragments import UNTIL_ANNOUNCED, fragments
from .caches.misses import missed
from .patience import Patience

_OF_THE_DISK = {EACCES, EDQUOT, EFBIG, EIO, ENOSPC, EPERM, EROFS}
PAUSE = 60

# In this process.
_disk = Breaker("The disk of pictures", PAUSE)
_pictures = {}  # {file of an image that failed: its breaker}

_patience = Patience()  # time limit for making renditions


def making_for(seconds):
    """Let this thread make renditions for ``seconds`` in all; None means no limit."""
    return _patience.lasting(seconds)


def renditions(imagen, specs):
    """Return {spec: rendition} for those ``specs`` of ``imagen`` that exist or can be made.

    If any is missing, the fragment or drawing that uses the result is not cached.
    """
    filters = [_filter(spec) for spec in specs]
    found = _found(imagen, filters)
    kept = {spec: found[spec] for spec in specs if spec in found and _is_kept(imagen, found[spec])}
    if len(kept) < len(set(specs)):
        missed()
    return kept


def _found(imagen, filters):
    """Return {spec: rendition} from this process, Wagtail's cache or the database, or made now."""
    if hasattr(imagen, "prefetched_renditions"):
        return _of_wagtail(imagen, filters)
    key_of = imagen.get_rendition_model().construct_cache_key
    keys = {key_of(imagen, each.get_cache_key(imagen), each.spec): each for each in filters}

    def read(missing):
        of_spec = _of_wagtail(imagen, [keys[key] for key in missing])
        for rendition in of_spec.values():
            rendition._state.fields_cache.pop("image", None)  # not kept: the caller has it
        return {key: of_spec[keys[key].spec] for key in missing if keys[key].spec in of_spec}

    found = fragments(list(keys), read, UNTIL_ANNOUNCED)
    for rendition in found.values():
        rendition.image = imagen
    return {rendition.filter_spec: rendition for rendition in found.values()}


def _of_wagtail(imagen, filters):
    try:
        return imagen.get_renditions(*filters)
    except SourceImageIOError:
        there = imagen.find_existing_renditions(*filters)
        return {filter.spec: rendition for filter, rendition in there.items()}


@cache
def _filter(spec):
    """Return the only filter with this ``spec``.

    A new filter reads the signatures of its operations again: a fifth of the time of a list with
    pictures. The specs are constants of the code, so their number is limited.
    """
    return Filter(spec)


class MakesRenditionsMixin:
    """For the image model: any failure to make a rendition raises ``SourceImageIOError``, which
    Wagtail's own views handle.
    """

    def create_rendition(self, filter):
        with _making(self):
            return super().create_rendition(filter)

    def create_renditions(self, *filters):
        """Create the renditions one by one: those already made stay if the next one fails."""
        return {filter: self.create_rendition(filter) for filter in filters}


def _is_kept(imagen, rendition):
    """Return whether the file of ``rendition`` exists; a missing one is made again if possible."""
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
            if kept != name:  # another process made it first
                storage.delete(kept)
    except SourceImageIOError:
        return False
    return True


@contextmanager
def _making(imagen):
    """Raise ``SourceImageIOError`` if a rendition of ``imagen`` cannot be made now."""
    own, left, begun = _pictures.get(imagen.file.name), _patience.left, monotonic()
    if left is not None and left <= 0:
        raise SourceImageIOError("Others took all the time that there was")
    if (own and not own.lets_through()) or not _disk.lets_through():
        raise SourceImageIOError("It could not be made a moment ago")
    try:
        yield
    except Error:
        raise  # database errors are not about the image
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
