"""Counts of what a portal has before it opens, and lists of what each count still lacks."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from atencion.models import AtencionPage
from base.tree import container, container_path
from directorio.models import Contacto, EntidadPage
from home.apertura.preguntas import preguntas_de
from home.models import PaginaInicial, StandardPage
from tramites.models import Costo, TramitePage


@dataclass(frozen=True)
class Avance:
    """Progress as a number of done items; complete if ``total`` is 0."""

    hecho: int
    total: int

    @property
    def porcentaje(self):
        return 100 if not self.total else 100 * min(self.hecho, self.total) // self.total

    @property
    def esta_listo(self):
        return self.porcentaje == 100


@dataclass(frozen=True)
class Falta:
    """Missing item of a step: its title, questions for its author, and the URL where to edit it."""

    titulo: str
    preguntas: tuple = ()
    url: str = ""


class Portales:
    """Several portals, counted together: as many queries as for one."""

    def __init__(self, records):
        self.records = {container_path(r.site.root_page.path): r for r in records}

    def pages(self, model):
        """Return the Spanish pages of a model in these portals; ``portal`` is the container."""
        spanish = model.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by()
        return spanish.annotate(portal=container()).filter(portal__in=self.records)

    def count(self, pages, done, wanted=None):
        """Return {container: :class:`Avance`}: how many ``pages`` match ``done``, a ``Q``.

        The total is ``wanted``, or without it the number of pages.
        """
        rows = pages.values("portal").annotate(
            hecho=Count("pk", filter=done, distinct=True), total=Count("pk", distinct=True)
        )
        nothing = {place: Avance(0, wanted or 1) for place in self.records}
        return nothing | {
            row["portal"]: Avance(row["hecho"], row["total"] if wanted is None else wanted)
            for row in rows
        }

    def of_records(self, count):
        return {place: count(record) for place, record in self.records.items()}


class Portal:
    """One portal whose missing items are listed: its settings, and its pages of each model."""

    def __init__(self, record):
        self.record = record
        self.site, self.home = record.site, record.site.root_page

    def pages(self, model):
        return Portales([self.record]).pages(model)

    @cached_property
    def iniciales(self):
        """{page key: clave} of the existing pages with which the portal was created."""
        found = PaginaInicial.objects.filter(site=self.site, page__isnull=False)
        return dict(found.values_list("page_id", "clave"))


def _edit(page_id):
    return reverse("wagtailadmin_pages:edit", args=[page_id])


# --- The data of the portal ----------------------------------------------------------------


def data(portales):
    def told(record):
        values = (record.telefonos, record.correo, record.direccion, record.horario)
        return Avance(sum(map(bool, values)), len(values))

    return portales.of_records(told)


def team(portales):
    groups = {
        place: (record.editores_id, record.coordinadores_id, record.atencion_id)
        for place, record in portales.records.items()
    }
    keys = {key for of_portal in groups.values() for key in of_portal if key}
    people = get_user_model().objects.filter(is_active=True, groups__in=keys)
    manned = set(people.values_list("groups", flat=True))
    return {
        place: Avance(sum(key in manned for key in keys), len(keys))
        for place, keys in groups.items()
    }


def identity(portales):
    return portales.of_records(
        lambda record: Avance(bool(record.escudo_id) + bool(record.imagen_portada_id), 2)
    )


# --- Pages -----------------------------------------------------------------------------------

_ANSWERED = Q(live=True) & ~Q(responsable="")


def _born(pages):
    """Return those of ``pages`` with which their portal was created."""
    return pages.filter(pk__in=PaginaInicial.objects.filter(page__isnull=False).values("page"))


def answered(portales):
    return portales.count(_born(portales.pages(StandardPage)), _ANSWERED)


def unanswered(portal):
    for page in _born(portal.pages(StandardPage)).exclude(_ANSWERED).order_by("path"):
        yield Falta(page.title, preguntas_de(portal.iniciales[page.pk]), _edit(page.pk))


# --- The directory -----------------------------------------------------------------------------


def _reachable():
    return Q(live=True) & Exists(Contacto.objects.filter(page=OuterRef("pk")))


def directory(portales):
    return portales.count(portales.pages(EntidadPage), _reachable())


def unreachable(portal):
    for page in portal.pages(EntidadPage).exclude(_reachable()).order_by("title", "pk"):
        yield Falta(page.title, url=_edit(page.pk))


def _unverified():
    return Exists(Contacto.objects.filter(page=OuterRef("pk"), verificado_el=None))


def emergencies(portales):
    urgent = portales.pages(EntidadPage).filter(tipo__es_emergencia=True)
    return portales.count(urgent, Q(live=True) & ~_unverified())


def unconfirmed_numbers(portal):
    urgent = portal.pages(EntidadPage).filter(_unverified(), tipo__es_emergencia=True)
    for page in urgent.order_by("title", "pk"):
        yield Falta(page.title, url=_edit(page.pk))


def office(portales):
    return portales.count(portales.pages(AtencionPage), Q(oficina__isnull=False))


# --- Procedures, government, news --------------------------------------------------------------


def _confirmed():
    """Return the condition of a confirmed trámite: all costs have a date, and it has an entidad."""
    undated = Exists(Costo.objects.filter(page=OuterRef("pk"), fecha=None))
    return Q(live=True, entidad__isnull=False) & ~undated


def procedures(portales):
    return portales.count(portales.pages(TramitePage), _confirmed())


def unconfirmed(portal):
    for page in portal.pages(TramitePage).exclude(_confirmed()).order_by("title", "pk"):
        yield Falta(page.title, url=_edit(page.pk))


def published(model, wanted):
    def count(portales):
        return portales.count(portales.pages(model), Q(live=True), wanted)

    return count
