"""The translation editor publishes without a workflow: there, too, only what others wrote."""

from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories import make_noticia

from .escribir import edit_url


def translation_of(page, locale):
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation


def translate(browser, translation, text):
    segment = translation.source.stringsegment_set.order_by("order").first()
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    return browser.put(url, f"value={text}", content_type="application/x-www-form-urlencoded")


def test_a_translation_is_not_published_by_who_made_it(
    as_moderator, as_administrator, alfa, committed
):
    page = make_noticia(alfa, "Abre la biblioteca")
    translation = translation_of(page, alfa.home_en.locale)
    target = translation.get_target_instance()
    assert translate(as_moderator, translation, "The library opens").status_code == 201
    assert StringTranslation.objects.get().last_translated_by.username == "moderadora"

    def publish(browser):
        with committed():
            browser.post(edit_url(target), {"action": "publish"})
        target.refresh_from_db()
        return target.live

    assert not publish(as_moderator)
    assert publish(as_administrator)
