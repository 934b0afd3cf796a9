"""Fills Wagtail's cache of site roots in two queries, however many portals there are.

Page addresses are built from this list. When it has expired Wagtail makes it anew with
one query for the sites and one more for the translations of each root page.
"""

from django.core.cache import cache
from wagtail.models import Page, Site, SiteRootPath
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

_SECONDS = 3600  # as Wagtail; saving a site or moving a root page deletes it at once


def ensure_site_root_paths():
    """Compute the list if it is missing; the same one that Wagtail would compute."""
    key = {"key": SITE_ROOT_PATHS_CACHE_KEY, "version": SITE_ROOT_PATHS_CACHE_VERSION}
    if cache.get(**key) is not None:
        return
    sites = Site.objects.select_related("root_page").order_by(
        "-root_page__url_path", "-is_default_site", "hostname"
    )
    keys = [site.root_page.translation_key for site in sites]
    homes = {}
    for home in Page.objects.filter(translation_key__in=keys).select_related("locale"):
        homes.setdefault(home.translation_key, []).append(home)
    paths = [
        SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
        for site in sites
        for home in homes[site.root_page.translation_key]
    ]
    cache.set(**key, value=paths, timeout=_SECONDS)
