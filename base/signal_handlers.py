"""Signal handlers that empty the page and fragment caches when something public changes."""

from django.core.cache import caches
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models import PortalDocument, PortalImage, PortalSettings, TextoDelPortal


def clear_page_cache():
    """Empty the page and fragment caches after the transaction commits.

    If a cache does not answer, the error is logged and the publication stays valid.
    """
    for alias in ("fragments", "pages"):
        transaction.on_commit(caches[alias].clear, robust=True)


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def on_page_change(sender, **kwargs):
    clear_page_cache()


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


@receiver(post_delete)
def on_page_delete(sender, **kwargs):
    if issubclass(sender, Page):
        clear_page_cache()
