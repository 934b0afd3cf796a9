"""Block of front pages with the kinds of entidades, and an invented example for its preview."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from base.frame import Frame
from inicios.bloques import SeccionBlock

from .listing import kinds_of
from .models import DirectorioIndexPage


class DirectorioBlock(SeccionBlock):
    class Meta:
        icon = "site"
        label = _("Directorio")
        description = _("Los tipos de entidades. A quién llamar ya está arriba, junto al buscador.")
        admin_text = _("Se ve solo lo que hay en el directorio. No hay nada que llenar.")
        template = "directorio/portada.html"

    def get_contents(self, request, context):
        section = Frame.for_request(request).seccion(DirectorioIndexPage)
        if section is None:
            return {}
        return {"tipos": kinds_of(section, request), "url": section.get_url(request)}

    def get_example(self):
        return {**_example(), "url": "#"}


def _example():
    kinds = [
        gettext("Gobierno"),
        gettext("Salud"),
        gettext("Trámites y registros"),
        gettext("Transporte"),
    ]
    return {"tipos": [{"slug": "", "nombre": name} for name in kinds]}
