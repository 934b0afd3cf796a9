"""What stands in a portal that is still being prepared: the others show nobody any of it."""

from base.homes import portal_records
from base.tree import in_trees_of


def de_otros_sin_abrir(site):
    """A condition on pages: in another portal than that of ``site``, one that is not open yet."""
    others = (record for record in portal_records() if record.site_id != site.pk)
    return in_trees_of([r.site.root_page.path for r in others if not r.esta_abierto])
