"""The page of one report."""

from base.chrome import Link
from base.compartir import share_links

from .detalle import Detalle


def contexto(page, request):
    above = page.get_parent()
    return {
        "detalle": Detalle(page, page.cifras.all(), request),
        "se_muestra": bool(page.fuente and page.actualizado_el and page.cifras.all()),
        "tablero": Link(above.title, f"{above.get_url(request)}?mandato={page.mandato}"),
        "compartir": share_links(page.get_full_url(request) or "", page.title),
    }
