"""Translating works in the own portal only, and gives nobody the right to publish."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from noticias.models import CategoriaNoticia, NoticiaPage
from tests.factories import (
    get_categoria,
    make_image,
    make_noticia,
    make_page,
    make_user,
    publish,
)
from tests.reading import links, text
from tests.traducir import translate_the_rest


def url(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


@pytest.fixture
def english(portales):
    return Locale.objects.get(language_code="en")


@pytest.fixture
def translator(alfa):
    """A browser in which a translator of Alfa is signed in."""
    return alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))


def translated(page, locale, user=None):
    """Submit ``page`` for translation as the views do; return the translation."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(user=user, publish=False)
    return translation


def test_a_page_of_the_own_portal_is_sent_to_translate_and_stays_a_draft(translator, alfa, english):
    translated(alfa.noticias, english)
    page = make_noticia(alfa, "Cosa de Alfa")
    assert translator.get(url("submit_page_translation", page.pk)).status_code == 200
    response = translator.post(url("submit_page_translation", page.pk), {"locales": [english.pk]})
    assert response.status_code == 302
    target = NoticiaPage.objects.get(translation_key=page.translation_key, locale=english)
    assert target.is_descendant_of(alfa.home_en)
    assert not target.live


def test_a_page_of_another_portal_cannot_be_sent_to_translate(translator, beta, english):
    page = make_noticia(beta, "Cosa de Beta")
    address = url("submit_page_translation", page.pk)
    assert translator.get(address).status_code == 404
    assert translator.post(address, {"locales": [english.pk]}).status_code == 404
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1


def test_the_container_of_a_portal_cannot_be_translated(translator, alfa, english):
    address = url("submit_page_translation", alfa.container.pk)
    assert translator.get(address).status_code == 404
    assert translator.post(address, {"locales": [english.pk]}).status_code == 404
    assert Page.objects.filter(translation_key=alfa.container.translation_key).count() == 1


def test_what_stands_above_is_translated_first(translator, alfa, english):
    """Wagtail Localize would publish a Spanish copy of the section below the English home."""
    page = make_noticia(alfa, "Cosa de Alfa")
    address = url("submit_page_translation", page.pk)
    for response in (
        translator.get(address, follow=True),
        translator.post(address, {"locales": [english.pk]}, follow=True),
    ):
        section = url("submit_page_translation", alfa.noticias.pk)
        assert response.redirect_chain == [(section, 302)]
        assert "Traduzca antes «Noticias»" in text(response)
    assert not alfa.home_en.get_children().exists()


def test_translating_is_offered_for_a_home_and_not_for_the_container(translator, alfa):
    def offers(page, of=None):
        shown = translator.get(reverse("wagtailadmin_explore", args=[page.pk]))
        assert shown.status_code == 200
        return url("submit_page_translation", (of or page).pk) in shown.content.decode()

    assert not offers(alfa.container)
    make_noticia(alfa, "Cosa de Alfa")
    assert offers(alfa.noticias)


def test_an_alias_offers_its_original_while_that_lacks_a_language(translator, alfa, english):
    page = make_noticia(alfa, "Cosa de Alfa")
    page.create_alias(update_slug="otra")

    def offers():
        listing = translator.get(reverse("wagtailadmin_explore", args=[alfa.noticias.pk]))
        return listing.content.decode().count(url("submit_page_translation", page.pk))

    assert offers() == 2
    alfa.noticias.copy_for_translation(english)
    page.copy_for_translation(english).save_revision()
    assert offers() == 0


@pytest.mark.parametrize("group", ["Traductores · Alfa", "Editores · Alfa"])
def test_the_home_of_a_language_is_not_deleted_by_who_works_on_one_portal(
    group, alfa, as_administrator
):
    browser = alfa.signed_in(make_user("persona", groups=[group]))
    names = ("delete", "move")
    addresses = [reverse(f"wagtailadmin_pages:{name}", args=[alfa.home_en.pk]) for name in names]
    listing = browser.get(reverse("wagtailadmin_explore", args=[alfa.container.pk]))
    assert not any(address in listing.content.decode() for address in addresses)
    for address in addresses:
        assert browser.post(address).status_code == 302  # refused, with a message
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    browser.post(f"{bulk}?id={alfa.home_en.pk}")
    assert Page.objects.filter(pk=alfa.home_en.pk).exists()
    assert as_administrator.get(addresses[0]).status_code == 200


