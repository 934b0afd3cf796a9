"""The obligaciones of Ley 168, which the province keeps, in the language of the reader."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from base.idiomas import EnEspanol
from documentos.models import Obligacion
from servidor.caches.fragments import fragment

from .rules import para_quienes


@dataclass(frozen=True)
class Deber:
    """One obligación for readers; ``pk`` is of its Spanish entry, to which all rows point."""

    pk: int
    slug: str
    nombre: str
    explicacion: str
    base_legal: str
    para: str


def deberes():
    """Return a list of every :class:`Deber`, in the order of the obligaciones."""

    def compute():
        entries = list(Obligacion.objects.select_related("locale"))
        here = {
            entry.translation_key: entry
            for entry in entries
            if entry.locale.language_code == get_language()
        }
        return [
            _deber(entry, here.get(entry.translation_key))
            for entry in entries
            if entry.locale.language_code == settings.LANGUAGE_CODE
        ]

    return fragment("ley168-deberes", compute)


def _deber(entry, told):
    text = EnEspanol if told is None else str
    told = told or entry
    return Deber(
        pk=entry.pk,
        slug=entry.slug,
        nombre=text(told.nombre),
        explicacion=text(told.explicacion),
        base_legal=text(told.base_legal),
        para=entry.para,
    )


def deberes_de(*, gobierno):
    """Return the list of :class:`Deber` that apply to the Government, or to an entidad."""
    bound = para_quienes(gobierno=gobierno)
    return [deber for deber in deberes() if deber.para in bound]
