"""What the index of presence counts of cases: the answers in time, as far as they are published.

It is made of nothing but figures that «Cómo respondemos» shows to everybody: of the year of the
last whole month, through the same threshold. From the index nobody computes what is kept back.
"""

from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Site

from directorio.presencia.registro import Componente, Parte

from .cuentas import contar_por_entidad, ultimo_mes
from .reserva import publicar


def _publicadas(sites):
    """Yield (site, published total, {entity: published row}) of portals. One query."""
    for site, figures in contar_por_entidad(sites, ultimo_mes().year).items():
        total, rows = publicar(figures.total, figures.por_entidad)
        yield site, total, rows


def _parte(row):
    """What is published of a row; None where nothing is, or nothing was received."""
    if not row.recibidas or row.respondidas is None:
        return None
    # Who received cases and answered none is not left out: it has nothing in time.
    return Parte(row.en_plazo, row.respondidas or row.recibidas)


def _de_entidades(entidades):
    """An entity of the province has cases of several portals, each with its own figures."""
    wanted = set(entidades.order_by().values_list("pk", flat=True))
    found = {}
    for _site, _total, rows in _publicadas(Site.objects.order_by().values("pk")):
        for pk in wanted & rows.keys():
            if parte := _parte(rows[pk]):
                found[pk] = found[pk] + parte if pk in found else parte
    return found


def _de_portales(sites):
    told = ((site, _parte(total)) for site, total, _rows in _publicadas(sites))
    return {site: parte for site, parte in told if parte}


def _en_palabras(parte):
    words = ngettext(
        "%(hecho)s de %(total)s respuesta en plazo",
        "%(hecho)s de %(total)s respuestas en plazo",
        parte.total,
    )
    return words % {"hecho": parte.hecho, "total": parte.total}


casos = Componente(
    clave="casos",
    titulo=gettext_lazy("Respuestas en plazo"),
    explicacion=gettext_lazy(
        "De los casos de Atención a la Población respondidos este año hasta el último mes "
        "completo, cuántos lo fueron en plazo. Donde son pocos no se cuentan: podrían señalar a "
        "una persona."
    ),
    peso=10,
    en_palabras=_en_palabras,
    de_entidades=_de_entidades,
    de_portales=_de_portales,
)
