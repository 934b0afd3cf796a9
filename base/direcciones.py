"""Addresses of pages in the portal that the reader is visiting."""

from .frame import Frame
from .tree import in_one_tree


def address_here(page, request):
    """Return the address of ``page`` in this portal if a section here shows it, else its own."""
    section = section_that_shows(page, request)
    return section.presentation.get_shared_url(page, request) if section else page.get_url(request)


def estado_de(page, request):
    """Return what to tell beside a link to ``page``, a state with ``tono``; None if nothing."""
    sections = Frame.for_request(request).secciones if page and request else ()
    return next(filter(None, (s.presentation.get_state(page) for s in sections)), None)


def section_that_shows(page, request):
    """Return the section of this portal that shows ``page`` of another portal, or None."""
    frame = Frame.for_request(request)
    if in_one_tree(page.path, frame.inicio.path):
        return None
    return next((s for s in frame.secciones if s.presentation.shows(page, request)), None)
