"""Updates the fichas when the public pages change, in the same transaction."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from base.models import BasePage, PortalSettings
from base.tree import in_tree_of
from traduccion.seguimiento import datos_llevados

from .indice import forget_names, forget_pages, index_pages
from .models import Ficha


@receiver([page_published, datos_llevados])
def on_publication(sender, instance, **kwargs):
    index_pages([instance.pk, *_found_with(instance)])


@receiver(page_unpublished)
def on_withdrawal(sender, instance, **kwargs):
    """Also called for a page that is about to be deleted, while its row is still live."""
    forget_pages([instance.pk])
    index_pages(_found_with(instance))


@receiver(post_save)
def on_creation(sender, instance, created, raw, **kwargs):
    """Index a page that is created live by a command: no ``page_published`` is sent for it."""
    if created and not raw and isinstance(instance, BasePage) and instance.live:
        index_pages([instance.pk])


@receiver(page_slug_changed)
def on_slug_change(sender, instance, instance_before, **kwargs):
    index_pages([instance.pk, *_found_with(instance), *_found_with(instance_before)])


@receiver(post_page_move)
def on_move(sender, instance, **kwargs):
    index_pages({*_at_or_below(instance.path), *_found_with(instance)})


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restriction(sender, instance, **kwargs):
    if page := Page.objects.filter(pk=instance.page_id).first():
        index_pages(_at_or_below(page.path))


@receiver(pre_save, sender=PortalSettings)
def before_settings(sender, instance, **kwargs):
    before = PortalSettings.objects.filter(pk=instance.pk).values_list("idiomas", flat=True)
    instance.idiomas_que_cambian = {*instance.idiomas} ^ {*(before.first() or ())}


@receiver(post_save, sender=PortalSettings)
def on_settings(sender, instance, created, **kwargs):
    """Index the pages in the languages that the portal has started or stopped offering."""
    if not created and instance.idiomas_que_cambian:
        pages = Page.objects.filter(
            in_tree_of(instance.site.root_page.path),
            locale__language_code__in=instance.idiomas_que_cambian,
        )
        index_pages(pages.order_by().values_list("pk", flat=True))


@receiver(post_delete)
def on_deletion(sender, instance, **kwargs):
    if issubclass(sender, BasePage):
        index_pages(_found_with(instance))


@receiver(post_delete, sender=Ficha)
def on_forgotten(sender, instance, **kwargs):
    """Also called when the ficha is deleted by cascade, with its page or a page above it."""
    forget_names(instance)


def _found_with(page):
    page = page.specific_deferred if type(page) is Page else page
    if not isinstance(page, BasePage):
        return []
    return page.presentation.pages_found_with_it().values_list("pk", flat=True)


def _at_or_below(path):
    """Return the keys of the pages at or below ``path`` and at or below their aliases."""
    inside = Page.objects.filter(path__startswith=path)
    around = Q(path__startswith=path)
    for alias in Page.objects.filter(alias_of__in=inside.order_by()).values_list("path", flat=True):
        around |= Q(path__startswith=alias)
    return Page.objects.filter(around).order_by().values_list("pk", flat=True)
