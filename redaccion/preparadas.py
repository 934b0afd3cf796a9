"""Prepares the renditions of pictures when a page is published, not at a citizen's request.

All sizes of one picture take a second of a processor. The publishing request makes renditions for a
few seconds; the scheduler makes the rest. A rendition requested earlier is made then, as usual.
"""

from datetime import timedelta
from math import inf
from threading import local
from time import monotonic

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from base.fotos import cover, prepare, share_image, shield
from base.models import PortalImage, PortalSettings

# Limit for one request, however many pages it publishes.
_SECONDS = 5
# Used if the scheduler's progress is not in the cache.
_LATELY = timedelta(days=1)
# A long transaction, as of an import, commits pages with a publication time already passed.
_OVERLAP = timedelta(minutes=10)
_KEY = "fotos-preparadas"  # cache key of {page key: publication time}, for the overlap

_request = local()  # .until: when the request of this thread stops making renditions


def on_request(sender, **kwargs):
    _request.until = None


def prepare_now(page):
    """Make the renditions for ``page``, within the time limit of the current request."""
    if getattr(_request, "until", None) is None:
        _request.until = monotonic() + _SECONDS
    _prepare(page.pk, _request.until)


def prepare_portal(datos):
    """Make the renditions of the escudo and the cover in a portal's settings."""
    if datos.escudo:
        shield(datos.escudo)
    if datos.imagen_portada:
        cover(datos.imagen_portada)


def prepare_all():
    """Make the renditions of all portals and published pages; return the number of pages."""
    for datos in PortalSettings.objects.all():
        prepare_portal(datos)
    # Read all before writing: SQLite refuses to write while somebody is still reading.
    pages = list(Page.objects.live().values_list("pk", flat=True))
    for pk in pages:
        _prepare(pk, inf)
    return len(pages)


def prepare_published(seconds):
    """Make the renditions of pages published since the last run, for at most ``seconds``; return
    the number of pages done.
    """
    until, now = monotonic() + seconds, timezone.now()
    known = cache.get(_KEY) or {}
    # The clock may have been ahead.
    since = min(max(known.values(), default=now - _LATELY), now) - _OVERLAP
    published = Page.objects.live().filter(last_published_at__gt=since)
    ordered = list(published.order_by("last_published_at").values_list("pk", "last_published_at"))
    looked_at = {}
    for pk, moment in ordered:
        if known.get(pk) == moment:
            continue
        _prepare(pk, until)
        if monotonic() > until:
            break
        looked_at[pk] = moment
    if looked_at:
        kept = {pk: moment for pk, moment in known.items() if moment > since}
        cache.set(_KEY, kept | looked_at, None)
    return len(looked_at)


def _prepare(pk, until):
    for imagen in _images_of(pk):
        if monotonic() > until:
            return
        prepare(imagen)
        share_image(imagen)


def _images_of(pk):
    """Return the pictures to which a page refers in any field or block."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=pk,
        to_content_type=ContentType.objects.get_for_model(PortalImage),
    )
    keys = [int(key) for key in rows.values_list("to_object_id", flat=True)]
    return PortalImage.objects.filter(pk__in=keys)
