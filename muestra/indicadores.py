"""Indicators of the sample, created in a portal from the TOML file."""

import random
from datetime import timedelta
from decimal import Decimal

from home.contenido.filas import add_below, add_rows
from indicadores.models import IndicadorPage, Medida, Valor
from periodos.periodo import Periodicidad, Periodo
from transparencia.models import TransparenciaIndexPage

from .contenido import new_entries, read, vigencia
from .entidades import entidad_piece
from .publicacion import publish

_MONTHS = {Periodicidad.ANUAL: 12, Periodicidad.TRIMESTRAL: 3, Periodicidad.MENSUAL: 1}
# About one municipality in so many lacks the last period, so that lists show such a case.
_LATE = 6


def load_indicadores(load):
    """Add the indicators that the portal of ``load`` never had; return how many."""
    index = TransparenciaIndexPage.objects.child_of(load.home).first()
    if index is None:
        return 0
    data = read("indicadores")
    new = new_entries(load, data["indicador"], _piece)
    for entry in new:
        _add(load, index, entry, data)
    return len(new)


def _piece(entry):
    return f"indicador-{entry['clave']}"


def _add(load, index, entry, data):
    entity = load.find_page(entidad_piece(entry["entidad"])) if "entidad" in entry else None
    medidas = Medida.objects.filter(locale=index.locale_id, slug=entry.get("medida", ""))
    page = IndicadorPage(
        title=entry["titulo"],
        resumen=data["aviso"],
        que_mide=entry["que_mide"],
        medida=medidas.first(),
        unidad=entry["unidad"],
        periodicidad=entry["periodicidad"],
        sentido=entry.get("sentido", "mas"),
        fuente=data["fuente"],
        actualizado_el=load.today - timedelta(days=3),
        **vigencia(load.today),
    )
    add_below(entity or index, page)
    add_rows(page.valores, _values(load, entry))
    publish(page, load.portal, _piece(entry))


def _values(load, entry):
    """Return rows around a number, the last one provisional, and the plan of the next period."""
    rng = random.Random(f"{load.portal.slug}-{entry['clave']}")  # noqa: S311
    middle, spread = entry["base"]
    middle *= 1 if entry["unidad"] == "%" else 1 + rng.uniform(-0.4, 0.4)
    step = Decimal(1).scaleb(-entry.get("decimales", 0))
    periods = _periods(entry["periodicidad"], entry["periodos"], load.today)
    missing = {len(periods) - back for back in entry.get("faltan", [])}
    if "medida" in entry and rng.randrange(_LATE) == 0:
        missing.add(len(periods) - 1)
    has_plan = entry.get("sentido") != "neutro"
    rows = []
    for place, period in enumerate(periods):
        plan = _drawn(middle, entry["unidad"], step)
        real = _drawn(middle * rng.uniform(1 - spread, 1 + spread), entry["unidad"], step)
        if place not in missing:
            is_last = place == len(periods) - 1
            rows.append(
                Valor(
                    periodo=str(period),
                    plan=plan if has_plan else None,
                    real=real,
                    es_provisional=is_last,
                    comentario="Comentario de muestra: aquí se explica por qué." * is_last,
                )
            )
        middle *= 1.01
    if has_plan:
        plan = _drawn(middle, entry["unidad"], step)
        rows.append(Valor(periodo=str(periods[-1].siguiente), plan=plan))
    return rows


def _drawn(number, unidad, step):
    return Decimal(min(number, 100) if unidad == "%" else number).quantize(step)


def _periods(periodicidad, count, today):
    """Return the last ``count`` periods that ended before ``today``."""
    months = _MONTHS[periodicidad]
    period = Periodo(today.year - count * months // 12 - 2, 1, months)
    found = []
    while period.hasta < today:
        found.append(period)
        period = period.siguiente
    return found[-count:]
