"""Panels for editors with their work: returned, in review, unfinished, and due for revision."""

from dataclasses import dataclass

from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from aislamiento.scope import scope_of
from archivos.queries import returned, sent_by, waiting
from moderacion.cambios.filas import make_filas as make_filas_de_archivos
from moderacion.retiros.filas import make_filas as make_filas_de_retiros
from moderacion.retiros.queries import asked_by
from tableros.alcance import editable_pages, portales_of
from tableros.filas import Pendiente
from tableros.panels import SHOWN, UserPanel

from .filas import make_filas, with_relations
from .listas import BORRADORES, DEVUELTAS, EN_REVISION, VENCIDAS, lista_url, mine, pages_of


@dataclass(frozen=True)
class Apartado:
    slug: str
    titulo: Promise
    total: int
    filas: list[Pendiente]
    url: str

    @property
    def va_primero(self):
        return self.slug not in (BORRADORES.slug, VENCIDAS.slug)

    @property
    def hay_mas(self):
        return self.total > len(self.filas)


class MiTrabajo:
    """The work of one user, queried once for the two panels that show it."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def apartados(self):
        found = (
            *self.get_sections_of_files(),
            self.get_section_of_retirements(),
            *self.get_sections(),
        )
        return [section for section in found if section.total]

    def get_sections_of_files(self):
        """Yield the user's cambios of files, all of them: no other page lists them."""
        own = list(sent_by(self.user, returned() | waiting()))
        for slug, titulo, changes in (
            ("archivos-devueltos", _("Archivos devueltos"), [c for c in own if c.decidido]),
            ("archivos-en-revision", _("Archivos en revisión"), [c for c in own if not c.decidido]),
        ):
            filas = make_filas_de_archivos(changes, self.user) if changes else []
            yield Apartado(slug, titulo, len(filas), filas, url="")

    def get_section_of_retirements(self):
        """Return the user's pedidos de retiro that wait or were decided in the last days."""
        filas = make_filas_de_retiros(asked_by(self.user), self.user)
        return Apartado("retiros-pedidos", _("Retiros que pidió"), len(filas), filas, url="")

    def get_sections(self):
        pages = editable_pages(self.user)
        own = pages.filter(pk__in=pages.order_by().filter(mine(self.user)).values("pk"))
        # Overdue pages of the whole portal; for provincial staff only their own, not of all ten.
        due_is_mine = scope_of(self.user).is_total
        queries = {
            DEVUELTAS: (own, True),
            EN_REVISION: (own, True),
            BORRADORES: (own, True),
            VENCIDAS: (own if due_is_mine else pages, due_is_mine),
        }
        found = {
            lista: list(with_relations(pages_of(lista, queryset))[: SHOWN + 1])
            for lista, (queryset, _is_mine) in queries.items()
        }
        shown = {page.pk: page for rows in found.values() for page in rows[:SHOWN]}
        filas = dict(
            zip(
                shown,
                make_filas(shown.values(), self.user, portales_of(self.user)),
                strict=True,
            )
        )
        for lista, (queryset, is_mine) in queries.items():
            rows = found[lista]
            total = len(rows)
            if total > SHOWN:
                total = pages_of(lista, queryset).count()
            yield Apartado(
                lista.slug,
                lista.titulo,
                total,
                [filas[page.pk] for page in rows[:SHOWN]],
                lista_url(lista, mias=is_mine),
            )


class _DeMiTrabajoPanel(UserPanel):
    def __init__(self, trabajo):
        super().__init__(trabajo.user)
        self.trabajo = trabajo


class LoPrimeroPanel(_DeMiTrabajoPanel):
    """Panel of returned and waiting work, placed above the others."""

    name = "lo_primero"
    template_name = "moderacion/dashboard/mi_trabajo.html"
    order = 40

    def get_context_data(self, parent_context):
        return {"apartados": [each for each in self.trabajo.apartados if each.va_primero]}


class MiTrabajoPanel(_DeMiTrabajoPanel):
    """Panel of drafts and overdue pages; says so if the user has no work at all."""

    name = "mi_trabajo"
    template_name = "moderacion/dashboard/mi_trabajo.html"
    order = 70

    def get_context_data(self, parent_context):
        apartados = self.trabajo.apartados
        return {
            "apartados": [each for each in apartados if not each.va_primero],
            # Provincial staff write little: without work of their own, no message for them.
            "nada_pendiente": not apartados and not scope_of(self.user).is_total,
        }
