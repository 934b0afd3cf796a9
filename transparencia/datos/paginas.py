"""The page with all the data sets of a portal, that of one of them, and their catalogue."""

from django.http import JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from base.chrome import Chrome, Link
from base.datos_abiertos import TipoDeCampo
from base.descargas import para_otros_sitios
from base.graficos import Tabla

from . import archivos, catalogo


def lista(index, request):
    chrome = Chrome.for_request(request, index)
    offered = catalogo.ofertas(index, request)
    url = chrome.absolute(f"{index.get_url(request)}datos/")
    return index.render(
        request,
        template="transparencia/datos.html",
        context_overrides={
            "titulo": catalogo.TITULO,
            "titulo_pagina": catalogo.TITULO,
            "descripcion_pagina": catalogo.DESCRIPCION,
            "canonica": url,
            "ofertas": offered,
            "licencia": catalogo.licencia(chrome),
            "municipios": catalogo.de_los_municipios(index, chrome),
            "json_ld": [catalogo.data_catalog(offered, url, chrome)],
        },
    )


def conjunto(index, request, clave):
    chrome = Chrome.for_request(request, index)
    archivos.conjunto_o_404(clave)
    [oferta] = catalogo.ofertas(index, request, clave)
    licencia = catalogo.licencia(chrome)
    return index.render(
        request,
        template="transparencia/conjunto_de_datos.html",
        context_overrides={
            "titulo": oferta.titulo,
            "titulo_pagina": f"{oferta.titulo} · {catalogo.TITULO}",
            "descripcion_pagina": oferta.conjunto.descripcion,
            "canonica": chrome.absolute(oferta.url),
            "todos": Link(catalogo.TITULO, f"{index.get_url(request)}datos/"),
            "oferta": oferta,
            "licencia": licencia,
            "campos": _fields(oferta.conjunto),
            "cita": _citation(oferta, licencia, chrome),
            "json_ld": [catalogo.dataset(oferta, chrome)],
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


def _citation(oferta, licencia, chrome):
    """Who, what, of when, on what terms and where."""
    day = oferta.actualizado and date_format(localdate(oferta.actualizado), "DATE_FORMAT")
    parts = [chrome.titulo, oferta.titulo, day, licencia.label, chrome.absolute(oferta.url)]
    return ". ".join(str(part) for part in parts if part)


@require_safe
def catalogo_jsonld(request):
    """Tell programs of all sets, as DCAT."""
    index = archivos.seccion(request)
    response = JsonResponse(
        catalogo.dcat(index, request),
        content_type="application/ld+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    return para_otros_sitios(response)
