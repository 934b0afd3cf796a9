"""The portals of the installation and their front pages, which every request needs.

They are read once and kept until something is published. A front page stands for itself here,
without the fields of its class: what is served is read whole by its own route.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language
from wagtail.models import Page

from .fragmentos import fragment
from .idiomas import is_original
from .models import PortalSettings
from .publicas import publicas


def portal_records():
    """Return the settings of all portals, by name; a site without them is no portal."""
    return fragment("portales", _read_records)


def _read_records():
    records = PortalSettings.objects.select_related("site__root_page__locale", "escudo")
    ordered = records.order_by("nombre", "pk")
    for record in (found := list(ordered)):
        record.site.root_page = _light(record.site.root_page)
    return found


def _light(home):
    """Return ``home`` as what it is, with its language and without the fields of its class."""
    light = home.specific_deferred
    light.locale = home.locale
    return light


def portal_homes():
    """Return the homes of all portals in all languages; ``es_publica`` says which are public."""
    return fragment("portadas", _read_homes)


def _read_homes():
    roots = Page.objects.filter(pk__in=[record.site.root_page_id for record in portal_records()])
    homes = Page.objects.filter(translation_key__in=roots.values("translation_key"))
    is_public = Exists(publicas(Page.objects.filter(pk=OuterRef("pk"))))
    homes = homes.select_related("locale").annotate(es_publica=is_public).order_by("-url_path")
    return [_light(home) for home in homes]


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
