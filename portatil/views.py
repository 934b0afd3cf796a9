"""The copies of a portal: the ZIP and the key of its signature, the text for telephones, links."""

from django.http import FileResponse, Http404, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.frame import Frame
from base.links import Link
from servidor.responses import or_404

from .archivo import hecho, texto
from .firma import clave_publica
from .texto import LISTA, tamano

_SECONDS = 600  # how long browsers and proxies may cache it
_A_YEAR = 365 * 24 * 3600


@require_safe
def download(request):
    """Serve the ZIP of this portal; nginx does so itself where it stands before the application."""
    host = Frame.for_request(request).site.hostname
    made = or_404(hecho(host))
    try:
        file = made.ruta.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=f"{host}.zip")
    response["Last-Modified"] = http_date(made.hecho_el.timestamp())
    patch_cache_control(response, public=True, max_age=_SECONDS)
    return response


@require_safe
def clave(request):
    """Serve the public key as a file: the same in all portals."""
    return HttpResponse(clave_publica(), content_type="application/x-pem-file")


@require_safe
def carry(request, nombre):
    """Serve a part of the text of this portal for telephones, or the list of the parts."""
    content = or_404(texto(Frame.for_request(request).site.hostname, nombre))
    response = HttpResponse(content, content_type="application/json")
    if nombre == LISTA:
        patch_cache_control(response, public=True, max_age=0)
    else:  # its name is made of its content; but nginx must not keep what is withdrawn
        patch_cache_control(response, public=True, max_age=_A_YEAR, s_maxage=1, immutable=True)
    return response


def para_llevar(request):
    """Return the words of the button that brings the text to this telephone; "" without one."""
    lista = texto(Frame.for_request(request).site.hostname)
    if lista is None:
        return ""
    size = filesizeformat(tamano(lista))
    return _("Llevar este portal en el teléfono (%(tamano)s)") % {"tamano": size}


def descarga(request):
    """Return the link to download this portal, with its size and day; None while there is none."""
    made = hecho(Frame.for_request(request).site.hostname)
    if made is None:
        return None
    return Link(
        _("Descargar este portal (%(tamano)s, %(dia)s)")
        % {"tamano": filesizeformat(made.tamano), "dia": _day(timezone.localdate(made.hecho_el))},
        reverse("portatil"),
    )


def _day(day):
    days = (timezone.localdate() - day).days
    if days <= 1:
        # Translators: the day of a copy: «Descargar este portal (4,2 MB, de hoy)».
        return _("de ayer") if days else _("de hoy")
    return _("del %(dia)s") % {"dia": date_format(day, "DATE_FORMAT")}
