"""Pages that are translated text by text, and how far that has come."""

from wagtail_localize.models import Translation


def traduccion_de(page):
    """Return what keeps ``page`` in step with its original; None outside the translation editor.

    Its revisions are made when it is sent or published: they tell who did that, not who wrote.
    """
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()


def textos_por_traducir(page):
    """Return how many texts of ``page`` would be read in Spanish among those of its language.

    Where a page is not translated, readers get the whole Spanish one: never a mixture.
    """
    translation = traduccion_de(page)
    if translation is None:
        return 0
    total, translated = translation.get_progress()
    return total - translated
