"""Fills Wagtail's cache of site roots with one query, however many portals there are.

Page addresses are built from this list. When it has expired Wagtail makes it anew with
one query for the sites and one more for the translations of each root page.
"""

from django.core.cache import cache
from wagtail.models import SiteRootPath
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from .homes import portal_homes, portal_records

_SECONDS = 3600  # as Wagtail; saving a site or moving a root page deletes it at once


def ensure_site_root_paths():
    """Compute the list if it is missing, as Wagtail would, for the sites that are portals."""
    key = {"key": SITE_ROOT_PATHS_CACHE_KEY, "version": SITE_ROOT_PATHS_CACHE_VERSION}
    if cache.get(**key) is not None:
        return
    sites = {record.site.root_page_id: record.site for record in portal_records()}
    homes = portal_homes()
    site_of = {home.translation_key: sites[home.pk] for home in homes if home.pk in sites}
    paths = [
        SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
        for home in homes
        for site in [site_of[home.translation_key]]
    ]
    cache.set(**key, value=paths, timeout=_SECONDS)
