"""What the search index needs to know of pages besides their text: portals and languages."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Site

from .tree import container_path


@dataclass(frozen=True)
class TambienEn:
    """The other portals that also show a page: the keys of their sites, or all of them if
    ``todos``; in both cases without those in ``salvo``.
    """

    sites: frozenset[int] = frozenset()
    todos: bool = False
    salvo: frozenset[int] = frozenset()


def sites_by_container():
    """Return {path of a portal's container page: key of its site}."""
    rows = Site.objects.values_list("root_page__path", "pk")
    return {container_path(path): pk for path, pk in rows}


def languages_of_sites():
    """Return {key of a portal's site: set of codes of the languages that its search covers}."""
    rows = Site.objects.values_list("pk", "portalsettings__idiomas")
    return {pk: {settings.LANGUAGE_CODE, *(idiomas or ())} for pk, idiomas in rows}
