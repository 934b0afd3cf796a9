"""The OpenSearch description of a portal: with it browsers offer the portal as a search engine."""

from django.urls import reverse
from django.utils.translation import gettext as _

from base.frame import Frame


def description(request):
    frame = Frame.for_request(request)
    return {
        "nombre": frame.nombre_de_buscador,
        "descripcion": _("Buscar en el %(portal)s") % {"portal": frame.titulo},
        "idioma": frame.lang,
        "icono": frame.absolute(frame.icono_url),
        "search_url": frame.absolute(reverse("buscar")),
        "sugerencias_url": frame.absolute(reverse("sugerencias")),
        "url": frame.absolute(reverse("opensearch")),
    }
