"""The destacados of a portal that match a search."""

from .analisis import raices
from .destacables import found_in
from .expresiones import dividida, lecturas
from .models import Destacado

MAXIMO = 3


def promovidas(texto, *, site, locale):
    """Return the keys of the pages that ``site`` promotes for ``texto``, by ``orden``.

    At most ``MAXIMO`` pages; each has a ficha that the portal shows now, in the language of
    ``locale``. An expression matches if the stems of all its words are in the search. One query.
    """
    idioma = locale.language_code
    buscadas = set(raices(texto, idioma))
    if not buscadas:
        return []
    candidatas = Destacado.objects.filter(
        found_in(site, "pagina__ficha__"), site=site, pagina__ficha__idioma=idioma
    )
    return [
        destacado.pagina_id
        for destacado in candidatas.order_by("orden", "pk")
        if any(buscadas.issuperset(stems) for stems in _stems(destacado, idioma))
    ][:MAXIMO]


def _stems(destacado, idioma):
    """Yield the stems of each expression of ``destacado``."""
    for expresion in destacado.lista:
        for words in lecturas(dividida(expresion, idioma)):
            yield raices(" ".join(words), idioma)
