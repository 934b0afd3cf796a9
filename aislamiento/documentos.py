"""Access to documents: for readers of pages that offer them, and for users who work with them."""

from django.http import Http404
from django.shortcuts import render

from base.frame import Frame
from base.retirados import pages_that_offer, withdrawn

from .scope import scope_of
from .sin_abrir import de_otros_sin_abrir


def refuse_what_is_withdrawn(document, request):
    """Refuse a withdrawn document, even if other pages offer it (hook before a document is served).

    Readers get status 410 with a page that says since when and why, and where to read more; without
    an address for more, ``Http404``. Users who see the document in the admin still get it.
    """
    retiro = withdrawn().get(document.pk)
    if retiro is None or scope_of(request.user).sees(document):
        return None
    if not retiro.url:
        raise Http404
    return render(request, "base/archivo_retirado.html", {"retiro": retiro}, status=410)


def refuse_what_no_page_offers(document, request):
    """Refuse a document that no page offers to the visitor (hook before a document is served).

    Raises ``Http404`` for anybody who can neither read a page that offers the document nor see it
    in the admin: the URL of a file holds a number that people can count up.
    """
    if not (_is_offered(document, request) or scope_of(request.user).sees(document)):
        raise Http404


def _is_offered(document, request):
    """Return whether a page that the visitor may read, of this or an open portal, offers it."""
    hidden = de_otros_sin_abrir(Frame.for_request(request).site)
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages_that_offer(document).exclude(hidden)
    )
