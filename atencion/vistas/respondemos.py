"""«Cómo respondemos»: what a portal received and how it answered, for everybody to see."""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from atencion.estadisticas.cuentas import anios, contar, ultimo_mes
from atencion.estadisticas.graficos import Informe, nombres
from base.chrome import Chrome, Link
from base.descargas import csv_file

# They change with the month, and where somebody corrects what is kept.
_SECONDS = 3600


@require_safe
def pagina(request, page):
    """The figures of the year of the last whole month, or of the one that ``?anio`` asks for."""
    site = Chrome.for_request(request, page).site
    years, informe = _figures(site, request)
    figures = informe.anio
    url = f"{page.get_url(request)}como-respondemos/"
    titulo = _("Cómo respondemos")
    return page.render(
        request,
        template="atencion/como_respondemos.html",
        context_overrides={
            "titulo": titulo,
            "titulo_pagina": f"{titulo}: {figures.anio}",
            "canonica": Chrome.for_request(request).absolute(f"{url}?anio={figures.anio}"),
            "informe": informe,
            "umbral": settings.ATENCION_UMBRAL,
            "hasta": date_format(figures.hasta, "DATE_FORMAT"),
            "anios": [
                Link(str(year), f"{url}?anio={year}", actual=year == figures.anio) for year in years
            ],
            "csv_url": f"{url}csv/?anio={figures.anio}",
        },
    )


@require_safe
def tabla(request, page):
    """The same figures for programs."""
    site = Chrome.for_request(request, page).site
    _years, informe = _figures(site, request)
    fields, records = informe.registros()
    name = slugify(f"como-respondemos-{site.site_name}-{informe.anio.anio}")
    return csv_file(fields, records, name)


def informes(site):
    """Yield what is published of each year, the latest first."""
    for year in _years(site, ultimo_mes()):
        yield _informe(site, year, ultimo_mes())


def _figures(site, request):
    month = ultimo_mes()
    years = _years(site, month)
    asked = request.GET.get("anio", str(years[0]))
    found = next((year for year in years if str(year) == asked), None)
    if found is None:
        raise Http404
    return years, _informe(site, found, month)


def _years(site, month):
    return _kept(f"anios-{site.pk}-{month}", lambda: anios([site], month))


def _informe(site, year, month):
    figures = _kept(f"{site.pk}-{year}-{month}", lambda: contar([site], year))
    return Informe(figures, nombres(figures.por_entidad))


def _kept(key, compute):
    return cache.get_or_set(f"como-respondemos-{key}", compute, _SECONDS)
