"""What the words typed so far may become: titles of pages, and where they are read."""

import json
from dataclasses import dataclass

from wagtail.models import Page

from base.direcciones import address_here
from base.frame import Frame
from base.publicas import publicas

from .busqueda import sugerir
from .models import Grupo

# One pause of typing costs less than 2 KB with the headers of the answer.
_MOST_BYTES = 1200


@dataclass(frozen=True)
class Sugerida:
    titulo: str
    grupo: str
    url: str


def sugeridas(texto, request):
    """Return the public pages whose names go on like ``texto``, the likeliest first."""
    frame = Frame.for_request(request)
    found = sugerir(texto, site=frame.site, locale=frame.inicio.locale)
    public = publicas(Page.objects.filter(pk__in=[item.page_id for item in found]))
    pages = {page.pk: page for page in public.select_related("locale")}
    return [
        Sugerida(
            titulo=item.titulo,
            grupo=str(Grupo(item.grupo).label),
            url=frame.absolute(address_here(pages[item.page_id], request)),
        )
        for item in found
        if item.page_id in pages
    ]


def as_suggestions(texto, found):
    """Return ``found`` as OpenSearch Suggestions has it, without the last where it is too long."""
    answer = [
        texto,
        [item.titulo for item in found],
        [item.grupo for item in found],
        [item.url for item in found],
    ]
    if found and len(json.dumps(answer, ensure_ascii=False).encode()) > _MOST_BYTES:
        return as_suggestions(texto, found[:-1])
    return answer
