"""Views of the section of transparency and of its page of presencia.

The figures of presencia are counted at most once an hour (:mod:`directorio.presencia.calculo`);
which entidades are public is queried each time. A portal shows them only if the province has
allowed it (``presencia_publica``).
"""

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from base.del_portal import secciones
from base.frame import Frame
from base.listing import PublicList
from base.nombres import con_idioma
from base.publicas import publicas
from directorio.cards import idioma_de
from directorio.presencia.calculo import de_entidades, de_portales, entidades_medidas
from directorio.presencia.ranking import Puesto, grafico, sort_rows, tabla_de
from directorio.presencia.registro import componentes
from directorio.queries import traducidas
from documentos.ley168.views import resumen as ley168
from documentos.models import DocumentoPage, FichaLey168Page, NormaPage
from documentos.normas.views import resumen as normas
from documentos.views import resumen as documentos
from indicadores.models import IndicadorPage
from indicadores.views import resumen as indicadores
from servidor.caches.fragments import fragment

from .models import TransparenciaIndexPage


def seccion(index, request):
    shown = fragment(f"transparencia-{index.pk}", lambda: _summaries(index, request))
    url = index.get_url(request)
    shows_presence = Frame.for_request(request).datos.presencia_publica
    return index.render(
        request,
        context_overrides=shown
        | {
            "presencia_url": f"{url}presencia/" if shows_presence else None,
            "datos_url": f"{url}datos/",
        },
    )


def _summaries(index, request):
    return {
        "subpaginas": _subpaginas(index),
        "indicadores": indicadores(index, request),
        "documentos": documentos(index, request),
        "normas": normas(index, request),
        "ley168": ley168(index, request),
    }


def _subpaginas(index):
    """Return the public child pages that no list of this section shows."""
    listed = (DocumentoPage, IndicadorPage, NormaPage, FichaLey168Page)
    return list(publicas(index.get_children()).not_type(listed).specific())


class PresenciaList(PublicList):
    path = "presencia/"
    template = "transparencia/presencia.html"
    title = gettext_lazy("Cuánta información publica cada entidad")
    items_name = "entidades"

    def __init__(self, page, request):
        super().__init__(page, request)
        frame = self.frame
        if not frame.datos.presencia_publica:
            raise Http404
        # A municipality shows only itself; the province, every municipality that is shown.
        self.others = [
            record
            for record in frame.abiertos
            if frame.es_provincial and record.presencia_publica and not record.es_provincial
        ]
        # Count the portals first: then the figures of their entidades are not counted again.
        self.figures = de_portales([record.site for record in (frame.datos, *self.others)])

    def get_items(self):
        return _entidades(self.frame, self.request)

    def get_cards(self, items):
        return list(items)

    def get_extra_context(self, cards):
        frame, others = self.frame, self.others
        municipios = _municipios(others, self.figures, frame) if others else []
        own = self.figures[frame.site.pk]
        return {
            "propio": Puesto(nombre=frame.datos.territorio, partes=own.partes),
            "calculado": date_format(localtime(own.el), "DATE_FORMAT"),
            "municipios": municipios,
            "grafico_de_municipios": _chart(
                "municipios", _("Los municipios"), _("Municipio"), municipios
            ),
            "grafico": _chart("entidades", _("Las entidades"), _("Entidad"), cards),
            "componentes": componentes(),
        }


def _municipios(records, figures, frame):
    """Return the municipalities by rank, each with the URL of its own page of presencia."""
    sections = secciones(TransparenciaIndexPage, frame)
    found = []
    for record in records:
        section = sections.get(record.site.root_page.path)
        url = f"{section.get_full_url(frame.request)}presencia/" if section else ""
        found.append(Puesto(nombre=record.nombre, url=url, partes=figures[record.site_id].partes))
    return sort_rows(found)


def _entidades(frame, request):
    """Return the public entidades of the portal by rank, in the language of the reader."""
    pages = entidades_medidas([frame.site])
    if frame.is_translated:
        pages = traducidas(pages, frame.inicio.locale_id)
    parts = de_entidades([frame.site])
    return sort_rows(
        Puesto(
            nombre=con_idioma(page.title, idioma_de(page, request)),
            url=page.get_url(request),
            partes=parts.get(getattr(page, "original", page.pk), {}),
        )
        for page in pages.only("title", "url_path", "path", "depth", "locale", "content_type")
    )


def _chart(clave, titulo, que, filas):
    return grafico(
        filas,
        clave=clave,
        titulo=titulo,
        descripcion=_("De 0 a 100 %, del más alto al más bajo."),
        tabla=tabla_de(filas, que),
    )
