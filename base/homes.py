"""The portals of the installation and their front pages, which every request needs.

They are read once and kept until something is published. A front page stands for itself here,
without the fields of its class: what is served is read whole by its own route.
"""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import get_language
from wagtail.models import Page

from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment

from .idiomas import is_original
from .models import PortalSettings
from .portales import portal_for_host
from .publicas import publicas


def portal_records():
    """Return the settings of the portals that are not retired, by name.

    A site without them is no portal.
    """
    return fragment("portales", _read_records, UNTIL_ANNOUNCED)


def _read_records():
    records = PortalSettings.objects.en_pie()
    related = ("site__root_page__locale", *PortalSettings.IMAGENES)
    ordered = records.select_related(*related).order_by("nombre", "pk")
    for record in (found := list(ordered)):
        record.site.root_page = _light(record.site.root_page)
    return found


def is_of_ours(host):
    """Whether a portal of this installation answers to the name ``host``."""
    hosts = {record.site.hostname for record in portal_records()}
    return host in hosts or portal_for_host(host) is not None


def _light(home):
    """Return ``home`` as what it is, with its language and without the fields of its class."""
    light = home.specific_deferred
    light.locale = home.locale
    return light


def es_anterior():
    """The condition on pages that their original has changed; ``traduccion`` knows it."""
    return Q(pk=None)


def with_es_anterior(pages):
    """Return ``pages``, each of which knows whether it is older than its original."""
    return pages.annotate(es_anterior=ExpressionWrapper(es_anterior(), BooleanField()))


def portal_homes():
    """Return the homes of all portals in all languages.

    ``es_publica`` says which are public, ``es_anterior`` which are older than their original.
    """
    return fragment("portadas", _read_homes)


def _read_homes():
    roots = Page.objects.filter(pk__in=[record.site.root_page_id for record in portal_records()])
    homes = Page.objects.filter(translation_key__in=roots.values("translation_key"))
    is_public = Exists(publicas(Page.objects.filter(pk=OuterRef("pk"))))
    homes = homes.select_related("locale").annotate(es_publica=is_public).order_by("-url_path")
    return [_light(home) for home in with_es_anterior(homes)]


def portal_title(record):
    """What the portal is called; in other languages, what its home there is called."""
    home = translated_home(record)
    return home.title if home else record.titulo


def translated_home(record):
    """Return the public home of a portal in the language of the reader; None if that is Spanish."""
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
