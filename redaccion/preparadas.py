"""Pictures are made in their sizes when their page is published, not when a citizen asks for it.

All sizes of one take a second of a processor. Whoever publishes waits for a few pictures; the rest
is made by the scheduler. What somebody asks for before that is made then, as ever.
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

# For which one request makes pictures, however many pages it publishes.
_SECONDS = 5
# Where the scheduler does not know how far it had come.
_LATELY = timedelta(days=1)
# What takes a while to be committed, as an import, was published before what is there already.
_OVERLAP = timedelta(minutes=10)
_KEY = "fotos-preparadas"  # {page: when it had been published}, of those that overlap

_request = local()  # .until: when the request of this thread has waited long enough


def on_request(sender, **kwargs):
    _request.until = None


def prepare_now(page):
    """Make what ``page`` shows as far as whoever waits for it has the patience."""
    if getattr(_request, "until", None) is None:
        _request.until = monotonic() + _SECONDS
    _prepare(page.pk, _request.until)


def prepare_portal(datos):
    """Make what stands on every page of the portal of ``datos``, and at the head of its first."""
    if datos.escudo:
        shield(datos.escudo)
    if datos.imagen_portada:
        cover(datos.imagen_portada)


def prepare_all():
    """Make what all portals and published pages show; return how many pages there are."""
    for datos in PortalSettings.objects.all():
        prepare_portal(datos)
    # All are read before anything is written: SQLite gives nobody the word who is still reading.
    pages = list(Page.objects.live().values_list("pk", flat=True))
    for pk in pages:
        _prepare(pk, inf)
    return len(pages)


def prepare_published(seconds):
    """Make what was published since the last time shows, for ``seconds`` at most; return how many
    pages were looked at.
    """
    until, now = monotonic() + seconds, timezone.now()
    known = cache.get(_KEY) or {}
    # A clock may have been ahead.
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
    """Return the pictures to which a page refers, wherever in its fields and blocks."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=pk,
        to_content_type=ContentType.objects.get_for_model(PortalImage),
    )
    keys = [int(key) for key in rows.values_list("to_object_id", flat=True)]
    return PortalImage.objects.filter(pk__in=keys)
