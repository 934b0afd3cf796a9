"""A translation that stops following its original is an ordinary page, and can come back."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation

from moderacion.versiones import version_of
from tests.factories import make_page, make_user, publish, publish_in_english
from tests.moderacion.writing import edit_url
from tests.reading import filled_form, soup, text
from tests.traducir import translate_the_rest

from .taller import Taller, approve, sign_in_translator


@pytest.fixture(scope="module")
def _contactos(once):
    once(publish_in_two_languages)


def publish_in_two_languages(portales):
    alfa, taller = portales.alfa, Taller(sign_in_translator(portales.alfa))
    publish_in_english(alfa)
    target = taller.submit(make_page(alfa, "Contactos"))
    taller.say(target, "Contactos", "Contacts")
    translate_the_rest(translation_of(target))
    taller.send(target)
    approve(portales.provincia.signed_in(make_user("colega", groups=["Moderadores"])), target)


@pytest.fixture
def target(target):
    """The published translation."""
    assert target.live
    return target


def translation_of(target):
    return Translation.objects.get(source__object_id=target.translation_key)


def stop(browser, target):
    url = reverse("wagtail_localize:stop_translation", args=[translation_of(target).pk])
    data = {"next": edit_url(target)}
    response = browser.post(url, data, follow=True)
    button = soup(response).find("button", string="Sí, dejar de seguirla")
    return browser.post(url, data | {button["name"]: ""}, follow=True) if button else response


def restart(browser, target):
    return browser.post(edit_url(target), {"localize-restart-translation": ""}, follow=True)


def title(portal, target):
    return soup(portal.get(Page.objects.get(pk=target.pk).get_url_parts()[2])).h1.get_text()


def test_it_is_edited_in_the_form_of_pages_and_moderated(
    alfa, target, taller, as_moderator, committed
):
    browser = taller.browser
    form = stop(browser, target)
    assert "La página ya no sigue a la original: se edita aparte." in text(form)
    assert soup(form).select_one("#page-edit-form")
    assert "Volver a seguir a la página original" in text(form)
    data = filled_form(form, streams=["cuerpo"], title="How to reach us", **{"action-submit": "1"})
    assert browser.post(edit_url(target), data).status_code == 302
    assert title(alfa, target) == "Contacts"
    target.refresh_from_db()
    assert target.workflow_in_progress
    state = target.current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", state.pk])
    with committed():
        as_moderator.post(action, {"comment": "", "version": version_of(target)})
    assert title(alfa, target) == "How to reach us"


def test_it_follows_its_original_until_that_is_confirmed(target, taller):
    url = reverse("wagtail_localize:stop_translation", args=[translation_of(target).pk])
    assert "puede volver a seguirlo" in text(taller.browser.post(url, {"next": edit_url(target)}))
    assert taller.props(target)


def test_its_readers_are_told_when_the_original_changes(alfa, pagina, target, taller):
    stop(taller.browser, target)
    pagina.title = "Contactos y horarios"
    publish(pagina)
    assert "older than the Spanish" in text(alfa.get(target.get_url_parts()[2]))


def test_it_comes_back_and_says_what_becomes_of_what_was_written(alfa, target, taller, let_through):
    stop(taller.browser, target)
    page = Page.objects.get(pk=target.pk).specific
    page.title = "How to reach us"
    publish(page)
    said = text(restart(taller.browser, target))
    assert "La página vuelve a seguir a la original." in said
    assert "sigue en el historial" in said
    assert taller.untranslated(target) == []
    assert title(alfa, target) == "How to reach us"
    let_through(target)
    assert title(alfa, target) == "Contacts"


def test_only_who_writes_in_the_portal_does_either(alfa, beta, target, taller):
    others = [
        beta.signed_in(make_user("beta", groups=["Traductores · Beta"])),
        alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"])),
    ]
    for browser in others:
        stop(browser, target)
        assert translation_of(target).enabled
    stop(taller.browser, target)
    for browser in others:
        restart(browser, target)
        assert not translation_of(target).enabled


def test_while_it_waits_it_goes_on_following_its_original(target, taller):
    taller.say(target, "Contactos", "How to reach us")
    taller.send(target)
    assert "espera una decisión" in text(stop(taller.browser, target))
    assert translation_of(target).enabled
