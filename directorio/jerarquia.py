"""Rules about the entidad on which another one may depend."""

from django.utils.translation import gettext_lazy as _

from base.provincia import es_de_la_provincia
from base.tree import in_one_tree

# Longer chains are a circle or a mistake.
_LEVELS = 12


def why_not_above(entidad, superior):
    """Return the reason why ``entidad`` cannot depend on ``superior``, or None if it can."""
    if superior.pk == entidad.pk:
        return _("Una entidad no depende de sí misma.")
    above, levels = superior, 0
    while above.depende_de_id and levels < _LEVELS:
        if above.depende_de_id == entidad.pk and entidad.pk:
            return _("Sería un círculo: «%(entidad)s» ya depende de esta.") % {
                "entidad": superior.title
            }
        above, levels = above.depende_de, levels + 1
    return why_not_in_tree(entidad.path, superior) if entidad.path else None


def why_not_in_tree(path, superior):
    """Return why a page at or below ``path`` cannot depend on ``superior``, or None if it can."""
    if in_one_tree(superior.path, path) or es_de_la_provincia(superior.path):
        return None
    return _("Elija una entidad de su portal o de la provincia.")
