"""Views for the icons, the silueta and the manifest of a portal."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from base.emblemas import (
    draw_icon,
    draw_skyline,
    huella_de_la_silueta,
    huella_del_icono,
    icono_url,
)
from base.frame import Frame
from identidad.acentos import PAPEL, colores_de_barra
from identidad.iconos import GRANDE, LADOS, PANTALLA
from servidor.responses import as_drawing


@require_safe
def favicon(request):
    """Redirect to the icon: for feed readers, and browsers that do not read a page's head."""
    return redirect(Frame.for_request(request).icono_url)


@require_safe
def icono(request, lado, huella):
    datos = Frame.for_request(request).datos
    if lado not in LADOS or huella != huella_del_icono(datos):
        raise Http404
    return as_drawing(f"icono-{lado}-{huella}", lambda: draw_icon(datos, lado), huella)


@require_safe
def silueta(request, huella):
    """Return the portal's silueta as a mask image; 404 if the portal uses the default ridges."""
    datos = Frame.for_request(request).datos
    if not datos.silueta or huella != huella_de_la_silueta(datos):
        raise Http404
    return as_drawing(f"silueta-{huella}", lambda: draw_skyline(datos), huella)


@require_safe
def manifest(request):
    """Return the manifest for phones whose owner adds the portal to the home screen.

    It opens in the browser: the URL shows whose site it is; going back and sharing work as usual.
    """
    frame = Frame.for_request(request)
    icons = [
        {
            "src": icono_url(frame.datos, lado),
            "sizes": f"{lado}x{lado}",
            "type": "image/png",
            "purpose": purpose,
        }
        for lado in (PANTALLA, GRANDE)
        for purpose in ("any", "maskable")
    ]
    data = {
        "id": frame.inicio_url,
        "name": frame.titulo,
        "short_name": frame.nombre_de_buscador,
        "lang": frame.lang,
        "dir": "ltr",
        "start_url": frame.inicio_url,
        "scope": "/",
        "display": "browser",
        "theme_color": colores_de_barra(frame.acento).de_dia,
        "background_color": PAPEL,
        "icons": icons,
    }
    return JsonResponse(
        data, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
