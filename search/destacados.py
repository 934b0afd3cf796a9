"""What a portal shows before all else to whoever looks for certain words."""

from .analisis import palabras, raiz
from .models import Destacado

MAXIMO = 3


def promovidas(texto, *, site, locale):
    """Return the keys of the pages that ``site`` promotes for ``texto``, best first.

    At most ``MAXIMO``, each of them public, shown by the portal and in the language ``locale``. An
    expression matches when all its words stand in the search, whatever their ending. One query.
    """
    idioma = locale.language_code
    buscadas = {raiz(palabra, idioma) for palabra in palabras(texto)}
    if not buscadas:
        return []
    candidatas = Destacado.objects.filter(site=site, pagina__locale=locale, pagina__live=True)
    return [
        destacado.pagina_id
        for destacado in candidatas.order_by("orden", "pk")
        if any(_stands_in(expresion, buscadas, idioma) for expresion in destacado.lista)
    ][:MAXIMO]


def _stands_in(expresion, buscadas, idioma):
    raices = {raiz(palabra, idioma) for palabra in palabras(expresion)}
    return bool(raices) and raices <= buscadas
