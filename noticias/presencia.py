"""Component of the index of presence: news published in the last 30 days."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from base.publicas import publicas
from base.tree import container, container_path, paths_above
from directorio.presencia.registro import Componente, Conteo, Fraccion

from .models import NoticiaPage, NoticiasIndexPage

_DAYS = timedelta(days=30)
# Number of news expected in 30 days: of an entidad, and of a portal (one a week).
_OF_AN_ENTITY, _OF_A_PORTAL = 1, 4


def _recientes():
    """Return (key, container path, entidad path) of the public Spanish news of the last 30 days."""
    today = timezone.localdate()
    pages = NoticiaPage.objects.filter(
        fecha__gt=today - _DAYS, fecha__lte=today, locale__language_code=settings.LANGUAGE_CODE
    )
    related = "entidades_relacionadas__entidad__path"
    return publicas(pages).order_by().values_list("pk", container(), related)


def _count(medidos):
    """Count the recent news of each entidad and portal; without the section, nothing is missing.

    News about an entidad count for its offices too, and the other way round.
    """
    giving = medidos.con_seccion(NoticiasIndexPage)
    of_portals = {place: set() for place, site in medidos.portales.items() if site in giving}
    of, around = defaultdict(set), defaultdict(set)
    for news, place, entidad in _recientes():
        if place in of_portals:
            of_portals[place].add(news)
        if entidad:
            of[entidad].add(news)
            for above in paths_above(entidad):
                around[above].add(news)

    def told_of(path):
        return around.get(path, set()).union(
            *(of[place] for place in (path, *paths_above(path)) if place in of)
        )

    return Conteo(
        entidades={
            pk: Fraccion(len(told_of(path)), _OF_AN_ENTITY)
            for pk, path in medidos.rutas.items()
            if container_path(path) in of_portals
        },
        portales={
            medidos.portales[place]: Fraccion(len(news), _OF_A_PORTAL)
            for place, news in of_portals.items()
        },
    )


def _en_palabras(parte):
    if not parte.hecho:
        return _("ninguna noticia")
    words = ngettext("%(numero)s noticia", "%(numero)s noticias", parte.hecho)
    return words % {"numero": parte.hecho}


noticias = Componente(
    clave="noticias",
    titulo=gettext_lazy("Noticias del último mes"),
    explicacion=gettext_lazy(
        "Si en los últimos 30 días se publicó alguna noticia relacionada con la entidad o sus "
        "oficinas. De un portal entero se esperan cuatro, una por semana."
    ),
    peso=10,
    count=_count,
    en_palabras=_en_palabras,
)
