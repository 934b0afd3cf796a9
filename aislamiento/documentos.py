"""Who gets a document: readers of the pages that offer it, and those who work with it."""

from django.http import Http404
from django.shortcuts import render

from base.documentos import pages_that_offer, withdrawn
from base.frame import Frame

from .scope import scope_of
from .sin_abrir import de_otros_sin_abrir


def refuse_what_is_withdrawn(document, request):
    """For the hook before a document is served.

    Whatever else offers it: readers are told since when and why, and where to read more. Those
    who work with it still get it.
    """
    retiro = withdrawn().get(document.pk)
    if retiro is None or scope_of(request.user).sees(document):
        return None
    if not retiro.url:
        raise Http404
    return render(request, "base/archivo_retirado.html", {"retiro": retiro}, status=410)


def refuse_what_no_page_offers(document, request):
    """For the hook before a document is served.

    Raises ``Http404`` for whoever neither reads a page that offers it nor works with it in the
    admin: the address of a file has a number that can be counted up.
    """
    if not (_is_offered(document, request) or scope_of(request.user).sees(document)):
        raise Http404


def _is_offered(document, request):
    """Whether a page offers it; what a portal offers that is not open, it alone gives."""
    hidden = de_otros_sin_abrir(Frame.for_request(request).site)
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages_that_offer(document).exclude(hidden)
    )
