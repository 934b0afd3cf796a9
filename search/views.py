"""Views of the public search: the public pages of one portal, in the language of the visitor."""

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from base.frame import Frame
from base.links import Link
from directorio.vigencia import hold_while_true, noted_states
from usuarios.views.limites import too_many

from .fallidas import note
from .limites import wait_for_suggestions, wait_to_search
from .opensearch import description
from .parameters import Pedido
from .resultados import resultados
from .sugerencias import as_suggestions, sugeridas


@require_safe
def search(request):
    pedido, wait = _pedido(request), 0
    context = {
        "pedido": pedido,
        "titulo_pagina": pedido.titulo,
        "descripcion_pagina": description(request)["descripcion"],
        "error": pedido.error,
        "donde": _donde(pedido, request),
        "en_espanol": _in_spanish(pedido, request),
    }
    if pedido.se_busca and (wait := wait_to_search(request)):
        context["error"] = _(
            "Llegan demasiadas búsquedas a la vez desde su red. Espere un minuto y vuelva a probar."
        )
    elif pedido.se_busca:
        context |= resultados(pedido, request)
        # In one group there are neither destacadas nor funciones; the whole search has counted.
        found = context["total"] or context["destacadas"] or context["funciones"]
        if not found and not pedido.grupo:
            note(pedido.texto, site=Frame.for_request(request).site)
    if not context.get("total"):
        context["ayudas"] = ayudas(request)
    response = render(request, "search/buscar.html", context, status=_status(pedido))
    hold_while_true(response, noted_states(request))
    return too_many(response, wait) if wait else response


@require_safe
@cache_control(private=True, max_age=60)  # the page cache would store each beginning of a word
def sugerencias(request):
    """The suggestions for the words typed so far, in the format of OpenSearch."""
    pedido, found, wait = _pedido(request), [], 0
    if pedido.se_busca and not (wait := wait_for_suggestions(request)):
        found = sugeridas(pedido.texto, request)
    response = JsonResponse(
        as_suggestions(pedido.campo, found),
        safe=False,
        status=_status(pedido),
        content_type="application/x-suggestions+json",
        json_dumps_params={"ensure_ascii": False},
    )
    return too_many(response, wait) if wait else response


@require_safe
def opensearch(request):
    """The OpenSearch description of the portal, for browsers."""
    return render(
        request,
        "search/opensearch.xml",
        description(request),
        content_type="application/opensearchdescription+xml",
    )


def _donde(pedido, request):
    """Return the links to search in this portal or in all, for the provincial portal; else []."""
    frame = Frame.for_request(request)
    if not frame.es_provincial:
        return []
    everywhere = _("Todo %(provincia)s") % {"provincia": frame.nombre}
    return [
        Link(_("Este portal"), pedido.url(todas=False), actual=not pedido.todas),
        Link(everywhere, pedido.url(todas=True), actual=pedido.todas),
    ]


def _in_spanish(pedido, request):
    """Return the URL of the same search in Spanish, "" if the visitor already reads Spanish."""
    if not pedido.se_busca or not Frame.for_request(request).is_translated:
        return ""
    with translation.override(settings.LANGUAGE_CODE):
        return pedido.url()


def _status(pedido):
    return 400 if pedido.error else 200


def _pedido(request):
    frame = Frame.for_request(request)
    return Pedido.of(request.GET, es_provincial=frame.es_provincial)


def ayudas(request):
    """Return the :class:`base.search_results.Ayuda` of the sections that have any."""
    sections = Frame.for_request(request).secciones
    return list(filter(None, (section.presentation.get_help(request) for section in sections)))
