"""Where planteamientos come from, what came of them, and how many of each there are."""

from dataclasses import astuple, dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.numeros import con_unidad, numero_en_palabras
from transparencia.states import States

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
        """Those that a row of a report tells."""
        return cls(*(getattr(row, name) for name in CUENTAS))

    def __add__(self, other):
        return Recuento(*map(sum, zip(astuple(self), astuple(other), strict=True)))

    @property
    def total(self):
        return sum(astuple(self))

    @property
    def por_estado(self):
        """[(state, how many)]."""
        return list(zip(EstadoDePlanteamiento, astuple(self), strict=True))

    def parte(self, number):
        """Return ``number`` in parts of all, as «16,4 %»."""
        return con_unidad(self.porcentaje(number), "%")

    def porcentaje(self, number):
        if not self.total:
            return Decimal(0)
        return (Decimal(100 * number) / self.total).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def solucion(self):
        """How much of it was solved, as «70,6 %»."""
        return self.parte(self.solucionados)

    @property
    def en_palabras(self):
        """«34 · 70,6 %»: all, and which part of them is solved; as short as a telephone asks."""
        return f"{numero_en_palabras(self.total)} · {self.solucion}"

    @property
    def celdas(self):
        """The texts of a row of a table whose headings are :func:`cabeceras`."""
        total, solved, *others = map(numero_en_palabras, (self.total, *astuple(self)))
        return (total, solved, self.solucion, *others)


# The columns of a report that are counted.
CUENTAS = ("solucionados", "explicados", "en_plan", "pendientes")


def cabeceras():
    """Short ones: a table of them fits beside a menu."""
    return (
        _("Total"),
        _("Solucionados"),
        "%",
        _("Explicados"),
        _("En plan"),
        _("Pendientes"),
    )


def sumadas(cifras, name):
    """Return {value of the column ``name``: :class:`Recuento`} of rows of reports; one query."""
    sums = {f"suma_{column}": Sum(column) for column in CUENTAS}
    rows = cifras.order_by().values_list(name).annotate(**sums)
    return {value: Recuento(*counts) for value, *counts in rows}
