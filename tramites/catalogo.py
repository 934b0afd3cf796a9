"""The procedures of a portal as open data; the fields are told in docs/catalogo-de-tramites.md."""

from django.db.models import Prefetch
from django.http import JsonResponse

from base.descargas import csv_file
from base.texto import names_in
from directorio.consultas import publica

from .campos import CAMPOS
from .models.eventos import EventoDeVida
from .situacion import situacion_de

FIELDS = tuple(campo.nombre for campo in CAMPOS)
_DURATIONS = {"inmediato": "PT0S", "horas": "PT{}H", "naturales": "P{}D", "meses": "P{}M"}


def with_parts(tramites):
    """Fetch at once everything that the catalogue tells: a fixed number of queries."""
    events = EventoDeVida.objects.annotate(traducido=EventoDeVida.translated())
    return tramites.select_related("locale").prefetch_related(
        publica("entidad"), Prefetch("eventos", events), "requisitos", "costos", "base_legal"
    )


def registros(index, request):
    """Yield the procedures of the section ``index`` as its catalogue tells them.

    All of them are read first, with what the portal adapts.
    """
    tramites = list(with_parts(index.tramites().alphabetical()))
    adapted = index.adaptations(tramites, "costos")
    base = index.get_full_url(request)
    for tramite in tramites:
        yield record(tramite, adapted.get(tramite.translation_key), f"{base}{tramite.slug}/")


def record(tramite, local, url):
    """Return one procedure by the names of the fields; lists stay lists."""
    costs = (list(local.costos.all()) if local else []) or list(tramite.costos.all())
    return {
        "identifier": str(tramite.translation_key),
        "name": tramite.title,
        "description": tramite.resumen,
        "keyword": names_in(tramite.nombres_populares),
        "isGroupedBy": [evento.traducido for evento in tramite.eventos.all()],
        "hasCompetentAuthority": tramite.entidad.title if tramite.entidad else "",
        "hasInput": [row.texto for row in tramite.requisitos.all()],
        "hasCost": [_cost(row) for row in costs],
        "processingTime": _duration(tramite),
        "produces": tramite.resultado,
        "hasLegalResource": [row.norma for row in tramite.base_legal.all()],
        "status": situacion_de(tramite, local),
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


def as_json(records):
    return JsonResponse({"tramites": records}, json_dumps_params={"ensure_ascii": False})


def as_csv(records, name):
    return csv_file(FIELDS, map(as_texts, records), name)


def as_texts(record):
    """Return a record whose lists are lists of texts, as one cell can hold them."""
    return record | {"hasCost": list(map(_in_words, record["hasCost"]))}


def _in_words(cost):
    return f"{cost['description']}: {cost['hasValue']} {cost['currency']}"
