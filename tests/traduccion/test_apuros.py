"""Translations whose original is deleted, moved, locked or changed."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from base.models import PortalSettings
from moderacion.versiones import version_of
from tests.creole import translate_texts
from tests.factories import make_page, make_private, make_tramite, publish, publish_in_english
from tests.moderacion.writing import edit_url
from tests.reading import soup, text
from tests.traducir import begin_to_translate, translate_the_rest

from .taller import Taller, approve

BODY = [("encabezado", {"texto": "Dónde", "nivel": "2"})]


def url(name, *args):
    return reverse(f"wagtail_localize:{name}", args=args)


@pytest.fixture
def translation(target):
    return Translation.objects.get(source__object_id=target.translation_key)


@pytest.fixture
def publicada(alfa, target, translation, let_through):
    """The published translation."""
    publish_in_english(alfa)
    translate_the_rest(translation)
    return let_through(target)


def test_a_translation_whose_original_is_gone_becomes_a_page_of_its_own(
    pagina, publicada, translation, taller, as_administrator
):
    place = taller.place(publicada, "Dónde")
    Page.objects.get(pk=pagina.pk).delete()
    browser = taller.browser
    editor = browser.get(edit_url(publicada))
    assert editor.status_code == 200
    assert soup(editor).select_one("#page-edit-form") is not None
    assert taller.put(place, "Where").status_code == 404
    for name in ("download_pofile", "upload_pofile", "preview_translation", "stop_translation"):
        assert browser.get(url(name, translation.pk)).status_code in {404, 405}, name
        assert browser.post(url(name, translation.pk)).status_code in {404, 405}, name
    source = translation.source
    assert browser.get(url("update_translations", source.pk)).status_code == 404
    assert browser.get(url("translations_report")).status_code == 200
    send = reverse("moderacion:enviar_traduccion", args=[publicada.pk])
    assert browser.post(send).status_code in {302, 404}
    assert as_administrator.get(edit_url(publicada)).status_code == 200


def test_a_translation_that_is_deleted_is_nowhere(
    target, translation, taller, as_administrator, as_moderator
):
    places = [part["editUrl"] for part in taller.props(target)["segments"] if "editUrl" in part]
    Page.objects.get(pk=target.pk).delete()
    names = ("download_pofile", "upload_pofile", "preview_translation", "stop_translation")
    addresses = [*places, *(url(name, translation.pk) for name in names)]
    for browser in (taller.browser, as_administrator, as_moderator):
        for address in addresses:
            for ask in (browser.get, browser.post, browser.put, browser.delete):
                assert ask(address).status_code in {403, 404, 405}, address
        assert browser.get(url("update_translations", translation.source_id)).status_code < 500
        assert browser.get(url("translations_report")).status_code < 500


def test_a_translation_goes_on_while_its_original_is_withdrawn_or_moved(
    alfa, pagina, target, taller
):
    taller.translate(target, lambda source: source)
    pagina.unpublish()
    assert taller.say(target, "Dónde", "Where").status_code == 200
    section = make_page(alfa, "Sección")
    pagina.refresh_from_db()
    pagina.move(section, pos="last-child")
    assert taller.say(target, "Dónde", "Whither").status_code == 200
    assert "se envió a moderación" in text(taller.send(target))


def test_a_text_that_left_the_original_is_not_kept(pagina, target, translation, taller):
    place = taller.place(target, "Dónde")
    pagina.cuerpo.pop(0)
    publish(pagina)
    taller.browser.post(url("update_translations", translation.source.pk))
    assert taller.put(place, "Where").status_code == 404
    assert not StringTranslation.objects.exists()
    assert "Dónde" not in taller.untranslated(target)


def test_nothing_is_translated_from_a_translation(
    alfa, target, taller, as_administrator, settings, tmp_path
):
    translate_texts(settings, tmp_path)
    PortalSettings.objects.update(idiomas=["en", "ht"])
    creole = Locale.objects.get(language_code="ht")
    address = url("submit_page_translation", target.pk)
    for browser in (taller.browser, as_administrator):
        for response in (browser.get(address), browser.post(address, {"locales": [creole.pk]})):
            assert response.status_code in {302, 404}
    listing = reverse("wagtailadmin_explore", args=[target.get_parent().pk])
    assert address not in taller.browser.get(listing).content.decode()
    assert Page.objects.filter(translation_key=target.translation_key).count() == 2


def test_the_texts_of_a_page_that_waits_are_not_changed(target, translation, taller):
    taller.translate(target, lambda source: source)
    place = taller.place(target, "Dónde")
    taller.send(target)
    assert taller.props(target)["object"]["isLocked"]
    assert taller.put(place, "Nonsense").status_code == 423
    assert taller.browser.delete(place).status_code == 423
    assert not StringTranslation.objects.filter(data="Nonsense").exists()


def test_who_reviews_changes_no_text_either(target, translation, taller, as_moderator):
    """The changed text would not be in the revision that they approve."""
    taller.translate(target, lambda source: source)
    taller.send(target)
    reviewer = Taller(as_moderator)
    props = reviewer.props(target)
    assert props["object"]["isLocked"]
    assert not props["perms"]["canUnlock"]
    assert reviewer.say(target, "Dónde", "Nonsense").status_code == 423
    assert not StringTranslation.objects.filter(data="Nonsense").exists()


def test_who_translated_a_part_is_told_that_somebody_else_decides(
    target, translation, taller, as_moderator
):
    taller.translate(target, lambda source: source)
    Taller(as_moderator).say(target, "Dónde", "Where")
    taller.send(target)
    response = approve(as_moderator, target)
    assert "usted hizo el último cambio; debe aprobarla otra persona" in text(response)
    assert not Page.objects.get(pk=target.pk).live


def test_the_few_texts_that_lack_are_named(target, translation, taller):
    for source in [part["source"] for part in taller.texts(target)]:
        if source not in {"Dónde", target.slug}:
            taller.say(target, source, source)
    response = taller.browser.get(reverse("moderacion:enviar_traduccion", args=[target.pk]))
    assert "Faltan 2 textos" in text(response)
    slug = "«Dirección (slug)» (pestaña «Buscadores y menú»)"
    assert f"Dónde: {slug}, «Contenido: Encabezado, Texto»." in text(response)
    assert "Enviar a moderación" in soup(response).h1.get_text()


def test_who_gets_a_translation_back_reads_why_where_it_is_corrected(
    target, translation, taller, as_moderator
):
    taller.translate(target, lambda source: source)
    taller.send(target)
    state = Page.objects.get(pk=target.pk).current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "reject", state.pk])
    sent = {"comment": "Falta el horario.", "version": version_of(Page.objects.get(pk=target.pk))}
    as_moderator.post(action, sent)
    assert "«Falta el horario.»" in text(taller.browser.get(edit_url(target)))


def test_who_reviews_finds_what_was_sent(alfa, target, translation, taller, let_through):
    publish_in_english(alfa)
    translate_the_rest(translation)
    taller.say(target, "Dónde", "Where")
    assert "Where" in text(alfa.get(let_through(target).get_url_parts()[2]))


def test_a_locked_translation_keeps_its_texts(target, taller, as_moderator):
    place = taller.place(target, "Dónde")
    as_moderator.post(reverse("wagtailadmin_pages:lock", args=[target.pk]))
    assert taller.props(target)["object"]["isLocked"]
    assert taller.put(place, "Where").status_code == 423
    assert not StringTranslation.objects.exists()


def test_a_translation_goes_on_after_its_model_has_changed(pagina, target, translation, taller):
    """This simulates an update that removed a block while the translation was open."""
    source = translation.source
    source.content_json = source.content_json.replace("encabezado", "antiguo")
    source.schema_version = "0000_before"
    source.save()
    TranslationContext.objects.filter(field_path="cuerpo.encabezado.texto").update(
        field_path="cuerpo.antiguo.texto"
    )
    pagina.cuerpo = []
    publish(pagina)
    assert "Dónde" not in taller.untranslated(target)
    taller.translate(target, lambda source: source)
    assert "se envió a moderación" in text(taller.send(target))


def test_the_translation_of_a_private_page_is_private(
    alfa, pagina, target, translation, let_through
):
    publish_in_english(alfa)
    make_private(pagina)
    translate_the_rest(translation)
    assert let_through(target).view_restrictions.exists()


def test_who_translates_is_not_told_of_what_only_the_original_mends(alfa, as_editor, taller):
    begin_to_translate(alfa.tramites)
    permiso = make_tramite(alfa, "Permiso", costos=[{"concepto": "Sello", "importe": 5}])
    warning = "Sin fecha o sin fuente"
    assert warning in text(as_editor.get(edit_url(permiso)))
    assert warning not in text(taller.browser.get(edit_url(taller.submit(permiso))))
