"""Checks links into our portals: the application itself answers as it would to a citizen."""

from time import monotonic
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from base.homes import is_of_ours
from base.publicas import publicadas
from servidor.por_dentro import follow

from .destinos import why_nobody_opens

_GONE, _OURS = {404, 410}, 500


def look(direcciones, *, seconds):
    """Check ``direcciones`` and save the results; written ones left after ``seconds`` stay due."""
    end = monotonic() + seconds
    pages = _keys(direcciones, "page")
    public = _public(pages)
    present = set(Page.objects.filter(pk__in=pages).values_list("pk", flat=True))
    documents = _keys(direcciones, "document")
    files = get_document_model().objects.filter(pk__in=documents)
    kept = set(files.values_list("pk", flat=True))
    for direccion in direcciones:
        kind, key = _chosen(direccion.destino)
        with direccion.noting():
            if kind == "page":
                direccion.note_own(_say_of_page(key, present, public))
            elif kind == "document":
                direccion.note_own("" if key in kept else _("El documento ya no existe."))
            elif monotonic() < end:
                _note_written(direccion)


def _note_written(direccion):
    try:
        wrong = why_nobody_opens(direccion.destino) or _ask(direccion.destino)
    except _TroubleError:
        direccion.note_silence(_("El portal tuvo un problema al abrirla; se vuelve a mirar."))
    else:
        direccion.note_own(wrong)


class _TroubleError(Exception):
    """The portal answered with a server error, which is already in the journal."""


def _chosen(destino):
    """Return (kind, key) of a chosen page or document; ("", 0) of a written address."""
    kind, _colon, key = destino.partition(":")
    is_chosen = kind in ("page", "document")
    return (kind, int(key) if key.isdecimal() else 0) if is_chosen else ("", 0)


def _keys(direcciones, kind):
    chosen = (_chosen(direccion.destino) for direccion in direcciones)
    # No row has a larger key, and the database would refuse the query.
    return {key for found, key in chosen if found == kind and key < 2**31}


def _public(keys):
    """Return the keys of pages published in any language: each text links to its own version."""
    pages = Page.objects.filter(pk__in=keys)
    shown = publicadas(Page.objects.filter(translation_key__in=pages.values("translation_key")))
    known = set(shown.values_list("translation_key", flat=True))
    pairs = pages.values_list("pk", "translation_key")
    return {pk for pk, translation_key in pairs if translation_key in known}


def _say_of_page(key, present, public):
    if key in public:
        return ""
    if key in present:
        return _("La página a la que lleva no está publicada.")
    return _("La página a la que lleva ya no existe.")


def _ask(address):
    """Return why a citizen who opens ``address`` finds nothing there, or ""."""
    camino = follow(address, is_of_ours)
    if camino.sale:
        return ""
    if camino.no_termina:
        return _("La dirección manda a otra, y esa a otra, sin fin.")
    if camino.estado in _GONE:
        return _("En el portal no hay nada en esa dirección.")
    if camino.estado >= _OURS:
        raise _TroubleError
    # Browsers keep the fragment of the link when they follow redirects.
    fragment = unquote(urlsplit(address).fragment)
    if fragment and camino.html and not _has_anchor(camino.html, fragment):
        return _("La página está, pero no tiene el lugar «%(ancla)s».") % {"ancla": fragment[:80]}
    return ""


def _has_anchor(html, fragment):
    page = BeautifulSoup(html, "html.parser")
    return bool(page.find(id=fragment) or page.find("a", attrs={"name": fragment}))
