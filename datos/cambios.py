"""Times of the last change that may affect the open data of each portal.

The times are in the cache. If the cache loses one, or the data change without a signal (a new day
begins, for example), the hourly check of all files finds it (``preparacion.EN_TODO_CASO``).
"""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from base.homes import portal_records
from base.models import PortalSettings
from base.tree import in_one_tree


def _key(site_id):
    return f"datos-cambio-{site_id}"


def cambio(site_ids):
    """Store in the cache that the data of these portals have just changed."""
    now = timezone.now()
    cache.set_many({_key(pk): now for pk in site_ids}, timeout=None)


def ultimos(site_ids):
    """Return {id of a site: time of its last change}, without the sites that have no entry."""
    found = cache.get_many([_key(pk) for pk in site_ids])
    return {pk: found[_key(pk)] for pk in site_ids if _key(pk) in found}


def _concerned(path):
    """Return the ids of the sites whose data may include a page: all if it is the province's."""
    records = portal_records()
    own = [item for item in records if in_one_tree(path, item.site.root_page.path)]
    if any(item.es_provincial for item in own):
        return [item.site_id for item in records]
    return [item.site_id for item in own]


def _at(path):
    # After the commit: before it, another process would read the old data and take it as new.
    transaction.on_commit(lambda: cambio(_concerned(path)), robust=True)


@receiver([page_published, page_unpublished, page_slug_changed])
def on_page_change(sender, instance, **kwargs):
    _at(instance.path)


@receiver(post_page_move)
def on_page_move(sender, parent_page_before, parent_page_after, **kwargs):
    for page in (parent_page_before, parent_page_after):
        _at(page.path)


@receiver(post_delete)
def on_page_delete(sender, instance, **kwargs):
    if issubclass(sender, Page):
        _at(instance.path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction(sender, instance, **kwargs):
    # A query, because the page may be gone: deleting a page deletes its restrictions too.
    for path in Page.objects.filter(pk=instance.page_id).values_list("path", flat=True):
        _at(path)


@receiver(post_save, sender=PortalSettings)
def on_settings(sender, instance, **kwargs):
    transaction.on_commit(lambda: cambio([instance.site_id]), robust=True)
