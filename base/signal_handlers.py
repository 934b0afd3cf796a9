"""Empties the caches of pages and fragments when anything that citizens see has changed."""

from django.core.cache import caches
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models import PortalDocument, PortalImage, PortalSettings, TextoDelPortal


def clear_page_cache():
    """Forget every cached page once the change is committed, and not before.

    A cache that does not answer is logged; what was published stays published.
    """
    for alias in ("fragments", "pages"):
        transaction.on_commit(caches[alias].clear, robust=True)


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move])
def on_page_change(sender, **kwargs):
    clear_page_cache()


def on_record_change(sender, **kwargs):
    clear_page_cache()


def clear_page_cache_with(*models):
    """Empty the page cache whenever a record of ``models`` is saved or deleted."""
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
