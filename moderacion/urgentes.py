"""Log entry and notice to the moderators when somebody publishes their own work urgently."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from moderacion.revisiones import is_own_change
from traduccion.paginas import traduccion_de, translated_since

from .models import Notificacion
from .notificaciones import moderadores

URGENT_ACTION = "moderacion.publicar_urgente"
_PUBLISHING = {"wagtail.publish", "wagtail.publish.schedule"}


def _is_own_work(entry):
    """Whether the user of the log entry published their own work."""
    page, user = entry.page, entry.user
    if traduccion_de(page) is None:
        return is_own_change(entry.revision, user)
    before = PageLogEntry.objects.filter(page=page, action="wagtail.publish", pk__lt=entry.pk)
    last = before.order_by("-pk").values_list("timestamp", flat=True).first()
    return translated_since(last, page, user)


@receiver(post_save, sender=PageLogEntry)
def record_urgent_publication(sender, instance, created, raw=False, **kwargs):
    """Record an urgent publication; the log entry exists for every way to publish a page."""
    entry = instance
    if raw or not created or entry.action not in _PUBLISHING or entry.user_id is None:
        return
    if not _is_own_work(entry):
        return
    log(
        instance=entry.page.specific_deferred,
        action=URGENT_ACTION,
        user=entry.user,
        revision=entry.revision,
        content_changed=entry.content_changed,
    )
    Notificacion.objects.bulk_create(
        Notificacion(
            tipo=Notificacion.Tipo.URGENTE, para=user, de=entry.user, pagina_id=entry.page_id
        )
        for user in moderadores(but=entry.user)
    )
