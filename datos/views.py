"""Views of open data: the page of all data sets, the page of one, the catalogue and the files."""

from django.http import FileResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.formats import date_format
from django.utils.http import http_date, quote_etag
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.del_portal import enlaces_de_municipios
from base.frame import Frame
from base.links import Link
from conjuntos.declaracion import TipoDeCampo, conjuntos
from graficos import Tabla
from servidor.responses import or_404, para_otros_sitios

from . import catalogo
from .models import ArchivoDeDatos

_SECONDS = 60  # how long browsers may cache a file
_TRY_AGAIN = 60


def lista(index, request):
    frame = Frame.for_request(request, index)
    offered = catalogo.ofertas(index, request)
    url = frame.absolute(f"{index.get_url(request)}datos/")
    return index.render(
        request,
        template="datos/datos.html",
        context_overrides={
            "titulo": catalogo.TITULO,
            "titulo_pagina": catalogo.TITULO,
            "descripcion_pagina": catalogo.DESCRIPCION,
            "canonica": url,
            "ofertas": offered,
            "licencia": catalogo.licencia(frame),
            "municipios": enlaces_de_municipios(type(index), frame, "datos/"),
            "json_ld": [catalogo.data_catalog(offered, url, frame)],
        },
    )


def conjunto(index, request, clave):
    frame = Frame.for_request(request, index)
    _conjunto_o_404(clave)
    [oferta] = catalogo.ofertas(index, request, clave)
    licencia = catalogo.licencia(frame)
    return index.render(
        request,
        template="datos/conjunto_de_datos.html",
        context_overrides={
            "titulo": oferta.titulo,
            "titulo_pagina": f"{oferta.titulo} · {catalogo.TITULO}",
            "descripcion_pagina": oferta.conjunto.descripcion,
            "canonica": frame.absolute(oferta.url),
            "todos": Link(catalogo.TITULO, f"{index.get_url(request)}datos/"),
            "oferta": oferta,
            "licencia": licencia,
            "campos": _fields(oferta.conjunto),
            "cita": _citation(oferta, licencia, frame),
            "json_ld": [catalogo.dataset(oferta, frame)],
        },
    )


def _fields(conjunto):
    kinds = {
        TipoDeCampo.TEXTO: _("texto"),
        TipoDeCampo.NUMERO: _("número"),
        TipoDeCampo.FECHA: _("fecha, como 2026-03-02"),
        TipoDeCampo.MOMENTO: _("fecha y hora, ISO 8601"),
        TipoDeCampo.SI_NO: _("sí o no"),
        TipoDeCampo.LISTA: _("lista de textos"),
    }
    return Tabla(
        (_("Campo"), _("Qué dice"), _("Qué es")),
        tuple(
            (campo.nombre, str(campo.significado), kinds[campo.tipo]) for campo in conjunto.campos
        ),
    )


def _citation(oferta, licencia, frame):
    """Return how to cite the data set: portal, title, date, licence and URL."""
    day = oferta.actualizado and date_format(localdate(oferta.actualizado), "DATE_FORMAT")
    parts = [frame.titulo, oferta.titulo, day, licencia.label, frame.absolute(oferta.url)]
    return ". ".join(str(part) for part in parts if part)


# --- URLs outside the page tree, which end in a file name -----------------------------


def _seccion(request):
    """Return the public section with the data of this portal, or raise ``Http404``.

    It is above this room, and the only one whose presentation has the view of a data set.
    """
    pages = Frame.for_request(request).secciones
    return or_404(next(filter(_shows_data, pages), None))


def _shows_data(page):
    return any(url.callback is conjunto for url in page.presentation.urls)


def _conjunto_o_404(clave):
    return or_404(conjuntos().get(clave))


@require_safe
def catalogo_jsonld(request):
    """Serve the DCAT catalogue of all data sets of the portal."""
    index = _seccion(request)
    response = JsonResponse(
        catalogo.dcat(index, request),
        content_type="application/ld+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return para_otros_sitios(response)


@require_safe
def archivo(request, clave, formato):
    """Stream a file; answer 304 if it has not changed, and 503 if it is not made yet."""
    index = _seccion(request)
    conjunto = _conjunto_o_404(clave)
    site = Frame.for_request(request, index).site
    rows = ArchivoDeDatos.objects.filter(site=site, clave=clave, formato=formato)
    # After the row is read, a newer file may replace the file that the row names: read it again.
    for _attempt in range(2):
        if (row := rows.first()) is None:
            break
        response = get_conditional_response(
            request, etag=quote_etag(row.sha256), last_modified=int(row.hecho_el.timestamp())
        )
        try:
            response = response or _file(row, request)
        except FileNotFoundError:
            continue
        response["ETag"] = quote_etag(row.sha256)
        response["Last-Modified"] = http_date(row.hecho_el.timestamp())
        patch_cache_control(response, public=True, max_age=_SECONDS)
        return para_otros_sitios(response)
    return _not_yet(index, conjunto, request)


def _file(row, request):
    slug = Frame.for_request(request).datos.slug
    return FileResponse(
        row.open(),
        as_attachment=True,
        filename=f"{slug}-{row.clave}.{row.formato}",
        content_type=f"{row.tipo}; charset=utf-8",
    )


def _not_yet(index, conjunto, request):
    """Render a page that says so, with status 503 and ``Retry-After``: programs try again."""
    response = index.render(
        request,
        template="datos/datos_sin_preparar.html",
        context_overrides={
            "titulo": conjunto.titulo,
            "titulo_pagina": _("Estos datos se están preparando"),
            "url": f"{index.get_url(request)}datos/",
        },
    )
    response.status_code = 503
    response["Retry-After"] = _TRY_AGAIN
    return response
