"""Origins and states of the planteamientos, and their counts."""

from dataclasses import astuple, dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.numeros import con_unidad, numero_en_palabras
from base.states import States

_TENTH = Decimal("0.1")


class Origen(models.TextChoices):
    RENDICION = "rendicion", gettext_lazy("Rendición de cuenta")
    DESPACHO = "despacho", gettext_lazy("Despacho")


class EstadoDePlanteamiento(States):
    SOLUCIONADO = "solucionado", "hecho", gettext_lazy("Solucionado")
    EXPLICADO = "explicado", "informacion", gettext_lazy("Explicada la causa de no solución")
    EN_PLAN = "en_plan", "calendario", gettext_lazy("En el plan de la economía")
    PENDIENTE = "pendiente", "reloj", gettext_lazy("Pendiente")


@dataclass(frozen=True)
class Recuento:
    """How many planteamientos are in each state, in the order of :class:`EstadoDePlanteamiento`."""

    solucionados: int = 0
    explicados: int = 0
    en_plan: int = 0
    pendientes: int = 0

    @classmethod
    def of(cls, row):
        """Return the Recuento of a row of an informe."""
        return cls(*(getattr(row, name) for name in CUENTAS))

    def __add__(self, other):
        return Recuento(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    @property
    def total(self):
        return sum(astuple(self))

    @property
    def por_estado(self):
        """[(EstadoDePlanteamiento, count)]."""
        return list(zip(EstadoDePlanteamiento, astuple(self), strict=True))

    def parte(self, number):
        """Return ``number`` as a percentage of the total, in words: «16,4 %»."""
        return con_unidad(self.porcentaje(number), "%")

    def porcentaje(self, number):
        if not self.total:
            return Decimal(0)
        return (Decimal(100 * number) / self.total).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def solucion(self):
        """The percentage that was solved, in words: «70,6 %»."""
        return self.parte(self.solucionados)

    @property
    def en_palabras(self):
        """Total and solved part, short enough for a phone: «34 · 70,6 %»."""
        return f"{numero_en_palabras(self.total)} · {self.solucion}"

    @property
    def celdas(self):
        """The texts of a table row, in the order of :func:`cabeceras`."""
        total, solved, *others = map(numero_en_palabras, (self.total, *astuple(self)))
        return (total, solved, self.solucion, *others)


# The fields of a row of an informe that hold counts.
CUENTAS = ("solucionados", "explicados", "en_plan", "pendientes")


def cabeceras():
    """Return the table headings, short so that the table fits beside a menu."""
    return (
        _("Total"),
        _("Solucionados"),
        "%",
        _("Explicados"),
        _("En plan"),
        _("Pendientes"),
    )


def sumadas(cifras, name):
    """Return {value of the field ``name``: :class:`Recuento`} of ``cifras``, with one query."""
    sums = {f"suma_{column}": Sum(column) for column in CUENTAS}
    rows = cifras.order_by().values_list(name).annotate(**sums)
    return {value: Recuento(*counts) for value, *counts in rows}
