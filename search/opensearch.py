"""The OpenSearch description of a portal, by which browsers offer it as a search engine."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from base.chrome import Chrome


def description(request):
    chrome = Chrome.for_request(request)
    return {
        "nombre": chrome.nombre_de_buscador,
        "descripcion": _("Buscar en el %(portal)s") % {"portal": chrome.titulo},
        "idioma": chrome.lang,
        "icono": chrome.absolute(static("favicon.ico")),
        "buscar_url": chrome.absolute(reverse("buscar")),
        "sugerencias_url": chrome.absolute(reverse("sugerencias")),
        "url": chrome.absolute(reverse("opensearch")),
    }
