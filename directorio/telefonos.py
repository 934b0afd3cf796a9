"""Telephone numbers of an entidad: what each one is for, and which one answers now."""

from contextlib import nullcontext
from dataclasses import dataclass

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from base.nombres import con_idioma

from . import palabras
from .canales import TELEFONICOS
from .horarios import Horarios, Tramo
from .models.contacto import ROUND_THE_CLOCK, Contesta


@dataclass(frozen=True)
class Telefono:
    """Number; ``horarios`` are its own hours, None if it answers in the hours of the office.

    ``etiqueta`` says what the number is for; ``rotulo`` also says its own hours.
    """

    texto: str
    url: str
    etiqueta: str = ""
    rotulo: str = ""
    horarios: Horarios | None = None

    def answers(self, oficina, now):
        """Whether the number answers at ``now``, if the office is in the state ``oficina``.

        True if the hours of the office are not known: somebody may answer.
        """
        state = self.horarios.estado(now) if self.horarios else oficina
        return state is None or state.abierto


@dataclass(frozen=True)
class Llamada:
    """Number to call now: the first that answers, else the first of all, or None.

    ``fuera_de_hora`` means that it answers although the office is closed. ``estados`` are the
    states on which this depends: of the office and of the numbers with their own hours.
    """

    telefono: Telefono | None
    fuera_de_hora: bool
    estados: list


def whom_to_call(telefonos, oficina, now):
    """Return the :class:`Llamada` for ``telefonos`` if the office is in the state ``oficina``."""
    found = next((item for item in telefonos if item.answers(oficina, now)), None)
    is_closed = oficina is not None and not oficina.abierto
    return Llamada(
        telefono=found or next(iter(telefonos), None),
        fuera_de_hora=is_closed and found is not None,
        estados=[oficina, *(item.horarios.estado(now) for item in telefonos if item.horarios)],
    )


def telefonos_de(contactos, idioma=""):
    """Return the telephone numbers among the rows ``contactos`` of an entidad, in their order.

    ``idioma`` is the language of the entidad's page, "" if it is the reader's.
    """
    return [telefono(row, idioma) for row in contactos if row.canal in TELEFONICOS]


def telefono(row, idioma=""):
    told = con_idioma(rotulo(row, idioma), idioma)
    return Telefono(row.texto, row.enlace, row.etiqueta, told, row.horarios)


def rotulo(row, idioma=""):
    """Return what a number is for and its own hours: «Averías, las 24 horas».

    The whole text is in the language of the page, so that it does not mix two languages.
    """
    says_it = row.contesta == Contesta.SIEMPRE and ROUND_THE_CLOCK.search(row.etiqueta)
    with override(settings.LANGUAGE_CODE) if idioma else nullcontext():
        parts = [row.etiqueta, "" if says_it else horas_propias(row)]
    return capfirst(", ".join(filter(None, parts)))


def horas_propias(row):
    """Return the own hours of a number as text, or "" if it has none."""
    if row.horarios is None:
        return ""
    if row.contesta == Contesta.SIEMPRE:
        return _("las 24 horas")
    stretch = Tramo.of(row.contesta_desde, row.contesta_hasta)
    return _("%(dias)s, %(horas)s") % {
        "dias": row.get_contesta_dias_display(),
        "horas": palabras.tramo(stretch),
    }
