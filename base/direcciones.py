"""Where a page is read in the portal that a reader is in."""

from .chrome import Chrome
from .tree import in_one_tree


def address_here(page, request):
    """Return the address of ``page`` in this portal, if a section shows it, else its own."""
    chrome = Chrome.for_request(request)
    if not in_one_tree(page.path, chrome.inicio.path):
        for section in chrome.secciones:
            if section.presentation.shows(page, request):
                return section.presentation.get_shared_url(page, request)
    return page.get_url(request)
