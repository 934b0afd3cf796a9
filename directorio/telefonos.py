"""The numbers of an entity where it is named: what each is for, and which answers now."""

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
    """A number; ``horarios`` are its own, None where it is answered while the office is open.

    ``etiqueta`` says what it is for, ``rotulo`` also when it answers, if not with the office.
    """

    texto: str
    url: str
    etiqueta: str = ""
    rotulo: str = ""
    horarios: Horarios | None = None

    def answers(self, oficina, now):
        """Whether it does at the moment ``now``, the office being in the state ``oficina``.

        Where nobody has told the hours of the office, somebody may answer.
        """
        state = self.horarios.estado(now) if self.horarios else oficina
        return state is None or state.abierto


@dataclass(frozen=True)
class Llamada:
    """Whom to call now: the first number that answers, else the first of all, or None.

    ``fuera_de_hora`` says that it answers though the office is closed. ``estados`` are what
    changes by itself of this: of the office, and of the numbers with hours of their own.
    """

    telefono: Telefono | None
    fuera_de_hora: bool
    estados: list


def whom_to_call(telefonos, oficina, now):
    """Return whom to call among ``telefonos`` while the office is in the state ``oficina``."""
    found = next((item for item in telefonos if item.answers(oficina, now)), None)
    is_closed = oficina is not None and not oficina.abierto
    return Llamada(
        telefono=found or next(iter(telefonos), None),
        fuera_de_hora=is_closed and found is not None,
        estados=[oficina, *(item.horarios.estado(now) for item in telefonos if item.horarios)],
    )


def telefonos_de(contactos, idioma=""):
    """Return the numbers among the rows ``contactos`` of an entity, in their order.

    ``idioma`` is the language of its page where that is not the reader's.
    """
    return [telefono(row, idioma) for row in contactos if row.canal in TELEFONICOS]


def telefono(row, idioma=""):
    told = con_idioma(rotulo(row, idioma), idioma)
    return Telefono(row.texto, row.enlace, row.etiqueta, told, row.horarios)


def rotulo(row, idioma=""):
    """Return what a number is for and when it answers: «Averías, las 24 horas».

    All of it is in the language of the page, for half of it in another one helps nobody.
    """
    says_it = row.contesta == Contesta.SIEMPRE and ROUND_THE_CLOCK.search(row.etiqueta)
    with override(settings.LANGUAGE_CODE) if idioma else nullcontext():
        parts = [row.etiqueta, "" if says_it else horas_propias(row)]
    return capfirst(", ".join(filter(None, parts)))


def horas_propias(row):
    """Return when a number with hours of its own answers, in words; empty without any."""
    if row.horarios is None:
        return ""
    if row.contesta == Contesta.SIEMPRE:
        return _("las 24 horas")
    stretch = Tramo.of(row.contesta_desde, row.contesta_hasta)
    return _("%(dias)s, %(horas)s") % {
        "dias": row.get_contesta_dias_display(),
        "horas": palabras.tramo(stretch),
    }
