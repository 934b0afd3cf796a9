"""How each thing to be published stands today: said by the row, and by where it leads."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from base.documentos import Retiro, withdrawn
from transparencia.models import DocumentoPage
from transparencia.models.documento import alcanzables
from transparencia.states import States

# How long before it lapses something is told to be about to.
PRONTO = timedelta(days=30)


class SituacionDeLaObligacion(States):
    """The names are those of the filter of the list, and of the files."""

    PUBLICADO = "publicado", "hecho", gettext_lazy("Publicado")
    POR_VENCER = "por-vencer", "reloj", gettext_lazy("Por vencer")
    VENCIDO = "vencido", "emergencia", gettext_lazy("Vencido")
    SIN_PUBLICAR = "sin-publicar", "no-hecho", gettext_lazy("Aún no publicado")
    NO_CORRESPONDE = "no-corresponde", "sin-efecto", gettext_lazy("No le corresponde")

    @property
    def cuenta(self):
        """Whether it counts as published."""
        return self in (SituacionDeLaObligacion.PUBLICADO, SituacionDeLaObligacion.POR_VENCER)


@dataclass(frozen=True)
class Lectura:
    """What rows come to on the day ``hoy``, of those whose pages are among ``paginas``."""

    hoy: date
    paginas: frozenset[int]
    retirados: dict[int, Retiro]

    @classmethod
    def of(cls, pages, today):
        """Read which of ``pages``, a queryset of those that rows name, anyone may read."""
        keys = alcanzables(pages).order_by().values_list("pk", flat=True)
        return cls(today, frozenset(keys), withdrawn())

    def situacion(self, row):
        """Return the :class:`SituacionDeLaObligacion` of ``row``; None stands for no row at all."""
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
        """Return why what the row names is not to be had, in words; empty where it is."""
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
    """A condition on rows: what has lapsed or soon will, or is not to be had any more."""
    reachable = Exists(alcanzables(Page.objects.filter(pk=OuterRef("pagina"))))
    unreachable = Q(pagina__isnull=False) & ~Q(reachable)
    is_nowhere = Q(pagina=None, documento=None, enlace="")
    is_gone = unreachable | Q(documento__in=list(withdrawn())) | is_nowhere
    return Q(no_corresponde=False) & (Q(hasta__lte=today + PRONTO) | is_gone)


def esta_publicada(today):
    """A condition on rows: those whose situation counts as published."""
    in_force = Q(desde__lte=today) & (Q(hasta__isnull=True) | Q(hasta__gte=today))
    page = Exists(alcanzables(Page.objects.filter(pk=OuterRef("pagina"))))
    file = Q(documento__isnull=False) & ~Q(
        Exists(DocumentoPage.objects.con_archivo_retirado().filter(archivo=OuterRef("documento")))
    )
    link = Q(pagina=None, documento=None) & ~Q(enlace="")
    return Q(no_corresponde=False) & in_force & (Q(page) | Q(pagina=None) & file | link)


def pages_of(rows):
    """The pages that ``rows``, a queryset, name."""
    return Page.objects.filter(pk__in=rows.order_by().values("pagina"))