def test_who_may_submit_translations_but_writes_in_no_translated_tree_submits_none(alfa, english):
    user = make_user("sin-ingles", groups=["Traductores · Alfa"])
    user.groups.get().page_permissions.filter(page=alfa.home_en).delete()
    page = make_noticia(alfa, "Cosa de Alfa")
    browser = alfa.signed_in(user)
    assert browser.get(url("submit_page_translation", page.pk)).status_code == 404


def test_an_editor_without_the_right_submits_no_translation(as_editor, alfa, english):
    page = make_noticia(alfa, "Cosa de Alfa")
    response = as_editor.post(url("submit_page_translation", page.pk), {"locales": [english.pk]})
    assert response.status_code == 302
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1


def test_what_all_portals_share_is_not_translated_by_one(translator, english):
    categoria = get_categoria("cultura")
    args = ["noticias", "categorianoticia", categoria.pk]
    assert translator.get(url("submit_snippet_translation", *args)).status_code == 404
    response = translator.post(url("submit_snippet_translation", *args), {"locales": [english.pk]})
    assert response.status_code == 404
    source, _created = TranslationSource.get_or_create_from_instance(categoria)
    Translation.objects.create(source=source, target_locale=english).save_target()
    address = url("update_translations", source.pk)
    assert translator.get(address).status_code == 404
    assert translator.post(address).status_code == 404
    assert CategoriaNoticia.objects.filter(translation_key=categoria.translation_key).count() == 2


def test_a_translator_brings_translations_up_to_date_without_publishing_them(
    translator, alfa, english
):
    page = make_noticia(alfa, "Cosa de Alfa")
    translation = translated(page, english)
    address = url("update_translations", translation.source.pk)
    form = translator.get(address)
    assert form.status_code == 200
    assert 'type="checkbox" name="publish_translations"' not in form.content.decode()
    assert translator.post(address, {"publish_translations": "on"}).status_code == 302
    assert not translation.get_target_instance().live


def test_a_moderator_publishes_while_bringing_up_to_date_what_is_complete(
    provincia, alfa, english, django_capture_on_commit_callbacks
):
    complete, lacking = (make_noticia(alfa, title) for title in ("Entera", "A medias"))
    translations = [translated(page, english) for page in (complete, lacking)]
    translate_the_rest(translations[0])
    user = make_user("moderadora", groups=["Moderadores", "Traductores · Alfa"])
    for translation in translations:
        with django_capture_on_commit_callbacks(execute=True):
            address = url("update_translations", translation.source.pk)
            provincia.signed_in(user).post(address, {"publish_translations": "on"})
    assert [translation.get_target_instance().live for translation in translations] == [True, False]


def test_a_text_that_the_original_gained_keeps_the_translation_as_it_was(
    provincia, alfa, english, django_capture_on_commit_callbacks
):
    page = make_noticia(alfa, "Cosa de Alfa")
    translation = translated(page, english)
    translate_the_rest(translation, "Thing of Alfa")
    translation.save_target(publish=False)
    publish(translation.get_target_instance())
    page.title = "Otra cosa"
    publish(page)
    user = make_user("moderadora", groups=["Moderadores", "Traductores · Alfa"])
    address = url("update_translations", translation.source.pk)
    with django_capture_on_commit_callbacks(execute=True):
        response = provincia.signed_in(user).post(
            address, {"publish_translations": "on"}, follow=True
        )
    assert "«Thing of Alfa» sigue como estaba: le faltan textos por traducir." in text(response)
    assert Page.objects.get(pk=translation.get_target_instance().pk).title == "Thing of Alfa"


