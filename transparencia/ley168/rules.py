"""Whom the obligations of Ley 168 bind: the Government of a territory, its entities, or both."""

from django.db.models import Q

from base.tree import HOME_DEPTH

# Home, section, and below it the list of the Government; an entity stands deeper.
GOBIERNO_DEPTH = HOME_DEPTH + 2


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
