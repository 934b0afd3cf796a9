"""Fills Wagtail's cache of site roots without a query for each portal.

Wagtail builds page addresses from this list. When it expires, Wagtail reads the sites with one
query, and the translations of each root page with one more.
"""

from django.core.cache import cache
from wagtail.models import SiteRootPath
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from .homes import portal_homes, portal_records

_SECONDS = 3600  # as Wagtail; saving a site or moving a root page deletes it at once


def ensure_site_root_paths():
    """Return the list for the sites that are portals, and store it as Wagtail does."""
    key = {"key": SITE_ROOT_PATHS_CACHE_KEY, "version": SITE_ROOT_PATHS_CACHE_VERSION}
    if (known := cache.get(**key)) is not None:
        return known
    sites = {record.site.root_page_id: record.site for record in portal_records()}
    homes = portal_homes()
    site_of = {home.translation_key: sites[home.pk] for home in homes if home.pk in sites}
    paths = [
        SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
        for home in homes
        for site in [site_of[home.translation_key]]
    ]
    cache.set(**key, value=paths, timeout=_SECONDS)
    return paths
