"""Signal handlers that empty the page and fragment caches when something public changes."""

from functools import partial

from django.db import Error, transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from servidor.caches.generations import empty
from servidor.rows import pages_that_use

from .models import PortalDocument, PortalImage, PortalRendition, PortalSettings, TextoDelPortal
from .tree import in_tree_of


def clear_page_cache(hosts=None):
    """Empty both caches after the commit, for the portals at ``hosts`` or all; log any error."""
    transaction.on_commit(partial(empty, hosts), robust=True)


@receiver([page_published, page_unpublished])
def on_publication(sender, instance, **kwargs):
    """Ask after the commit which portals show the page: another may have linked to it meanwhile."""
    transaction.on_commit(lambda: empty(hosts_that_show(instance)), robust=True)


@receiver(pre_delete, sender=Page)  # afterwards nobody knows which pages lead to it
def on_deletion(sender, instance, **kwargs):
    clear_page_cache(hosts_that_show(instance))


@receiver([page_slug_changed, post_page_move])
def on_record_change(sender, **kwargs):
    clear_page_cache()


def clear_page_cache_with(*models):
    """Empty both caches whenever a record of ``models`` is saved or deleted."""
    for model in models:
        post_save.connect(on_record_change, sender=model)
        post_delete.connect(on_record_change, sender=model)


clear_page_cache_with(
    *(PortalSettings, TextoDelPortal, PortalImage, PortalDocument),
    *(PageViewRestriction, Redirect, Site),
)
post_delete.connect(on_record_change, sender=PortalRendition)  # pages keep those that they show


def hosts_that_show(page):
    """Return the hosts of the page's portal and of the province.

    None if others may show it too, or if the database does not say.
    """
    try:
        return _hosts_that_show(page)
    except Error:
        return None


def _hosts_that_show(page):
    if getattr(page.specific_class, "se_ve_en_otros", True):
        return None
    # What lies below is hidden with the page, and named by others, too.
    hidden = Page.objects.filter(path__startswith=page.path).values("translation_key")
    versions = Page.objects.filter(translation_key__in=hidden)
    if pages_that_use(versions).exclude(in_tree_of(page.path)).exists():
        return None  # they show its title, or link to it while it is public
    own = in_tree_of(page.path, "site__root_page__path")
    both = PortalSettings.objects.filter(own | Q(tipo=PortalSettings.Tipo.PROVINCIAL))
    hosts = list(both.values_list("site__hostname", flat=True))
    return hosts if len(hosts) > 1 else None  # all show what belongs to the province
