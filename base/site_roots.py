"""The list from which Wagtail makes addresses: itself, it reads it with queries for each portal."""

from django.core.cache import cache
from wagtail.models import SiteRootPath
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from servidor.caches.fragments import fragment

from .homes import portal_homes, portal_records

_KEY = {"key": SITE_ROOT_PATHS_CACHE_KEY, "version": SITE_ROOT_PATHS_CACHE_VERSION}


def site_root_paths():
    """Return the list of the sites that are portals, for a response that changes nothing."""
    return fragment("site-roots", _store, of_all=True)


def ensure_site_root_paths():
    """Store the list where Wagtail does, unless it is there."""
    if cache.get(**_KEY) is None:
        _store()


def _store():
    sites = {record.site.root_page_id: record.site for record in portal_records()}
    homes = portal_homes()
    site_of = {home.translation_key: sites[home.pk] for home in homes if home.pk in sites}
    paths = [
        SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
        for home in homes
        for site in [site_of[home.translation_key]]
    ]
    cache.set(**_KEY, value=paths, timeout=3600)  # as Wagtail, which deletes it with each site
    return paths
