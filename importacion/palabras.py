"""Texts and counts of an import for the screens."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from aislamiento.scope import scope_of

from .models import Fila, Importacion
from .servicio import counts_of


class Resumen:
    """How many rows of an import there are in each state, and whether it can be saved."""

    def __init__(self, importacion):
        self.importacion = importacion

    @cached_property
    def counts(self):
        return counts_of(self.importacion)

    @property
    def total(self):
        return self.counts.total()

    @property
    def estados(self):
        """[(state, name, count)] of the states that occur."""
        return [
            (estado.value, name, self.counts[estado])
            for estado, name in Fila.PLURALES.items()
            if self.counts[estado]
        ]

    @property
    def errores(self):
        return self.counts[Fila.Estado.ERROR]

    @property
    def por_guardar(self):
        return self.counts[Fila.Estado.NUEVA] + self.counts[Fila.Estado.CAMBIADA]

    @property
    def is_ready(self):
        return self.importacion.estado == Importacion.Estado.LISTA

    @property
    def can_be_saved(self):
        return self.is_ready and not self.errores and self.por_guardar > 0

    @cached_property
    def incompletas(self):
        """How many of the pages to be saved lack something before they can be published."""
        saved = self.importacion.filas.filter(estado__in=[Fila.Estado.NUEVA, Fila.Estado.CAMBIADA])
        return saved.exclude(avisos=[]).count()

    @property
    def completas(self):
        return self.por_guardar - self.incompletas


def with_states(imports):
    """Return ``imports`` as a list, each with ``estado_en_palabras``. One query."""
    of_import = Fila.objects.filter(importacion=OuterRef("pk"))
    saved = [Fila.Estado.NUEVA, Fila.Estado.CAMBIADA]
    found = list(
        imports.annotate(
            has_errors=Exists(of_import.filter(estado=Fila.Estado.ERROR)),
            has_news=Exists(of_import.filter(estado__in=saved)),
        )
    )
    for importacion in found:
        importacion.estado_en_palabras = _state(importacion)
    return found


def _state(importacion):
    if importacion.estado != Importacion.Estado.LISTA:
        return importacion.get_estado_display()
    if importacion.has_errors:
        return _("Tiene errores: corrija el archivo y súbalo de nuevo")
    return importacion.get_estado_display() if importacion.has_news else _("Nada que guardar")


def rows_of_page(filas, user):
    """Return ``filas`` as a list, each with ``url`` to edit its page; None if it is not visible."""
    filas = list(filas)
    pages = Page.objects.filter(pk__in=[fila.page_id for fila in filas if fila.page_id])
    seen = set(scope_of(user).filter(pages).values_list("pk", flat=True))
    for fila in filas:
        fila.url = (
            reverse("wagtailadmin_pages:edit", args=[fila.page_id])
            if fila.page_id in seen
            else None
        )
    return filas
