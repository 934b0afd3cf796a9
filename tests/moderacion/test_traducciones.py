"""The translation editor follows moderation too: users publish only the work of others."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories import make_noticia, make_user, publish_in_english
from tests.factories import publish as publish_page
from tests.reading import links, soup, text
from tests.traducir import translate_the_rest

from .writing import edit_url

pytestmark = pytest.mark.on_both_databases


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
    translate_the_rest(translation)

    def publish(browser):
        with committed():
            browser.post(edit_url(target), {"action": "publish"})
        target.refresh_from_db()
        return target.live

    assert not publish(as_moderator)
    assert publish(as_administrator)


def test_a_translator_sends_a_translation_and_a_moderator_approves_it(
    alfa, as_moderator, committed
):
    publish_in_english(alfa)
    page = make_noticia(alfa, "Abre la biblioteca")
    translation = translation_of(page, alfa.home_en.locale)
    target = translation.get_target_instance()
    translator = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    translate(translator, translation, "The library opens")

    send = links(translator.get(edit_url(target)))["Enviar a moderación"]
    assert "textos por traducir" in text(translator.get(send))
    screen = soup(translator.get(send))
    assert screen.main.select_one("button[type=submit]") is None
    trail = screen.find("nav", attrs={"aria-label": "Ruta de navegación"})
    assert "Enviar a moderación" in trail.get_text()
    assert "textos por traducir" in text(translator.post(send, follow=True))
    translate_the_rest(translation)
    assert "se envió a moderación" in text(translator.post(send, follow=True))
    assert "espera en «Moderación provincial»" in text(translator.get(edit_url(target)))
    assert translator.post(send).status_code == 302

    decide = links(as_moderator.get(edit_url(target)))["Ver los cambios y decidir"]
    form = soup(as_moderator.get(decide)).main
    assert "The library opens" in form.get_text()
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    with committed():
        as_moderator.post(decide.partition("?")[0], fields | {"decision": "approve"})
    target.refresh_from_db()
    assert target.live
    assert target.title == "The library opens"


def test_a_translation_that_lacks_texts_is_not_published(as_administrator, alfa, committed):
    translation = translation_of(make_noticia(alfa, "Corte"), alfa.home_en.locale)
    target = translation.get_target_instance()
    with committed():
        refused = as_administrator.post(edit_url(target), {"action": "publish"}, follow=True)
    assert "Una página no se publica a medio traducir" in text(refused)
    with committed():
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        as_administrator.post(f"{bulk}?id={target.pk}")
    target.refresh_from_db()
    assert not target.live


def test_who_moderates_approves_no_translation_whose_original_gained_a_text(
    alfa, as_moderator, committed
):
    page = make_noticia(alfa, "Corte")
    translation = translation_of(page, alfa.home_en.locale)
    target = translation.get_target_instance()
    translator = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    translate_the_rest(translation)
    translator.post(reverse("moderacion:enviar_traduccion", args=[target.pk]))
    page.title = "Corte de agua"
    publish_page(page)
    decide = links(as_moderator.get(edit_url(target)))["Ver los cambios y decidir"]
    form = soup(as_moderator.get(decide)).main
    fields = {tag["name"]: tag["value"] for tag in form.select("input[name]")}
    translation.source.update_from_db()
    with committed():
        answer = as_moderator.post(
            decide.partition("?")[0], fields | {"decision": "approve"}, follow=True
        )
    assert "a la traducción le faltan textos" in text(answer)
    target.refresh_from_db()
    assert not target.live


def test_only_who_writes_the_language_sends_its_translation(alfa):
    target = translation_of(make_noticia(alfa, "Corte"), alfa.home_en.locale).get_target_instance()
    url = reverse("moderacion:enviar_traduccion", args=[target.pk])
    coordinator = alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))
    coordinator.post(url)
    target.refresh_from_db()
    assert target.current_workflow_state is None


def actions_of(page):
    return dict(PageLogEntry.objects.filter(page=page).values_list("action", "user__username"))


@pytest.mark.django_db(transaction=True)
def test_the_log_of_the_translation_editor_tells_who_published_whose_words(
    alfa, as_moderator, as_administrator
):
    """The page is published on commit, which an ordinary test never reaches."""
    urgente = make_user("urgente", groups=[alfa.editores, "Publicación urgente"])
    as_urgente, english = alfa.signed_in(urgente), alfa.home_en.locale

    def publish(translation, translator, publisher, words="Water cut"):
        assert translate(translator, translation, words).status_code in {200, 201}
        translate_the_rest(translation)
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


def foot(browser, page):
    return soup(browser.get(edit_url(page))).select_one("footer")


def first_button(browser, page):
    return foot(browser, page).select_one("nav .button").get_text(strip=True)


def test_the_foot_of_a_translation_begins_with_the_next_step(alfa, as_moderator, as_administrator):
    page = make_noticia(alfa, "Corte")
    translation = translation_of(page, alfa.home_en.locale)
    target = translation.get_target_instance()
    translator = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    for browser in (translator, as_moderator, as_administrator):
        assert first_button(browser, target) == "Enviar a moderación"
    assert "Dejar de seguir" in foot(translator, target).get_text()  # in the menu of the arrow
    translate_the_rest(translation)
    translator.post(reverse("moderacion:enviar_traduccion", args=[target.pk]))
    assert first_button(as_moderator, target) == "Ver los cambios y decidir"
    waits = foot(translator, target).select_one("nav .button")
    assert waits.get_text(strip=True) == "Espera en «Moderación provincial»"
    assert waits.has_attr("disabled")


def test_the_foot_of_a_translation_tells_how_far_it_is(alfa):
    translation = translation_of(make_noticia(alfa, "Corte"), alfa.home_en.locale)
    target = translation.get_target_instance()
    translator = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    total, _translated = translation.get_progress()
    assert f"0 de {total} textos" in foot(translator, target).get_text()
    translate(translator, translation, "The library opens")
    assert f"1 de {total} textos" in foot(translator, target).get_text()


def test_what_stands_behind_the_arrow_is_done_from_there(alfa, as_administrator):
    translation = translation_of(make_noticia(alfa, "Corte"), alfa.home_en.locale)
    target = translation.get_target_instance()
    buttons = foot(as_administrator, target).select("button[formaction]")
    [address] = [tag["formaction"] for tag in buttons if "Bloquear" in tag.get_text()]
    as_administrator.post(address, {"next": edit_url(target)})
    target.refresh_from_db()
    assert target.locked
    assert "Desbloquear" in foot(as_administrator, target).get_text()
