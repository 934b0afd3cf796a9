"""What else a portal has of a kind of page, drafts included."""

from base.tree import in_tree_of


def hermanas(page, parent):
    """Return the pages of the kind of ``page`` that stand in the same portal and language.

    ``page`` may not have been saved yet: ``parent`` is that below which it is being written.
    """
    place = page.path or parent.path
    found = type(page).objects.filter(in_tree_of(place), locale=page.locale_id or parent.locale_id)
    return found.exclude(pk=page.pk)
