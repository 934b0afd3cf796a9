"""Data of the acuerdos for templates: text, addressee and current state."""

from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from base.del_portal import rutas_de_paginas
from base.frame import Frame
from base.links import Link
from base.nombres import con_idioma
from base.states import by_state
from directorio.cards import entidades_publicas, idioma_de
from servidor.caches.fragments import fragment

from .models import GobiernoIndexPage
from .queries import acuerdos_de, cuentas, organos_de
from .situacion import situacion


def de_sesion(page, organo, request):
    """Return a dict for each acuerdo of the sesión ``page``; ``organo`` is its órgano's name."""
    rows = sorted(page.acuerdos.all(), key=lambda row: row.numero)
    entities = entidades_publicas([row.entidad_id for row in rows], request)
    return [_publico(row, page, organo, entities, request) for row in rows]


def publicos(rows, organs, request):
    """Return the same dicts for ``rows`` of any sesión; ``organs`` is ``opciones()["organo"]``."""
    rows = list(rows)
    entities = entidades_publicas([row.entidad_id for row in rows], request)
    names = {path: name for _value, name, paths in organs for path in paths}
    return [
        _publico(
            row, row.page, names.get(row.page.path[: -row.page.steplen], ""), entities, request
        )
        for row in rows
    ]


def _publico(row, page, organo, entities, request):
    idioma = idioma_de(page, request)
    return {
        "numero": row.codigo(page.mandato),
        "ancla": f"acuerdo-{row.numero}",
        "texto": row.texto,
        "destinatario": row.destinatario,
        "situacion": situacion(row.estado, row.vence, timezone.localdate()),
        "vence": row.vence,
        "cumplido_el": row.cumplido_el,
        "nota": row.nota,
        "entidad": entities.get(row.entidad_id),
        "sesion": Link(con_idioma(page.title, idioma), page.get_url(request)),
        "fecha": page.fecha,
        "organo": organo,
        "idioma": idioma,
    }


def opciones(frame, request):
    """Return the options to filter the acuerdos of a portal by, besides their state:

    {"mandato": [value], "organo": [(value, name, paths)], "entidad": [(value, name)]}.
    """

    def compute():
        rows = acuerdos_de(frame).order_by()
        organs = list(organos_de(frame))
        places = rutas_de_paginas(organs)
        entities = entidades_publicas(rows.values_list("entidad", flat=True).distinct(), request)
        return {
            "mandato": sorted(rows.values_list("page__mandato", flat=True).distinct()),
            "organo": [
                (
                    page.slug,
                    con_idioma(page.title, idioma_de(page, request)),
                    places[page.translation_key],
                )
                for page in organs
            ],
            "entidad": [(str(pk), link.titulo) for pk, link in entities.items()],
        }

    return fragment(f"acuerdos-{frame.inicio.pk}", compute)


def por_estado(rows, request, **filters):
    """Return links to the list by state, with counts of ``rows``; ``filters`` narrow the list."""
    section = Frame.for_request(request).seccion(GobiernoIndexPage)
    if section is None:
        return []
    url = f"{section.get_url(request)}acuerdos/"

    def address(state):
        asked = ({"estado": state} if state else {}) | filters
        return f"{url}?{urlencode(asked)}" if asked else url

    return by_state(cuentas(rows), address, every=_("Todos"))
