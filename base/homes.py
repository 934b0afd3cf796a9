"""The portals of the installation and their portadas, which every request needs.

They are read once and cached until something is published. The portadas come without the fields of
their class: the view that serves a portada reads the whole page itself. What most requests need is
also cached for each portal: to unpickle the records of all would take longer with each portal.
"""

from collections import Counter

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import get_language
from wagtail.models import Page

from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .idiomas import is_original
from .models import PortalSettings
from .portales import portal_for_host
from .publicas import publicas


def portal_records():
    """Return the settings of the portals that are not retired, by name; cached.

    A site without settings is not a portal.
    """
    return fragment("portales", _read_records, UNTIL_ANNOUNCED, of_all=True)


def _read_records():
    records = PortalSettings.objects.en_pie()
    related = ("site__root_page__locale", *PortalSettings.IMAGENES)
    ordered = records.select_related(*related).order_by("nombre", "pk")
    for record in (found := list(ordered)):
        record.site.root_page = _light(record.site.root_page)
    return found


def record_of(site_pk):
    """Return the settings of the portal with this site, or None."""

    def compute():
        return next((record for record in portal_records() if record.site_id == site_pk), None)

    return fragment(f"portal-{site_pk}", compute, UNTIL_ANNOUNCED)


def record_at(host):
    """Return the settings of the only portal with this ``host``, or None."""
    site_pk = fragment("hosts", _read_hosts, UNTIL_ANNOUNCED, of_all=True).get(host)
    return site_pk and record_of(site_pk)


def _read_hosts():
    sites = [record.site for record in portal_records()]
    times = Counter(site.hostname for site in sites)
    return {site.hostname: site.pk for site in sites if times[site.hostname] == 1}


def is_of_ours(host):
    """Return whether ``host`` is the name, or an alias, of a portal of this installation."""
    hosts = {record.site.hostname for record in portal_records()}
    return host in hosts or portal_for_host(host) is not None


def _light(home):
    """Return ``home`` in its own class, with its locale and with deferred fields."""
    light = home.specific_deferred
    light.locale = home.locale
    return light


def es_anterior():
    """Return a ``Q`` for pages older than their original; ``traduccion`` replaces this function."""
    return Q(pk=None)


def with_es_anterior(pages):
    """Annotate ``pages`` with ``es_anterior``: whether the page is older than its original."""
    return pages.annotate(es_anterior=ExpressionWrapper(es_anterior(), BooleanField()))


def portal_homes():
    """Return the portadas of all portals in all languages; cached.

    ``es_publica``: whether it is public; ``es_anterior``: whether it is older than its original.
    """
    return fragment("portadas", _read_homes, of_all=True)


def _read_homes():
    roots = Page.objects.filter(pk__in=[record.site.root_page_id for record in portal_records()])
    homes = Page.objects.filter(translation_key__in=roots.values("translation_key"))
    is_public = Exists(publicas(Page.objects.filter(pk=OuterRef("pk"))))
    homes = homes.select_related("locale").annotate(es_publica=is_public).order_by("-url_path")
    return [_light(home) for home in with_es_anterior(homes)]


def homes_of(key):
    """Return the portadas, as in :func:`portal_homes`, with the translation key ``key``."""

    def compute():
        return [home for home in portal_homes() if home.translation_key == key]

    return fragment(f"portadas-{key}", compute)


def portal_title(record):
    """Return the title of a portal; in another language, the title of its portada there."""
    home = translated_home(record)
    return home.title if home else record.titulo


def translated_home(record):
    """Return the public portada in the reader's language; None if there is none, and in Spanish."""
    if is_original() or not record.ofrece(get_language()):
        return None
    key = record.site.root_page.translation_key
    found = (
        home
        for home in portal_homes()
        if home.translation_key == key
        and home.es_publica
        and home.locale.language_code == get_language()
    )
    return next(found, None)
