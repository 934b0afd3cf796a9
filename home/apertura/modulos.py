"""Sections that a portal can switch off: an off section is hidden, and returns unchanged."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.functional import Promise
from wagtail.log_actions import log
from wagtail.models import BaseViewRestriction, Page, PageViewRestriction

from aislamiento.apagadas import cierres
from aislamiento.reservado import restrictions_of
from base.frame import Frame
from base.tree import container_path, in_tree_of
from inicios.declaracion import in_order

SWITCHED = "home.portal.modulo"


@dataclass(frozen=True)
class Modulo:
    """Section that can be switched off; ``paginas`` are its pages in all languages."""

    slug: str
    titulo: Promise
    resumen: Promise
    paginas: list
    esta_apagado: bool


def modulos(record):
    """Return the list of :class:`Modulo` of the portal of ``record``."""
    offered = [seccion for seccion in in_order("start_pages") if seccion.can_be_off]
    kinds = ContentType.objects.get_for_models(*(seccion.model for seccion in offered))
    pages = defaultdict(list)
    there = Page.objects.filter(in_tree_of(record.site.root_page.path))
    for page in there.filter(content_type__in=kinds.values()).order_by("path"):
        pages[page.content_type_id].append(page)
    closed = set(cierres().values_list("page", flat=True))
    found = ((seccion, pages[kinds[seccion.model].pk]) for seccion in offered)
    return [
        Modulo(
            seccion.slug,
            seccion.titulo,
            seccion.resumen,
            of_section,
            any(page.pk in closed for page in of_section),
        )
        for seccion, of_section in found
        if of_section
    ]


@transaction.atomic
def switch(record, modulo, user, *, on):
    """Switch the section ``modulo`` of a portal on or off, without deleting anything."""
    if on == (not modulo.esta_apagado):
        return
    if on:
        for closing in cierres().filter(page__in=modulo.paginas):
            closing.delete()
    else:
        for page in modulo.paginas:
            close(page)
    log(record, SWITCHED, user=user, data={"modulo": str(modulo.titulo), "encendido": on})


def open_sections(home):
    """Return {class: page} of the pages below ``home`` that are not off, one for each class."""
    off = Exists(cierres().filter(page=OuterRef("pk")))
    return {page.specific_class: page for page in Page.objects.child_of(home).exclude(off)}


def closed_sections():
    """Return {(container, class)} of the sections that are off, in all portals."""
    rows = cierres().values_list("page__path", "page__content_type")
    kind = ContentType.objects.get_for_id
    return {(container_path(path), kind(key).model_class()) for path, key in rows}


def close(page):
    """Reserve ``page`` and its descendants for nobody, so that Wagtail treats them as private."""
    PageViewRestriction.objects.create(page=page, restriction_type=BaseViewRestriction.GROUPS)


def reopen(page):
    for closing in cierres().filter(page=page):
        closing.delete()


def refuse_closed(serve):
    """Answer 404 for pages reserved for nobody (hook that serves a page).

    Wagtail would ask readers to sign in. Wagtail reads the restrictions once more, and gets the
    ones read here.
    """

    def serve_open(page, request, args, kwargs):
        # A front page knows it from the frame, without a query even with empty caches.
        is_public = getattr(page, "_served_in_public", False)
        restrictions = [] if is_public else restrictions_of(page)
        groups = BaseViewRestriction.GROUPS
        if any(r.restriction_type == groups and not r.groups.exists() for r in restrictions):
            Frame.for_request(request).page = None  # the 404 is no page of the section
            raise Http404
        page.get_view_restrictions = lambda: restrictions
        return serve(page, request, args, kwargs)

    return serve_open
