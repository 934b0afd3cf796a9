"""Base class for pages below an entidad or below the section, and expressions for the parent."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from base.models import Retenible


def camino_de_encima(path):
    """Return the database expression for the path of the parent page of ``path``."""
    return Substr(path, 1, Length(path) - Page.steplen)


def pagina_de_encima(**conditions):
    """Return a subquery with the parent of the outer page, if it meets ``conditions``."""
    return Page.objects.filter(path=camino_de_encima(OuterRef("path")), **conditions)


class DeUnaEntidad(Retenible):
    """A page that is hidden while its parent, an entidad or the section, is not published.

    Wagtail by default leaves the child pages of an unpublished page live: without this class, their
    URLs, their files and the search would still show them.
    """

    @classmethod
    def withheld(cls):
        return cls.objects.exclude(Exists(pagina_de_encima(live=True)))
