"""What a portal publishes without being asked: its Government and each entity, side by side."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from base.chrome import Chrome, Link
from base.de_la_entidad import Parte
from base.fragmentos import fragment
from base.idiomas import en_espanol
from base.nombres import con_idioma
from base.paginacion import paginate
from base.publicas import publicas
from directorio.models import EntidadPage
from directorio.tarjetas import idioma_de
from transparencia.filtros import asked, narrowed_by
from transparencia.models.ley168 import FichaLey168Page, PublicacionDeOficio
from transparencia.propias import hijas, propias

from .cumplimiento import (
    Cuenta,
    DelPortal,
    con_cuenta,
    con_lugar,
    contar,
    de_portales,
    situaciones,
)
from .deberes import Deber, deberes, deberes_de, es_del_gobierno
from .puntos import Punto, puntos
from .situacion import Situacion

PER_PAGE = 20
GOBIERNO = "gobierno"
_MISSING = (Situacion.SIN_PUBLICAR, Situacion.VENCIDO)


@dataclass(frozen=True)
class Lista:
    """How all that binds the Government, or one entity, stands; ``ficha`` is None without a list.

    ``estados`` are (obligation, situation, row or None); keys stand for pages and rows.
    """

    valor: str
    titulo: str
    ficha: int | None
    # Of the entity, in every language; empty for the Government.
    clave: str
    estados: list[tuple[Deber, Situacion, int | None]] = field(repr=False)

    @property
    def es_del_gobierno(self):
        return self.valor == GOBIERNO

    @property
    def cuenta(self):
        return contar(situacion for _deber, situacion, _row in self.estados)

    @property
    def faltan(self):
        """The names of what is missing: not published, or lapsed."""
        return [deber.nombre for deber, situacion, _row in self.estados if situacion in _MISSING]


@dataclass(frozen=True)
class Tarjeta:
    """One list in a list of them; ``url`` leads to the entity where there is no list yet."""

    titulo: str
    url: str | None
    tiene_lista: bool
    cuenta: Cuenta
    faltan: list[str]
    idioma: str


@dataclass(frozen=True)
class Hallado:
    """One obligation of somebody: ``de`` leads to the whole list, or to whoever has none."""

    de: Link
    punto: Punto


def listas(chrome):
    """Return every :class:`Lista` of the portal: the Government first, then its entities.

    Those that have no list come last. Evacuation centres, and offices, are not asked for one.
    """
    today = timezone.localdate()

    def compute():
        lists = con_lugar(propias(FichaLey168Page.objects.all(), chrome))
        owner = EntidadPage.objects.filter(path=OuterRef("arriba")).values("translation_key")
        rows = lists.annotate(de=Subquery(owner[:1])).order_by().values_list("pk", "depth", "de")
        depths = {pk: depth for pk, depth, _owner in rows}
        stands = situaciones(lists, depths, today)
        government = next((pk for pk, depth in depths.items() if es_del_gobierno(depth)), None)
        # Whatever language each is in.
        owners = {owner: pk for pk, _depth, owner in rows if owner}
        of_entities = [
            _lista(str(pk), title, owners.get(key), str(key), stands)
            for pk, title, key in _entidades(chrome, owners)
        ]
        return [
            _lista(GOBIERNO, "", government, "", stands),
            *sorted(of_entities, key=lambda item: item.ficha is None),
        ]

    return fragment(f"ley168-{chrome.inicio.pk}-{today}", compute)


def _entidades(chrome, owners):
    """Yield (key, name, translation key) of the entities that are told of, by name."""
    every = propias(EntidadPage.objects.all(), chrome)
    is_asked = Q(depth=chrome.inicio.depth + 2) & ~Q(tipo__es_evacuacion=True)
    told = every.filter(is_asked | Q(translation_key__in=list(owners)))
    for pk, title, key, locale in told.alphabetical().values_list(
        "pk", "title", "translation_key", "locale"
    ):
        is_readers = locale == chrome.inicio.locale_id
        yield pk, title if is_readers else en_espanol(title), key


def _lista(value, title, ficha, key, stands):
    duties = deberes_de(gobierno=value == GOBIERNO)
    nothing = (Situacion.SIN_PUBLICAR, None)
    found = stands.get(ficha, {})
    states = [(deber, *found.get(deber.pk, nothing)) for deber in duties]
    return Lista(value, title, ficha, key, states)


def pagina(index, request):
    """Render all lists of the portal, or the points that the query string asks for."""
    chrome = Chrome.for_request(request, index)
    every = listas(chrome)
    filters = Filtros.of(request, every)
    url = f"{index.get_url(request)}ley-168/"
    title = _("Lista de Ley 168")
    common = narrowed_by(request, chrome, *filters.chosen.values()) | {
        "titulo": title,
        "titulo_pagina": f"{title}: {filters.en_palabras}" if filters else title,
        "url": url,
        "filtros": filters,
        "estados": filters.states(url),
        "csv_url": f"{url}csv/{filters.as_query()}",
        "json_url": f"{url}json/{filters.as_query()}",
    }
    narrowed = _narrowed if filters else _everything
    return index.render(
        request,
        template="transparencia/ley168.html",
        context_overrides=common | narrowed(every, filters, request),
    )


def _narrowed(every, filters, request):
    paging = paginate(request, filters.found, PER_PAGE)
    total = paging["pagina"].paginator.count
    return {
        **paging,
        "cuantos": ngettext("%(total)d obligación", "%(total)d obligaciones", total)
        % {"total": total},
        "hallados": hallados(paging["pagina"], request),
    }


def _everything(every, filters, request):
    government, *entities = every
    paging = paginate(request, entities, PER_PAGE)
    shown = list(paging["pagina"])
    cards = tarjetas([government, *shown], request)
    chrome = Chrome.for_request(request)
    shown = chrome.registros if chrome.es_provincial else [chrome.datos]
    counted = de_portales([record.site for record in shown])
    return {
        **paging,
        "gobierno": cards[0],
        "entidades": cards[1:],
        "total": paging["pagina"].paginator.count,
        "cuentas": counted[chrome.site.pk],
        "portales": _portales(counted, request) if chrome.es_provincial else [],
    }


def tarjetas(lists, request):
    """Return the :class:`Tarjeta` of each of ``lists``; two queries for any number."""
    owners = EntidadPage.objects.in_bulk(
        [int(item.valor) for item in lists if not item.es_del_gobierno and not item.ficha]
    )
    pages = FichaLey168Page.objects.in_bulk([item.ficha for item in lists if item.ficha])
    return [_tarjeta(item, pages, owners, request) for item in lists]


def _tarjeta(item, pages, owners, request):
    page = pages[item.ficha] if item.ficha else owners.get(_key(item))
    return Tarjeta(
        titulo=_name(item, request),
        url=page.get_url(request) if page else None,
        tiene_lista=item.ficha is not None,
        cuenta=item.cuenta,
        faltan=item.faltan,
        idioma=idioma_de(page, request) if page and not item.es_del_gobierno else "",
    )


def _key(item):
    return None if item.es_del_gobierno else int(item.valor)


def _name(item, request):
    if not item.es_del_gobierno:
        return item.titulo
    chrome = Chrome.for_request(request)
    if chrome.es_provincial:
        return _("Gobierno Provincial")
    return _("Gobierno de %(nombre)s") % {"nombre": chrome.nombre}


def hallados(found, request):
    """Return the :class:`Hallado` of each of ``found``: (list, obligation, situation, row)."""
    found = list(found)
    keys = [row for _list, _deber, _situacion, row in found if row]
    rows = PublicacionDeOficio.objects.select_related("documento", "page").in_bulk(keys)
    points = puntos(((deber, rows.get(row)) for _list, deber, _situacion, row in found), request)
    lists = list({item.valor: item for item, *_rest in found}.values())
    links = {
        item.valor: Link(card.titulo, card.url)
        for item, card in zip(lists, tarjetas(lists, request), strict=True)
    }
    return [
        Hallado(links[item.valor], point)
        for (item, *_rest), point in zip(found, points, strict=True)
    ]


class Filtros:
    """What the query string asks for of ``lists``; what there is not filters nothing."""

    names = ("estado", "entidad", "obligacion")

    def __init__(self, lists, request, chosen):
        self.lists, self.request, self.chosen = lists, request, chosen
        self.obligaciones = [(deber.slug, deber.nombre) for deber in deberes()]
        self.entidades = [(item.valor, _name(item, request)) for item in lists]

    @classmethod
    def of(cls, request, lists):
        filters = cls(lists, request, {})
        options = (Situacion.choices, filters.entidades, filters.obligaciones)
        filters.chosen = {
            name: value
            for name, choices in zip(cls.names, options, strict=True)
            if (value := asked(request, name, choices))
        }
        return filters

    def __bool__(self):
        return bool(self.chosen)

    @property
    def en_palabras(self):
        named = dict(Situacion.choices) | dict(self.entidades) | dict(self.obligaciones)
        return ", ".join(str(named[value]) for value in self.chosen.values())

    def as_query(self, **changes):
        values = {name: self.chosen.get(name) for name in self.names} | changes
        query = urlencode({name: value for name, value in values.items() if value})
        return f"?{query}" if query else ""

    @property
    def in_any_state(self):
        """(list, obligation, situation, row) of all that is asked for, whatever its state."""
        entity, duty = self.chosen.get("entidad"), self.chosen.get("obligacion")
        return [
            (item, *state)
            for item in self.lists
            if not entity or item.valor == entity
            for state in item.estados
            if not duty or state[0].slug == duty
        ]

    @property
    def found(self):
        wanted = self.chosen.get("estado")
        return [item for item in self.in_any_state if not wanted or item[2] == wanted]

    def states(self, url):
        """Return [(link, how many, icon)]: all, and each state that there is."""
        counted = [situacion for _list, _deber, situacion, _row in self.in_any_state]
        chosen = self.chosen.get("estado")
        links = [(Link(_("Todas"), url + self.as_query(estado=""), not chosen), len(counted), "")]
        for item in Situacion:
            if number := counted.count(item):
                link = Link(item.label, url + self.as_query(estado=item.value), item == chosen)
                links.append((link, number, item.icono))
        return links


@dataclass(frozen=True)
class DeUnPortal:
    nombre: str
    url: str | None
    cuentas: DelPortal


def _portales(counted, request):
    """What each portal has published, for the province: in the order of their names."""
    chrome = Chrome.for_request(request)
    sections = publicas(
        apps.get_model("transparencia", "TransparenciaIndexPage").objects.filter(
            locale__language_code=settings.LANGUAGE_CODE
        )
    )
    urls = {page.path[: -Page.steplen]: page.get_full_url(request) for page in sections}
    found = []
    for record in chrome.registros:
        url = urls.get(record.site.root_page.path)
        found.append(
            DeUnPortal(
                record.territorio,
                f"{url}ley-168/" if url else None,
                counted[record.site_id],
            )
        )
    return sorted(found, key=lambda item: item.nombre)


def resumen(index, request):
    """What the section itself says of the lists: where they are, and how much is published."""
    site = Chrome.for_request(request, index).site
    return {"url": f"{index.get_url(request)}ley-168/", "cuentas": de_portales([site])[site.pk]}


def de_la_entidad(entidad, request):
    """Return what the page of an entity says of its list, or None without a public one.

    What is missing is told there: that page asks the database enough as it is.
    """
    lists = hijas(FichaLey168Page, entidad, Chrome.for_request(request))
    page = con_cuenta(lists, timezone.localdate()).first()
    if page is None:
        return None
    return Parte(
        clave="ley-168",
        titulo=_("Ley 168: qué publica"),
        plantilla="transparencia/partes/ley168_de_la_entidad.html",
        contexto={
            "resumen": con_idioma(page.resumen, idioma_de(page, request)),
            "cuenta": Cuenta(page.publicadas, page.obligadas),
            "url": page.get_url(request),
        },
    )
