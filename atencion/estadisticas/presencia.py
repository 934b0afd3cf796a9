"""Component «answers in time» of the index of presencia.

It uses only figures that «Cómo respondemos» publishes: the year of the last whole month, with the
same threshold, so that nobody can compute a reserved figure from the index.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Site

from atencion.models import AtencionPage
from base.publicas import publicas
from directorio.presencia.registro import Componente, Conteo, Fraccion, add_up

from .cuentas import count_by_entity, ultimo_mes
from .reserva import hide_small


def _parte(row):
    """Return the published part of a row; None if reserved or if no case was received."""
    if not row.recibidas or row.respondidas is None:
        return None
    # An entidad that received cases and answered none counts as having none in time.
    return Fraccion(row.en_plazo, row.respondidas or row.recibidas)


def _count(medidos):
    """Count per entidad and portal. An entidad of the province has figures in several portals."""
    wanted, portals = [], {}
    # Of all portals: an entidad may also receive cases through other portals.
    for site, figures in count_by_entity(_que_lo_muestran(), ultimo_mes().year).items():
        total, rows = hide_small(figures.total, figures.por_entidad)
        wanted += [(pk, _parte(row)) for pk, row in rows.items() if pk in medidos.rutas]
        portals[site] = _parte(total)
    return Conteo(
        entidades=add_up((pk, parte) for pk, parte in wanted if parte),
        portales={site.pk: portals[site.pk] for site in medidos.sites if portals.get(site.pk)},
    )


def _que_lo_muestran():
    """Return a subquery with the keys of the sites that have a public AtencionPage."""
    section = publicas(AtencionPage.objects.filter(path__startswith=OuterRef("root_page__path")))
    return Site.objects.filter(Exists(section)).values("pk")


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
    count=_count,
    en_palabras=_en_palabras,
)
