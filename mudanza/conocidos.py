"""Finds the rows of an older portal that an address may mean, whether public here or not."""

from django.db.models import Case, Q, When

from base.tree import NOWHERE

from .models import LISTAS, Anterior, Clase, RutaAnterior

# Limit of the query: an alias that more rows have identifies nothing.
_MOST_FOUND = 40


def posibles(pedida, site, *, by_alias=True):
    """Yield lists of the :class:`Anterior` that a ``formas.Pedida`` may mean, the most exact first.

    The first list costs a query, the second another one. Without ``by_alias`` an alias alone
    is not used: while pieces are taken over, another piece with that alias may still come.
    """
    exact, above = _by_path(pedida, site)
    yield exact
    lista = above.clase if pedida.lista is None and above else pedida.lista
    if pedida.claves or pedida.alias:
        found = _of_these_names(pedida, site)
        numbered = _by_number(found, pedida, lista)
        yield numbered or (_by_alias(found, pedida) if by_alias else [])
    # An address below a list of contacts, or of things that are no pieces, leads to that list.
    if above and above.clase in (Clase.CONTACTOS, Clase.LISTA):
        yield [above]


def _by_path(pedida, site):
    """Return (rows known at the path, nearest list above it or None)."""
    wanted = (*pedida.rutas, *pedida.arriba)
    if not wanted:
        return [], None
    rows = RutaAnterior.objects.filter(site=site, ruta__in=wanted).select_related("anterior")
    known = {row.ruta: row.anterior for row in rows}
    exact = [known[ruta] for ruta in pedida.rutas if ruta in known]
    above = (known[ruta] for ruta in pedida.arriba if ruta in known)
    return exact, next((thing for thing in above if thing.clase in LISTAS), None)


def _of_these_names(pedida, site):
    clases = [Clase.CATEGORIA] if pedida.lista == Clase.LISTA else [Clase.PIEZA, Clase.CATEGORIA]
    named, numbered = Q(alias__in=pedida.alias, clase__in=clases), NOWHERE
    for sistema, clase, clave in (*pedida.claves, *pedida.categorias):
        numbered |= Q(sistema=sistema, clase=clase, clave=clave)
    # Rows with the number come first, so that ``_MOST_FOUND`` never cuts them off.
    in_order = Case(When(numbered, then=0), default=1)
    found = Anterior.objects.filter(named | numbered, site=site).order_by(in_order, "pk")
    return list(found[:_MOST_FOUND])


def _by_number(found, pedida, lista):
    """Return the rows that have a number of the address and fit the rest of it, the best first.

    An article, a category and a contact may have the same number. The alias beside the number
    decides which one is meant; without an alias, the kind of list in which the address is.
    """
    if lista is None and any(_is_above(thing, pedida) for thing in found):
        lista = Clase.CATEGORIA

    def is_told(thing):
        return thing.alias in pedida.alias

    def is_listed(thing):
        return lista == (Clase.CONTACTOS if thing.es_contacto else Clase.CATEGORIA)

    by_key = [thing for key in pedida.claves for thing in found if _key(thing) == key]
    fitting = [thing for thing in by_key if is_told(thing) or is_listed(thing)]
    return sorted(fitting, key=lambda thing: (not is_told(thing), not is_listed(thing)))


def _is_above(thing, pedida):
    return _key(thing) in pedida.categorias and pedida.categorias[_key(thing)] == thing.alias


def _key(thing):
    return thing.sistema, thing.clase, thing.clave


def _by_alias(found, pedida):
    """Return the rows of the first alias that only one thing had, articles before categories."""
    for name in pedida.alias:
        for clase in (Clase.PIEZA, Clase.CATEGORIA):
            same = [thing for thing in found if thing.alias == name and thing.clase == clase]
            if len({thing.page_id for thing in same}) == 1:
                return same
    return []
