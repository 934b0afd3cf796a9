"""«Presencia»: how present the entities of a portal are, where the province lets everybody see it.

The figures are counted at most once an hour (:mod:`directorio.presencia.calculo`); which
entities are public is asked each time.
"""

from django.apps import apps
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from base.chrome import Chrome
from base.nombres import con_idioma
from base.paginacion import paginate
from base.publicas import publicas
from base.tree import container_path, in_trees_of
from directorio.consultas import traducidas
from directorio.presencia.calculo import de_entidades, de_portales, entidades_medidas
from directorio.presencia.ranking import Fila, grafico, ordenar
from directorio.presencia.registro import componentes
from directorio.tarjetas import idioma_de
from transparencia.filtros import canonical

PER_PAGE = 20


def presencia_url(index, request):
    """The address of the page; None where the province does not show it."""
    is_shown = Chrome.for_request(request).datos.presencia_publica
    return f"{index.get_url(request)}presencia/" if is_shown else None


def pagina(index, request):
    chrome = Chrome.for_request(request, index)
    if not chrome.datos.presencia_publica:
        raise Http404
    shown = [record for record in chrome.registros if record.presencia_publica]
    others = [record for record in shown if not record.es_provincial]
    # A municipality shows itself alone, the province all that are shown.
    records = [chrome.datos, *others] if chrome.es_provincial else [chrome.datos]
    figures = de_portales([record.site for record in records])
    municipios = _municipios(others, figures, request) if chrome.es_provincial else []
    paging = paginate(request, _entidades(chrome, request), PER_PAGE)
    listed = list(paging["pagina"])
    own = figures[chrome.site.pk]
    titulo = _("Presencia de las entidades")
    return index.render(
        request,
        template="transparencia/presencia.html",
        context_overrides={
            **paging,
            "titulo": titulo,
            "titulo_pagina": titulo,
            "canonica": canonical(request, chrome, is_narrowed=False),
            "propio": Fila(nombre=chrome.datos.territorio, partes=own.partes),
            "calculado": date_format(localtime(own.el), "DATE_FORMAT"),
            "municipios": municipios,
            "grafico_de_municipios": _chart("municipios", _("Los municipios"), municipios),
            "entidades": listed,
            "grafico": _chart("entidades", _("Las entidades"), listed),
            "componentes": componentes(),
        },
    )


def _municipios(records, figures, request):
    """The municipalities in their order, each with the address of its own page of these."""
    model = apps.get_model("transparencia", "TransparenciaIndexPage")
    homes = [record.site.root_page.path for record in records]
    spanish = Q(locale__language_code=settings.LANGUAGE_CODE)
    sections = publicas(model.objects.filter(spanish, in_trees_of(homes))).order_by()
    urls = {
        container_path(section.path): f"{section.get_full_url(request)}presencia/"
        for section in sections
    }
    return ordenar(
        Fila(
            nombre=record.nombre,
            url=urls.get(container_path(record.site.root_page.path), ""),
            partes=figures[record.site_id].partes,
        )
        for record in records
    )


def _entidades(chrome, request):
    """The public entities of the portal in their order, in the language of the reader."""
    pages = entidades_medidas([chrome.site])
    if chrome.is_translated:
        pages = traducidas(pages, chrome.inicio.locale_id)
    parts = de_entidades([chrome.site])
    return ordenar(
        Fila(
            nombre=con_idioma(page.title, idioma_de(page, request)),
            url=page.get_url(request),
            partes=parts.get(getattr(page, "original", page.pk), {}),
        )
        for page in pages.only("title", "url_path", "path", "depth", "locale", "content_type")
    )


def _chart(clave, titulo, filas):
    return grafico(
        filas,
        clave=clave,
        titulo=titulo,
        descripcion=_("De 0 a 100 %, del más alto al más bajo."),
    )
