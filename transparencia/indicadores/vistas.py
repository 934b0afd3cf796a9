"""One indicator: its page, and its series as files (docs/datos-abiertos.md)."""

from django.http import Http404

from base.chrome import Chrome
from base.compartir import share_links
from base.descargas import csv_file, json_file

from .provincial import comparacion_url

# The names of the columns are a promise to whoever reads the file by program.
COLUMNAS = ["periodo", "desde", "hasta", "unidad", "plan", "real", "provisional", "comentario"]


def pagina(page, request):
    url = page.get_url(request) or ""
    return page.render(
        request,
        context_overrides={
            "serie": page.serie,
            "comparacion_url": comparacion_url(page, request),
            "csv_url": f"{url}csv/",
            "json_url": f"{url}json/",
            "compartir": share_links(page.get_full_url(request) or "", page.title),
        },
    )


def as_csv(page, request):
    return csv_file(COLUMNAS, records(_serie_or_404(page)), page.slug)


def as_json(page, request):
    serie = _serie_or_404(page)
    data = {
        "id": str(page.translation_key),
        "indicador": page.title,
        "que_mide": page.que_mide,
        "portal": Chrome.for_request(request, page).titulo,
        "unidad": page.unidad,
        "periodicidad": page.periodicidad,
        "sentido": page.sentido,
        "medida": page.medida.slug if page.medida else None,
        "fuente": page.fuente,
        "responsable": page.responsable,
        "actualizado": page.actualizado_el.isoformat(),
        "url": page.get_full_url(request),
        "valores": [
            {name: value for name, value in record.items() if name != "unidad"}
            for record in records(serie)
        ],
    }
    return json_file(data, page.slug)


def as_number(value):
    """Return a stored number as programs read it: 12 and 16.4, not 12.000 or a text."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _serie_or_404(page):
    serie = page.serie
    if not serie.se_muestra:
        raise Http404
    return serie


def records(serie):
    for punto in serie.puntos:
        yield {
            "periodo": str(punto.periodo),
            "desde": punto.periodo.desde.isoformat(),
            "hasta": punto.periodo.hasta.isoformat(),
            "unidad": serie.page.unidad,
            "plan": as_number(punto.plan),
            "real": as_number(punto.real),
            "provisional": punto.es_provisional,
            "comentario": punto.comentario,
        }


def dataset(page, request):
    """Describe the series as ``Dataset`` of schema.org; empty where nothing is told."""
    serie = page.serie
    if not serie.se_muestra:
        return {}
    url = page.get_full_url(request)
    first, last = serie.puntos[0].periodo, serie.puntos[-1].periodo
    return {
        "@type": "Dataset",
        "name": page.title,
        "description": page.que_mide,
        "url": url,
        "inLanguage": Chrome.for_request(request).lang,
        "isAccessibleForFree": True,
        "dateModified": page.actualizado_el.isoformat(),
        "temporalCoverage": f"{first.desde.isoformat()}/{last.hasta.isoformat()}",
        "variableMeasured": {
            "@type": "PropertyValue",
            "name": page.title,
            "unitText": page.unidad,
        },
        "creator": {"@type": "Organization", "name": page.responsable or page.fuente},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{url}{ending}/"}
            for kind, ending in (("text/csv", "csv"), ("application/json", "json"))
        ],
    }
