"""Checks of redirect targets: loops, private pages, and addresses where nothing exists."""

from hashlib import sha256
from time import monotonic
from urllib.parse import urlsplit

from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from base.homes import is_of_ours, portal_records
from base.publicas import privadas, publicas
from servidor.por_dentro import follow

_NOT_GIVEN, _OURS = 400, 500
_HOUR = 3600  # seconds
# Seconds, because checking an address of a portal renders a whole page.
_PATIENCE = 10
# Wagtail's forms for private pages are below this path, in every language.
_FORMS = "/_util/"


def wrong_with(redirect, *, public=None):
    """Return an error message about the target of ``redirect``; "" if the target is fine.

    ``public``, if the caller has queried it already, is a set with the keys of public pages.
    """
    if redirect.redirect_page_id:
        return _wrong_with_page(redirect, public)
    if redirect.redirect_link:
        return _wrong_with_link(redirect)
    return _("No lleva a ninguna parte: elija una página o escriba una dirección.")


def wrong_of_late(redirect, public):
    """Return ``wrong_with`` cached for an hour, for lists: a link check renders a whole page."""
    link = redirect.redirect_link
    if redirect.redirect_page_id or not link:
        return wrong_with(redirect, public=public)
    asked = repr((get_language(), redirect.site_id, redirect.old_path, link))
    key = f"redireccion-{sha256(asked.encode()).hexdigest()}"
    return cache.get_or_set(key, lambda: wrong_with(redirect), _HOUR)


def with_what_is_wrong(redirects):
    """Return ``redirects`` as a list, with the error message of each in its ``estado``.

    The public pages are found in one query.
    """
    redirects = list(redirects)
    public = _public_pages(redirects)
    for redirect in redirects:
        redirect.estado = wrong_of_late(redirect, public)
    return redirects


def broken(redirects):
    """Return (broken redirects, number not checked yet), after checking for at most 10 seconds.

    Results are cached for an hour, so the next call continues where this one stopped.
    """
    redirects = list(redirects)
    public, until = _public_pages(redirects), monotonic() + _PATIENCE
    found, left = [], 0
    for redirect in redirects:
        if monotonic() > until:
            left += 1
        elif wrong_of_late(redirect, public):
            found.append(redirect)
    return found, left


def _public_pages(redirects):
    """Return the keys of the public pages to which ``redirects`` lead."""
    keys = {redirect.redirect_page_id for redirect in redirects if redirect.redirect_page_id}
    found = publicas(Page.objects.filter(pk__in=keys)).values_list("pk", flat=True)
    return set(found) if keys else set()


def _wrong_with_page(redirect, public):
    page = redirect.redirect_page
    if page.pk not in (_public_pages([redirect]) if public is None else public):
        return _("La página no está publicada o es reservada: quien siga la dirección no la vería.")
    if page.full_url and _comes_back(redirect, page.full_url):
        return _loop()
    return ""


def _wrong_with_link(redirect):
    link = redirect.redirect_link
    if not is_of_ours(urlsplit(link).hostname or ""):
        return ""
    if _comes_back(redirect, link):
        return _loop()
    camino = follow(link, is_of_ours)
    if camino.no_termina or any(_comes_back(redirect, url) for url in camino.direcciones[1:]):
        return _loop()
    if camino.sale or camino.estado >= _OURS:  # another site, or an error of the portal itself
        return ""
    if camino.estado >= _NOT_GIVEN:
        return _("En esa dirección del portal no hay nada.")
    if is_private(camino.final):
        return _("Lleva a algo reservado: quien siga la dirección no lo vería.")
    return ""


def _loop():
    return _("La dirección lleva otra vez a sí misma, sin fin.")


def _comes_back(redirect, url):
    """Return whether ``url`` is the address that ``redirect`` itself redirects."""
    parts = urlsplit(url)
    path = Redirect.normalise_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    if redirect.old_path not in (path, Redirect.normalise_path(parts.path)):
        return False
    hosts = {redirect.site.hostname} if redirect.site_id else _hosts()
    return (parts.hostname or "") in hosts


def _hosts():
    return {record.site.hostname for record in portal_records()}


def page_at(url, site):
    """Return the public page of ``site`` at ``url``, or None; redirects are not followed."""
    parts = urlsplit(url)
    if parts.hostname != site.hostname or parts.query or parts.fragment:
        return None
    return publicas(Page.objects.filter(url_path=_way(parts.path, site))).first()


def _way(path, site):
    """Return the ``url_path`` of the Spanish page that the site serves at ``path``."""
    return f"{site.root_page.url_path}{path.strip('/')}/".replace("//", "/")


def is_private(url):
    """Return whether the reader of ``url`` must sign in or know a password."""
    parts = urlsplit(url)
    if parts.path.startswith(reverse("wagtailadmin_home")) or _FORMS in parts.path:
        return True
    site = next(iter(Site.objects.filter(hostname=parts.hostname)), None)
    if site is None:
        return False
    return privadas(Page.objects.filter(url_path=_way(parts.path, site))).exists()
