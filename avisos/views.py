"""What is below the avisos of a portal: the list by kind, the feeds, the messages in CAP."""

from django.shortcuts import get_object_or_404

from base.chrome import Chrome
from base.feeds import dated
from base.paginacion import paginate

from . import cap
from .cards import aviso_cards
from .feeds import avisos_feed
from .models import AvisoPage
from .models.opciones import Tipo

PER_PAGE = 12
_FEED_LENGTH = 20


def avisos(page, request):
    """What holds, and page after page what has ended; of one kind with ``?tipo``."""
    chrome = Chrome.for_request(request, page)
    tipo = request.GET.get("tipo", "")
    tipo = tipo if tipo in Tipo.values else ""
    every = AvisoPage.objects.para(chrome.datos)
    found = every.filter(tipo=tipo) if tipo else every
    paging = paginate(request, found.terminados(), PER_PAGE)
    number = paging["pagina"].number
    titulo = Tipo(tipo).label if tipo else ""
    return page.render(
        request,
        context_overrides={
            **paging,
            "vigentes": [] if number > 1 else aviso_cards(found.vigentes(), request, page),
            "pasados": aviso_cards(paging["pagina"].object_list, request, page),
            "filtro": titulo,
            "tipos": _kinds(page, every, tipo, request),
            "titulo_pagina": f"{page.title}: {titulo}" if titulo else None,
            "canonica": chrome.absolute(_canonical(request, tipo, number)),
        },
    )


def _kinds(page, every, chosen, request):
    """Return a link for each kind of which there are avisos, in the order of the kinds."""
    used = set(every.order_by().values_list("tipo", flat=True).distinct())
    url = page.get_url(request)
    return [
        {"nombre": tipo.label, "url": f"{url}?tipo={tipo.value}", "actual": tipo == chosen}
        for tipo in Tipo
        if tipo.value in used
    ]


def _canonical(request, tipo, number):
    query = [f"tipo={tipo}"] if tipo else []
    query += [f"page={number}"] if number > 1 else []
    return f"{request.path}?{'&'.join(query)}" if query else request.path


def feed(page, request, formato):
    """The latest in the format ``rss`` or ``atom``, those that have ended too."""
    every = AvisoPage.objects.para(Chrome.for_request(request).datos)
    latest = every.order_by("-last_published_at", "-pk")[:_FEED_LENGTH]
    return avisos_feed(request, page, formato, aviso_cards(latest, request, page))


def mensaje(page, request, identificador):
    """One message in CAP, as it was sent."""
    message = get_object_or_404(cap.messages_for(request), identificador=identificador)
    return dated(cap.message_response(message), request, message.enviado)
