"""«Cómo respondemos»: public figures on what a portal received and how it answered."""

from django.conf import settings
from django.http import Http404
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from atencion.estadisticas.graficos import anios_publicados, informe_de
from base.frame import Frame
from base.links import Link
from conjuntos.tablas import csv_file

from .base import render, url_below


def pagina(page, request):
    """Show the figures of the year ``?anio``, by default that of the last whole month."""
    frame = Frame.for_request(request, page)
    years, informe = _asked(frame.site, request)
    figures = informe.anio
    url = url_below(page, request, "como_respondemos")
    titulo = _("Cómo respondemos")
    return render(
        page,
        request,
        template="como_respondemos",
        titulo=titulo,
        titulo_pagina=f"{titulo}: {figures.anio}",
        canonica=frame.absolute(f"{url}?anio={figures.anio}"),
        informe=informe,
        umbral=settings.ATENCION_UMBRAL,
        hasta=date_format(figures.hasta, "DATE_FORMAT"),
        anios=[
            Link(str(year), f"{url}?anio={year}", actual=year == figures.anio) for year in years
        ],
        csv_url=f"{url}csv/?anio={figures.anio}",
    )


def tabla(page, request):
    """Return the same figures as CSV."""
    site = Frame.for_request(request, page).site
    _years, informe = _asked(site, request)
    fields, records = informe.registros()
    name = slugify(f"como-respondemos-{site.site_name}-{informe.anio.anio}")
    return csv_file(fields, records, name)


def _asked(site, request):
    years = anios_publicados(site)
    asked = request.GET.get("anio", str(years[0]))
    found = next((year for year in years if str(year) == asked), None)
    if found is None:
        raise Http404
    return years, informe_de(site, found)
