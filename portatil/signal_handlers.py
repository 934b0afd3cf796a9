"""What is withdrawn is in no copy that a portal offers: the copy is deleted, and made anew."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished

from base.signal_handlers import hosts_that_show
from servidor.caches.generations import empty

from . import archivo


@receiver(page_unpublished)
def on_unpublication(sender, instance, **kwargs):
    """Leave what has ended by itself: the copy says its day, and so does such a page."""
    if not instance.expired:
        _withdraw(instance)


@receiver(page_published)
def on_publication(sender, instance, **kwargs):
    """Withdraw the file of a page that says since when it is not valid."""
    if getattr(instance, "retirado_el", None):
        _withdraw(instance)


@receiver(post_save, sender=PageViewRestriction)
def on_restriction(sender, instance, **kwargs):
    _withdraw(instance.page)


def _withdraw(page):
    transaction.on_commit(partial(_delete, hosts_that_show(page)), robust=True)


def _delete(hosts):
    archivo.retirar(hosts)
    empty(hosts)  # the pages that offer it
