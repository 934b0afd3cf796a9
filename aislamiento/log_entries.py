"""Portals of the entries in Wagtail's logs: how they are stored and queried.

``bitacora`` writes them when the entry is created; all code that lists entries reads them here.
They are stored as {slug: True}, because both databases can query the keys of a JSON object.
"""

from django.db.models import Q

# The key in the ``data`` of an entry.
PORTALES = "portales"


def slugs_of(entry):
    """Return the slugs of the portals of ``entry``; empty for an entry common to all portals."""
    return list(entry.data.get(PORTALES, {}))


def written_in(slugs):
    """Return a condition (``Q``) on entries: those of a portal in ``slugs``."""
    slugs = list(slugs)
    return Q(**{f"data__{PORTALES}__has_any_keys": slugs}) if slugs else Q(pk__in=[])


def common_to_all():
    """Return a condition (``Q``) on entries: those that belong to no portal."""
    return Q(**{f"data__{PORTALES}": {}}) | Q(**{f"data__{PORTALES}__isnull": True})
