"""To which portals an entry of Wagtail's logs belongs: how it is kept, and how it is asked.

``bitacora`` writes it when the entry is made; every layer that shows entries reads it here.
Kept is {slug: True}: both databases can ask whether a JSON object has a key.
"""

from django.db.models import Q

# Where in the ``data`` of an entry.
PORTALES = "portales"


def slugs_of(entry):
    """Return the slugs of the portals of ``entry``; none for what is common to all."""
    return list(entry.data.get(PORTALES, {}))


def written_in(slugs):
    """A condition on entries: those that belong to a portal of ``slugs``."""
    slugs = list(slugs)
    return Q(**{f"data__{PORTALES}__has_any_keys": slugs}) if slugs else Q(pk__in=[])


def common_to_all():
    """A condition on entries: those that belong to no portal."""
    return Q(**{f"data__{PORTALES}": {}}) | Q(**{f"data__{PORTALES}__isnull": True})
