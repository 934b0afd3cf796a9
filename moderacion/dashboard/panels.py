"""Panels of the admin home page: waiting pages, figures and activity of the user's portals."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aislamiento.scope import scope_of
from moderacion.queries import moderates, waiting_for
from tableros.alcance import (
    editable_pages,
    edits_pages,
    portales_of,
    reported_pages,
    reported_portales,
    whole_portales,
)
from tableros.filas import describe_wait
from tableros.panels import SHOWN, UserPanel

from .actividad import LAST, count_lists, count_people, get_count, median_waits
from .cola import count_waiting, make_esperas, with_task
from .listas import (
    APROBADAS,
    BORRADORES,
    EN_REVISION,
    ENVIADAS,
    PUBLICADAS,
    PUBLICADAS_RECIENTES,
    SIN_PERSONA,
    VENCIDAS,
    ListaDePaginas,
    lista_url,
)


class SinTareasPanel(UserPanel):
    """Explains to users without any other panel why the page is empty, and who can help."""

    name = "sin_tareas"
    template_name = "moderacion/dashboard/sin_tareas.html"
    order = 60

    def is_shown(self):
        return not (
            moderates(self.user) or edits_pages(self.user) or len(reported_portales(self.user))
        )


class PorRevisarPanel(UserPanel):
    """For moderators: the pages that have waited longest, and a link to the whole queue."""

    name = "por_revisar"
    template_name = "moderacion/dashboard/por_revisar.html"
    order = 60

    def is_shown(self):
        return moderates(self.user)

    def get_context_data(self, parent_context):
        pages = waiting_for(self.user)
        portales = portales_of(self.user)
        waiting = count_waiting(self.user)
        return {
            "total": waiting["paginas"],
            "hay_mas": not waiting["paginas"] and waiting.total(),
            "varios_portales": len(portales) > 1,
            "esperas": make_esperas(with_task(pages)[:SHOWN], self.user, portales),
            "cola_url": reverse("moderacion:cola"),
        }


@dataclass(frozen=True)
class Cifra:
    valor: str
    texto: str
    url: str
    alerta: bool = False


class CifrasPanel(UserPanel):
    """For editors: figures of their portals, or of the parts that they may edit."""

    name = "cifras"
    template_name = "moderacion/dashboard/cifras.html"
    order = 80

    listas = (PUBLICADAS, BORRADORES, EN_REVISION, VENCIDAS)

    def is_shown(self):
        return edits_pages(self.user) and not scope_of(self.user).is_total

    @cached_property
    def pages(self):
        return editable_pages(self.user)

    @cached_property
    def portales(self):
        return portales_of(self.user)

    @cached_property
    def whole(self):
        """Container paths of the portals that the user may edit from the portada down."""
        return whole_portales(self.pages, self.portales)

    def get_context_data(self, parent_context):
        counts = count_lists(self.pages, self.listas)
        groups = []
        for path, record in self.portales:
            if path not in counts:
                continue
            name = record.site.site_name
            is_whole = path in self.whole
            title = _("%(portal)s en cifras") if is_whole else _("Sus páginas de %(portal)s")
            groups.append(
                {
                    "slug": record.slug,
                    "titulo": title % {"portal": name},
                    "cifras": self.get_figures(path, record, counts[path]),
                }
            )
        return {"grupos": groups}

    def get_figures(self, path, record, row):
        """Return the figures of one portal; subclasses add those of their page types."""
        return [
            Cifra(
                str(get_count(row, lista)),
                lista.titulo,
                lista_url(lista, record),
                alerta=lista is VENCIDAS and get_count(row, lista) > 0,
            )
            for lista in self.listas
        ]


@dataclass(frozen=True)
class Actividad:
    """One row of the activity table."""

    portal: str
    url: str
    en_silencio: bool
    ultima: str
    celdas: list[Cifra]


class ActividadPanel(UserPanel):
    """For coordinators and provincial staff: activity of each portal, silent portals first."""

    name = "actividad"
    template_name = "moderacion/dashboard/actividad.html"
    order = 90

    listas: tuple[ListaDePaginas, ...] = (
        ENVIADAS,
        PUBLICADAS_RECIENTES,
        EN_REVISION,
        VENCIDAS,
        SIN_PERSONA,
    )

    @cached_property
    def portales(self):
        return reported_portales(self.user)

    def is_shown(self):
        return len(self.portales) > 0

    def get_context_data(self, parent_context):
        pages = reported_pages(self.user, self.portales)
        counts = count_lists(pages, self.listas)
        people = count_people(self.user, pages)
        waits = median_waits(pages)
        rows = [
            self.get_row(record, counts.get(path, {}), people.get(path, 0), waits.get(path))
            for path, record in self.portales
        ]
        return {
            "filas": sorted(rows, key=lambda row: not row.en_silencio),
            "silenciosos": [row.portal for row in rows if row.en_silencio],
            "dias": settings.TABLEROS_DIAS_EN_SILENCIO,
        }

    def get_row(self, record, counts, people, wait):
        last = counts.get(LAST)
        days = (timezone.now() - last).days if last else None
        labels = {
            ENVIADAS: _("Enviadas"),
            PUBLICADAS_RECIENTES: _("Publicadas"),
            EN_REVISION: _("En revisión"),
            VENCIDAS: _("Por volver a revisar"),
            SIN_PERSONA: _("Sin persona a cargo"),
        }
        cells = [
            Cifra(str(get_count(counts, lista)), labels[lista], lista_url(lista, record))
            for lista in self.listas
        ]
        cells.insert(
            2,
            Cifra(
                str(people),
                _("Personas activas"),
                f"{reverse('moderacion:personas')}?portal={record.slug}",
            ),
        )
        cells.insert(
            3,
            Cifra(
                describe_wait(wait) if wait is not None else "—",
                _("Aprobar tarda"),
                lista_url(APROBADAS, record),
            ),
        )
        return Actividad(
            portal=record.site.site_name,
            url=lista_url(PUBLICADAS, record),
            en_silencio=days is None or days > settings.TABLEROS_DIAS_EN_SILENCIO,
            ultima=self.describe_last(last, days),
            celdas=cells,
        )

    def describe_last(self, last, days):
        if last is None:
            return _("nunca")
        if days == 0:
            return _("hoy")
        return ngettext("hace %(dias)d día", "hace %(dias)d días", days) % {"dias": days}
