"""Cards as networks fetch them."""

from io import BytesIO

from django.core.cache import caches
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe
from PIL import Image
from wagtail.models import Page

from base.descargas import para_otros_sitios
from base.frame import Frame
from base.publicas import publicas

from .dibujo import draw
from .tarjeta import tarjeta_de

_A_YEAR = 365 * 24 * 3600


@require_safe
def tarjeta(request, pk, huella):
    """Answer with the card of a public page of this portal, as it is now and no other."""
    datos = Frame.for_request(request).datos
    page = get_object_or_404(publicas(Page.objects.filter(pk=pk)).select_related("locale"))
    place = page.get_url_parts(request)
    if place is None or place[0] != datos.site_id:
        raise Http404
    with translation.override(page.locale.language_code):
        card = tarjeta_de(page.specific, datos)
    if card.huella != huella:
        raise Http404
    picture = caches["tarjetas"].get_or_set(huella, lambda: draw(card, _shield(datos)))
    # As a file, which the page cache leaves alone: it would keep it as long as browsers may, and
    # once more for every query somebody invents.
    response = FileResponse(
        BytesIO(picture),
        content_type="image/png",
        headers={
            "Cache-Control": f"public, max-age={_A_YEAR}, immutable",
            "Content-Length": len(picture),
            "ETag": f'"{huella}"',
        },
    )
    return para_otros_sitios(response)


def _shield(datos):
    """Return the image of the portal's own shield, or None where there is none to be read."""
    if datos.escudo is None:
        return None
    try:
        with datos.escudo.get_rendition("max-240x192|format-png").file.open() as file:
            image = Image.open(file)
            image.load()
    except OSError:
        return None
    return image
