"""Suggestions while a visitor types: titles of pages, with their URLs."""

import json
from dataclasses import dataclass

from wagtail.models import Page

from base.direcciones import address_here, estado_de
from base.frame import Frame
from base.publicas import publicas
from base.states import States

from .busqueda import suggest
from .models import Grupo

# With its headers, the response to one pause of typing is smaller than 2 KB.
_MOST_BYTES = 1200


@dataclass(frozen=True)
class Sugerida:
    titulo: str
    grupo: str
    url: str
    estado: States | None

    @property
    def descripcion(self):
        return f"{self.grupo} · {self.estado.label}" if self.estado else self.grupo


def sugeridas(texto, request):
    """Return the public pages whose names match ``texto``, the best first."""
    frame = Frame.for_request(request)
    found = suggest(texto, site=frame.site, locale=frame.inicio.locale)
    if not found:
        return []
    public = publicas(Page.objects.filter(pk__in=[item.page_id for item in found]))
    pages = {page.pk: page for page in public.select_related("locale")}
    return [
        Sugerida(
            titulo=item.titulo,
            grupo=str(Grupo(item.grupo).label),
            url=frame.absolute(address_here(pages[item.page_id], request)),
            estado=estado_de(pages[item.page_id], request),
        )
        for item in found
        if item.page_id in pages
    ]


def as_suggestions(texto, found):
    """Return ``found`` in the format of OpenSearch Suggestions, cut to ``_MOST_BYTES``."""
    answer = [
        texto,
        [item.titulo for item in found],
        [item.descripcion for item in found],
        [item.url for item in found],
    ]
    if found and len(json.dumps(answer, ensure_ascii=False).encode()) > _MOST_BYTES:
        return as_suggestions(texto, found[:-1])
    return answer
