"""The translation editor publishes without a workflow: there, too, only what others wrote."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories import make_noticia, make_user

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


def actions_of(page):
    return dict(PageLogEntry.objects.filter(page=page).values_list("action", "user__username"))


@pytest.mark.django_db(transaction=True)
def test_the_log_of_the_translation_editor_tells_who_published_whose_words(
    alfa, as_moderator, as_administrator
):
    """The page is published when the transaction ends, which a test otherwise never sees."""
    urgente = make_user("urgente", groups=[alfa.editores, "Publicación urgente"])
    as_urgente, english = alfa.signed_in(urgente), alfa.home_en.locale

    def publish(translation, translator, publisher, words="Water cut"):
        assert translate(translator, translation, words).status_code in {200, 201}
        target = translation.get_target_instance()
        publisher.post(edit_url(target), {"action": "publish"})
        target.refresh_from_db()
        assert target.live
        return actions_of(target) | {"title": target.title}

    own = publish(translation_of(make_noticia(alfa, "Corte"), english), as_urgente, as_urgente)
    assert own["wagtail.publish"] == "urgente"
    assert own["moderacion.publicar_urgente"] == "urgente"
    translation = translation_of(make_noticia(alfa, "Otro corte"), english)
    for words in ("Power cut", "Power is back"):
        other = publish(translation, as_moderator, as_administrator, words)
        assert other["wagtail.publish"] == "administrador"
        assert "moderacion.publicar_urgente" not in other
    assert other["title"] == "Power is back"
