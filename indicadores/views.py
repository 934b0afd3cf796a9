"""Views of indicadores: the lists of a portal, one indicador, and the comparison."""

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from base.compartir import share_page
from base.del_portal import bajo, hijas, section_model
from base.frame import Frame
from base.links import Link
from base.listing import Filter, PublicList
from base.nombres import con_idioma
from base.numeros import con_unidad
from base.tree import in_one_tree, in_tree_of
from directorio.cards import idioma_de
from directorio.partes import ParteDeEntidad
from directorio.queries import entidades_con, nombres_por_camino, que_atienden
from periodos.periodo import Periodo
from servidor.caches.fragments import UNTIL_ANNOUNCED, fragment, published_fragment

from . import exports
from .comparacion import ComparacionDeIndicador
from .estado import SituacionDelValor, estado
from .models import IndicadorPage, Medida
from .queries import comparacion_url, comparaciones, indicadores_de

# How many indicadores the section and the page of an entidad show.
FEW = 6


class IndicadoresList(PublicList):
    """List of the indicadores of the portal and of the province's entidades that serve it."""

    path = "indicadores/"
    template = "indicadores/indicadores.html"
    title = gettext_lazy("Resultados")
    formats = ("csv", "json")
    is_searchable = True
    seconds = UNTIL_ANNOUNCED
    counted = ngettext_lazy("%(total)d indicador", "%(total)d indicadores", "total")

    @cached_property
    def entities(self):
        return _entidades(self.frame)

    def get_items(self):
        return indicadores_de(self.frame).alphabetical()

    def get_filters(self):
        named = [(str(pk), name) for pk, name, _paths in self.entities]
        return [
            Filter("entidad", named, self._of_entity, _("Todas")),
            Filter(
                "estado",
                SituacionDelValor.choices,
                lambda found, state: found.en_situacion(state),
                _("Todos"),
            ),
        ]

    def _of_entity(self, found, key):
        paths = next(paths for pk, _name, paths in self.entities if str(pk) == key)
        return found.filter(bajo(paths), depth=len(paths[0]) // IndicadorPage.steplen + 1)

    @property
    def chosen_words(self):
        """The name of the chosen entidad; other filters do not change the title."""
        key = self.chosen["entidad"]
        return self.filters["entidad"].words_of(key) if key else ""

    def get_cards(self, items):
        return _tarjetas(items, self.entities, self.frame)

    def write(self, formato):
        """Return every value of the indicadores found; those without source or day have none."""
        conjunto = exports.IndicadoresDeLista(self.entities, self.request)
        return conjunto.download(formato, exports.one_by_one(self.found), "valores")


def _entidades(frame):
    """Return [(pk, name, paths)] of the public entidades that have indicadores, by name."""
    return entidades_con(lambda: indicadores_de(frame), f"con-indicadores-{frame.inicio.pk}")


def _tarjetas(indicadores, entities, frame):
    names = nombres_por_camino(entities)
    return [tarjeta(page, names.get(page.path[: -page.steplen]), frame) for page in indicadores]


def tarjeta(page, entidad, frame):
    """Return the card of ``page``, which must be annotated by ``con_ultimo``.

    ``entidad`` is the name of its entidad; if it is None, the card shows ``page.responsable``.
    ``idioma`` is the language of the page, or "" if that is the language of the reader.
    """
    idioma = idioma_de(page, frame.request)
    is_told = page.ultimo_real is not None
    return {
        "titulo": page.title,
        "url": page.get_url(frame.request),
        "entidad": con_idioma(page.responsable, idioma) if entidad is None else entidad,
        "valor": con_unidad(page.ultimo_real, page.unidad) if is_told else "",
        "periodo": Periodo.parse(page.ultimo_periodo).nombre if is_told else "",
        "es_provisional": bool(page.ultimo_provisional),
        "estado": estado(page.ultimo_plan, page.ultimo_real, page.sentido, page.unidad),
        "de_la_provincia": not in_one_tree(page.path, frame.site.root_page.path),
        "idioma": idioma,
    }


def resumen(index, request):
    """Return the context of the indicadores block in the section: some cards, and comparisons."""
    frame = Frame.for_request(request, index)
    own = ExpressionWrapper(in_tree_of(frame.site.root_page.path), BooleanField())
    every = indicadores_de(frame)
    pages = list(every.order_by(own.desc(), "-actualizado_el", "titulo_llano", "pk")[: FEW + 1])
    return {
        "url": f"{index.get_url(request)}indicadores/",
        "hay_mas": len(pages) > FEW,
        "tarjetas": _tarjetas(pages[:FEW], _entidades(frame) if pages else [], frame),
        "comparaciones": comparaciones(request),
    }


def de_la_entidad(entidad, request):
    """Return the part of the page of an entidad with its indicadores, or None if it has none."""
    frame = Frame.for_request(request)
    found = hijas(IndicadorPage, entidad, frame).con_ultimo()
    section = frame.seccion(section_model(IndicadorPage))
    is_own = entidad.path.startswith(frame.inicio.path)
    # No list has the indicadores of an office that the portal shows because of its entidad.
    is_listed = section and (is_own or entidad.path in que_atienden(frame.site))
    url = f"{section.get_url(request)}indicadores/?entidad={entidad.pk}" if is_listed else ""
    pages = list(found.order_by("titulo_llano", "pk")[: FEW + 1 if url else None])
    if not pages:
        return None
    return ParteDeEntidad(
        clave="resultados",
        titulo=_("Resultados"),
        plantilla="indicadores/partes/de_la_entidad.html",
        contexto={
            # The cards need no name of the entidad: it is the title of the page.
            "tarjetas": [tarjeta(page, "", frame) for page in (pages[:FEW] if url else pages)],
            "todos_url": url if len(pages) > FEW else "",
        },
    )


# --- One indicador ------------------------------------------------------------------


def indicador(page, request):
    url = page.get_url(request) or ""
    return page.render(
        request,
        context_overrides={
            "serie": page.serie,
            "comparacion_url": published_fragment(
                request,
                f"comparacion-{page.pk}",
                lambda: comparacion_url(page, request),
                UNTIL_ANNOUNCED,
            ),
            "csv_url": f"{url}csv/",
            "json_url": f"{url}json/",
            "compartir": share_page(page, request),
        },
    )


def indicador_csv(page, request):
    return exports.serie_csv(_serie_or_404(page), request)


def indicador_json(page, request):
    return exports.serie_json(_serie_or_404(page), request)


def _serie_or_404(page):
    if not page.serie.se_muestra:
        raise Http404
    return page.serie


# --- Comparison of the municipalities -------------------------------------------------


def compare(index, request, medida):
    comparacion = _comparacion(index, request, medida)
    url = f"{index.get_url(request)}comparar/{medida}/"
    filas = comparacion.filas if comparacion.periodo else []
    query = f"?periodo={comparacion.periodo}" if comparacion.periodo else ""
    titulo = comparacion.nombre
    return index.render(
        request,
        template="indicadores/comparar.html",
        context_overrides={
            "titulo": titulo,
            "titulo_pagina": f"{titulo}: {comparacion.periodo.nombre}" if query else titulo,
            "canonica": Frame.for_request(request).absolute(f"{url}{query}"),
            "comparacion": comparacion,
            "filas": filas,
            "grafico": comparacion.grafico(filas) if filas else None,
            "faltan": [fila.municipio for fila in filas if fila.real is None],
            "periodos": [
                Link(period.nombre, f"{url}?periodo={period}", actual=period == comparacion.periodo)
                for period in comparacion.periodos
            ],
            "csv_url": f"{url}csv/{query}",
            "json_url": f"{url}json/{query}",
        },
    )


def compare_csv(index, request, medida):
    return exports.comparacion_csv(_comparacion(index, request, medida))


def compare_json(index, request, medida):
    return exports.comparacion_json(_comparacion(index, request, medida))


def _comparacion(index, request, slug):
    if not Frame.for_request(request, index).es_provincial:
        raise Http404

    def compute():
        medidas = Medida.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        return get_object_or_404(medidas, slug=slug)

    medida = fragment(f"medida-{slug}", compute, UNTIL_ANNOUNCED)
    return ComparacionDeIndicador(medida, request)
