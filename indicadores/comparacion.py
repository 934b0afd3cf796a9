"""Comparison of the municipalities by one Medida, period by period."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from base.frame import Frame
from base.idiomas import is_original
from base.numeros import con_unidad, numero_en_palabras
from base.publicas import publicas
from base.tree import container_path
from graficos import Barras
from periodos.periodo import Periodo
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment
from servidor.responses import or_404

from .estado import PORCENTAJE, EstadoDelValor, estado
from .models import IndicadorPage, Valor

_PERIODS = 12


@dataclass(frozen=True)
class ValorDeMunicipio:
    """Value of one municipality in a period; ``url`` is empty if it has no such indicador."""

    slug: str
    municipio: str
    url: str = ""
    real: Decimal | None = None
    plan: Decimal | None = None
    es_provisional: bool = False
    fuente: str = ""
    actualizado: date | None = None
    estado: EstadoDelValor | None = None
    unidad: str = ""

    @property
    def valor(self):
        return _("sin dato") if self.real is None else _number(self.real, self.unidad)

    @property
    def valor_del_plan(self):
        return "—" if self.plan is None else _number(self.plan, self.unidad)


class ComparacionDeIndicador:
    """One :class:`Medida` in all municipalities, for ``?periodo=`` or that of ``_most_told``."""

    def __init__(self, medida, request):
        self.medida, self.request = medida, request
        self.frame = Frame.for_request(request)
        self.indicadores = fragment(
            f"indicadores-de-{medida.pk}", self._indicadores, UNTIL_ANNOUNCED
        )
        told = fragment(f"periodos-de-{medida.pk}", self._told, UNTIL_ANNOUNCED)
        self.periodos = list(told)
        self.periodo = self._chosen(told)

    def _indicadores(self):
        """Return {container path: page}: one public indicador of each portal, in Spanish."""
        pages = publicas(IndicadorPage.objects.filter(medida=self.medida))
        told = pages.filter(
            actualizado_el__isnull=False, locale__language_code=settings.LANGUAGE_CODE
        )
        found = {}
        for page in told.exclude(fuente="").order_by("path"):
            found.setdefault(container_path(page.path), page)
        return found

    def _told(self):
        """Return {period: ids of the indicador pages with a real value}, the newest first."""
        values = Valor.objects.filter(page__in=self._pages(), real__isnull=False)
        found = defaultdict(set)
        for text, page in values.order_by("-periodo").values_list("periodo", "page"):
            found[Periodo.parse(text)].add(page)
        return dict(islice(found.items(), _PERIODS))

    def _pages(self):
        municipal = {container_path(r.site.root_page.path) for r in self._municipios()}
        return [page.pk for path, page in self.indicadores.items() if path in municipal]

    def _municipios(self):
        return [record for record in self.frame.abiertos if not record.es_provincial]

    def _chosen(self, told):
        asked = self.request.GET.get("periodo")
        if asked is None:
            return _most_told(told)
        return or_404(next((period for period in self.periodos if str(period) == asked), None))

    @property
    def hay_mas_reciente(self):
        """Whether no period was requested and the one shown is not the newest."""
        return "periodo" not in self.request.GET and self.periodos[:1] != [self.periodo]

    @property
    def filas(self):
        """One row for each municipality, the highest value first; those without a value last."""

        def compute():
            values = Valor.objects.filter(page__in=self._pages(), periodo=str(self.periodo))
            return {row.page_id: row for row in values}

        key = f"valores-de-{self.medida.pk}-{self.periodo}"
        rows = fragment(key, compute, UNTIL_ANNOUNCED)
        filas = [self._fila(record, rows) for record in self._municipios()]
        return sorted(
            filas, key=lambda fila: (fila.real is None, -(fila.real or 0), fila.municipio)
        )

    def _fila(self, record, rows):
        page = self.indicadores.get(container_path(record.site.root_page.path))
        known = {"slug": record.slug, "municipio": record.nombre, "unidad": self.unidad}
        if page is None:
            return ValorDeMunicipio(**known)
        known |= {
            "url": page.get_full_url(self.request),
            "fuente": page.fuente,
            "actualizado": page.actualizado_el,
        }
        row = rows.get(page.pk)
        if row is None:
            return ValorDeMunicipio(**known)
        return ValorDeMunicipio(
            **known,
            real=row.real,
            plan=row.plan,
            es_provisional=row.es_provisional,
            estado=estado(row.plan, row.real, page.sentido, page.unidad),
        )

    @cached_property
    def _leida(self):
        """The Medida in the language of the reader."""
        return self.medida if is_original() else self.medida.localized

    @property
    def unidad(self):
        return self._leida.unidad

    @property
    def nombre(self):
        return self._leida.nombre

    @property
    def titulo_del_grafico(self):
        """The Medida, its period, and the unit unless it is «%», which the numbers show."""
        name = {"medida": self.nombre, "periodo": self.periodo.nombre, "unidad": self.unidad}
        if self.unidad == PORCENTAJE:
            return _("%(medida)s, %(periodo)s") % name
        return _("%(medida)s, %(periodo)s (%(unidad)s)") % name

    def grafico(self, filas):
        return Barras(
            clave="comparacion",
            titulo=self.titulo_del_grafico,
            descripcion=_("Cada municipio en la misma escala, del valor más alto al más bajo."),
            filas=tuple(
                (fila.municipio, None if fila.real is None else float(fila.real), fila.valor)
                for fila in filas
            ),
            tabla=None,
        )


def _most_told(told):
    """Return the newest period of ``told`` for which more than half of its pages have a value.

    If there is none, return the newest period; None if ``told`` is empty.
    """
    everybody = set().union(*told.values())
    newest = next(iter(told), None)
    return next((period for period, who in told.items() if 2 * len(who) > len(everybody)), newest)


def _number(value, unidad):
    """Return a number as text, with its unit only if that is «%»."""
    return con_unidad(value, unidad) if unidad == PORCENTAJE else numero_en_palabras(value)
