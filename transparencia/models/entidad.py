"""What pages have in common that stand below an entity, or below the section."""

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from base.models import Retenible


def camino_de_encima(path):
    """An expression for the path of the page right above the one at ``path``."""
    return Substr(path, 1, Length(path) - Page.steplen)


def pagina_de_encima(**conditions):
    """Return a subquery of pages: the one right above, where it meets ``conditions``."""
    return Page.objects.filter(path=camino_de_encima(OuterRef("path")), **conditions)


class DeUnaEntidad(Retenible):
    """A page that is taken back with the entity, or the section, below which it stands.

    Whoever unpublishes an entity does not think of what is below it; its address, its file and
    the search would go on giving it.
    """

    @classmethod
    def withheld(cls):
        return cls.objects.exclude(Exists(pagina_de_encima(live=True)))
