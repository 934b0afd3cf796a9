"""What a page tells the citizens' search of itself, beside its text."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Site

from .tree import container_path


@dataclass(frozen=True)
class TambienEn:
    """In which portals a page is shown beside its own: those of ``sites``, by key, or all of
    them where ``todos``, without those of ``salvo``.
    """

    sites: frozenset[int] = frozenset()
    todos: bool = False
    salvo: frozenset[int] = frozenset()


def sites_by_container():
    """Return {path of the container of a portal: key of its site}."""
    rows = Site.objects.values_list("root_page__path", "pk")
    return {container_path(path): pk for path, pk in rows}


def languages_of_sites():
    """Return {key of the site of a portal: codes of the languages in which it may be searched}."""
    rows = Site.objects.values_list("pk", "portalsettings__idiomas")
    return {pk: {settings.LANGUAGE_CODE, *(idiomas or ())} for pk, idiomas in rows}
