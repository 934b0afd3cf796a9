"""Finds where an address of the older portal leads in the portal that was requested.

It leads only to what everybody may see there: a page of the portal's own tree, or of the province
if the portal shows it; a picture or a document that a public page offers; a list of such things.
The result is always a path of the same host, built from what was found and not from the request.
"""

from urllib.parse import quote

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import get_language
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page, Site

from base.frame import Frame
from base.idiomas import is_original
from base.publicas import publicas
from base.retirados import es_publico, pages_that_offer
from base.tree import in_tree_of
from directorio.models import DirectorioIndexPage
from noticias.models import CategoriaNoticia, NoticiaPage, NoticiasIndexPage
from servidor.caches.fragments import fragment

from .conocidos import posibles
from .formas import read_address
from .models import Anterior, Clase, Propuesta
from .rutas import normalize

# A format that every program shows, in a size that pages need anyway (``base.fotos``).
_PICTURE = "width-720|format-jpeg"
_MEDIA_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


def destino_de(request):
    """Return the path to which the requested address leads, or None.

    An unknown address costs two queries in a portal that has older addresses. If it has ``/es`` or
    another prefix or suffix of the older portal, the path without that is looked up too, which
    costs as many more as it takes.
    """
    if not _is_plain(request.path_info):
        return None
    pedida, frame = read_address(request.path_info, request.GET), Frame.for_request(request)
    found = _of_older(pedida, frame, request)
    if found is None and (pedida.feed or pedida.propia not in ("", normalize(request.path_info))):
        found = _of_own(pedida.propia, frame, request, is_feed=bool(pedida.feed))
    if found is None:
        found = _of_lists(pedida, frame, request)
    page, url = found or (None, None)
    if pedida.feed and found:
        url = _feed_of(page, url, pedida.feed, frame, request)
    return url if _is_elsewhere(url, request) else None


def _is_plain(path):
    """Whether a path is safe: no browser takes it for another host, no database refuses it."""
    return not path.startswith("//") and "\\" not in path and path.isprintable()


def _is_elsewhere(url, request):
    return bool(url) and url.startswith("/") and not url.startswith("//") and url != request.path


# --- What the older portal had ------------------------------------------------------------------


def _of_older(pedida, frame, request):
    """Return (page or None, path) of what the older portal had at the address, or None."""
    if frame.site.pk not in fragment("mudados", _moved_sites):
        return None
    are_contacts = False
    for things in posibles(pedida, frame.site):
        if things and (found := _first_public(things, frame, request)):
            return found
        are_contacts |= any(thing.es_contacto for thing in things)
    return _section(DirectorioIndexPage, frame, request) if are_contacts else None


def _moved_sites():
    """Return the keys of the sites that took anything over from an older portal."""
    of_site = Anterior.objects.filter(site=OuterRef("pk"))
    return set(Site.objects.filter(Exists(of_site)).order_by().values_list("pk", flat=True))


def _first_public(things, frame, request):
    entities = _entities(things)
    wanted = {*entities.values(), *(thing.page_id for thing in things if thing.page_id)}
    pages = _public_pages(wanted, frame) if wanted else {}
    for thing in things:
        for key in (entities.get(thing.pk), thing.page_id):
            if page := pages.get(key):
                return page, _url_of(page, thing, request)
        if url := _file_url(thing):
            return None, url
    return None


def _entities(things):
    """Return {key of a contact: key of the entidad that a person made from it} of ``things``."""
    contacts = {(thing.mudanza_id, thing.clave): thing.pk for thing in things if thing.es_contacto}
    if not contacts:
        return {}
    moves, keys = zip(*contacts, strict=True)
    made = Propuesta.objects.filter(mudanza__in=moves, clave__in=keys, page__isnull=False)
    rows = made.values_list("mudanza", "clave", "page")
    return {contacts[move, key]: page for move, key, page in rows if (move, key) in contacts}


def _url_of(page, thing, request):
    """Return the URL of ``page``, narrowed to the category of ``thing`` if it has one."""
    url = page.get_url(request)
    return _of_category(page, thing.categoria, url) if thing.categoria_id else url


