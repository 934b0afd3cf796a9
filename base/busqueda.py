"""What a page tells the citizens' search of itself, beside its text."""

from dataclasses import dataclass

from .chrome import portal_records
from .tenancy.tree import container_path


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
    return {
        container_path(record.site.root_page.path): record.site_id for record in portal_records()
    }
