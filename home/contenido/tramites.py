"""Initial trámites of the province: published, with data still to be confirmed."""

from decimal import Decimal

from directorio.models import EntidadPage
from tramites.models import (
    BaseLegal,
    Costo,
    EventoDeVida,
    OtraEntidad,
    Paso,
    Requisito,
    TramiteDestacado,
    TramitePage,
    TramitesIndexPage,
)

from .entidades import KIND as ENTIDAD
from .filas import add_below, add_rows
from .palabras import read

KIND = "tramite"


def add_tramites(start):
    index = TramitesIndexPage.objects.child_of(start.home).first()
    if index is None or not start.portal.es_provincial:
        return
    data = read("tramites")
    entries = start.new(data["tramite"], KIND)
    for clave, entry in entries:
        page = _make(start, index, entry, data)
        start.keep(clave, page, publish=True)
    if entries:
        _recommend(start, index, data)


def _make(start, index, entry, data):
    minimum, number, unit, since = entry["plazo"]
    page = TramitePage(
        title=entry["titulo"],
        resumen=entry["resumen"],
        nombres_populares=entry["nombres"],
        quien=f"{entry['quien']}\n\n{data['aviso']}",
        entidad=_entity(start, entry["entidad"]),
        formas_de_pago=data["pago"] if _is_stamped(entry) else "",
        plazo_minimo=minimum or None,
        plazo_numero=number or None,
        plazo_unidad=unit or TramitePage.Unidad.NATURALES,
        plazo_desde=since,
        plazo_fuente=data["fuente"] if number else "",
        resultado=entry["resultado"],
        vigencia=entry.get("vigencia", ""),
        quejas=data["quejas"],
    )
    page.en_linea, page.en_linea_nombre = entry.get("en_linea", ("", ""))
    add_below(index, page)
    _add_rows(start, page, entry, data)
    return page


def _add_rows(start, page, entry, data):
    events = EventoDeVida.objects.filter(slug__in=entry["eventos"], locale_id=page.locale_id)
    page.eventos.set(events)
    others = [_entity(start, clave) for clave in entry.get("otras", [])]
    add_rows(page.otras_entidades, [OtraEntidad(entidad=other) for other in others if other])
    for line in entry["requisitos"]:
        text, _bar, detail = line.partition(" | ")
        add_rows(page.requisitos, [Requisito(texto=text, detalle=detail)])
    for line in entry["pasos"]:
        canal = "linea" if line.startswith("linea: ") else "oficina"
        add_rows(page.pasos, [Paso(texto=line.removeprefix("linea: "), canal=canal)])
    costs = [
        Costo(
            concepto=concept,
            tipo=kind,
            importe=Decimal(amount) if amount else None,
            fuente=data["fuente"],
        )
        for concept, kind, amount in entry["costos"]
    ]
    add_rows(page.costos, costs)
    norms = [BaseLegal(norma=norm, enlace=link) for norm, link in entry.get("normas", [])]
    add_rows(page.base_legal, norms)


def _recommend(start, index, data):
    """Feature the chosen trámites, unless editors featured some or have a draft of the page."""
    if index.destacados.exists() or index.has_unpublished_changes:
        return
    chosen = [entry for entry in data["tramite"] if "destacado" in entry]
    chosen.sort(key=lambda entry: entry["destacado"])
    pks = [start.known.get(f"{KIND}-{entry['clave']}") for entry in chosen]
    there = TramitePage.objects.in_bulk(pk for pk in pks if pk)
    index.refresh_from_db(fields=["numchild"])
    rows = [TramiteDestacado(tramite=there[pk]) for pk in pks if pk in there]
    add_rows(index.destacados, rows)
    index.save()


def _entity(start, clave):
    return EntidadPage.objects.filter(pk=start.known.get(f"{ENTIDAD}-{clave}")).first()


def _is_stamped(entry):
    return any(kind == "sello" for _concept, kind, _amount in entry["costos"])
