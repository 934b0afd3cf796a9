"""State of the translation of each page, computed in the database for all pages at once."""

from collections import Counter

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, Exists, IntegerChoices, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, WorkflowState, get_page_models

from aislamiento.apagadas import encendidas
from aislamiento.scope import scope_of
from base.tree import NOWHERE, container, from_homes_down
from moderacion.dashboard.listas import workflow_states
from tableros.alcance import portales_of
from traduccion.paginas import es_anterior, faltantes, por_textos, sin_empezar


class EstadoDeTraduccion(IntegerChoices):
    """State of a translation, ordered by urgency for readers."""

    ANTERIOR = 1, _("Anterior al original")
    EN_CURSO = 2, _("En curso")
    COMPLETA = 3, _("Completa, sin enviar")
    SIN_TRADUCIR = 4, _("Sin traducir")
    EN_MODERACION = 5, _("En moderación")
    TRADUCIDA = 6, _("Traducida")

    @property
    def slug(self):
        return self.name.lower().replace("_", "-")

    @property
    def icono(self):
        return _ICONS[self]


_ICONS = {
    EstadoDeTraduccion.ANTERIOR: "warning",
    EstadoDeTraduccion.EN_CURSO: "edit",
    EstadoDeTraduccion.COMPLETA: "tick-inverse",
    EstadoDeTraduccion.SIN_TRADUCIR: "minus",
    EstadoDeTraduccion.EN_MODERACION: "time",
    EstadoDeTraduccion.TRADUCIDA: "circle-check",
}


def originales(user):
    """Return the Spanish pages for the report: those on or below which the user has a right."""
    scope = scope_of(user)
    pages = Page.objects.filter(from_homes_down(), locale=Locale.get_default(), alias_of=None)
    pages = encendidas(pages)
    if scope.is_total:
        return pages
    own = NOWHERE
    for path in scope.paths:
        own |= Q(path__startswith=path)
    return pages.filter(own)


def versiones(locale):
    """Return the translation into ``locale`` of each original, as a subquery."""
    return Page.objects.filter(
        translation_key=OuterRef("translation_key"), locale=locale, alias_of=None
    ).exclude(sin_empezar())


def por_traducir(pages, locale, *, todo=False):
    """Return those of ``pages`` that need a translation or have one, annotated with ``estado``.

    Pages that are read for some days only (``es_del_dia``) are left out until somebody begins to
    translate them, unless ``todo`` is true.
    """
    wanted = Q(live=True)
    if not todo:
        wanted &= ~Q(content_type__in=_del_dia())
    listed = pages.filter(wanted | Exists(versiones(locale)))
    return listed.annotate(estado=_estado(locale))


def _del_dia():
    models = [model for model in get_page_models() if getattr(model, "es_del_dia", False)]
    return [found.pk for found in ContentType.objects.get_for_models(*models).values()]


def _estado(locale):
    version = versiones(locale)
    waiting = workflow_states(WorkflowState.STATUS_IN_PROGRESS)
    by_text = por_textos().filter(source__object=OuterRef("translation_key"), target_locale=locale)
    lacking = faltantes(locale).filter(source__object=OuterRef("translation_key"))
    return Case(
        When(~Exists(version), then=Value(EstadoDeTraduccion.SIN_TRADUCIR)),
        When(
            Exists(version.filter(pk__in=waiting.values("page_pk"))),
            then=Value(EstadoDeTraduccion.EN_MODERACION),
        ),
        When(
            Exists(version.filter(es_anterior(), live=True)),
            then=Value(EstadoDeTraduccion.ANTERIOR),
        ),
        When(Exists(version.filter(live=True)), then=Value(EstadoDeTraduccion.TRADUCIDA)),
        When(Exists(by_text) & ~Exists(lacking), then=Value(EstadoDeTraduccion.COMPLETA)),
        default=Value(EstadoDeTraduccion.EN_CURSO),
    )


def count_states(pages):
    """Return a Counter {state: number of pages}; ``pages`` come from :func:`por_traducir`."""
    rows = pages.order_by().values("estado").annotate(total=Count("pk"))
    return Counter({EstadoDeTraduccion(row["estado"]): row["total"] for row in rows})


def idiomas_de(record):
    """Return the locales that the portal ``record`` offers besides Spanish, as a list."""
    return [locale for locale in _idiomas() if record.ofrece(locale.language_code)]


def _idiomas():
    return Locale.objects.exclude(pk=Locale.get_default().pk).order_by("pk")


def count_states_by_portal(user):
    """Return [(portal, locale, {state: number of pages})] for the portals of the user.

    One query per language, for any number of portals.
    """
    portales = portales_of(user)
    pages = originales(user)
    rows = []
    for locale in _idiomas():
        offering = [item for item in portales if item[1].ofrece(locale.language_code)]
        counts = _count_in_each_tree(por_traducir(pages, locale)) if offering else {}
        rows += [(record, locale, counts.get(path, Counter())) for path, record in offering]
    return rows


def _count_in_each_tree(pages):
    rows = (
        pages.order_by()
        .annotate(place=container())
        .values_list("place", "estado")
        .annotate(total=Count("pk"))
    )
    counts = {}
    for place, estado, total in rows:
        counts.setdefault(place, Counter())[EstadoDeTraduccion(estado)] = total
    return counts
