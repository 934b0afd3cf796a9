"""Rules of repeating events: their days, limits, validation and texts."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as nth_weekday
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tableros.fechas import read_date

LONGEST = 366  # days from the first time to the last
MOST = 120  # occasions: with more, the event would rather be the opening hours of an office
_WEEK = 7
# Format in which skipped days are stored; people may type other formats.
_DAY_FORMAT = "%d/%m/%Y"


class Cada(models.TextChoices):
    NUNCA = "", gettext_lazy("No se repite")
    SEMANA = "semana", gettext_lazy("Cada semana")
    QUINCENA = "quincena", gettext_lazy("Cada dos semanas")
    MES = "mes", gettext_lazy("Cada mes, el mismo día del mes: el 15")
    DIA_DEL_MES = "dia_del_mes", gettext_lazy("Cada mes, el mismo día: el tercer martes")


@dataclass(frozen=True)
class Repeticion:
    """Days from ``primero`` to ``hasta`` except ``sin``; ``semana`` has weekdays, Monday is 0."""

    primero: date
    hasta: date
    cada: str
    semana: tuple[int, ...] = ()
    sin: frozenset = frozenset()

    @property
    def is_weekly(self):
        return self.cada in (Cada.SEMANA, Cada.QUINCENA)

    @property
    def interval(self):
        return 2 if self.cada == Cada.QUINCENA else 1

    @cached_property
    def days_of_week(self):
        return self.semana if self.is_weekly and self.semana else (self.primero.weekday(),)

    @cached_property
    def nth(self):
        """Number of the first day's weekday in its month (3: third); -1 (last) for a fifth."""
        number = (self.primero.day - 1) // _WEEK + 1
        return number if number <= 4 else -1

    @cached_property
    def all_days(self):
        """All days of the rule, also skipped ones; at most one more than ``MOST``.

        The limit keeps an input such as the year 9999 from occupying the server.
        """
        start = datetime.combine(self.primero, datetime.min.time())
        until = datetime.combine(self.hasta, datetime.min.time())
        rule = {"dtstart": start, "until": until}
        if self.is_weekly:
            found = rrule(WEEKLY, interval=self.interval, byweekday=self.days_of_week, **rule)
        elif self.cada == Cada.MES:
            found = rrule(MONTHLY, bymonthday=self.primero.day, **rule)
        else:
            found = rrule(MONTHLY, byweekday=nth_weekday(self.primero.weekday(), self.nth), **rule)
        days = []
        for moment in found:
            days.append(moment.date())
            if len(days) > MOST:
                break
        return days

    @cached_property
    def days(self):
        return [day for day in self.all_days if day not in self.sin]

    # --- For programs --------------------------------------------------------------------

    def as_rule(self, until):
        """Return the iCalendar ``RRULE`` as a dict; ``until`` is the last day or moment."""
        rule = {"freq": "weekly" if self.is_weekly else "monthly", "until": until}
        if self.interval > 1:
            rule["interval"] = self.interval
        if self.is_weekly:
            rule["byday"] = [_CODES[day] for day in self.days_of_week]
        elif self.cada == Cada.MES:
            rule["bymonthday"] = self.primero.day
        else:
            rule["byday"] = self._code_of_month
        return rule

    @property
    def _code_of_month(self):
        return f"{self.nth}{_CODES[self.primero.weekday()]}"

    def as_schedule(self):
        """Return the days as schema.org ``Schedule`` data, without hours."""
        schedule = {
            "@type": "Schedule",
            "startDate": self.primero.isoformat(),
            "endDate": self.days[-1].isoformat(),
            "repeatFrequency": f"P{self.interval}W" if self.is_weekly else "P1M",
        }
        if self.is_weekly:
            schedule["byDay"] = [f"https://schema.org/{_ENGLISH[day]}" for day in self.days_of_week]
        elif self.cada == Cada.MES:
            schedule["byMonthDay"] = self.primero.day
        else:
            schedule["byDay"] = self._code_of_month
        if self.sin:
            schedule["exceptDate"] = [day.isoformat() for day in sorted(self.sin)]
        return schedule

    # --- In words ------------------------------------------------------------------------

    def in_words(self):
        """Return «Todos los martes y jueves, hasta el 30 de junio de 2026» and the like."""
        words = {"dias": _listed([_plural(day) for day in self.days_of_week])}
        words["hasta"] = date_format(self.days[-1], "DATE_FORMAT")
        if self.cada == Cada.SEMANA and len(self.days_of_week) == _WEEK:
            return _("Todos los días, hasta el %(hasta)s") % words
        if self.cada == Cada.SEMANA:
            return _("Todos los %(dias)s, hasta el %(hasta)s") % words
        if self.cada == Cada.QUINCENA:
            return _("Los %(dias)s, cada dos semanas, hasta el %(hasta)s") % words
        if self.cada == Cada.MES:
            words["dia"] = self.primero.day
            return _("El día %(dia)s de cada mes, hasta el %(hasta)s") % words
        words |= {"cual": _ORDINALS[self.nth], "dia": date_format(self.primero, "l")}
        return _("El %(cual)s %(dia)s de cada mes, hasta el %(hasta)s") % words

    def exceptions_in_words(self):
        """Return «menos el 14 de abril de 2026 y el 5 de mayo de 2026»; "" without skipped days."""
        days = [_("el %(dia)s") % {"dia": date_format(day)} for day in sorted(self.sin)]
        return _("menos %(dias)s") % {"dias": _listed(days)} if days else ""


