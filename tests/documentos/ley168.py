"""Helpers that create lists of Ley 168."""

from datetime import date

from documentos.models import FichaLey168Page, Obligacion, PublicacionDeOficio
from tests.factories import add_page

from .making import section

# Before any day on which the tests run.
SINCE = date(2025, 1, 10)


def obligacion(slug):
    return Obligacion.objects.get(slug=slug, locale__language_code="es")


def make_ficha(portal, *rows, parent=None, title="Lo que se publica", **fields):
    """Return the list of the Government of ``portal``, or of the entidad ``parent``.

    ``rows`` are (obligación, how): a page, a document, an address, the reason why it does not
    apply, or a dict of fields. The default of ``desde`` is ``SINCE``.
    """

    def fill(page):
        page.publicaciones.set([_row(slug, **_told(how)) for slug, how in rows])

    page = add_page(FichaLey168Page, parent or section(portal), title=title, fill=fill, **fields)
    return FichaLey168Page.objects.get(pk=page.pk)


def _row(slug, **fields):
    if not fields.get("no_corresponde"):
        fields.setdefault("desde", SINCE)
    return PublicacionDeOficio(obligacion=obligacion(slug), **fields)


def _told(how):
    match how:
        case dict():
            return how
        case str() if how.startswith("https:"):
            return {"enlace": how}
        case str():
            return {"no_corresponde": True, "motivo": how}
    return {"documento" if hasattr(how, "file") else "pagina": how}
