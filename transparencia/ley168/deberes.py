"""What has to be published, and by whom: the list of the province in the reader's language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from base.idiomas import EnEspanol
from servidor.caches.fragments import fragment
from transparencia.models import Obligacion

from .rules import para_quienes


@dataclass(frozen=True)
class Deber:
    """One obligation; ``pk`` is that of its Spanish entry, to which all rows point."""

    pk: int
    slug: str
    nombre: str
    explicacion: str
    base_legal: str
    para: str


def deberes():
    """Return all :class:`Deber`, in their order."""

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
    """Return those of the Government, or those of an entity."""
    bound = para_quienes(gobierno=gobierno)
    return [deber for deber in deberes() if deber.para in bound]
