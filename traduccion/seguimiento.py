"""What translations take from their original without a translator: dates, figures, its end.

Wagtail Localize brings it when somebody brings the translation up to date, which is when there
are texts to translate: until then an aviso that is over would run on in English.
"""

import json
import logging
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from .paginas import dice_lo_traducido

logger = logging.getLogger(__name__)

# Sent with the page, ``instance``, of which readers read other data than before; its words are
# the same, so that nothing has been published.
datos_llevados = Signal()


def llevar_datos(page):
    """Bring the translations that readers read in step with ``page``, just published.

    Where all texts are those that were approved, the whole page; else what stands in fields of
    its own, so that what waits for moderation or for a translator goes on waiting.
    """
    if page.locale.language_code != settings.LANGUAGE_CODE:
        _bring_to_one(page)
        return
    for translation in _followers(page):
        _bring(translation, page)


def _bring(translation, page):
    with _without_fail(translation):
        target = translation.get_target_instance()
        if _may_be_brought_whole(translation, page, target):
            translation.source.update_from_db()
            translation.save_target(publish=True)
        else:
            _copy_fields(page.specific, target)


def retirar_traducciones(page):
    """What is withdrawn is so in every language; what is edited apart stays."""
    for translation in _followers(page):
        with _without_fail(translation):
            translation.get_target_instance().unpublish()


@contextmanager
def _without_fail(translation):
    """What happens to the original happens, whatever becomes of its translation."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        logger.exception("%s does not follow its original", translation)


def _followers(page):
    live = Page.objects.filter(translation_key=page.translation_key, live=True)
    return Translation.objects.filter(
        source__object_id=page.translation_key,
        source__locale=page.locale_id,
        target_locale__in=live.values("locale"),
        enabled=True,
    ).select_related("source", "target_locale")


def _may_be_brought_whole(translation, page, target):
    total, translated = translation.get_progress()
    return (
        total == translated
        and not target.has_unpublished_changes
        and not target.workflow_in_progress
        and dice_lo_traducido(page, translation.source)
        and not _is_retouched(target)
    )


def _is_retouched(target):
    """Whether somebody translated something since, which nobody has approved."""
    return target.last_published_at is None or any(
        model.objects.filter(
            context__object__translation_key=target.translation_key,
            locale=target.locale_id,
            updated_at__gt=target.last_published_at,
        ).exists()
        for model in (StringTranslation, SegmentOverride)
    )


def _bring_to_one(target):
    translation = Translation.objects.filter(
        source__object_id=target.translation_key, target_locale=target.locale_id, enabled=True
    ).first()
    original = (
        translation
        and Page.objects.filter(
            translation_key=target.translation_key, locale=translation.source.locale_id, live=True
        ).first()
    )
    # Its rows are those of the day when it was sent; once brought, they are the original's.
    if original and not _is_in_step(target, translation.source, original.specific):
        _bring(translation, original)
    elif original:
        _copy_fields(original.specific, target.specific)


def _is_in_step(target, source, original):
    """Whether what was published rests on what ``original`` says now.

    The source may have been brought up to date meanwhile, for another language.
    """
    revision = target.live_revision
    is_newer = revision is None or revision.created_at >= source.last_updated_at
    return is_newer and json.loads(source.content_json) == json.loads(original.to_json())


def _copy_fields(original, target):
    changed = []
    own = set(
        SegmentOverride.objects.filter(
            context__object__translation_key=target.translation_key, locale=target.locale_id
        ).values_list("context__path", flat=True)
    )
    for each in get_translatable_fields(type(original)):
        field = each.get_field(type(original))
        if isinstance(each, SynchronizedField) and field.concrete and not field.many_to_many:
            value = getattr(original, field.attname)
            if field.name == "slug":
                value = find_available_slug(target.get_parent(), value, ignore_page_id=target.pk)
            if field.name not in own and getattr(target, field.attname) != value:
                setattr(target, field.attname, value)
                changed.append(field.name)
    if "slug" in changed:
        changed.append("url_path")
    if "imagen_portada" in changed:
        # What was to be seen on the other picture; of this one, what it says of itself.
        target.alt_portada = ""
        changed.append("alt_portada")
    if changed:
        target.save(update_fields=changed, clean=False)
        datos_llevados.send(type(target), instance=target)