def test_a_translation_that_cannot_be_published_is_named_with_its_reason(
    provincia, alfa, english, django_capture_on_commit_callbacks
):
    page = make_noticia(alfa, "Cosa de Alfa", resumen="En pocas palabras.")
    translation = translated(page, english)
    resumen = translation.source.stringsegment_set.get(context__path="resumen")
    StringTranslation.objects.create(
        translation_of=resumen.string,
        locale=english,
        context=resumen.context,
        data="In many words. " * 30,
    )
    translate_the_rest(translation)
    user = make_user("moderadora", groups=["Moderadores", "Traductores · Alfa"])
    address = url("update_translations", translation.source.pk)
    with django_capture_on_commit_callbacks(execute=True):
        response = provincia.signed_in(user).post(
            address, {"publish_translations": "on"}, follow=True
        )
    assert not translation.get_target_instance().live
    assert "«Cosa de Alfa» sigue como estaba: así no se puede publicar." in text(response)
    assert "300 caracteres" in text(response)


@pytest.mark.parametrize(
    "name", ["update_translations", "stop_translation", "download_pofile", "upload_pofile"]
)
def test_a_translation_of_another_portal_does_not_exist(translator, beta, english, name):
    translation = translated(make_noticia(beta, "Cosa de Beta"), english)
    key = translation.source.pk if name == "update_translations" else translation.pk
    for response in (translator.get(url(name, key)), translator.post(url(name, key))):
        assert response.status_code == 404
        assert "Cosa de Beta" not in response.content.decode()
    translation.refresh_from_db()
    assert translation.enabled


@pytest.mark.parametrize("enabled", [True, False])
def test_nothing_is_read_in_spanish_at_an_english_address(as_moderator, alfa, english, enabled):
    translation = translated(make_noticia(alfa, "Cosa de Alfa"), english)
    Translation.objects.filter(pk=translation.pk).update(enabled=enabled)
    target = translation.get_target_instance()
    form = as_moderator.get(reverse("wagtailadmin_pages:edit", args=[target.pk]))
    # While this is enabled, the package's scripts draw the editor from this data.
    assert url("convert_to_alias", target.pk) not in form.content.decode()
    assert "localize-convert-to-alias" not in form.content.decode()
    as_moderator.post(url("convert_to_alias", target.pk))
    target.refresh_from_db()
    assert target.alias_of is None


def test_who_translates_is_led_to_the_published_original(translator, as_moderator, alfa, english):
    for title, live in (("Publicada", True), ("Borrador", False)):
        page = make_noticia(alfa, title, live=live)
        target = translated(page, english).get_target_instance()
        edit, original = (reverse("wagtailadmin_pages:edit", args=[p.pk]) for p in (target, page))
        header = ".header-meta--locales"
        assert links(as_moderator.get(edit), within=header) == {"Español": original}
        led_to = {"Español": page.full_url} if live else {}
        assert links(translator.get(edit), within=header) == led_to


def test_the_api_of_snippets_lists_what_the_person_sees(translator):
    response = translator.get(url("snippets_api_listing", "noticias", "categorianoticia"))
    assert "Cultura" in {item["title"] for item in response.json()}


@pytest.fixture
def con_portada(alfa, english):
    """A translated page with a cover, and the segment that overrides the cover."""
    page = make_page(
        alfa, "Con portada", imagen_portada=make_image("Propia", collection=alfa.collection)
    )
    translation = translated(page, english)
    segment = OverridableSegment.objects.get(context__path="imagen_portada")
    return translation, url("edit_override", translation.pk, segment.pk)


def put(browser, address, value):
    return browser.put(address, f"value={value}", content_type="application/x-www-form-urlencoded")


def test_a_translation_takes_no_image_of_another_portal(translator, beta, con_portada):
    translation, address = con_portada
    other = make_image("Ajena", collection=beta.collection)
    assert put(translator, address, other.pk).status_code == 404
    result = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    assert result.imagen_portada.title == "Propia"


@pytest.mark.parametrize("value", ["999777", '"43"', "nada", ""])
def test_a_translation_takes_nothing_that_does_not_exist(translator, con_portada, value):
    _translation, address = con_portada
    assert put(translator, address, value).status_code == 404
    assert not SegmentOverride.objects.exists()


def test_a_translation_takes_another_image_of_the_own_portal(translator, alfa, con_portada):
    translation, address = con_portada
    other = make_image("Otra propia", collection=alfa.collection)
    assert put(translator, address, other.pk).status_code == 201
    result = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    assert result.imagen_portada == other
