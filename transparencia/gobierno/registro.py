"""All that a portal has agreed: narrowed by state, mandate, organ, entity and words; as a table."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from base.chrome import Chrome, Link
from base.descargas import csv_file
from base.fragmentos import fragment
from base.nombres import con_idioma
from base.paginacion import paginate
from base.texto import plain
from directorio.tarjetas import idioma_de
from transparencia.filtros import narrowed_by
from transparencia.propias import bajo, caminos, propias

from .acuerdos import Situacion, by_situation, entidades_publicas, publico
from .campos import ACUERDO

PER_PAGE = 20
COLUMNAS = [campo.nombre for campo in ACUERDO]
_LONGEST = 100
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Opcion:
    valor: str
    nombre: str
    # What rows are filtered by.
    clave: object = None


@dataclass(frozen=True)
class Filtros:
    """What the query string asks for, of what there is to choose; the rest filters nothing."""

    texto: str
    estado: Opcion | None
    mandato: Opcion | None
    organo: Opcion | None
    entidad: Opcion | None

    @classmethod
    def of(cls, parameters, opciones):
        chosen = {
            name: next((item for item in items if item.valor == parameters.get(name)), None)
            for name, items in opciones.items()
        }
        text = " ".join(parameters.get("q", "").replace("\x00", "").split())[:_LONGEST]
        return cls(texto=text, **chosen)

    def valor(self, name):
        option = getattr(self, name)
        return option.valor if option else ""

    @property
    def chosen(self):
        """Return {parameter: value}; "" is none."""
        names = ("estado", "mandato", "organo", "entidad")
        return {name: self.valor(name) for name in names} | {"q": self.texto}

    def as_query(self, **changes):
        """Return the query string of these filters with ``changes``; empty for none."""
        return _query(self.chosen | changes)

    def apply(self, rows):
        """Narrow ``rows`` by everything but their state."""
        for word in plain(self.texto).split():
            rows = rows.filter(texto_llano__contains=word)
        if self.mandato:
            rows = rows.filter(page__mandato=self.mandato.clave)
        if self.organo:
            rows = rows.filter(bajo(self.organo.clave, "page__path"))
        if self.entidad:
            rows = rows.filter(entidad=self.entidad.clave)
        return rows


def _query(values):
    query = urlencode({name: value for name, value in values.items() if value})
    return f"?{query}" if query else ""


def _sesiones(chrome):
    return propias(apps.get_model("transparencia", "SesionPage").objects.all(), chrome)


def acuerdos(chrome):
    """Return the public agreements of a portal, the latest first, with their ``situacion``."""
    model = apps.get_model("transparencia", "Acuerdo")
    rows = model.objects.filter(page__in=_sesiones(chrome).order_by().values("pk"))
    return rows.annotate(situacion=by_situation(timezone.localdate())).order_by(
        "-page__fecha", "page", "numero"
    )


def cuentas(rows):
    """Return {situation: how many} of agreements, in the order in which they are told."""
    counted = dict(rows.order_by().values_list("situacion").annotate(Count("pk")))
    return {item: counted[item.value] for item in Situacion if counted.get(item.value)}


def opciones(chrome, request):
    """Return {filter: options} of what the agreements of a portal may be narrowed by."""

    def compute():
        rows = acuerdos(chrome).order_by()
        mandates = sorted(rows.values_list("page__mandato", flat=True).distinct())
        organs = list(_organos(chrome))
        places = caminos(organs)
        entities = entidades_publicas(rows.values_list("entidad", flat=True).distinct(), request)
        return {
            "estado": [Opcion(item.value, item.value) for item in Situacion],
            "mandato": [Opcion(name, name, name) for name in mandates],
            "organo": [
                Opcion(
                    page.slug,
                    con_idioma(page.title, idioma_de(page, request)),
                    places[page.translation_key],
                )
                for page in organs
            ],
            "entidad": [Opcion(str(pk), link.titulo, pk) for pk, link in entities.items()],
        }

    return fragment(f"acuerdos-{chrome.inicio.pk}", compute)


def _organos(chrome):
    model = apps.get_model("transparencia", "OrganoPage")
    return propias(model.objects.all(), chrome).order_by("path")


def pagina(page, request):
    chrome = Chrome.for_request(request, page)
    choices = opciones(chrome, request)
    filtros = Filtros.of(request.GET, choices)
    narrowed = filtros.apply(acuerdos(chrome))
    counted = cuentas(narrowed)
    found = narrowed.filter(situacion=filtros.estado.valor) if filtros.estado else narrowed
    paging = paginate(request, found.select_related("page"), PER_PAGE)
    url = f"{page.get_url(request)}acuerdos/"
    context = {
        **paging,
        **narrowed_by(request, chrome, *filtros.chosen.values()),
        "titulo_pagina": _("Acuerdos"),
        "pantalla": _("Acuerdos"),
        "url": url,
        "filtros": filtros,
        "opciones": {name: items for name, items in choices.items() if len(items) > 1},
        "estados": _states(
            lambda state: url + filtros.as_query(**{"estado": ""} | state),
            counted,
            filtros.valor("estado"),
        ),
        "total": paging["pagina"].paginator.count,
        "acuerdos": _publicos(paging["pagina"], choices["organo"], request),
        "csv_url": f"{url}csv/{filtros.as_query()}",
    }
    return page.render(request, template="transparencia/acuerdos.html", context_overrides=context)


def resumen(chrome, request, rows, **filters):
    """Return links to the states of the agreements ``rows``, as ``filters`` list them."""
    section = chrome.seccion(apps.get_model("transparencia", "GobiernoIndexPage"))
    if section is None:
        return []
    url = f"{section.get_url(request)}acuerdos/"
    return _states(lambda state: url + _query(filters | state), cuentas(rows))


def _states(address, counted, chosen=None):
    """Return [(link, how many, icon)]: all, and each state that there is."""
    links = [(Link(_("Todos"), address({}), actual=not chosen), sum(counted.values()), "")]
    for item, number in counted.items():
        link = Link(item.label, address({"estado": item.value}), actual=item.value == chosen)
        links.append((link, number, item.icono))
    return links


def _publicos(rows, organs, request):
    rows = list(rows)
    entities = entidades_publicas([row.entidad_id for row in rows], request)
    names = {path: organ.nombre for organ in organs for path in organ.clave}
    return [
        publico(row, row.page, names.get(row.page.path[: -row.page.steplen], ""), entities, request)
        for row in rows
    ]


def as_csv(page, request):
    """Return the agreements that the filters leave, each with the state of today."""
    chrome = Chrome.for_request(request, page)
    choices = opciones(chrome, request)
    filtros = Filtros.of(request.GET, choices)
    found = filtros.apply(acuerdos(chrome)).select_related("page")
    if filtros.estado:
        found = found.filter(situacion=filtros.estado.valor)
    records = _records(found, choices["organo"], request)
    return csv_file(COLUMNAS, records, f"{chrome.datos.slug}-acuerdos")


def registros(request):
    """Return all the agreements of a portal, read at once, as its table tells them."""
    chrome = Chrome.for_request(request)
    organs = opciones(chrome, request)["organo"]
    return _records(acuerdos(chrome).select_related("page"), organs, request)


def _records(rows, organs, request):
    chrome = Chrome.for_request(request)
    return (_record(item, chrome) for item in _publicos(rows, organs, request))


def _record(item, chrome):
    number, mandate = item.numero.split("-")
    return {
        "acuerdo": item.numero,
        "numero": int(number),
        "mandato": mandate,
        "organo": item.organo,
        "sesion": item.sesion.titulo,
        "fecha": item.fecha.isoformat(),
        "texto": item.texto,
        "destinatario": item.destinatario,
        "entidad": item.entidad.titulo if item.entidad else "",
        "estado": item.situacion.value,
        "debe_cumplirse": item.vence.isoformat() if item.vence else None,
        "se_cumplio": item.cumplido_el.isoformat() if item.cumplido_el else None,
        "nota": item.nota,
        "url": f"{chrome.absolute(item.sesion.url)}#{item.ancla}",
    }
