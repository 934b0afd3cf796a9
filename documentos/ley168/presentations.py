"""Presentation of a list of Ley 168: every obligación, its state and where it is published."""

from django.utils import timezone
from django.utils.translation import gettext as _

from base.compartir import share_page
from base.del_portal import section_model
from base.frame import Frame
from base.presentation import Presentation
from documentos.models import FichaLey168Page
from servidor.caches.fragments import UNTIL_ANNOUNCED, published_fragment

from .cumplimiento import count_situations
from .deberes import deberes_de
from .puntos import puntos
from .rules import es_del_gobierno


class FichaLey168Presentation(Presentation):
    model = FichaLey168Page

    def get_context(self, request):
        page = self.page
        key = f"ley168-lista-{page.pk}-{timezone.localdate()}"
        shown = published_fragment(request, key, lambda: _state(page, request), UNTIL_ANNOUNCED)
        section = Frame.for_request(request).seccion(section_model(FichaLey168Page))
        return shown | {
            "todas_url": f"{section.get_url(request)}ley-168/" if section else "",
            "compartir": share_page(page, request),
        }

    def get_card_facts(self):
        return self.page.tipo_publico, ""


def _state(page, request):
    """Return the state today of every obligación of the list ``page``, and whose list it is."""
    gobierno = es_del_gobierno(page.depth)
    rows = {row.obligacion_id: row for row in page.publicaciones.select_related("documento")}
    points = list(
        puntos(((deber, rows.get(deber.pk)) for deber in deberes_de(gobierno=gobierno)), request)
    )
    return {
        "puntos": points,
        "cuenta": count_situations(point.situacion for point in points),
        "quien": _("El Gobierno") if gobierno else page.get_parent().title,
    }
