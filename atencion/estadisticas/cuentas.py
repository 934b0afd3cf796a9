"""Counts of the cases of one year; the public ones end with the last whole month.

Only years and their whole months are published: the difference of two overlapping periods could
point at one person (docs/decisions/0032).
"""

from dataclasses import dataclass, field
from datetime import UTC, date, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum
from django.db.models.functions import ExtractMonth, TruncDate
from django.utils import timezone

from atencion.models import Caso
from servidor.horas import midnight, wall_clock

_NOTHING, _DAY = timedelta(0), timedelta(days=1)


@dataclass(frozen=True)
class CuentaDeCasos:
    """Counts of a group of cases; ``vencidas`` are overdue and still without an answer."""

    recibidas: int = 0
    respondidas: int = 0
    en_plazo: int = 0
    vencidas: int = 0
    espera: timedelta = _NOTHING

    def __add__(self, other):
        return CuentaDeCasos(
            self.recibidas + other.recibidas,
            self.respondidas + other.respondidas,
            self.en_plazo + other.en_plazo,
            self.vencidas + other.vencidas,
            self.espera + other.espera,
        )

    @property
    def dias(self):
        """Mean number of days until the answer; None if no case was answered."""
        return (
            round(self.espera / self.respondidas / timedelta(days=1)) if self.respondidas else None
        )

    @property
    def partes(self):
        """The cases received, split into answered in time, answered late, not answered."""
        return (
            self.en_plazo,
            self.respondidas - self.en_plazo,
            self.recibidas - self.respondidas,
        )


@dataclass
class Anio:
    """The figures of one year, of one or several portals."""

    anio: int
    hasta: date  # last day that is counted
    total: CuentaDeCasos = field(default_factory=CuentaDeCasos)
    por_tipo: dict = field(default_factory=dict)
    por_entidad: dict = field(default_factory=dict)
    por_mes: dict = field(default_factory=dict)

    def add(self, tipo, entidad, mes, cuenta):
        self.total += cuenta
        for table, key in (
            (self.por_tipo, tipo),
            (self.por_entidad, entidad),
            (self.por_mes, mes),
        ):
            table[key] = table.get(key, CuentaDeCasos()) + cuenta


def ultimo_mes(today=None):
    """Return the last day of the last month that is over."""
    return (today or timezone.localdate()).replace(day=1) - timedelta(days=1)


def anios(sites, end):
    """Return the years from that of ``end`` back to the year of the first case."""
    first = (
        Caso.objects.filter(site_recibida__in=sites)
        .order_by("recibida", "pk")
        .values_list("recibida", flat=True)
        .first()
    )
    start = timezone.localdate(first).year if first else end.year
    return list(range(end.year, min(start, end.year) - 1, -1))


def count_cases(sites, anio):
    """Return the :class:`Anio` of the cases that ``sites`` received. One query."""
    end = ultimo_mes()
    figures = Anio(anio, min(date(anio, 12, 31), end))
    for row in _rows(sites, anio, end, ["tipo", "entidad", "mes"]):
        figures.add(row["tipo"], row["entidad"], row["mes"], _cuenta(row))
    return figures


def count_by_entity(sites, anio):
    """Return {site: :class:`Anio`} of several portals, by entidad only. One query."""
    end = ultimo_mes()
    found = {}
    for row in _rows(sites, anio, end, ["site_recibida", "entidad"]):
        figures = found.setdefault(row["site_recibida"], Anio(anio, min(date(anio, 12, 31), end)))
        figures.add(None, row["entidad"], None, _cuenta(row))
    return found


def count_by_portal(sites, anio):
    """Return {site: :class:`CuentaDeCasos`} as of today, for internal reports. One query."""
    rows = _rows(sites, anio, timezone.localdate(), ["site_recibida"])
    return {row["site_recibida"]: _cuenta(row) for row in rows}


def _rows(sites, anio, end, groups):
    until = midnight(end + _DAY)
    answered = Q(respondida_el__lt=until)
    in_time = answered & Q(dia__lte=F("vence"))
    withdrawn = Q(cierre=Caso.Cierre.RETIRADA)
    since = midnight(date(anio, 1, 1))
    month = ExtractMonth(wall_clock("recibida", since, until), tzinfo=UTC)
    day = TruncDate(wall_clock("respondida_el", since, until), tzinfo=UTC)
    wait = ExpressionWrapper(F("respondida_el") - F("recibida"), output_field=DurationField())
    received = Caso.objects.filter(
        site_recibida__in=sites,
        recibida__gte=since,
        recibida__lt=min(until, midnight(date(anio + 1, 1, 1))),
    )
    return (
        received.order_by()
        .annotate(mes=month, dia=day)
        .values(*groups)
        .annotate(
            recibidas=Count("pk"),
            respondidas=Count("pk", filter=answered),
            en_plazo=Count("pk", filter=in_time),
            vencidas=Count("pk", filter=Q(vence__lt=end) & ~answered & ~withdrawn),
            espera=Sum(wait, filter=answered),
        )
    )


def _cuenta(row):
    names = ("recibidas", "respondidas", "en_plazo", "vencidas")
    return CuentaDeCasos(**{name: row[name] for name in names}, espera=row["espera"] or _NOTHING)
