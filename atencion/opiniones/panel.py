from datetime import timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from moderacion.tableros.alcance import editable_pages, portales_of
from moderacion.tableros.filas import Fila
from moderacion.tableros.paneles import PendientesPanel

from .informe import con_opiniones

_LATELY = timedelta(days=30)


class OpinionesPanel(PendientesPanel):
    """On the admin's front page: own pages that were lately of no use to somebody."""

    name = "opiniones"
    titulo = gettext_lazy("Páginas que no sirvieron a quien las leyó")
    lista = "opiniones:index"
    order = 150

    def find(self):
        found = con_opiniones(editable_pages(self.user), desde=localdate() - _LATELY)
        return found.filter(no_sirvio__gt=0).order_by("-no_sirvio", "-ultima", "pk")

    def make_filas(self, found):
        portales = portales_of(self.user)
        several = len(portales) > 1
        return [
            Fila(
                pk=page.pk,
                titulo=page.title,
                url=reverse("opiniones:ver", args=[page.pk]),
                datos=[portales.get_name(page.path)] if several else [],
                estado=[_told(page)],
            )
            for page in found
        ]


def _told(page):
    no = ngettext(
        "A %(total)d persona no le sirvió", "A %(total)d personas no les sirvió", page.no_sirvio
    ) % {"total": page.no_sirvio}
    return _("%(no)s; a %(si)d sí") % {"no": no, "si": page.sirvio}