_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = {
    1: gettext_lazy("primer"),
    2: gettext_lazy("segundo"),
    3: gettext_lazy("tercer"),
    4: gettext_lazy("cuarto"),
    -1: gettext_lazy("último"),
}
_PLURALS = (
    pgettext_lazy("todos los", "lunes"),
    pgettext_lazy("todos los", "martes"),
    pgettext_lazy("todos los", "miércoles"),
    pgettext_lazy("todos los", "jueves"),
    pgettext_lazy("todos los", "viernes"),
    pgettext_lazy("todos los", "sábados"),
    pgettext_lazy("todos los", "domingos"),
)


def _plural(day):
    return str(_PLURALS[day])


def _listed(words):
    if len(words) < 2:
        return "".join(words)
    return _("%(varios)s y %(ultimo)s") % {"varios": ", ".join(words[:-1]), "ultimo": words[-1]}


# --- Stored and typed form ---------------------------------------------------------------------


def read_week(text):
    """Return the weekdays stored in ``text`` as a tuple: «1,3» is Tuesday and Thursday."""
    return tuple(sorted({int(day) for day in text.split(",") if day.isdecimal() and int(day) < 7}))


def read_days(text):
    """Return (days, invalid lines) of a text with one day per line: «14/4/2026»."""
    days, wrong = set(), []
    for line in text.splitlines():
        line = line.strip()
        if not line:
            continue
        try:
            days.add(read_date(line))
        except ValueError:
            wrong.append(line)
    return frozenset(days), wrong


def write_days(days):
    return "\n".join(day.strftime(_DAY_FORMAT) for day in sorted(days))


def mistakes(repeticion, *, last_day, wrong):
    """Return {field: error}; ``last_day`` ends the first occasion, ``wrong`` are invalid lines."""
    if last_day != repeticion.primero:
        return {"termina_el": _("Lo que se repite dura un día cada vez: deje vacío el último día.")}
    if repeticion.hasta <= repeticion.primero:
        return {"repite_hasta": _("Escriba un día posterior al primero.")}
    if (repeticion.hasta - repeticion.primero).days > LONGEST:
        return {"repite_hasta": _("Un evento se repite un año como máximo.")}
    if repeticion.is_weekly and repeticion.primero.weekday() not in repeticion.days_of_week:
        day = date_format(repeticion.primero, "l")
        return {
            "dias_de_la_semana": _("El primer día es %(dia)s: márquelo también, o cambie el día.")
            % {"dia": day}
        }
    if len(repeticion.all_days) > MOST:
        return {
            "repite_hasta": ngettext(
                "Son demasiadas veces: se anuncia %(maximo)d como máximo.",
                "Son demasiadas veces: se anuncian %(maximo)d como máximo.",
                MOST,
            )
            % {"maximo": MOST}
        }
    if len(repeticion.all_days) < 2:
        return {"repite_hasta": _("Hasta ese día no se repite ninguna vez.")}
    return _mistakes_of_exceptions(repeticion, wrong)


def _mistakes_of_exceptions(repeticion, wrong):
    if wrong:
        return {
            "no_se_hace": _("«%(texto)s» no es un día: escríbalos como 14/4/2026, uno por línea.")
            % {"texto": wrong[0][:50]}
        }
    if others := sorted(repeticion.sin - set(repeticion.all_days)):
        return {
            "no_se_hace": _("El %(dia)s no hay evento según la repetición: quítelo de la lista.")
            % {"dia": date_format(others[0])}
        }
    if repeticion.primero in repeticion.sin:
        return {"no_se_hace": _("Ese es el primer día: escriba arriba el día en que empieza.")}
    return {}
