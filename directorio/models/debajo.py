from django.db.models import Exists

from base.models import Retenible
from base.tree import pagina_de_encima


class DeUnaEntidad(Retenible):
    """A page that is hidden while its parent, an entidad or the section, is not published.

    Wagtail by default leaves the child pages of an unpublished page live: without this class, their
    URLs, their files and the search would still show them.
    """

    @classmethod
    def withheld(cls):
        return cls.objects.exclude(Exists(pagina_de_encima(live=True)))
