"""Rules about who must meet an obligación of Ley 168: the Government, its entidades, or both."""

from django.db.models import Q

from base.tree import HOME_DEPTH

# Home, section, list of the Government. The list of an entidad is deeper.
GOBIERNO_DEPTH = HOME_DEPTH + 2


def para_quienes(*, gobierno):
    """Return the values of ``Obligacion.para`` that apply to the Government, or to an entidad."""
    return {"todos", "gobierno" if gobierno else "entidades"}


def es_del_gobierno(depth):
    """Whether the list at this depth of the tree is that of the Government of a territory."""
    return depth == GOBIERNO_DEPTH


def obliga():
    """Return the condition that the obligación of a row applies to the owner of its list."""
    of_entities = Q(page__depth__gt=GOBIERNO_DEPTH)
    of_the_government = Q(page__depth=GOBIERNO_DEPTH)
    return (of_entities & Q(obligacion__para__in=para_quienes(gobierno=False))) | (
        of_the_government & Q(obligacion__para__in=para_quienes(gobierno=True))
    )
