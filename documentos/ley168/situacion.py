"""The state of each obligación today, which depends on its row and on the target of the row."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from base.retirados import Retiro, withdrawn
from base.states import States
from documentos.models import DocumentoPage
from documentos.models.documento import alcanzables

# A row is «por vencer» this long before it expires.
PRONTO = timedelta(days=30)


class SituacionDeLaObligacion(States):
    """State of an obligación; the filter of the list and the open data use these values."""

    PUBLICADO = "publicado", "hecho", gettext_lazy("Publicado")
    POR_VENCER = "por-vencer", "reloj", gettext_lazy("Por vencer")
    VENCIDO = "vencido", "emergencia", gettext_lazy("Vencido")
    SIN_PUBLICAR = "sin-publicar", "no-hecho", gettext_lazy("Aún no publicado")
    NO_CORRESPONDE = "no-corresponde", "sin-efecto", gettext_lazy("No le corresponde")

    @property
    def cuenta(self):
        """Whether an obligación in this state counts as published."""
        return self in (SituacionDeLaObligacion.PUBLICADO, SituacionDeLaObligacion.POR_VENCER)


@dataclass(frozen=True)
class SituacionesDelDia:
    """State of rows on the day ``hoy``; ``paginas`` are the pks of targets that all can read."""

    hoy: date
    paginas: frozenset[int]
    retirados: dict[int, Retiro]

    @classmethod
    def of(cls, pages, today):
        """Return those for rows whose pages are in ``pages``, a query set."""
        keys = alcanzables(pages).order_by().values_list("pk", flat=True)
        return cls(today, frozenset(keys), withdrawn())

    def situacion(self, row):
        """Return the :class:`SituacionDeLaObligacion` of ``row``, which may be None."""
        if row is None:
            return SituacionDeLaObligacion.SIN_PUBLICAR
        if row.no_corresponde:
            return SituacionDeLaObligacion.NO_CORRESPONDE
        if self.falla(row) or row.desde is None or row.desde > self.hoy:
            return SituacionDeLaObligacion.SIN_PUBLICAR
        if row.hasta is None:
            return SituacionDeLaObligacion.PUBLICADO
        if row.hasta < self.hoy:
            return SituacionDeLaObligacion.VENCIDO
        return (
            SituacionDeLaObligacion.POR_VENCER
            if row.hasta - self.hoy <= PRONTO
            else SituacionDeLaObligacion.PUBLICADO
        )

    def falla(self, row):
        """Return in words why the target of the row is not available, or "" if it is."""
        if row.pagina_id:
            is_public = row.pagina_id in self.paginas
            return "" if is_public else _("La página ya no se lee, o su documento se retiró.")
        if row.documento_id:
            retiro = self.retirados.get(row.documento_id)
            if retiro is None:
                return ""
            return _("El archivo se retiró el %(dia)s.") % {"dia": date_format(retiro.fecha)}
        return "" if row.enlace else _("Lo que se había puesto ya no existe.")


def pide_atencion(today):
    """Return the condition that a row has expired, expires soon or has no available target."""
    reachable = Exists(alcanzables(Page.objects.filter(pk=OuterRef("pagina"))))
    unreachable = Q(pagina__isnull=False) & ~Q(reachable)
    is_nowhere = Q(pagina=None, documento=None, enlace="")
    is_gone = unreachable | Q(documento__in=list(withdrawn())) | is_nowhere
    return Q(no_corresponde=False) & (Q(hasta__lte=today + PRONTO) | is_gone)


def esta_publicada(today):
    """Return the condition that a row counts as published, as ``SituacionesDelDia`` decides it."""
    in_force = Q(desde__lte=today) & (Q(hasta__isnull=True) | Q(hasta__gte=today))
    page = Exists(alcanzables(Page.objects.filter(pk=OuterRef("pagina"))))
    file = Q(documento__isnull=False) & ~Q(
        Exists(DocumentoPage.objects.con_archivo_retirado().filter(archivo=OuterRef("documento")))
    )
    link = Q(pagina=None, documento=None) & ~Q(enlace="")
    return Q(no_corresponde=False) & in_force & (Q(page) | Q(pagina=None) & file | link)


def pages_of(rows):
    """Return the pages to which ``rows``, a query set, point."""
    return Page.objects.filter(pk__in=rows.order_by().values("pagina"))
