"""The board of a portal: the last report of a mandate, and how it went from quarter to quarter."""

from django.utils.translation import gettext as _

from base.chrome import Chrome, Link
from base.compartir import share_links
from base.graficos import Lineas, Serie, Tabla
from base.nombres import con_idioma
from base.numeros import numero_en_palabras
from directorio.tarjetas import idioma_de

from . import municipios
from .consultas import informes_de, modelo, orden_de
from .detalle import Detalle
from .estados import Cuenta, cabeceras, sumadas

# A mandate has twenty quarters.
_DRAWN = 20


def pagina(index, request):
    chrome = Chrome.for_request(request, index)
    url = index.get_url(request) or ""
    reports = list(informes_de(chrome))
    mandates = sorted({report.mandato for report in reports}, key=orden_de, reverse=True)
    asked = request.GET.get("mandato")
    newest = next(iter(mandates), None)
    mandate = asked if asked in mandates else newest
    query = f"?mandato={mandate}" if mandate != newest else ""
    of_mandate = [report for report in reports if report.mandato == mandate]
    cifras = modelo("CifraDePlanteamientos").objects
    latest = of_mandate[0] if of_mandate else None
    return index.render(
        request,
        context_overrides={
            "titulo_pagina": (
                _("%(titulo)s, mandato %(mandato)s") % {"titulo": index.title, "mandato": mandate}
                if query
                else index.title
            ),
            "canonica": chrome.absolute(f"{url}{query}"),
            "mandatos": [
                Link(
                    _("Mandato %(mandato)s") % {"mandato": name},
                    f"{url}?mandato={name}",
                    actual=name == mandate,
                )
                for name in mandates
            ],
            "informe": latest,
            "detalle": Detalle(latest, cifras.filter(page=latest), request) if latest else None,
            "evolucion": _evolucion(of_mandate, cifras.filter(page__in=of_mandate)),
            "informes": [
                Link(con_idioma(report.title, idioma_de(report, request)), report.get_url(request))
                for report in of_mandate
            ],
            "municipios": municipios.resumen(index, request),
            "lista_url": f"{url}lista/" if index.muestra_planteamientos else "",
            "csv_url": f"{url}csv/",
            "json_url": f"{url}json/",
            "compartir": share_links(index.get_full_url(request) or "", index.title),
        },
    )


def _evolucion(reports, cifras):
    """The chart over the quarters of a mandate, or None where there are not two of them."""
    if len(reports) < 2:
        return None
    sums = sumadas(cifras, "page")
    counts = {report.trimestre: sums.get(report.pk, Cuenta()) for report in reports}
    periods = _periods(min(counts), max(counts))
    told = [counts.get(period) for period in periods]
    first, last = periods[0], periods[-1]
    return Lineas(
        clave="evolucion",
        titulo=_("Cómo ha ido"),
        descripcion=_(
            "Planteados y solucionados desde que empezó el mandato, de %(desde)s a %(hasta)s. "
            "Al final: %(total)s planteados, %(solucionados)s solucionados."
        )
        % {
            "desde": first.nombre,
            "hasta": last.nombre,
            "total": numero_en_palabras(counts[last].total),
            "solucionados": numero_en_palabras(counts[last].solucionados),
        },
        etiquetas=tuple(period.nombre_corto for period in periods),
        series=(
            Serie(_("Planteados"), tuple(count and count.total for count in told)),
            Serie(_("Solucionados"), tuple(count and count.solucionados for count in told)),
        ),
        tabla=Tabla(
            (_("Al cierre de"), *cabeceras()),
            tuple((period.nombre, *counts[period].celdas) for period in sorted(counts)[::-1]),
        ),
    )


def _periods(first, last):
    """Every quarter from one to the other, also those without a report."""
    periods = [first]
    while periods[-1] < last:
        periods.append(periods[-1].siguiente)
    return periods[-_DRAWN:]
