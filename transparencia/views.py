"""The section of transparency itself, and «Presencia»: how present the entities of a portal are.

The figures of presence are counted at most once an hour (:mod:`directorio.presencia.calculo`);
which entities are public is asked each time. They are shown where the province lets everybody see
them.
"""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from base.frame import Frame
from base.nombres import con_idioma
from base.paginacion import paginate
from base.publicas import publicas
from directorio.consultas import traducidas
from directorio.presencia.calculo import de_entidades, de_portales, entidades_medidas
from directorio.presencia.ranking import Fila, grafico, ordenar
from directorio.presencia.registro import componentes
from directorio.tarjetas import idioma_de

from .documentos.views import resumen as documentos
from .filters import canonical
from .indicadores.views import resumen as indicadores
from .ley168.views import resumen as ley168
from .models import (
    DocumentoPage,
    FichaLey168Page,
    IndicadorPage,
    NormaPage,
    TransparenciaIndexPage,
)
from .normas.views import resumen as normas
from .queries import secciones

PER_PAGE = 20


def seccion(index, request):
    url = index.get_url(request)
    shows_presence = Frame.for_request(request).datos.presencia_publica
    return index.render(
        request,
        context_overrides={
            "subpaginas": _subpaginas(index),
            "indicadores": indicadores(index, request),
            "documentos": documentos(index, request),
            "normas": normas(index, request),
            "presencia_url": f"{url}presencia/" if shows_presence else None,
            "ley168": ley168(index, request),
            "datos_url": f"{url}datos/",
        },
    )


def _subpaginas(index):
    """The public pages below that none of the lists of this section shows."""
    listed = (DocumentoPage, IndicadorPage, NormaPage, FichaLey168Page)
    return publicas(index.get_children()).not_type(listed).specific()


def presencia(index, request):
    frame = Frame.for_request(request, index)
    if not frame.datos.presencia_publica:
        raise Http404
    shown = [record for record in frame.registros if record.presencia_publica]
    others = [record for record in shown if not record.es_provincial]
    # A municipality shows itself alone, the province all that are shown.
    records = [frame.datos, *others] if frame.es_provincial else [frame.datos]
    figures = de_portales([record.site for record in records])
    municipios = _municipios(others, figures, frame) if frame.es_provincial else []
    paging = paginate(request, _entidades(frame, request), PER_PAGE)
    listed = list(paging["pagina"])
    own = figures[frame.site.pk]
    titulo = _("Presencia de las entidades")
    return index.render(
        request,
        template="transparencia/presencia.html",
        context_overrides={
            **paging,
            "titulo": titulo,
            "titulo_pagina": titulo,
            "canonica": canonical(request, frame, is_narrowed=False),
            "propio": Fila(nombre=frame.datos.territorio, partes=own.partes),
            "calculado": date_format(localtime(own.el), "DATE_FORMAT"),
            "municipios": municipios,
            "grafico_de_municipios": _chart("municipios", _("Los municipios"), municipios),
            "entidades": listed,
            "grafico": _chart("entidades", _("Las entidades"), listed),
            "componentes": componentes(),
        },
    )


def _municipios(records, figures, frame):
    """The municipalities in their order, each with the address of its own page of these."""
    sections = secciones(TransparenciaIndexPage, frame)
    found = []
    for record in records:
        section = sections.get(record.site.root_page.path)
        url = f"{section.get_full_url(frame.request)}presencia/" if section else ""
        found.append(Fila(nombre=record.nombre, url=url, partes=figures[record.site_id].partes))
    return ordenar(found)


def _entidades(frame, request):
    """The public entities of the portal in their order, in the language of the reader."""
    pages = entidades_medidas([frame.site])
    if frame.is_translated:
        pages = traducidas(pages, frame.inicio.locale_id)
    parts = de_entidades([frame.site])
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
