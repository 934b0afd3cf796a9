"""Pages that are translated text by text, and the state of their translation."""

from uuid import uuid4

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .models import CambioDelOriginal


def traduccion_de(page):
    """Return the ``Translation`` of ``page``; None if it is not edited in the translation editor.

    Its revisions are created when it is sent or published: their user is not the translator.
    """
    if is_written_first(page):
        return None
    return (
        por_textos()
        .filter(source__object_id=page.translation_key, target_locale=page.locale_id)
        .first()
    )


def is_written_first(page):
    """Whether ``page`` is in Spanish, the language of the originals."""
    return page.locale.language_code == settings.LANGUAGE_CODE


def por_textos():
    """Return the ``Translation`` records of all pages that are translated text by text."""
    return Translation.objects.filter(enabled=True)


def sin_empezar():
    """Return a ``Q`` for pages that only keep a place: they are not live and have no revision.

    The portada that a portal gets in each language is one of them, until a user works on it.
    """
    return Q(live=False, latest_revision=None)


def textos_por_traducir(page):
    """Return how many texts of ``page`` are not translated, and would be shown in Spanish.

    If a page is not translated, visitors get the whole Spanish page: never a mixture.
    """
    translation = traduccion_de(page)
    if translation is None:
        return 0
    total, translated = translation.get_progress()
    return total - translated


def save_draft(translation, user):
    """Save the translated texts as the latest revision of the page, without publishing it.

    Wagtail Localize would write them into a published page at once. It stores the error of each
    text, and raises ``ValidationError``.
    """
    if not translation.get_target_instance().live:
        translation.save_target(user=user, publish=False)
        return
    source, locale = translation.source, translation.target_locale
    page = source.get_ephemeral_translated_instance(locale, fallback=True)
    page.slug = find_available_slug(page.get_parent(), page.slug, ignore_page_id=page.pk)
    page.save_revision(user=user)
    source.update_target_view_restrictions(locale)


def faltantes(locale):
    """Return the texts of all pages that have no valid translation into ``locale``."""
    said = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=locale,
        has_error=False,
    )
    return StringSegment.objects.filter(
        ~Exists(said),
        source__translations__target_locale=locale,
        source__translations__enabled=True,
    )


def note_change(page):
    """Record whether the texts of ``page``, just published, are still those of its translators."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale=page.locale_id
    ).first()
    if source is None:
        return
    changes = CambioDelOriginal.objects
    change = changes.filter(original=source).first()
    # After an update of the translations, the next change has its own date.
    is_pending = change is not None and change.desde > source.last_updated_at
    if dice_lo_traducido(page, source):
        if is_pending:
            change.delete()
    elif not is_pending:
        changes.update_or_create(original=source, defaults={"desde": timezone.now()})


def note_update(source):
    """Before ``source`` is updated, move its change to now if a translation was published since.

    That translation has the texts from before the change, so it must still count as outdated.
    """
    published_since = Page.objects.filter(
        translation_key=source.object_id, last_published_at__gt=OuterRef("desde")
    ).exclude(locale=source.locale_id)
    pending = CambioDelOriginal.objects.filter(
        Exists(published_since), original=source.pk, desde__gt=F("original__last_updated_at")
    )
    pending.update(desde=source.last_updated_at)


def dice_lo_traducido(page, source):
    """Whether the texts of ``page`` are those of ``source``, which translators work with."""
    return _texts_of(page) == _known_texts(source)


def textos_escritos(page):
    """Return [(path, plain text)] of the texts of ``page``, which may be unsaved, in their order.

    A path begins with the name of the field. Each paragraph, item and cell is a separate text.
    """
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                block.id = block.id or str(uuid4())  # a new block has no id yet
    return [
        (segment.path, segment.render_text())
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def _texts_of(page):
    found = extract_segments(page.specific)
    return {
        (segment.path, segment.string.data)
        for segment in found
        if isinstance(segment, StringSegmentValue)
    }


def _known_texts(source):
    segments = StringSegment.objects.filter(source=source)
    return set(segments.values_list("context__path", "string__data"))


def es_anterior():
    """Return a ``Q`` for translations whose original has changed since they were published."""
    not_published = _changes().filter(desde__gt=OuterRef("last_published_at"))
    return Q(Exists(not_published)) | sin_actualizar()


def sin_actualizar():
    """Return a ``Q`` for translations whose translators still have the old texts."""
    not_updated = _changes().filter(
        desde__gt=F("original__last_updated_at"),
        original__translations__target_locale=OuterRef("locale"),
        original__translations__enabled=True,
    )
    return Q(Exists(not_updated))


def _changes():
    changes = CambioDelOriginal.objects
    return changes.filter(original__object_id=OuterRef("translation_key")).exclude(
        original__locale=OuterRef("locale")
    )


def translated_since(moment, page, user):
    """Whether ``user`` translated something of ``page`` after ``moment``, or ever if it is None.

    Until the page is published, translations are not in its revisions.
    """
    news = Q() if moment is None else Q(updated_at__gt=moment)
    return any(
        model.objects.filter(
            news,
            locale=page.locale_id,
            context__object__translation_key=page.translation_key,
            last_translated_by=user,
        ).exists()
        for model in (StringTranslation, SegmentOverride)
    )


def translated_what_waits(page, user):
    """Whether ``user`` translated something of ``page`` that is not yet published."""
    return not is_written_first(page) and translated_since(page.last_published_at, page, user)
