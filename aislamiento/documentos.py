"""A file to download is as public as the pages that offer it, until one of them withdraws it."""

from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import render
from wagtail.models import Page, ReferenceIndex

from base.fragmentos import fragment
from base.publicas import publicadas

from .scope import scope_of

_sections = []


@dataclass(frozen=True)
class Retiro:
    """Since when a file is not given, and why; ``url`` is the public page that tells it, if any."""

    fecha: date
    motivo: str
    url: str


def withdraws(funcion):
    """Let ``funcion`` say what a section has withdrawn: {key of a file: :class:`Retiro`}."""
    _sections.append(funcion)
    return funcion


def withdrawn():
    """Return {key: :class:`Retiro`} of all files that are not given any more."""

    def compute():
        found = {}
        for funcion in _sections:
            found |= funcion()
        return found

    return fragment("archivos-retirados", compute)


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


def es_publico(document):
    """Whether everybody may have it, without a password or an account."""
    is_open = document.pk not in withdrawn() and not document.collection.get_view_restrictions()
    return is_open and any(not page.get_view_restrictions() for page in _offering(document))


def _is_offered(document, request):
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in _offering(document)
    )


def _offering(document):
    uses = ReferenceIndex.get_references_to(document)
    of_pages = uses.filter(base_content_type=ContentType.objects.get_for_model(Page))
    return publicadas(
        Page.objects.filter(pk__in=list(of_pages.values_list("object_id", flat=True)))
    )
