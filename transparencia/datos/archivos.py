"""Gives the files that were made ahead, at addresses that stay."""

from django.apps import apps
from django.http import FileResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.chrome import Chrome
from base.datos_abiertos import conjuntos
from base.descargas import para_otros_sitios
from transparencia.filtros import or_404
from transparencia.models.archivo import ArchivoDeDatos

from .almacen import almacen

TIPOS = {"csv": "text/csv", "json": "application/json"}
_SECONDS = 60  # in the cache of a browser
_TRY_AGAIN = 60


def seccion(request):
    """Return the public section in which this portal offers its data, or raise ``Http404``."""
    model = apps.get_model("transparencia", "TransparenciaIndexPage")
    return or_404(Chrome.for_request(request).seccion(model))


def conjunto_o_404(clave):
    return or_404(conjuntos().get(clave))


@require_safe
def archivo(request, clave, formato):
    """Stream a file, or say that it has not changed, or that it is not made yet."""
    index = seccion(request)
    conjunto = conjunto_o_404(clave)
    site = Chrome.for_request(request, index).site
    rows = ArchivoDeDatos.objects.filter(site=site, clave=clave, formato=formato)
    # Between the row and the file there may be a newer one of both.
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
    slug = Chrome.for_request(request).datos.slug
    return FileResponse(
        almacen().open(row.archivo),
        as_attachment=True,
        filename=f"{slug}-{row.clave}.{row.formato}",
        content_type=f"{TIPOS[row.formato]}; charset=utf-8",
    )


def _not_yet(index, conjunto, request):
    """Say it in words, with 503: whoever reads by program comes again."""
    response = index.render(
        request,
        template="transparencia/datos_sin_preparar.html",
        context_overrides={
            "titulo": conjunto.titulo,
            "titulo_pagina": _("Estos datos se están preparando"),
            "url": f"{index.get_url(request)}datos/",
        },
    )
    response.status_code = 503
    response["Retry-After"] = _TRY_AGAIN
    return response
