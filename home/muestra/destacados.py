"""What each portal of the sample promotes in its search."""

from search.models import Destacado

# The piece of the sample, and the words for which it comes first.
_PROMOTED = {"atencion": "queja, denuncia, planteamiento, a quién le reclamo"}


def promote(load, pieces):
    """Promote those of the new ``pieces`` that are worth it; each goes when its page does."""
    for piece in _PROMOTED.keys() & pieces:
        Destacado.objects.create(
            site=load.datos.site, pagina_id=load.page_ids[piece], palabras=_PROMOTED[piece]
        )
