"""Signal handlers: what follows for accounts and equipos, wherever the change was made."""

from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageSubscription
from wagtail.signals import copy_for_translation_done

from aislamiento.scope import scope_of
from base.models import PortalDocument, PortalImage

from .models import Equipo

Usuario = get_user_model()


def end_foreign_subscriptions(people):
    """Delete, on commit, the subscriptions of these people to pages they no longer see."""
    transaction.on_commit(partial(_end_foreign_subscriptions, people))


def _end_foreign_subscriptions(people):
    # Read the users again: the objects in memory have cached their former permissions.
    for person in Usuario.objects.filter(pk__in=people):
        seen = scope_of(person).filter(Page.objects.order_by())
        PageSubscription.objects.filter(user=person).exclude(page__in=seen.values("pk")).delete()


@receiver(m2m_changed, sender=Usuario.groups.through)
def groups_changed(sender, instance, action, reverse, pk_set, **kwargs):
    if action not in ("post_remove", "post_clear"):
        return
    # After ``group.user_set.clear()`` there is no ``pk_set``: check every subscriber.
    if not reverse:
        end_foreign_subscriptions([instance.pk])
    else:
        end_foreign_subscriptions(pk_set or PageSubscription.objects.values("user"))


@receiver(pre_delete, sender=Group)
def group_deleted(sender, instance, **kwargs):
    # Deleting a group sends no ``m2m_changed`` for its members.
    end_foreign_subscriptions([*instance.user_set.values_list("pk", flat=True)])


@receiver(post_save, sender=Usuario)
def account_changed(sender, instance, created, **kwargs):
    if not created and not instance.is_active:
        PageSubscription.objects.filter(user=instance).delete()


@receiver(copy_for_translation_done)
def translation_made(sender, source_obj, target_obj, **kwargs):
    """Give the equipo of a page permissions on its new translation."""
    if isinstance(source_obj, Page) and (equipo := Equipo.objects.of_page(source_obj)):
        equipo.grant()


@receiver(post_delete, sender=Equipo)
def remove_group_and_empty_folder(sender, instance, **kwargs):
    """Delete the groups and the empty folder, also if the page is deleted; keep the images."""
    Group.objects.filter(pk__in=[instance.group_id, instance.atencion_id]).delete()
    folder = instance.collection
    if folder is None or folder.get_children().exists():
        return
    if not any(
        model.objects.filter(collection=folder).exists() for model in (PortalImage, PortalDocument)
    ):
        folder.delete()
