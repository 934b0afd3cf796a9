"""State of a value against its plan, always in words and never by colour alone."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.numeros import numero_en_palabras
from identidad.acentos import Acento

_SMALLEST = Decimal("0.1")
_WHOLE_FROM = 10
PORCENTAJE = "%"


class Sentido(models.TextChoices):
    """Whether a higher or a lower value is better, or neither."""

    MAS = "mas", gettext_lazy("Más es mejor")
    MENOS = "menos", gettext_lazy("Menos es mejor")
    NEUTRO = "neutro", gettext_lazy("Ni una cosa ni la otra")


class SituacionDelValor(models.TextChoices):
    """State of a value against its plan; the list of indicadores filters by these values."""

    CUMPLIDO = "cumplido", gettext_lazy("Se cumplió el plan")
    INCUMPLIDO = "incumplido", gettext_lazy("No se cumplió el plan")
    SIN_PLAN = "sin-plan", gettext_lazy("Sin un plan con que compararlo")


@dataclass(frozen=True)
class EstadoDelValor:
    """How a template shows the state: text, icon and ``acento``, a colour of identidad.acentos."""

    situacion: str
    texto: str
    icono: str
    acento: str


def situacion(plan, real, sentido):
    """Return the :class:`SituacionDelValor` of a value, or None if ``real`` is None."""
    if real is None:
        return None
    if plan is None or sentido == Sentido.NEUTRO:
        return SituacionDelValor.SIN_PLAN
    is_met = real <= plan if sentido == Sentido.MENOS else real >= plan
    return SituacionDelValor.CUMPLIDO if is_met else SituacionDelValor.INCUMPLIDO


def estado(plan, real, sentido, unidad):
    """Return the :class:`EstadoDelValor` of a value, or None if it cannot be compared."""
    match situacion(plan, real, sentido):
        case SituacionDelValor.CUMPLIDO:
            return EstadoDelValor(
                SituacionDelValor.CUMPLIDO, _("Se cumplió el plan"), "hecho", Acento.CEIBA
            )
        case SituacionDelValor.INCUMPLIDO:
            text = _how_far(plan, real, sentido, unidad)
            return EstadoDelValor(SituacionDelValor.INCUMPLIDO, text, "aviso", Acento.FRAMBOYAN)
    return None


def _how_far(plan, real, sentido, unidad):
    """Return the distance to the plan in words: in % of the plan, or in points if the unit is %."""
    gap = abs(real - plan)
    if unidad == PORCENTAJE:
        points = _rounded(gap)
        words = (
            _("Se pasó en %(cuanto)s puntos")
            if sentido == Sentido.MENOS
            else _("Faltaron %(cuanto)s puntos")
        )
        return words % {"cuanto": points}
    if not plan:
        # There is no percentage of a plan of zero.
        return _("No se cumplió el plan")
    part = 100 * gap / abs(plan)
    words = (
        _("Se pasó un %(cuanto)s %%") if sentido == Sentido.MENOS else _("Faltó un %(cuanto)s %%")
    )
    return words % {"cuanto": _rounded(part)}


def _rounded(number):
    if number < _SMALLEST:
        return numero_en_palabras(_SMALLEST)
    digits = Decimal(1) if number >= _WHOLE_FROM else _SMALLEST
    return numero_en_palabras(number.quantize(digits, ROUND_HALF_UP))
