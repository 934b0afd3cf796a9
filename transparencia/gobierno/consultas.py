"""What a portal publishes of its Government, for a reader of one language."""

from base.publicas import publicas
from base.tenancy.tree import in_tree_of


def del_portal(pages, chrome):
    """Return the public ones of ``pages``, a queryset, that stand in the portal of ``chrome``.

    In the language of the reader; what has no public page there is told by its Spanish one, for
    a name, a street or a telephone needs no translation.
    """
    spanish, wanted = chrome.site.root_page.locale_id, chrome.inicio.locale_id
    found = publicas(pages.filter(in_tree_of(chrome.inicio.path), locale__in={spanish, wanted}))
    if spanish == wanted:
        return found
    translated = found.filter(locale=wanted).order_by().values("translation_key")
    return found.exclude(locale=spanish, translation_key__in=translated)


def hermanas(page, parent):
    """Return the pages of the kind of ``page`` that stand in the same portal and language.

    ``page`` may not have been saved yet: ``parent`` is that below which it is being written.
    """
    place = page.path or parent.path
    found = type(page).objects.filter(in_tree_of(place), locale=page.locale_id or parent.locale_id)
    return found.exclude(pk=page.pk)
