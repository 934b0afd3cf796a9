"""Pages that are translated text by text, and how far that has come."""

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
    """Return what keeps ``page`` in step with its original; None outside the translation editor.

    Its revisions are made when it is sent or published: they tell who did that, not who wrote.
    """
    if is_written_first(page):
        return None
    return (
        por_textos()
        .filter(source__object_id=page.translation_key, target_locale=page.locale_id)
        .first()
    )


def is_written_first(page):
    """Whether ``page`` is in the language in which everything is written first."""
    return page.locale.language_code == settings.LANGUAGE_CODE


def por_textos():
    """What keeps pages in step with their originals, of all that are translated text by text."""
    return Translation.objects.filter(enabled=True)


def sin_empezar():
    """The condition on pages that they keep a place and nobody has worked on them.

    So is the front page that a portal gets in each language; whatever people do leaves a revision.
    """
    return Q(live=False, latest_revision=None)


def textos_por_traducir(page):
    """Return how many texts of ``page`` would be read in Spanish among those of its language.

    Where a page is not translated, readers get the whole Spanish one: never a mixture.
    """
    translation = traduccion_de(page)
    if translation is None:
        return 0
    total, translated = translation.get_progress()
    return total - translated


def guardar_borrador(translation, user):
    """Make what is translated the latest revision of its page; what readers read stays.

    Wagtail Localize would write it into a published page at once. It keeps with each text
    what is wrong with it, and raises ``ValidationError``.
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
    """Return the texts that have no translation into ``locale``, whatever page they are of."""
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


def anotar_cambio(page):
    """Keep in mind whether the texts of ``page``, just published, are still those translated."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale=page.locale_id
    ).first()
    if source is None:
        return
    changes = CambioDelOriginal.objects
    change = changes.filter(original=source).first()
    # Once it is brought up to date, another change is another beginning.
    is_pending = change is not None and change.desde > source.last_updated_at
    if dice_lo_traducido(page, source):
        if is_pending:
            change.delete()
    elif not is_pending:
        changes.update_or_create(original=source, defaults={"desde": timezone.now()})


def anotar_actualizacion(source):
    """Keep in mind that what was published since a change still said what ``source`` said before.

    That is, until now: it is about to be brought up to date.
    """
    published_since = Page.objects.filter(
        translation_key=source.object_id, last_published_at__gt=OuterRef("desde")
    ).exclude(locale=source.locale_id)
    pending = CambioDelOriginal.objects.filter(
        Exists(published_since), original=source.pk, desde__gt=F("original__last_updated_at")
    )
    pending.update(desde=source.last_updated_at)


def dice_lo_traducido(page, source):
    """Whether the texts of ``page`` are those that translators were given."""
    return _texts_of(page) == _known_texts(source)


def textos_escritos(page):
    """Return (path, plain text) of what somebody wrote on ``page``, saved or not, in its order.

    A path begins with the name of the field. Each paragraph, item and cell is a text of its own.
    """
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for block in getattr(page, field.name):
                block.id = block.id or str(uuid4())  # new ones have none yet
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
    """The condition on translations that their original has changed since they were published."""
    not_published = _changes().filter(desde__gt=OuterRef("last_published_at"))
    return Q(Exists(not_published)) | sin_actualizar()


def sin_actualizar():
    """The condition on translations that translators still have what the original said before."""
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
    """Whether ``user`` translated something of ``page`` later than ``moment``, if there is one.

    Translations are kept apart from the revisions until the page is published.
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
