"""Which links of a page are known to lead nowhere."""

from .models import Estado, Lugar


def broken_links_of(page):
    """Return the places of ``page``, as it is published, whose links are broken, in one query."""
    found = Lugar.objects.filter(page=page.pk, direccion__estado=Estado.ROTO)
    return found.select_related("direccion").order_by("pk")
