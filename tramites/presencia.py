"""What the index of presence counts of procedures: how much each tells, and whether it holds."""

from django.conf import settings
from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext_lazy, ngettext

from base.publicas import publicas
from base.tenancy.tree import container, container_path, in_trees_of
from directorio.presencia.faltantes import con_completo
from directorio.presencia.registro import Componente, Parte

from .faltantes import partes_de_tramite
from .models import TramiteLocalPage, TramitePage


def _by(pages, group):
    """Return {group: Parte} of public procedures: the sum of their percentages."""
    spanish = publicas(pages.filter(locale__language_code=settings.LANGUAGE_CODE))
    rows = (
        con_completo(spanish.order_by(), partes_de_tramite())
        .annotate(grupo=group)
        .values("grupo")
        .annotate(hecho=Sum("completo"), total=Count("pk"))
    )
    return {row["grupo"]: Parte(row["hecho"], 100 * row["total"]) for row in rows}


def _de_entidades(entidades):
    of_them = TramitePage.objects.filter(entidad__in=entidades.order_by().values("pk"))
    return _by(of_them, F("entidad"))


def _de_portales(sites):
    """Those that a portal writes, and what it says differently of those of the province."""
    places = {container_path(site.root_page.path): site.pk for site in sites}
    here = in_trees_of(places)
    found = {}
    for counted in (_by(TramitePage.objects.filter(here), container()), _adaptados(here)):
        for place, parte in counted.items():
            site = places[place]
            found[site] = found[site] + parte if site in found else parte
    return found


def _adaptados(here):
    """An adapted procedure counts whole, or not at all if the province has changed its text."""
    stale = TramiteLocalPage.objects.por_confirmar().order_by().values("pk")
    rows = (
        publicas(TramiteLocalPage.objects.filter(here))
        .filter(locale__language_code=settings.LANGUAGE_CODE, canonico__live=True)
        .order_by()
        .annotate(grupo=container())
        .values("grupo")
        .annotate(total=Count("pk"), hecho=Count("pk", filter=~Q(pk__in=stale)))
    )
    return {row["grupo"]: Parte(100 * row["hecho"], 100 * row["total"]) for row in rows}


def _en_palabras(parte):
    number = parte.total // 100
    words = ngettext(
        "%(numero)s trámite, completo al %(parte)s %%",
        "%(numero)s trámites, completos al %(parte)s %%",
        number,
    )
    return words % {"numero": number, "parte": int(parte.porcentaje)}


tramites = Componente(
    clave="tramites",
    titulo=gettext_lazy("Trámites completos"),
    explicacion=gettext_lazy(
        "Cuánto dice cada trámite: entidad, qué llevar, cómo se hace, costo con su fuente, plazo, "
        "base legal vigente y revisión al día. Los que un municipio adapta cuentan enteros si "
        "confirmó el texto de la provincia."
    ),
    peso=20,
    en_palabras=_en_palabras,
    de_entidades=_de_entidades,
    de_portales=_de_portales,
)
