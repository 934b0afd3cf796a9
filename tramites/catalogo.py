"""The procedures of a portal as open data; the fields are told in docs/catalogo-de-tramites.md."""

import csv
from io import StringIO

from django.http import HttpResponse, JsonResponse

# Names of the Core Public Service Vocabulary (CPSV-AP 3) where it has one.
FIELDS = (
    "identifier",
    "name",
    "description",
    "keyword",
    "isGroupedBy",
    "hasCompetentAuthority",
    "hasInput",
    "hasCost",
    "processingTime",
    "produces",
    "hasLegalResource",
    "status",
    "language",
    "modified",
    "page",
)
_SEPARATOR = " | "
_DURATIONS = {"inmediato": "PT0S", "horas": "PT{}H", "naturales": "P{}D", "meses": "P{}M"}


def with_parts(tramites):
    """Fetch at once everything that the catalogue tells: a fixed number of queries."""
    return tramites.select_related("entidad", "locale").prefetch_related(
        "eventos", "requisitos", "costos", "base_legal"
    )


def record(tramite, local, url):
    """Return one procedure by the names of the fields; lists stay lists."""
    costs = (list(local.costos.all()) if local else []) or list(tramite.costos.all())
    return {
        "identifier": str(tramite.translation_key),
        "name": tramite.title,
        "description": tramite.resumen,
        "keyword": [word.strip() for word in tramite.nombres_populares.split(",") if word.strip()],
        "isGroupedBy": [evento.nombre for evento in tramite.eventos.all()],
        "hasCompetentAuthority": tramite.entidad.title if tramite.entidad else "",
        "hasInput": [row.texto for row in tramite.requisitos.all()],
        "hasCost": [_cost(row) for row in costs],
        "processingTime": _duration(tramite),
        "produces": tramite.resultado,
        "hasLegalResource": [row.norma for row in tramite.base_legal.all()],
        "status": _status(tramite, local),
        "language": tramite.locale.language_code,
        "modified": tramite.last_published_at.isoformat() if tramite.last_published_at else "",
        "page": url,
    }


def _cost(row):
    amount = "0.00" if row.es_gratis else "" if row.importe is None else f"{row.importe:.2f}"
    return {
        "description": row.concepto,
        "hasValue": amount,
        "currency": "CUP",
        "source": row.fuente,
        "modified": row.fecha.isoformat() if row.fecha else "",
    }


def _duration(tramite):
    """The longest term, as ISO 8601 where it has days: working days are told in words."""
    if tramite.plazo_unidad in _DURATIONS and (tramite.plazo_numero or tramite.es_inmediato):
        return _DURATIONS[tramite.plazo_unidad].format(tramite.plazo_numero)
    return tramite.plazo


def _status(tramite, local):
    if local is not None and not local.se_ofrece_aqui:
        return "no_se_ofrece"
    limits = [item.limitacion for item in (tramite, local) if item and item.limitacion]
    limits = [limit for limit in limits if limit.empezo]
    if any(limit.suspendido for limit in limits):
        return "suspendido"
    return "limitado" if limits else "normal"


def as_json(records):
    return JsonResponse({"tramites": records}, json_dumps_params={"ensure_ascii": False})


def as_csv(records, name):
    text = StringIO()
    # The mark tells spreadsheets that this is UTF-8.
    text.write("\ufeff")
    writer = csv.DictWriter(text, FIELDS)
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in records)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _cell(value):
    if isinstance(value, list):
        return _SEPARATOR.join(
            f"{item['description']}: {item['hasValue']} {item['currency']}"
            if isinstance(item, dict)
            else item
            for item in value
        )
    # A spreadsheet would compute what begins like a formula.
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
