"""What the index of presence counts of procedures: how much each tells, and whether it holds."""

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy, ngettext

from base.publicas import publicas
from base.tree import container, in_trees_of
from directorio.presencia.faltantes import con_completo
from directorio.presencia.registro import Componente, Conteo, Parte, en_porcentaje, sumar

from .faltantes import partes_de_tramite
from .models import TramiteLocalPage, TramitePage


def _contar(medidos):
    """Of a portal count those that it writes, and what it says otherwise of the province's."""
    here = in_trees_of(medidos.portales)
    portals = medidos.portales
    written = [
        (row["lugar"], row["entidad"], Parte(row["hecho"], 100 * row["total"]))
        for row in _escritos(here | Q(entidad__in=medidos.claves))
    ]
    adapted = [
        (portals[row["lugar"]], Parte(100 * row["hecho"], 100 * row["total"]))
        for row in _adaptados(here)
    ]
    own = [(portals[place], parte) for place, _entidad, parte in written if place in portals]
    return Conteo(
        entidades=sumar(
            (entidad, parte) for _place, entidad, parte in written if entidad in medidos.rutas
        ),
        portales=sumar(own + adapted),
    )


def _escritos(wanted):
    """Yield sums of their percentages by portal and entity."""
    told = con_completo(_public(TramitePage.objects.filter(wanted)), partes_de_tramite())
    places = told.annotate(lugar=container()).values("lugar", "entidad")
    return places.annotate(hecho=Sum("completo"), total=Count("pk"))


def _adaptados(here):
    """An adapted procedure counts whole, or not at all if the province has changed its text."""
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
    contar=_contar,
    en_palabras=_en_palabras,
)
