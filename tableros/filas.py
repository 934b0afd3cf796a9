"""Rows of the lists of pending work of a user: what it is and in which state, in plain words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Pendiente:
    pk: int
    titulo: str
    url: str  # empty if the user may not open it
    datos: list[str]
    estado: list[str]
    comentario: str = ""
    observaciones: tuple = ()  # each with ``lugar``, the place on the page, and ``texto``


def describe_wait(wait):
    """Return a duration as text, in its largest unit."""
    if wait < timedelta(minutes=1):
        return _("menos de un minuto")
    now = timezone.now()
    return timesince(now - wait, now, depth=1)


def how_long(moment):
    """Return how long ago ``moment`` was, as text."""
    return describe_wait(timezone.now() - moment)
