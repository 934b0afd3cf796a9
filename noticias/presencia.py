"""What the index of presence counts of news: whether any was published of late."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from base.publicas import publicas
from base.tenancy.tree import container, container_path, in_trees_of, paths_above
from directorio.models import EntidadPage
from directorio.presencia.registro import Componente, Parte

from .models import EntidadRelacionada, NoticiaPage

_DAYS = timedelta(days=30)
# Of one month: enough for an entity, and for a portal, where one a week is expected.
_OF_AN_ENTITY, _OF_A_PORTAL = 1, 4


def _recientes():
    today = timezone.localdate()
    return publicas(
        NoticiaPage.objects.filter(
            fecha__gt=today - _DAYS, fecha__lte=today, locale__language_code=settings.LANGUAGE_CODE
        )
    )


def _de_entidades(entidades):
    """News about an entity are of its offices too, and the other way round."""
    related = EntidadRelacionada.objects.filter(page__in=_recientes().order_by().values("pk"))
    pairs = related.order_by().values_list("entidad__path", "page")
    of, around = {}, {}
    for path, news in pairs.distinct():
        of.setdefault(path, set()).add(news)
        for above in paths_above(path, EntidadPage.steplen):
            around.setdefault(above, set()).add(news)
    found = {}
    for pk, path in entidades.order_by().values_list("pk", "path"):
        news = around.get(path, set()).union(
            *(of[place] for place in (path, *paths_above(path)) if place in of)
        )
        found[pk] = Parte(len(news), _OF_AN_ENTITY)
    return found


def _de_portales(sites):
    places = {container_path(site.root_page.path): site.pk for site in sites}
    rows = (
        _recientes()
        .filter(in_trees_of(places))
        .order_by()
        .annotate(grupo=container())
        .values("grupo")
        .annotate(numero=Count("pk"))
    )
    numbers = {places[row["grupo"]]: row["numero"] for row in rows}
    return {pk: Parte(numbers.get(pk, 0), _OF_A_PORTAL) for pk in places.values()}


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
    en_palabras=_en_palabras,
    de_entidades=_de_entidades,
    de_portales=_de_portales,
)
