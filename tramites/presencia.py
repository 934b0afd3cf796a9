"""Component of the index of presencia: whether trámites are complete and confirmed."""

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy, ngettext

from base.publicas import publicas
from base.tree import container, in_trees_of
from directorio.presencia.faltantes import con_completo
from directorio.presencia.registro import Componente, Conteo, Fraccion, add_up, en_porcentaje

from .faltantes import partes_de_tramite
from .models import TramiteLocalPage, TramitePage


def _count(medidos):
    """Count, for each portal, the trámites that it writes and its trámites locales."""
    here = in_trees_of(medidos.portales)
    portals = medidos.portales
    written = [
        (row["lugar"], row["entidad"], Fraccion(row["hecho"], 100 * row["total"]))
        for row in _escritos(here | Q(entidad__in=medidos.claves))
    ]
    adapted = [
        (portals[row["lugar"]], Fraccion(100 * row["hecho"], 100 * row["total"]))
        for row in _adaptados(here)
    ]
    own = [(portals[place], parte) for place, _entidad, parte in written if place in portals]
    return Conteo(
        entidades=add_up(
            (entidad, parte) for _place, entidad, parte in written if entidad in medidos.rutas
        ),
        portales=add_up(own + adapted),
    )


def _escritos(wanted):
    """Return rows with the sum of percentages and the number of trámites, by portal and entidad."""
    told = con_completo(_public(TramitePage.objects.filter(wanted)), partes_de_tramite())
    places = told.annotate(lugar=container()).values("lugar", "entidad")
    return places.annotate(hecho=Sum("completo"), total=Count("pk"))


def _adaptados(here):
    """Return rows by portal: trámites locales (``total``), and the confirmed ones (``hecho``)."""
    stale = TramiteLocalPage.objects.por_confirmar().order_by().values("pk")
    pages = _public(TramiteLocalPage.objects.filter(here, canonico__live=True))
    places = pages.annotate(lugar=container()).values("lugar")
    return places.annotate(total=Count("pk"), hecho=Count("pk", filter=~Q(pk__in=stale)))


def _public(pages):
    spanish = pages.filter(locale__language_code=settings.LANGUAGE_CODE)
    return publicas(spanish).order_by()


def _en_palabras(parte):
    number = parte.total // 100
    words = ngettext(
        "%(numero)s trámite, completo al %(parte)s",
        "%(numero)s trámites, completos al %(parte)s",
        number,
    )
    return words % {"numero": number, "parte": en_porcentaje(parte.porcentaje)}


tramites = Componente(
    clave="tramites",
    titulo=gettext_lazy("Trámites completos"),
    explicacion=gettext_lazy(
        "Cuánto dice cada trámite: entidad, qué llevar, cómo se hace, costo con su fuente, plazo, "
        "base legal vigente y revisión al día. Los que un municipio adapta cuentan enteros si "
        "confirmó el texto de la provincia."
    ),
    peso=20,
    count=_count,
    en_palabras=_en_palabras,
)
