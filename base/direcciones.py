"""Where a page is read in the portal that a reader is in."""

from .frame import Frame
from .tree import in_one_tree


def address_here(page, request):
    """Return the address of ``page`` in this portal, if a section shows it, else its own."""
    frame = Frame.for_request(request)
    if not in_one_tree(page.path, frame.inicio.path):
        for section in frame.secciones:
            if section.presentation.shows(page, request):
                return section.presentation.get_shared_url(page, request)
    return page.get_url(request)
