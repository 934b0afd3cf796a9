"""Current state of an acuerdo: as stored, but «vencido» if it is «en_plazo» after its date."""

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy

from base.states import States


class SituacionDelAcuerdo(States):
    EN_PLAZO = "en_plazo", "reloj", gettext_lazy("En cumplimiento")
    VENCIDO = "vencido", "emergencia", gettext_lazy("Venció sin cumplirse")
    CUMPLIDO = "cumplido", "hecho", gettext_lazy("Cumplido")
    INCUMPLIDO = "incumplido", "no-hecho", gettext_lazy("Incumplido")
    SIN_EFECTO = "sin_efecto", "sin-efecto", gettext_lazy("Sin efecto")


def situacion(estado, vence, today):
    """Return the :class:`SituacionDelAcuerdo` on the day ``today``.

    Editors do not store that an acuerdo is late: the date decides.
    """
    is_late = estado == SituacionDelAcuerdo.EN_PLAZO and vence is not None and vence < today
    return SituacionDelAcuerdo.VENCIDO if is_late else SituacionDelAcuerdo(estado)


def by_situation(today):
    """Return the database expression that computes the same as :func:`situacion`."""
    late = Q(estado=SituacionDelAcuerdo.EN_PLAZO, vence__lt=today)
    return Case(When(late, then=Value(SituacionDelAcuerdo.VENCIDO.value)), default="estado")
