"""Readings of the last days: in total for each record, and day by day as a chart."""

from datetime import timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from graficos import Lineas, Serie, Tabla

from .models import Jornada, Lectura

LATELY = 30
_HOURS = 24


def are_counted():
    """Whether this installation has a log to count readings from."""
    return bool(settings.LECTURAS_LOG)


def times_read(field, days):
    """Return an expression: the readings in the last ``days`` of the record in ``field``."""
    since = localdate() - timedelta(days=days)
    read = Lectura.objects.filter(**{field: OuterRef("pk")}, dia__gt=since).order_by()
    total = read.values(field).annotate(total=Sum("veces")).values("total")
    return Coalesce(Subquery(total), 0)


def with_readings(pages):
    """Annotate ``pages`` with ``leidas``, their readings in the last 30 days."""
    return pages.annotate(leidas=times_read("page", LATELY))


def last_days():
    today = localdate()
    return [today - timedelta(days=ago) for ago in reversed(range(LATELY))]


def day_by_day(lecturas):
    """Return a template context: the chart of ``lecturas`` and the number of hours without data."""
    days = last_days()
    told = Jornada.objects.filter(dia__in=days)
    hours = {jornada.dia: jornada.horas.bit_count() for jornada in told}
    read = lecturas.filter(dia__in=days).order_by()
    by_day = dict(read.values_list("dia").annotate(Sum("veces")))
    values = [by_day.get(day, 0) if day in hours else None for day in days]
    # Hours without data are counted without today, which is not over.
    return {
        "grafico": _chart(days, values),
        "sin_datos": sum(_HOURS - hours.get(day, 0) for day in days[:-1]),
    }


def _chart(days, values):
    names = tuple(date_format(day, "j/n") for day in days)
    total = sum(filter(None, values))
    title = ngettext(
        "%(total)d lectura en los últimos 30 días",
        "%(total)d lecturas en los últimos 30 días",
        total,
    )
    rows = (
        (name, _("sin datos") if value is None else str(value))
        for name, value in zip(names, values, strict=True)
    )
    return Lineas(
        clave="lecturas",
        titulo=title % {"total": total},
        descripcion=_("Una línea con las lecturas de cada día."),
        etiquetas=names,
        series=(Serie(_("Lecturas"), tuple(values)),),
        tabla=Tabla((_("Día"), _("Lecturas")), tuple(rows)),
    )
