"""The state of an agreement as the reader of today is told it."""

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy

from transparencia.states import States


class SituacionDelAcuerdo(States):
    EN_PLAZO = "en_plazo", "reloj", gettext_lazy("En cumplimiento")
    VENCIDO = "vencido", "emergencia", gettext_lazy("Venció sin cumplirse")
    CUMPLIDO = "cumplido", "hecho", gettext_lazy("Cumplido")
    INCUMPLIDO = "incumplido", "no-hecho", gettext_lazy("Incumplido")
    SIN_EFECTO = "sin_efecto", "sin-efecto", gettext_lazy("Sin efecto")


def situacion(estado, vence, today):
    """Return the :class:`SituacionDelAcuerdo` of an agreement.

    Whoever keeps it may not have said that it is late.
    """
    is_late = estado == SituacionDelAcuerdo.EN_PLAZO and vence is not None and vence < today
    return SituacionDelAcuerdo.VENCIDO if is_late else SituacionDelAcuerdo(estado)


def by_situation(today):
    """An expression for the same, of agreements in the database."""
    late = Q(estado=SituacionDelAcuerdo.EN_PLAZO, vence__lt=today)
    return Case(When(late, then=Value(SituacionDelAcuerdo.VENCIDO.value)), default="estado")
