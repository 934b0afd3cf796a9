"""What is withdrawn is in no copy that a portal offers: the copy is deleted, and made anew."""

from functools import partial
from pathlib import PurePath

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.text import slugify
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from base.models import PortalDocument, PortalImage
from base.signal_handlers import hosts_that_show
from servidor.caches.generations import empty

from . import archivo

# Longer names of pictures are cut in the copy: portatil/nombres.py.
_LONGEST = 60


@receiver(page_unpublished)
def on_unpublication(sender, instance, **kwargs):
    """Leave what has ended by itself: the copy says its day, and so does such a page."""
    if not instance.expired:
        _after_the_commit(lambda: hosts_that_show(instance))


@receiver(pre_delete, sender=Page)  # a page that is live is unpublished before
def on_deletion(sender, instance, **kwargs):
    if instance.expired:
        _after_the_commit(partial(list, hosts_that_show(instance) or archivo.hosts()))


@receiver(page_published)
def on_publication(sender, instance, **kwargs):
    """Withdraw the file of a page that says since when it is not valid."""
    if getattr(instance, "retirado_el", None):
        _after_the_commit(lambda: hosts_that_show(instance))


@receiver(post_save, sender=PageViewRestriction)
def on_restriction(sender, instance, **kwargs):
    _after_the_commit(lambda: hosts_that_show(instance.page))


@receiver(post_page_move)
def on_move(sender, instance, **kwargs):
    if instance.get_view_restrictions():
        _after_the_commit(archivo.hosts)


@receiver(post_save, sender=CollectionViewRestriction)
def on_restriction_of_a_collection(sender, **kwargs):
    _after_the_commit(archivo.hosts)


@receiver([post_save, post_delete], sender=PortalDocument)
def on_document(sender, instance, created=False, **kwargs):
    """Withdraw it from the copies that have it: it may be another file, or in a closed folder."""
    if not created:
        _after_the_commit(partial(archivo.los_que_tienen, f"documentos/{instance.pk}-*"))


@receiver([post_save, post_delete], sender=PortalImage)
def on_image(sender, instance, created=False, **kwargs):
    """Withdraw it, and pictures whose names begin like its own."""
    if not created:
        name = slugify(PurePath(instance.file.name).stem)[:_LONGEST]
        _after_the_commit(partial(archivo.los_que_tienen, f"fotos/{name}*"))


def _after_the_commit(hosts):
    """Delete the copies of the portals that ``hosts()`` returns; None means all."""
    transaction.on_commit(lambda: _delete(hosts()), robust=True)


def _delete(hosts):
    if hosts is None or hosts:
        archivo.withdraw(hosts)
        empty(hosts)  # the pages that offer it
