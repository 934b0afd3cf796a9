"""Validation of an indicador and its values, in the admin and in the spreadsheet import."""

from decimal import Decimal

from django.forms import NumberInput, Select
from django.utils import timezone
from django.utils.translation import gettext as _

from base.del_portal import hermanas
from base.forms.pages import BasePageForm
from base.texto import plain
from periodos.periodo import Periodicidad, Periodo

from .estado import PORCENTAJE

_WHOLE = Decimal(100)


class CifraInput(NumberInput):
    """Number input without trailing zeros: in Cuba people read «10.000» as ten thousand."""

    def format_value(self, value):
        return super().format_value(
            f"{value.normalize():f}" if isinstance(value, Decimal) else value
        )


class IndicadorForm(BasePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        medida = self.fields["medida"]
        medida.widget = Select(choices=medida.widget.choices)

    def clean(self):
        data = super().clean()
        self._check_medida(data)
        if (day := data.get("actualizado_el")) and day > timezone.localdate():
            self.add_error(
                "actualizado_el", _("Esa fecha es futura: escriba una de hoy o anterior.")
            )
        rows = self.rows("valores")
        if rows and not data.get("unidad") and "unidad" not in self.errors:
            self.add_error("unidad", _("Diga en qué unidad están los valores."))
        self._check_values(data, rows)
        self._check_day(data.get("actualizado_el"), rows)
        return data

    # --- Medida -------------------------------------------------------------------------

    def _check_medida(self, data):
        medida = data.get("medida")
        if medida is None:
            return
        unidad, periodicidad = data.get("unidad"), data.get("periodicidad")
        # A translated indicador has the unit in its own language, so it is not compared.
        is_original = self.instance.locale_id in (None, medida.locale_id)
        if is_original and unidad and plain(unidad) != plain(medida.unidad):
            self.add_error(
                "unidad",
                _("La medida «%(medida)s» se da en «%(unidad)s»: escriba esa unidad.")
                % {"medida": medida, "unidad": medida.unidad},
            )
        if periodicidad and periodicidad != medida.periodicidad:
            self.add_error(
                "periodicidad",
                _("La medida «%(medida)s» es de periodicidad «%(periodicidad)s».")
                % {"medida": medida, "periodicidad": medida.get_periodicidad_display().lower()},
            )
        if other := self._other_of(medida):
            self.add_error(
                "medida",
                _("Este portal ya da esa medida en «%(indicador)s».") % {"indicador": other.title},
            )

    def _other_of(self, medida):
        """Return another indicador of the same portal and language with ``medida``, or None."""
        if not (self.instance.path or self.parent_page):
            return None
        return hermanas(self.instance, self.parent_page).filter(medida=medida).first()

    # --- Values ------------------------------------------------------------------------

    def _check_values(self, data, rows):
        seen = set()
        for row in rows:
            periodo = row.cleaned_data.get("periodo")
            if periodo and "periodo" not in row.errors:
                self._check_periodo(row, Periodo.parse(periodo), data.get("periodicidad"), seen)
            if plain(data.get("unidad") or "") == PORCENTAJE:
                _check_percentage(row)
            said = [name for name in ("plan", "real") if row.cleaned_data.get(name) is not None]
            if not said and not row.errors:
                row.add_error("real", _("Escriba el plan, lo que se logró, o las dos cosas."))

    def _check_day(self, day, rows):
        """Refuse a real value of a period that begins after ``actualizado_el``."""
        told = [row.cleaned_data for row in rows if not row.errors]
        # If a cell of an import could not be read, the form of its row has no value for it.
        reached = [row.get("periodo") for row in told if row.get("real") is not None]
        last = max(map(Periodo.parse, filter(None, reached)), default=None)
        if day and last and last.desde > day:
            message = _("Hay valores de %(periodo)s: ponga el día en que la fuente los dio.")
            self.add_error("actualizado_el", message % {"periodo": last.nombre})

    def _check_periodo(self, row, periodo, periodicidad, seen):
        if periodicidad and periodo.periodicidad != periodicidad:
            row.add_error("periodo", _KINDS[periodicidad]())
        elif periodo in seen:
            row.add_error("periodo", _("Ese período está dos veces."))
        seen.add(periodo)
        if periodo.desde > timezone.localdate() and row.cleaned_data.get("real") is not None:
            row.add_error("real", _("Ese período no ha empezado: todavía no hay un valor real."))


def _check_percentage(row):
    for name in ("plan", "real"):
        value = row.cleaned_data.get(name)
        if value is not None and not 0 <= value <= _WHOLE:
            row.add_error(name, _("Un porcentaje va de 0 a 100."))


_KINDS = {
    Periodicidad.ANUAL: lambda: _("Los valores son anuales: escriba el año, como en 2026."),
    Periodicidad.TRIMESTRAL: lambda: _(
        "Los valores son trimestrales: escriba el trimestre, como en 2026-T1."
    ),
    Periodicidad.MENSUAL: lambda: _("Los valores son mensuales: escriba el mes, como en 2026-03."),
}
