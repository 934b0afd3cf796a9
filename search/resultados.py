"""The template context of the search page: groups with their counts, and their results."""

from dataclasses import dataclass

from base.frame import Frame
from base.paging import paginate

from .busqueda import TOPE, find_pages
from .cards import TarjetaDeResultado, tarjetas
from .destacados import promovidas
from .funciones import funciones
from .models import Grupo

# Results of each group if several groups are shown, and results a page of one group.
FEW, PER_PAGE = 4, 10
# Results below this share of the best points are only on the page of their group.
_WORTH = 0.3


@dataclass(frozen=True)
class GrupoHallado:
    """A group on the search page. ``total`` is at most ``TOPE``; ``hay_mas``: there are more."""

    clave: str
    nombre: str
    total: int
    hay_mas: bool
    url: str
    actual: bool
    tarjetas: list[TarjetaDeResultado]

    @property
    def hay_otras(self):
        return self.total > len(self.tarjetas)


def resultados(pedido, request):
    """Return the template context of the results; ``total`` is 0 if nothing was found.

    The group with the best result comes first. A chosen or only group is shown with pagination;
    else the first results of each group are shown, below the destacados.
    """
    frame = Frame.for_request(request)
    place = {"site": frame.site, "locale": frame.inicio.locale}
    resultado = find_pages(pedido.texto, **place, todas=pedido.todas)
    found, few = by_group(resultado.hallazgos), first_of_each(resultado.hallazgos)
    chosen = pedido.grupo or (next(iter(found)) if len(found) == 1 else "")
    paging = paginate(request, found.get(chosen, []), PER_PAGE) if chosen else {}
    is_start = not pedido.grupo and not (chosen and paging["pagina"].has_previous())
    promoted = promovidas(pedido.texto, **place) if is_start else []
    functions = funciones(pedido.texto, request) if is_start else []
    shown = {chosen: list(paging["pagina"])} if chosen else _without(promoted, few)
    keys = [*promoted, *(key for some in shown.values() for key in some)]
    cards = tarjetas(keys, resultado.palabras, request)
    grupos = [
        GrupoHallado(
            clave=grupo,
            nombre=Grupo(grupo).label,
            total=min(resultado.totales[grupo], TOPE),
            hay_mas=resultado.totales[grupo] > TOPE,
            url=pedido.url(grupo=grupo),
            actual=grupo == chosen,
            tarjetas=[cards[key] for key in shown.get(grupo, []) if key in cards],
        )
        for grupo in found
    ]
    corregida = resultado.corregida
    return {
        **paging,
        "funciones": functions,
        "destacadas": [cards[key] for key in promoted if key in cards],
        "grupos": grupos,
        "elegido": Grupo(chosen).label if chosen else "",
        "todo_url": pedido.url(grupo=""),
        "total": sum(grupo.total for grupo in grupos),
        "hay_mas": any(grupo.hay_mas for grupo in grupos),
        "corregida": corregida,
        "corregida_url": pedido.url(texto=corregida) if corregida else "",
        "ofrecida": resultado.ofrecida,
        "ofrecida_url": pedido.url(texto=resultado.ofrecida) if resultado.ofrecida else "",
        "alguna": resultado.alguna,
    }


def by_group(hallazgos):
    """Return {group: keys of its pages}; the group of the best result is first."""
    found = {}
    for hallazgo in hallazgos:
        found.setdefault(hallazgo.grupo, []).append(hallazgo.page_id)
    return found


def first_of_each(hallazgos):
    """Return the same, without results far worse than the best of all; each group keeps its best.

    Without that, a page that has the word only in its text would stand before the second best.
    If there are at most ``FEW`` results, all are returned.
    """
    if len(hallazgos) <= FEW:
        return by_group(hallazgos)
    enough = max((item.puntos for item in hallazgos), default=0) * _WORTH
    good = by_group(item for item in hallazgos if item.puntos >= enough)
    return {grupo: good.get(grupo, keys[:1]) for grupo, keys in by_group(hallazgos).items()}


def _without(promoted, found):
    """Return the first results of each group, without those already shown as destacados."""
    return {
        grupo: [key for key in keys if key not in promoted][:FEW] for grupo, keys in found.items()
    }
