"""Pages in English, made by Wagtail Localize from given translations."""

import re
from html import unescape

from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

# Prefix of each word that stands for English here; addresses lose it.
MARK = "~"
_TAG_OR_ENTITY = re.compile(r"(<[^>]+>|&[^;]+;)")
_WORD = re.compile(r"(?<!\w)(?=[^\W\d_])")


def english():
    return Locale.objects.get(language_code="en")


def translate(page, words, *, publish=True):
    """Translate ``page`` with ``words`` {Spanish: English}; return the English page, published.

    Called again, it updates the translation to the current page.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=english()
    )
    for segment in source.stringsegment_set.select_related("string"):
        if words.get(spanish := unescape(segment.string.data)):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                defaults={"data": words[spanish]},
            )
    translation.save_target(publish=False)
    target = translation.get_target_instance()
    if publish:
        target.latest_revision.publish()
    return Page.objects.get(pk=target.pk).specific


def begin_to_translate(page):
    """Submit ``page`` for translation, as a translator does; return the empty translation."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english())
    translation.save_target(publish=False)
    return translation


def translate_the_rest(translation, data="Words"):
    """Translate every untranslated text of ``translation`` with the same words.

    The slug is different for each page.
    """
    for segment in translation.source.stringsegment_set.select_related("context"):
        address = slugify(f"{data} {segment.pk}")
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": address if segment.context.path == "slug" else data},
        )


def texts_to_translate(page):
    """Return the Spanish texts of ``page`` that a translator has to translate."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    return {unescape(segment.string.data) for segment in source.stringsegment_set.all()}


def translate_by_marks(page):
    """Translate ``page`` with its own words, each marked."""
    return translate(page, {text: _marked(text) for text in texts_to_translate(page)})


def translate_one_of_each_kind(home):
    """Translate the front page ``home`` and the first page of each kind below; return the pages.

    The other pages stay in Spanish, also within the translated sections.
    """
    found = {}
    for page in home.get_descendants(inclusive=True).live().order_by("path").specific():
        above = {original.path for original, _page in found.values()}
        is_next = page.path == home.path or page.path[: -page.steplen] in above
        if type(page) not in found and is_next:
            found[type(page)] = page, translate_by_marks(page)
    return [page for _original, page in found.values()]


def _marked(text):
    parts = _TAG_OR_ENTITY.split(text)
    return "".join(
        part if _TAG_OR_ENTITY.fullmatch(part) else _WORD.sub(MARK, part) for part in parts
    )
