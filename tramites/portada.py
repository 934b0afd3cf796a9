"""Block of front pages with the life events, and an invented example for its preview."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base.frame import Frame
from inicios.bloques import SeccionBlock

from .models import TramitesIndexPage


class TramitesBlock(SeccionBlock):
    class Meta:
        icon = "form"
        label = _("Trámites según lo que se necesita")
        description = _(
            "Nacer y registrar, Identidad, Vivienda… con cuántos trámites hay de cada uno."
        )
        admin_text = _(
            "Se ven solos los eventos de la vida que tienen trámites. No hay nada que llenar."
        )
        template = "tramites/portada.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(TramitesIndexPage)
        if section is None:
            return {}
        return {"eventos": section.events(), "url": section.get_url(request)}

    def get_example(self):
        return {"eventos": _example(), "url": "#"}


def _example():
    names = [
        gettext("Nacer y registrar"),
        gettext("Identidad"),
        gettext("Vivienda y construir"),
        gettext("Alimentos"),
    ]
    return [{"slug": "", "traducido": name, "total": 3 + place} for place, name in enumerate(names)]
