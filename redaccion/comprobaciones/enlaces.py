"""Broken links of a page to the portals, found without network access.

Links to other sites are not checked here.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.blocks import ListBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from aislamiento.scope import scope_of
from base.homes import is_of_ours
from base.models import PortalDocument
from base.portales import portal_for_host
from base.publicas import publicadas
from base.retirados import es_publico
from servidor.por_dentro import follow

_DOCUMENT = re.compile(r"/documentos/(\d{1,9})/")
# A path on the host of a portal: others are relative to the page, or no path at all («//[»).
_FROM_THE_ROOT = re.compile(r"/(?!/)")
# URLs without a page are asked for, which takes some queries for each.
MOST_ASKED = 10
_GONE = {404, 410}


@dataclass(frozen=True)
class Roto:
    """Broken link: its text and the reason."""

    texto: str
    motivo: str


@dataclass(frozen=True)
class ArchivoEnlazado:
    nombre: str
    bytes: int


@dataclass(frozen=True)
class Enlaces:
    """Links of a page; ``sin_mirar`` are the texts of those that were too many to be checked."""

    total: int
    rotos: list[Roto]
    sin_mirar: list[str]
    archivos: list[ArchivoEnlazado]


def check_links(soup, page, user):
    """Return the :class:`Enlaces` of ``page`` as parsed in ``soup``, with only the files that
    ``user`` may know of.
    """
    roots = Site.get_site_root_paths()
    sites = {urlsplit(root.root_url).hostname: root.site_id for root in roots}
    here, _root, own_path = page.get_url_parts() or (None, "", "")
    main = soup.find("main") or soup
    anchors = [
        tag for tag in main.find_all("a") if not tag.find_parent(class_=("migas", "compartir"))
    ]
    broken = [Roto(_words(target), _not_public()) for target in _withdrawn(page)]
    paths, documents = {}, {}
    for tag in anchors:
        if reason := _wrong_by_itself(tag, soup):
            broken.append(Roto(_text(tag), reason))
            continue
        url = urlsplit(tag["href"].strip())
        if url.scheme not in ("", "http", "https") or not url.path:
            continue
        site = _site_of(url, here, sites)
        if site and (match := _DOCUMENT.match(url.path)):
            documents.setdefault(int(match[1]), _text(tag))
        elif not url.netloc and len(own_path) > 1 and url.path.startswith(own_path):
            continue  # below the page itself, which may not be published yet
        elif site:
            paths.setdefault((site, unquote(url.path), url.query), _text(tag))
    files = _known(documents, user)
    # Unknown and hidden file numbers get the same message, so that nobody learns which files exist.
    broken += [Roto(words, _not_public()) for pk, words in documents.items() if pk not in files]
    nowhere, unasked = _of_nobody(paths, roots)
    reason = _("En el portal no hay ninguna página en esa dirección.")
    broken += [Roto(paths[place], reason) for place in nowhere]
    given = [ArchivoEnlazado(file.title, file.get_file_size() or 0) for file in files.values()]
    return Enlaces(len(anchors), broken, [paths[place] for place in unasked], given)


def _known(keys, user):
    """Return {key: document} of the documents that ``user`` works with or that are public.

    The check is needed because the URL of a file holds a number that people can count up.
    """
    files = PortalDocument.objects.in_bulk(keys) if keys else {}
    if not files:
        return {}
    seen = scope_of(user).filter(PortalDocument.objects.filter(pk__in=files))
    own = set(seen.values_list("pk", flat=True))
    return {pk: file for pk, file in files.items() if pk in own or es_publico(file)}


def _wrong_by_itself(tag, soup):
    """Return why the URL of a link is wrong in itself, or None."""
    href = tag.get("href")
    if href is None:
        return None if tag.get("id") or tag.get("name") else _not_public()
    href = href.strip()
    try:
        url = urlsplit(href)
    except ValueError:  # for example «http://[»
        return _("La dirección está incompleta.")
    if href in ("", "#") or url.scheme == "javascript":
        return _("No dice a dónde lleva.")
    if href.startswith("#"):
        name = unquote(href[1:])
        there = soup.find(id=name) or soup.find("a", attrs={"name": name})
        return None if there else _("La página no tiene ninguna parte con ese nombre.")
    if url.scheme in ("http", "https") and "." not in (url.hostname or ""):
        return None if _is_own(url) else _("La dirección está incompleta.")
    if url.scheme in ("mailto", "tel") and not url.path:
        return _("No dice a dónde lleva.")
    if "\x00" in unquote(url.path):  # databases cannot search for it
        return _("La dirección no es válida.")
    return None


def _not_public():
    return _("La página o el archivo no está publicado, o se eliminó.")


def _text(tag):
    return " ".join(tag.get_text(" ").split()) or tag.get("href") or ""


def _words(page):
    return page.get_admin_display_title()


def _withdrawn(page):
    """Yield the unpublished pages that blocks of ``page`` link to; the rendered page hides them.

    Links in rich text are found in the rendered page instead.
    """
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            for target in _targets(stream.stream_block, stream):
                if not target.live:
                    yield target


def _targets(block, value):
    if value is None:
        return
    if isinstance(block, PageChooserBlock):
        yield value
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from _targets(child.block, child.value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _targets(block.child_block, item)
    elif isinstance(block, StructBlock) and hasattr(value, "get"):
        for name, child in block.child_blocks.items():
            yield from _targets(child, value.get(name))


def _is_own(url):
    return portal_for_host(url.hostname or "") is not None


def _site_of(url, here, sites):
    """Return the key of the site of a URL; None for another site."""
    if not url.netloc:
        return here
    portal = portal_for_host(url.hostname or "")
    return portal and sites.get(portal.hostname)


def _of_nobody(places, roots):
    """Return those of ``places``, (site key, path, query), at which no portal serves anything.

    And in a second list those of which that is not known, because they are too many to be asked.
    """
    wanted, left, nowhere = {}, [], []
    roots = {(root.site_id, root.language_code): root for root in roots}
    for place in places:
        pk, path, _query = place
        language, view = _view_of(path)
        root = roots.get((pk, language)) or roots.get((pk, settings.LANGUAGE_CODE))
        if view == "wagtail_serve" and root:
            rest = path.removeprefix(f"/{language}/" if path.startswith(f"/{language}/") else "/")
            wanted[place] = f"{root.root_path}{rest}".rstrip("/") + "/"
        elif view is None and _FROM_THE_ROOT.match(path):
            left.append(place)
        elif view is None:
            nowhere.append(place)
    there = publicadas(Page.objects.filter(url_path__in=wanted.values()))
    found = set(there.values_list("url_path", flat=True)) if wanted else set()
    left += [place for place, url_path in wanted.items() if url_path not in found]
    if not left:
        return nowhere, []
    old = [Redirect.normalise_path(path) for _pk, path, _query in left]
    moved = set(Redirect.objects.filter(old_path__in=old).values_list("site_id", "old_path"))
    unknown = [
        place
        for place, old_path in zip(left, old, strict=True)
        if moved.isdisjoint({(place[0], old_path), (None, old_path)})
    ]
    nowhere += [place for place in unknown[:MOST_ASKED] if not _is_answered(*place)]
    rest = unknown[MOST_ASKED:]
    # At the others not even a section may serve something.
    nowhere += [place for place in rest if place not in wanted]
    return nowhere, [place for place in rest if place in wanted]


def _view_of(path):
    """Return (language, name of the URL pattern) of a path; the name is None if none matches."""
    first = path.strip("/").partition("/")[0]
    language = first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        try:
            return language, resolve(path).url_name or ""
        except Resolver404:
            # Django redirects to the URL with a slash at its end.
            try:
                return language, resolve(f"{path}/").url_name or ""
            except Resolver404:
                return language, None


def _is_answered(pk, path, query):
    """Whether a section serves something at a path below its own, or an old address leads on."""
    site = Site.objects.select_related("root_page").get(pk=pk)
    request = get_dummy_request(path=path, site=site)
    parts = [part for part in path.split("/") if part]
    home = site.root_page
    if parts and parts[0] in dict(settings.LANGUAGES):
        home = home.get_translations().filter(locale__language_code=parts.pop(0)).first() or home
    try:
        home.specific.route(request, parts)
    except Http404:
        address = f"{site.root_url}{quote(path)}"
        camino = follow(f"{address}?{query}" if query else address, is_of_ours)
        return camino.estado not in _GONE
    return True
