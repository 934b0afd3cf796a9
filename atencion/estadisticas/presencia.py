"""What the index of presence counts of cases: the answers in time, as far as they are published.

It is made of nothing but figures that «Cómo respondemos» shows to everybody: of the year of the
last whole month, through the same threshold. From the index nobody computes what is kept back.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Site

from atencion.models import AtencionPage
from base.publicas import publicas
from directorio.presencia.registro import Componente, Conteo, Parte, sumar

from .cuentas import contar_por_entidad, ultimo_mes
from .reserva import publicar


def _parte(row):
    """What is published of a row; None where nothing is, or nothing was received."""
    if not row.recibidas or row.respondidas is None:
        return None
    # Who received cases and answered none is not left out: it has nothing in time.
    return Parte(row.en_plazo, row.respondidas or row.recibidas)


def _contar(medidos):
    """An entity of the province has cases of several portals, each with its own figures."""
    wanted, portals = [], {}
    # Of all portals, for entities of these are asked in others too.
    for site, figures in contar_por_entidad(_que_lo_muestran(), ultimo_mes().year).items():
        total, rows = publicar(figures.total, figures.por_entidad)
        wanted += [(pk, _parte(row)) for pk, row in rows.items() if pk in medidos.rutas]
        portals[site] = _parte(total)
    return Conteo(
        entidades=sumar((pk, parte) for pk, parte in wanted if parte),
        portales={site.pk: portals[site.pk] for site in medidos.sites if portals.get(site.pk)},
    )


def _que_lo_muestran():
    """The keys of the portals with a public section that shows how it answers, for a query."""
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
    contar=_contar,
    en_palabras=_en_palabras,
)
