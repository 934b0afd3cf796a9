"""The indicators of a portal as lists: all of them, those of an entity, the first of a section."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from base.chrome import Chrome, Link
from base.de_la_entidad import Parte
from base.hallazgos import Encontrado
from base.nombres import con_idioma
from base.numeros import con_unidad
from base.paginacion import paginate
from base.publicas import publicas
from base.tree import in_one_tree, in_tree_of
from directorio.consultas import que_atienden
from directorio.tarjetas import idioma_de
from transparencia.filtros import asked, enlaces, narrowed_by, words
from transparencia.models.indicador import IndicadorPage, Medida
from transparencia.periodos import Periodo
from transparencia.propias import bajo, entidades_de, hijas

from .consultas import con_ultimo, en_situacion, indicadores_de
from .estado import Estado, Situacion, estado
from .provincial import seccion_provincial

PER_PAGE = 20
# In the section, and on the page of an entity.
FEW = 6


@dataclass(frozen=True)
class Tarjeta:
    """``idioma`` is the language of the page where it is not the reader's."""

    titulo: str
    url: str
    entidad: str
    valor: str
    periodo: str
    es_provisional: bool
    estado: Estado | None
    de_la_provincia: bool
    idioma: str

    @property
    def dicho(self):
        """The last value and its period; empty where nothing is told."""
        return f"{self.valor}, {self.periodo}" if self.valor else ""


def lista(index, request):
    """Render all the indicators of the portal, as the query string narrows them."""
    chrome = Chrome.for_request(request, index)
    every = indicadores_de(chrome)
    text = words(request)
    entities = _entidades(every, chrome)
    named = [(str(pk), name) for pk, name, _paths in entities]
    entity, state = asked(request, "entidad", named), asked(request, "estado", Situacion.choices)
    found = every.matching(text) if text else every
    if entity:
        paths = next(paths for pk, _name, paths in entities if str(pk) == entity)
        found = found.filter(bajo(paths), depth=len(paths[0]) // IndicadorPage.steplen + 1)
    if state:
        found = en_situacion(found, Situacion(state))
    paging = paginate(request, found.alphabetical(), PER_PAGE)
    total = paging["pagina"].paginator.count
    url = f"{index.get_url(request)}indicadores/"
    titulo = _("Resultados")
    return index.render(
        request,
        template="transparencia/indicadores.html",
        context_overrides={
            **paging,
            **narrowed_by(request, chrome, text, entity, state),
            "titulo": titulo,
            "titulo_pagina": f"{titulo}: {dict(named)[entity]}" if entity else titulo,
            "url": url,
            "consulta": text,
            "elegidos": {"entidad": entity, "estado": state},
            "entidades": enlaces(request, url, "entidad", named, entity, every=_("Todas")),
            "estados": enlaces(request, url, "estado", Situacion.choices, state, every=_("Todos")),
            "cuantos": ngettext("%(total)d indicador", "%(total)d indicadores", total)
            % {"total": total},
            "indicadores": tarjetas(paging["pagina"], entities, chrome),
        },
    )


def _entidades(every, chrome):
    """Return (key, name, paths) of the public entities that have indicators, by name."""
    return entidades_de(every, f"con-indicadores-{chrome.inicio.pk}")


def tarjetas(indicadores, entities, chrome):
    """Return the cards of ``indicadores``, which know their last value (``con_ultimo``)."""
    names = {path: name for _pk, name, paths in entities for path in paths}
    return [_tarjeta(page, names.get(page.path[: -page.steplen]), chrome) for page in indicadores]


def _tarjeta(page, entidad, chrome):
    """``entidad`` is whose it is; who answers for the page where that is None."""
    idioma = idioma_de(page, chrome.request)
    is_told = page.ultimo_real is not None
    return Tarjeta(
        titulo=page.title,
        url=page.get_url(chrome.request),
        entidad=con_idioma(page.responsable, idioma) if entidad is None else entidad,
        valor=con_unidad(page.ultimo_real, page.unidad) if is_told else "",
        periodo=Periodo.parse(page.ultimo_periodo).nombre if is_told else "",
        es_provisional=bool(page.ultimo_provisional),
        estado=estado(page.ultimo_plan, page.ultimo_real, page.sentido, page.unidad),
        de_la_provincia=not in_one_tree(page.path, chrome.site.root_page.path),
        idioma=idioma,
    )


def hallados(pages, request):
    """Return {key: what a search shows} of the indicators among ``pages``: the last value."""
    keys = [page.pk for page in pages if page.specific_class is IndicadorPage]
    if not keys:
        return {}
    chrome = Chrome.for_request(request)
    found = {}
    for page in con_ultimo(publicas(IndicadorPage.objects.filter(pk__in=keys))):
        card = _tarjeta(page, "", chrome)
        facts = filter(None, (str(page.tipo_publico), card.dicho))
        found[page.pk] = Encontrado(card.url, tuple(facts))
    return found


def resumen(index, request):
    """What the section itself shows of results: some indicators, and what can be compared."""
    chrome = Chrome.for_request(request, index)
    every = indicadores_de(chrome)
    own = ExpressionWrapper(in_tree_of(chrome.site.root_page.path), BooleanField())
    pages = list(every.order_by(own.desc(), "-actualizado_el", "titulo_llano", "pk")[: FEW + 1])
    url = f"{index.get_url(request)}indicadores/"
    return {
        "url": url,
        "hay_mas": len(pages) > FEW,
        "tarjetas": tarjetas(pages[:FEW], _entidades(every, chrome) if pages else [], chrome),
        "comparaciones": comparaciones(request),
    }


def comparaciones(request):
    """Return links to what all municipalities measure alike, in the section of the province."""
    section = seccion_provincial(request)
    if section is None:
        return []
    nombre = Medida.translated()
    named = Medida.objects.filter(indicadores__live=True).annotate(titulo=nombre).distinct()
    url = section.get_full_url(request)
    rows = named.order_by("titulo", "pk").values_list("titulo", "slug")
    return [Link(titulo, f"{url}comparar/{slug}/") for titulo, slug in rows]


def de_la_entidad(entidad, request):
    """Return what the page of an entity shows of its results, or None."""
    chrome = Chrome.for_request(request)
    found = con_ultimo(hijas(IndicadorPage, entidad, chrome))
    section = chrome.seccion(_section_model())
    is_own = entidad.path.startswith(chrome.inicio.path)
    # Of an office that the portal shows with its entity no list has the results.
    is_listed = section and (is_own or entidad.path in que_atienden(chrome.site))
    url = f"{section.get_url(request)}indicadores/?entidad={entidad.pk}" if is_listed else ""
    pages = list(found.order_by("titulo_llano", "pk")[: FEW + 1 if url else None])
    if not pages:
        return None
    return Parte(
        clave="resultados",
        titulo=_("Resultados"),
        plantilla="transparencia/partes/de_la_entidad.html",
        contexto={
            # Of whom they are is the title of the page.
            "tarjetas": [_tarjeta(page, "", chrome) for page in (pages[:FEW] if url else pages)],
            "todos_url": url if len(pages) > FEW else "",
        },
    )


def _section_model():
    from transparencia.models import TransparenciaIndexPage  # which renders these lists

    return TransparenciaIndexPage
