"""Pages of portals still in preparation, which other portals must not show to anybody."""

from base.homes import portal_records
from base.tree import in_trees_of


def de_otros_sin_abrir(site):
    """Return a condition (``Q``) on pages: in another portal than ``site``, and not open yet."""
    others = (record for record in portal_records() if record.site_id != site.pk)
    return in_trees_of([r.site.root_page.path for r in others if not r.esta_abierto])