def _public_pages(keys, frame):
    """Return {key: page} of the public ones, each in the language of the request if it exists."""
    # In a language without a front page, no page of the portal can be reached.
    own = publicas(Page.objects.filter(in_tree_of(frame.site.root_page.path))).filter(
        locale__language_code__in=frame.portadas
    )
    found = {page.pk: page for page in own.filter(pk__in=keys).select_related("locale")}
    if is_original() or not found:
        return found
    same = own.filter(translation_key__in=[page.translation_key for page in found.values()])
    translated = {
        page.translation_key: page
        for page in same.filter(locale__language_code=get_language()).select_related("locale")
    }
    return {pk: translated.get(page.translation_key, page) for pk, page in found.items()}


def _file_url(thing):
    """Return the URL of a picture or a document that a public page offers, or None."""
    if thing.imagen_id and publicas(pages_that_offer(thing.imagen)).exists():
        rendition = get_rendition_or_not_found(thing.imagen, _PICTURE)
        return rendition.url if rendition.pk else None
    if thing.documento_id and es_publico(thing.documento):
        return thing.documento.url
    return None


# --- What our portal has ------------------------------------------------------------------------


def _of_own(ruta, frame, request, *, is_feed):
    """Return (page, path) of the public page that our portal has at ``ruta``, or None."""
    if ruta in ("", "/"):
        return (frame.inicio, frame.inicio_url) if ruta else None
    parts = ruta.strip("/").split("/")
    url = f"{frame.inicio_url}{quote('/'.join(parts))}/"
    if url == request.path and not is_feed:  # this address has just answered 404
        return None
    try:
        found = frame.inicio.route(request, parts)
    except Http404:
        return _of_redirect(ruta, frame, request)
    if not publicas(Page.objects.filter(pk=found.page.pk)).exists():
        return None
    return found.page, found.page.get_url(request) if is_feed else url


def _of_lists(pedida, frame, request):
    """Return (page, path) of our list that is nearest to a list of the older portal, or None."""
    if pedida.lista == Clase.CONTACTOS:
        return _section(DirectorioIndexPage, frame, request)
    if pedida.lista != Clase.LISTA or not (found := _section(NoticiasIndexPage, frame, request)):
        return None
    page, url = found
    if pedida.mes and not pedida.feed:
        year, month = pedida.mes
        news = publicas(NoticiaPage.objects.child_of(page))
        if news.filter(fecha__year=year, fecha__month=month).exists():
            return page, f"{url}{year}/{month}/"
    category = CategoriaNoticia.originals().filter(slug__in=pedida.alias).first()
    return page, _of_category(page, category, url) if category else url


def _section(model, frame, request):
    page = frame.seccion(model) or frame.seccion_original(model)
    return page and (page, page.get_url(request))


def _of_category(page, category, url):
    """Return the URL of the news of a category below ``page``; ``url`` if there are none."""
    news = publicas(NoticiaPage.objects.child_of(page)).filter(categoria=category)
    return f"{url}categoria/{category.slug}/" if news.exists() else url


def _of_redirect(ruta, frame, request):
    """Return (page, path) of the public page to which a redirect leads from ``ruta``, or None."""
    known = Redirect.objects.filter(site=frame.site, old_path=ruta, redirect_page__isnull=False)
    keys = list(known.values_list("redirect_page", flat=True))
    pages = _public_pages(keys, frame) if keys else {}
    return next(((page, page.get_url(request)) for page in pages.values()), None)


def _feed_of(page, url, formato, frame, request):
    """Return the feed of ``page``, else the feed of the portal's news, or None."""
    sections = [(page.specific_deferred, url)] if page else []
    if news := frame.seccion_original(NoticiasIndexPage):
        sections.append((news, news.get_url(request)))
    for section, listed in sections:
        for feed in section.presentation.get_feeds(request):
            if feed.tipo == _MEDIA_TYPES[formato]:
                # If ``listed`` is narrowed to a category, so is its feed.
                return listed + feed.url.removeprefix(section.get_url(request))
    return None
