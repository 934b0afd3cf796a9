"""The destacados of a portal that match a search."""

from django.db.models import F
from django.utils import timezone

from servidor.caches.fragments import fragment

from .analisis import raices
from .destacables import found_in
from .expresiones import dividida, lecturas
from .models import Destacado

MAXIMO = 3


def promovidas(texto, *, site, locale):
    """Return the keys of the pages that ``site`` promotes for ``texto``, by ``orden``.

    At most ``MAXIMO`` pages; each has a ficha that the portal shows now, in the language of
    ``locale``. An expression matches if the stems of all its words are in the search. The rows are
    cached.
    """
    idioma, now = locale.language_code, timezone.now()
    buscadas = set(raices(texto, idioma))
    if not buscadas:
        return []
    kept = fragment(f"promovidas-{site.pk}-{idioma}", lambda: _read(site, idioma))
    return [
        key
        for key, expires, expressions in kept
        if (expires is None or expires > now) and any(map(buscadas.issuperset, expressions))
    ][:MAXIMO]


def _read(site, idioma):
    """Return [(key of a page, when its ficha expires or None, stems of each expression)]."""
    shown = Destacado.objects.filter(
        found_in(site, "pagina__ficha__"), site=site, pagina__ficha__idioma=idioma
    )
    rows = shown.annotate(vence=F("pagina__ficha__vence")).order_by("orden", "pk")
    return [(row.pagina_id, row.vence, list(_stems(row, idioma))) for row in rows]


def _stems(destacado, idioma):
    """Yield the stems of each expression of ``destacado``."""
    for expresion in destacado.lista:
        for words in lecturas(dividida(expresion, idioma)):
            yield raices(" ".join(words), idioma)
