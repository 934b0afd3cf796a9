"""Query for the broken links of a page."""

from .models import Estado, Lugar


def broken_links_of(page):
    """Return the broken links (:class:`Lugar`) of ``page``, as it is published, as a query set."""
    found = Lugar.objects.filter(page=page.pk, direccion__estado=Estado.ROTO)
    return found.select_related("direccion").order_by("pk")
