"""The OpenSearch description of a portal, by which browsers offer it as a search engine."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from base.chrome import Chrome

# The format lets the name be no longer.
_LONGEST = 16


def description(request):
    chrome = Chrome.for_request(request)
    # The seat of the province has its name: one of two engines of a name would be refused.
    name = _("Provincia") if chrome.es_provincial else chrome.nombre
    return {
        "nombre": name[:_LONGEST],
        "descripcion": _("Buscar en el %(portal)s") % {"portal": chrome.titulo},
        "idioma": chrome.lang,
        "icono": chrome.absolute(static("favicon.ico")),
        "buscar_url": chrome.absolute(reverse("buscar")),
        "sugerencias_url": chrome.absolute(reverse("sugerencias")),
        "url": chrome.absolute(reverse("opensearch")),
    }
