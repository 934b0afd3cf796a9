"""Comparison of the municipalities at the end of one quarter, in the portal of the province."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from base.frame import Frame
from base.publicas import publicas
from base.tree import container_path
from gobierno.models import CifraDePlanteamientos, InformeDePlanteamientosPage
from graficos import Barras
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment
from servidor.responses import or_404

from .estados import Recuento, cabeceras, sumadas
from .queries import dichos, orden_de

_PERIODS = 12


@dataclass(frozen=True)
class FilaDeMunicipio:
    """Figures of one municipality in the quarter; ``cuenta`` is None if it has no informe."""

    nombre: str
    url: str = ""
    mandato: str = ""
    fuente: str = ""
    cuenta: Recuento | None = None


class ComparacionDePlanteamientos:
    """The municipalities at the end of ``periodo``, a text as "2026-T1", or the newest quarter."""

    def __init__(self, request, periodo=None):
        self.request = request
        self._registros = [
            record for record in Frame.for_request(request).abiertos if not record.es_provincial
        ]
        self._informes = fragment("informes-de-municipios", self._told, UNTIL_ANNOUNCED)
        self.periodos = sorted({r.trimestre for r in self._informes}, reverse=True)[:_PERIODS]
        self.periodo = self._chosen(periodo)

    def _told(self):
        """Return the public informes with data of all municipalities, in Spanish."""
        paths = {container_path(record.site.root_page.path) for record in self._registros}
        every = publicas(InformeDePlanteamientosPage.objects.all())
        found = dichos(every).filter(locale__language_code=settings.LANGUAGE_CODE)
        return [page for page in found.order_by("path") if container_path(page.path) in paths]

    def _chosen(self, periodo):
        if periodo is None:
            return self.periodos[0] if self.periodos else None
        return or_404(next((item for item in self.periodos if str(item) == periodo), None))

    @property
    def filas(self):
        """One row for each municipality, the highest solved part first; without data, last."""
        pages = {}
        of_period = (page for page in self._informes if page.trimestre == self.periodo)
        # A quarter in which the mandato changes may have two informes: use the newer mandato.
        for page in sorted(of_period, key=lambda page: orden_de(page.mandato)):
            pages[container_path(page.path)] = page

        def compute():
            cifras = CifraDePlanteamientos.objects.filter(page__in=pages.values())
            return sumadas(cifras, "page")

        sums = fragment(f"cifras-de-municipios-{self.periodo}", compute, UNTIL_ANNOUNCED)
        filas = [self._fila(record, pages, sums) for record in self._registros]
        return sorted(filas, key=_order)

    def _fila(self, record, pages, sums):
        page = pages.get(container_path(record.site.root_page.path))
        if page is None:
            return FilaDeMunicipio(record.nombre)
        return FilaDeMunicipio(
            record.nombre,
            url=page.get_full_url(self.request),
            mandato=page.mandato,
            fuente=page.fuente,
            cuenta=sums.get(page.pk, Recuento()),
        )


def _order(fila):
    if fila.cuenta is None:
        return 1, 0, fila.nombre
    return 0, -fila.cuenta.porcentaje(fila.cuenta.solucionados), fila.nombre


def contexto(comparacion):
    """Return the template context of the comparison."""
    filas = comparacion.filas if comparacion.periodo else []
    return {
        "periodo": comparacion.periodo,
        "filas": filas,
        "grafico": _grafico(filas, comparacion.periodo) if filas else None,
        "faltan": [fila.nombre for fila in filas if fila.cuenta is None],
        "cabeceras": cabeceras(),
    }


def _grafico(filas, periodo):
    return Barras(
        clave="municipios",
        titulo=_("Qué parte se solucionó en cada municipio, al cierre del %(periodo)s")
        % {"periodo": periodo.nombre},
        descripcion=_("Cada municipio en la misma escala, del valor más alto al más bajo."),
        filas=tuple(
            (
                fila.nombre,
                float(fila.cuenta.porcentaje(fila.cuenta.solucionados)),
                fila.cuenta.solucion,
            )
            if fila.cuenta
            else (fila.nombre, None, _("sin dato"))
            for fila in filas
        ),
        tabla=None,
    )
