"""When something that the data of a portal tell may have changed.

The cache remembers it. What is forgotten there, or happens without a signal, as a day that
passes, is found when the files are looked at in any case.
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
    """Remember that what these portals tell has just changed."""
    now = timezone.now()
    cache.set_many({_key(pk): now for pk in site_ids}, timeout=None)


def ultimos(site_ids):
    """Return {site: when what it tells last changed} of those of which it is remembered."""
    found = cache.get_many([_key(pk) for pk in site_ids])
    return {pk: found[_key(pk)] for pk in site_ids if _key(pk) in found}


def _concerned(path):
    """The portals whose data may tell of a page: its own, all of them if it is the province's."""
    records = portal_records()
    own = [item for item in records if in_one_tree(path, item.site.root_page.path)]
    if any(item.es_provincial for item in own):
        return [item.site_id for item in records]
    return [item.site_id for item in own]


def _at(path):
    # Once it is committed: earlier, the old would be read once more and taken for the new.
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
    # With the page itself its restrictions go too.
    for path in Page.objects.filter(pk=instance.page_id).values_list("path", flat=True):
        _at(path)


@receiver(post_save, sender=PortalSettings)
def on_settings(sender, instance, **kwargs):
    transaction.on_commit(lambda: cambio([instance.site_id]), robust=True)
