"""A file to download is as public as the pages that offer it."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.models import Page, ReferenceIndex

from .tenancy.scope import scope_of


def refuse_what_no_page_offers(document, request):
    """For the hook before a document is served.

    Raises ``Http404`` for whoever neither reads a page that offers it nor works with it in the
    admin: the address of a file has a number that can be counted up.
    """
    if not (_is_offered(document, request) or scope_of(request.user).sees(document)):
        raise Http404


def _is_offered(document, request):
    uses = ReferenceIndex.get_references_to(document)
    of_pages = uses.filter(base_content_type=ContentType.objects.get_for_model(Page))
    pages = Page.objects.live().filter(pk__in=list(of_pages.values_list("object_id", flat=True)))
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages
    )
