"""Creates the anuncios of a published page in its transaction, and their tasks after it.

An error here must not prevent the publication. If an anuncio cannot be saved, the error is logged;
if a saved anuncio cannot be put into the queue, the scheduler finds it (``pendientes``).
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from base.models import PortalSettings
from base.publicas import publicas
from base.tree import in_tree_of

from .canales import encendidos
from .models import Anuncio, Difusion
from .tareas import enqueue
from .tipos import nombre_de, se_difunde

logger = logging.getLogger(__name__)

_quiet = ContextVar("difusion_quiet", default=False)


@contextmanager
def sin_anunciar():
    """Context manager that announces nothing, to load content that is no news."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


@receiver(page_published)
def on_publication(sender, instance, revision=None, **kwargs):
    if _quiet.get() or not se_difunde(sender) or not _is_news(instance, revision):
        return
    try:
        with transaction.atomic():
            anuncios = write_down(instance)
    except Exception:
        logger.exception("page %s was published without being announced", instance.pk)
        return
    for anuncio in anuncios:
        transaction.on_commit(lambda anuncio=anuncio: enqueue(anuncio), robust=True)


def _is_news(page, revision):
    """Whether the page is published for the first time, in Spanish, and is no copy or alias.

    A copy is created as published; its first publication has the date of its revision.
    """
    is_first = page.first_published_at == page.last_published_at
    is_copy = revision is not None and page.first_published_at == revision.created_at
    is_spanish = page.locale.language_code == settings.LANGUAGE_CODE
    return is_first and is_spanish and not is_copy and page.alias_of_id is None


def write_down(page):
    """Create the anuncios of ``page``, one for each channel; return the new ones.

    None is created while its portal is not open, because nobody can read the page yet.
    """
    record = PortalSettings.objects.filter(in_tree_of(page.path, "site__root_page__path")).first()
    if record is None or not record.esta_abierto:
        return []
    ajustes = Difusion.objects.filter(site=record.site_id).select_related("site").first()
    if ajustes is None or nombre_de(type(page)) not in ajustes.tipos:
        return []
    canales = encendidos(ajustes)
    if not canales or not publicas(Page.objects.filter(pk=page.pk)).exists():
        return []
    if not page.lineas_de_difusion():
        return []
    rows = (
        Anuncio.objects.get_or_create(
            site=ajustes.site, canal=canal, pagina_id=page.pk, defaults={"titulo": page.title}
        )
        for canal in canales
    )
    return [anuncio for anuncio, is_new in rows if is_new]
