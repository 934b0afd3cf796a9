"""Initial páginas informativas of a portal."""

from html import escape

from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from atencion.models import AtencionPage
from directorio.models import DirectorioIndexPage
from home.models import StandardPage
from tramites.models import TramitesIndexPage

from .filas import add_below, put, raw_table
from .palabras import facts, promises, read, worded

_SECTIONS = {
    "id_tramites": TramitesIndexPage,
    "id_directorio": DirectorioIndexPage,
    "id_atencion": AtencionPage,
}


def add_paginas(start):
    words = {name: escape(text, quote=False) for name, text in facts(start.portal).items()}
    words |= promises()
    for name, model in _SECTIONS.items():
        section = model.objects.child_of(start.home).first()
        words[name] = section.pk if section else ""
    for clave, entry in start.new(read("paginas")["pagina"], "pagina"):
        above = _above(start, entry)
        page = StandardPage(
            title=entry["titulo"],
            slug=_free_slug(above, entry["slug"]),
            resumen=entry["resumen"],
        )
        add_below(above, page)
        put(page, "cuerpo", [_block(block, words) for block in entry["cuerpo"]])
        start.keep(clave, page, publish=True)


def _block(block, words):
    ((name, value),) = block.items()
    value = worded(value, words)
    return {"type": name, "value": raw_table(**value) if name == "tabla" else value}


def _above(start, entry):
    """Return the parent of ``entry``: the page ``bajo`` if it still exists, or the home."""
    found = Page.objects.filter(pk=start.known.get(f"pagina-{entry.get('bajo')}"))
    return found.first() or start.home


def _free_slug(above, slug):
    """Return ``slug``, or one with «-inicial» if a page below ``above`` already has it."""
    if not above.get_children().filter(slug=slug).exists():
        return slug
    return find_available_slug(above, f"{slug}-inicial")
