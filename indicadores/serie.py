"""The values of an indicador in the order of time, with their gaps."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from base.numeros import con_unidad, numero_en_palabras
from graficos import Lineas, Serie, Tabla
from periodos.periodo import Periodo

from .estado import estado

# The most periods that a phone shows without overlapping points.
_DRAWN = 24
_NOT_TOLD = "—"


@dataclass(frozen=True)
class Punto:
    """The data of one period."""

    periodo: Periodo
    plan: Decimal | None
    real: Decimal | None
    es_provisional: bool
    comentario: str


class SerieDeValores:
    """The values of the indicador ``page``, for its page, its chart and its files.

    A row without a period, which a draft may have, is left out.
    """

    def __init__(self, page):
        self.page = page
        self.puntos = sorted(
            (
                Punto(
                    Periodo.parse(row.periodo),
                    row.plan,
                    row.real,
                    row.es_provisional,
                    row.comentario,
                )
                for row in page.valores.all()
                if row.periodo
            ),
            key=lambda punto: punto.periodo,
        )

    @property
    def se_muestra(self):
        """Whether the values are shown: only with their source and the day of the data."""
        return bool(self.puntos and self.page.fuente and self.page.actualizado_el)

    @cached_property
    def ultimo(self):
        """The Punto of the last period with a real value, or None."""
        return next((punto for punto in reversed(self.puntos) if punto.real is not None), None)

    @property
    def proximo(self):
        """The Punto of the first period with a plan after ``ultimo``, or None."""
        later = (p for p in self.puntos if self.ultimo is None or p.periodo > self.ultimo.periodo)
        return next((punto for punto in later if punto.plan is not None), None)

    def estado(self, punto):
        return estado(punto.plan, punto.real, self.page.sentido, self.page.unidad)

    def con_unidad(self, number):
        return con_unidad(number, self.page.unidad)

    @property
    def cifra(self):
        """Dict for the template with the last value, its plan and its state; None without one."""
        if self.ultimo is None:
            return None
        punto = self.ultimo
        return {
            "valor": self.con_unidad(punto.real),
            "periodo": punto.periodo.nombre,
            "plan": "" if punto.plan is None else self.con_unidad(punto.plan),
            "estado": self.estado(punto),
            "es_provisional": punto.es_provisional,
            "comentario": punto.comentario,
        }

    @property
    def ultimo_en_palabras(self):
        """The last value and its period: «16,4 % · octubre de 2026»; "" if it is not shown."""
        if not self.se_muestra or self.ultimo is None:
            return ""
        return f"{self.cifra['valor']} · {self.cifra['periodo']}"

    @property
    def plan_que_viene(self):
        """The pair (period, plan) of ``proximo`` in words, or None."""
        punto = self.proximo
        return punto and (punto.periodo.nombre, self.con_unidad(punto.plan))

    @property
    def grafico(self):
        """Line chart of the real values and the plan; None with fewer than two real values."""
        if sum(punto.real is not None for punto in self.puntos) < 2:
            return None
        periods = self._periodos()
        told = {punto.periodo: punto for punto in self.puntos}
        reached = tuple(_number(told.get(period), "real") for period in periods)
        planned = tuple(_number(told.get(period), "plan") for period in periods)
        lines = [Serie(_("Real"), reached), Serie(_("Plan"), planned)]
        span = {"desde": periods[0].nombre, "hasta": periods[-1].nombre}
        return Lineas(
            clave="serie",
            titulo=_("Cómo ha ido (%(unidad)s)") % {"unidad": self.page.unidad},
            descripcion=_("%(titulo)s, de %(desde)s a %(hasta)s. Último: %(valor)s, %(periodo)s.")
            % {
                "titulo": self.page.title,
                "valor": self.cifra["valor"],
                "periodo": self.cifra["periodo"],
                **span,
            },
            etiquetas=tuple(period.nombre_corto for period in periods),
            series=tuple(lines),
            tabla=self.tabla,
        )

    def _periodos(self):
        """Return the last ``_DRAWN`` periods up to the last row, with those that have no row."""
        period, last = self.puntos[0].periodo, self.puntos[-1].periodo
        periods = [period]
        while period < last:
            period = period.siguiente
            periods.append(period)
        return periods[-_DRAWN:]

    @property
    def huecos(self):
        """The periods of the chart that have no row, in the order of time."""
        told = {punto.periodo for punto in self.puntos}
        return [period for period in self._periodos() if period not in told] if told else []

    @property
    def tabla(self):
        """Table of all values in words, the newest first."""
        is_commented = any(punto.comentario for punto in self.puntos)
        headings = [_("Período"), _("Real"), _("Plan"), _("Cómo quedó")]
        return Tabla(
            tuple(headings + [_("Comentario")] * is_commented),
            tuple(self._row(punto, is_commented) for punto in reversed(self.puntos)),
        )

    def _row(self, punto, is_commented):
        state = self.estado(punto)
        said = [state.texto] if state else []
        said += [_("provisional")] * punto.es_provisional
        texts = [
            punto.periodo.nombre,
            _words(punto.real),
            _words(punto.plan),
            ", ".join(said) or _NOT_TOLD,
        ]
        return tuple(texts + [punto.comentario] * is_commented)


def _number(punto, name):
    value = punto and getattr(punto, name)
    return None if value is None else float(value)


def _words(value):
    return _NOT_TOLD if value is None else numero_en_palabras(value)
