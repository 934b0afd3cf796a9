"""The page of one list: every obligation, where it is met, and how much is missing."""

from django.apps import apps
from django.utils.translation import gettext as _

from base.chrome import Chrome
from base.compartir import share_links

from .cumplimiento import contar
from .deberes import deberes_de, es_del_gobierno
from .puntos import puntos


def contexto(page, request):
    chrome = Chrome.for_request(request)
    gobierno = es_del_gobierno(page.depth)
    rows = {row.obligacion_id: row for row in page.publicaciones.select_related("documento")}
    points = puntos(
        ((deber, rows.get(deber.pk)) for deber in deberes_de(gobierno=gobierno)), request
    )
    section = chrome.seccion(apps.get_model("transparencia", "TransparenciaIndexPage"))
    return {
        "puntos": points,
        "cuenta": contar(point.situacion for point in points),
        "quien": _("El Gobierno") if gobierno else page.get_parent().title,
        "todas_url": f"{section.get_url(request)}ley-168/" if section else "",
        "compartir": share_links(page.get_full_url(request) or "", page.title),
    }
