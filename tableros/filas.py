"""What waits for a person, as rows of a list: what it is and where it stands, in plain words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Pendiente:
    pk: int
    titulo: str
    url: str  # empty for those who may only read of it
    datos: list[str]
    estado: list[str]
    comentario: str = ""
    observaciones: tuple = ()  # each with ``lugar``, the place on the page, and ``texto``


def describe_wait(wait):
    """A length of time in its largest unit."""
    if wait < timedelta(minutes=1):
        return _("menos de un minuto")
    now = timezone.now()
    return timesince(now - wait, now, depth=1)


def how_long(moment):
    """How long ago ``moment`` was."""
    return describe_wait(timezone.now() - moment)
