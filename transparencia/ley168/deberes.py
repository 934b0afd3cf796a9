"""What has to be published, and by whom: the list of the province in the reader's language."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from base.fragmentos import fragment
from base.idiomas import EnEspanol
from base.tree import HOME_DEPTH

# Home, section, and below it the list of the Government; an entity stands deeper.
GOBIERNO_DEPTH = HOME_DEPTH + 2


@dataclass(frozen=True)
class Deber:
    """One obligation; ``pk`` is that of its Spanish entry, to which all rows point."""

    pk: int
    slug: str
    nombre: str
    explicacion: str
    base_legal: str
    para: str

    def es_para(self, *, gobierno):
        return self.para in para_quienes(gobierno=gobierno)


def para_quienes(*, gobierno):
    """The values of ``Obligacion.para`` that bind the Government, or an entity."""
    return {"todos", "gobierno" if gobierno else "entidades"}


def es_del_gobierno(depth):
    """Whether the list at this depth of the tree is that of the Government of a territory."""
    return depth == GOBIERNO_DEPTH


def obliga():
    """The condition on rows that their obligation binds whoever the list is of."""
    of_entities = Q(page__depth__gt=GOBIERNO_DEPTH)
    of_the_government = Q(page__depth=GOBIERNO_DEPTH)
    return (of_entities & Q(obligacion__para__in=para_quienes(gobierno=False))) | (
        of_the_government & Q(obligacion__para__in=para_quienes(gobierno=True))
    )


def deberes():
    """Return all :class:`Deber`, in their order."""

    def compute():
        entries = list(
            apps.get_model("transparencia", "Obligacion").objects.select_related("locale")
        )
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
    return [deber for deber in deberes() if deber.es_para(gobierno=gobierno)]
