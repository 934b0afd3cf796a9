"""What pages have in common that stand below an entity, or below the section."""

from django.db.models import Exists

from base.models import Retenible
from transparencia.propias import pagina_de_encima


class DeUnaEntidad(Retenible):
    """A page that is taken back with the entity, or the section, below which it stands.

    Whoever unpublishes an entity does not think of what is below it; its address, its file and
    the search would go on giving it.
    """

    @classmethod
    def withheld(cls):
        return cls.objects.exclude(Exists(pagina_de_encima(live=True)))
