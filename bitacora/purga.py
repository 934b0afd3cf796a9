"""Deletion of log entries that are older than their term."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from aislamiento.log_entries import PORTALES

from .clases import ClaseDeAsiento

_BATCH = 1000
_CONTENT = (ClaseDeAsiento.CONTENIDO, ClaseDeAsiento.ENTRADAS)


def purge():
    """Delete the entries older than their term; return a pair: how many of each term.

    First content and sign-ins (``BITACORA_DIAS_CONTENIDO``), then the rest
    (``BITACORA_DIAS_PERMISOS``). The purge is logged, to explain why older entries are missing.
    """
    now = timezone.now()
    content = rights = 0
    for log_model in (PageLogEntry, ModelLogEntry):
        is_content = Q(pk__in=[])
        for clase in _CONTENT:
            is_content |= clase.of(log_model)
        content += _delete(
            log_model.objects.filter(is_content),
            older_than=now - timedelta(days=settings.BITACORA_DIAS_CONTENIDO),
        )
        rights += _delete(
            log_model.objects.exclude(is_content),
            older_than=now - timedelta(days=settings.BITACORA_DIAS_PERMISOS),
        )
    if content or rights:
        log(
            ContentType.objects.get_for_model(ModelLogEntry),
            "bitacora.purgar",
            title=_("Bitácora"),
            data={"contenido": content, "derechos": rights, PORTALES: {}},
        )
    return content, rights


def _delete(entries, *, older_than):
    """Delete in batches, so that saving a page never waits for the whole purge; return a count."""
    old = entries.filter(timestamp__lt=older_than).order_by("timestamp")
    deleted = 0
    while keys := list(old.values_list("pk", flat=True)[:_BATCH]):
        deleted += entries.model.objects.filter(pk__in=keys).delete()[0]
    return deleted
