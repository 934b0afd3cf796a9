"""Copies to translations what needs no translator: dates, figures, and the withdrawal of a page.

Wagtail Localize does so only when somebody updates the translation, because there are texts to
translate: until then an aviso that is over would still be shown in English.
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

# Sent with the page, ``instance``, when the data that visitors see have changed; its texts are the
# same, so there was no publication.
datos_llevados = Signal()


def carry_data(page):
    """Copy the data of ``page``, just published, to its live translations.

    If all texts of a translation are approved, it is updated and published; else only the fields
    of the page itself are copied, so that texts still wait for moderation or for a translator. If
    ``page`` is a translation, copy the data of its original to it.
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


def withdraw_translations(page):
    """Unpublish the translations of ``page``; pages that are edited apart stay published."""
    for translation in _followers(page):
        with _without_fail(translation):
            translation.get_target_instance().unpublish()


@contextmanager
def _without_fail(translation):
    """Context manager that logs any error, so that a translation cannot stop its original."""
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
    """Whether somebody translated something after the last publication, not yet approved."""
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
    # The published rows are as old as the revision that was sent; an update copies the original's.
    if original and not _is_in_step(target, translation.source, original.specific):
        _bring(translation, original)
    elif original:
        _copy_fields(original.specific, target.specific)


def _is_in_step(target, source, original):
    """Whether the published translation is based on the current content of ``original``.

    The source may have been updated after the revision, for another language.
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
        # The alternative text describes the old picture; without it the new picture's own is used.
        target.alt_portada = ""
        changed.append("alt_portada")
    if changed:
        target.save(update_fields=changed, clean=False)
        datos_llevados.send(type(target), instance=target)
