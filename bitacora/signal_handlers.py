"""Signal handlers that add the portals to each log entry and log changes that Wagtail does not."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import empty_log_context, get_active_log_context, log
from wagtail.models import (
    AbstractPage,
    Collection,
    CollectionViewRestriction,
    Locale,
    ModelLogEntry,
    PageLogEntry,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.workflows import get_task_types

from aislamiento.log_entries import PORTALES
from base.models import PortalDocument, PortalImage, PortalSettings, TextoDelPortal

from .cambios import track
from .portales import portales_of, portales_of_pages

track(get_user_model(), Group, Site, Locale, Collection)
track(PortalSettings, TextoDelPortal, PortalImage, PortalDocument, Redirect)
track(Workflow, *get_task_types())


# --- Portals of an entry -----------------------------------------------------------------------


@receiver(pre_save, sender=PageLogEntry)
def page_entry(sender, instance, **kwargs):
    """Store in the entry its portals, and ``cruza`` if it names a page of another portal."""
    data = instance.data
    data[PORTALES] = portales_of(instance.page)
    ends = [data[end]["id"] for end in ("source", "destination") if data.get(end)]
    if not ends:
        return
    involved = portales_of_pages(ends)
    if involved.keys() != data[PORTALES].keys():
        data["cruza"] = True
    if instance.action == "wagtail.move":
        # Both portals: the page left one and came to the other.
        data[PORTALES] = involved


@receiver(pre_save, sender=ModelLogEntry)
def record_entry(sender, instance, **kwargs):
    if PORTALES in instance.data:
        return
    model = instance.content_type.model_class()
    record = model._base_manager.filter(pk=instance.object_id).first() if model else None
    instance.data[PORTALES] = portales_of(record) if record else {}


# --- Content ---------------------------------------------------------------------------------


@receiver(post_save)
def page_made_by_a_command(sender, instance, created, raw, **kwargs):
    """Log a page that a command creates; in the admin Wagtail logs the creation itself."""
    by_command = get_active_log_context() is empty_log_context
    if created and by_command and not raw and issubclass(sender, AbstractPage):
        log(instance, "bitacora.crear")


@receiver(post_save, sender=WorkflowPage)
def workflow_given(sender, instance, raw, **kwargs):
    if not raw:
        data = {"flujo": instance.workflow.name}
        log(instance.page.specific, "bitacora.flujo.asignar", data=data)


@receiver(pre_delete, sender=WorkflowPage)
def workflow_taken_away(sender, instance, **kwargs):
    data = {"flujo": instance.workflow.name}
    log(instance.page, "bitacora.flujo.retirar", data=data)


@receiver(post_save, sender=WorkflowTask)
def step_given(sender, instance, created, raw, **kwargs):
    if created and not raw:
        log(instance.workflow, "bitacora.paso.dar", data={"paso": instance.task.name})


@receiver(pre_delete, sender=WorkflowTask)
def step_taken_away(sender, instance, **kwargs):
    log(instance.workflow, "bitacora.paso.retirar", data={"paso": instance.task.name})


@receiver(post_save, sender=CollectionViewRestriction)
def collection_closed(sender, instance, raw, **kwargs):
    if not raw:
        data = {"restriccion": instance.get_restriction_type_display()}
        log(instance.collection, "bitacora.privacidad.poner", data=data)


@receiver(pre_delete, sender=CollectionViewRestriction)
def collection_opened(sender, instance, **kwargs):
    log(instance.collection, "bitacora.privacidad.quitar")
