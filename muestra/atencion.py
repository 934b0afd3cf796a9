"""Atención a la Población in the sample: its entrance page, office and search promotion."""

from atencion.models import AtencionPage
from search.models import Destacado

from .entidades import entidad_piece
from .fields import fill
from .publicacion import publish

ENTRANCE_PIECE = "entrada-atencion"
_WORDS = "queja, denuncia, planteamiento, a quién le reclamo"
_NOTICE = (
    "<p><b>Contenido de muestra:</b> este portal es un ejemplo. Puede probar los formularios: lo "
    "que envíe no llega a ninguna oficina de verdad. No escriba datos reales de nadie.</p>"
)


def fill_entrance(load):
    """Fill the entrance page of the portal of ``load``, and store in its mark what was filled."""
    page = AtencionPage.objects.child_of(load.home).first()
    if page is None or ENTRANCE_PIECE in load.known or page.has_unpublished_changes:
        return
    office = None if page.oficina_id else _office(load)
    page.oficina_id = page.oficina_id or office
    filled = fill(
        page,
        {
            "show_in_menus": load.menu_has_room(),
            "responsable": "Atención a la Población (muestra)",
            "cuerpo": [{"type": "texto", "value": _NOTICE}],
        },
    )
    publish(page, load.portal, ENTRANCE_PIECE, campos=filled, oficina=office)
    Destacado.objects.get_or_create(site=load.datos.site, pagina_id=page.pk, palabras=_WORDS)


def _office(load):
    pieces = map(entidad_piece, ("atencion-poblacion", "gobierno-provincial"))
    return next((load.page_ids[piece] for piece in pieces if piece in load.page_ids), None)


def forget_entrance(page, office):
    """Remove the sample's ``office`` and search promotion; fields that people changed stay."""
    if page.oficina_id == office:
        page.oficina = None
    Destacado.objects.filter(pagina=page.pk, palabras=_WORDS).delete()
