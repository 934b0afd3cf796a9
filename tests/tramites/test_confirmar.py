"""A municipality confirms each change of the province, and the province sees who has not."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry, Revision

from tests.factories import make_local, make_user, publish
from tests.reading import links, soup, text
from tramites.models import TramiteLocalPage

pytestmark = pytest.mark.usefixtures("published")

LISTA = reverse("tramites:por_confirmar")


@pytest.fixture
def local(alfa, certificacion):
    return make_local(alfa, certificacion)


def change(tramite, **fields):
    for name, value in fields.items():
        setattr(tramite, name, value)
    publish(tramite)


def confirm_url(local):
    return reverse("tramites:confirmar", args=[local.pk])


def confirm(browser, local):
    """Open the difference and press the button below it."""
    shown = soup(browser.get(confirm_url(local))).find("input", attrs={"name": "leida"})
    return browser.post(confirm_url(local), {"leida": shown["value"]}, follow=True)


def test_nothing_waits_after_the_municipality_has_adapted_it(local, as_editor):
    assert "No hay trámites por confirmar" in text(as_editor.get(LISTA))
    assert "por confirmar" not in text(as_editor.get("/admin/"))


@pytest.mark.on_both_databases
def test_a_change_is_listed_with_its_difference_and_confirmed_in_one_press(
    local, certificacion, as_editor
):
    change(certificacion, quien="Solo el interesado.")
    assert links(as_editor.get(LISTA), within="main")["Certificación de nacimiento"] == (
        confirm_url(local)
    )
    assert "Trámites por confirmar" in text(as_editor.get("/admin/"))
    difference = as_editor.get(confirm_url(local))
    assert "Solo el interesado." in text(difference)
    assert "Cualquier persona." in text(difference)

    response = confirm(as_editor, local)
    assert "quedó confirmado" in text(response)
    assert "No hay trámites por confirmar" in text(response)
    assert PageLogEntry.objects.filter(page=local.pk, action="tramites.confirmar").exists()


def test_who_has_changed_what_differs_confirms_it_with_true_words(local, certificacion, as_editor):
    change(certificacion, quien="Solo el interesado.")
    local.nota = "Aquí también puede venir un vecino."
    publish(local)
    screen = as_editor.get(confirm_url(local))
    assert "después vuelva a esta pantalla y confírmelo también" in text(screen)
    [button] = soup(screen).select("main form[method=post] button[type=submit]")
    assert button.get_text(strip=True) == "Confirmar: aquí está al día"
    assert "No hay trámites por confirmar" in text(confirm(as_editor, local))


def test_who_may_not_confirm_is_not_asked_to(alfa, local, certificacion):
    change(certificacion, quien="Solo el interesado.")
    translator = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    assert "por confirmar" not in text(translator.get("/admin/"))


def test_reading_the_difference_confirms_nothing(local, certificacion, as_editor):
    change(certificacion, quien="Solo el interesado.")
    as_editor.get(confirm_url(local))
    assert TramiteLocalPage.objects.por_confirmar().get() == local


def test_what_changed_again_while_it_was_read_is_not_confirmed(local, certificacion, as_editor):
    change(certificacion, quien="Solo el interesado.")
    read = certificacion.live_revision_id
    change(certificacion, quien="Nadie.")
    response = as_editor.post(confirm_url(local), {"leida": str(read)}, follow=True)
    assert "La provincia lo cambió otra vez mientras usted leía." in text(response)
    assert "Nadie." in text(response)
    assert TramiteLocalPage.objects.por_confirmar().exists()
    for shown in ({}, {"leida": "x"}):
        as_editor.post(confirm_url(local), shown)
        assert TramiteLocalPage.objects.por_confirmar().exists()


def test_a_new_date_of_review_is_nothing_to_confirm(local, certificacion, as_editor):
    change(certificacion, revisado_por="Otra registradora")
    assert "No hay trámites por confirmar" in text(as_editor.get(LISTA))


def test_a_change_taken_back_is_nothing_to_confirm(local, certificacion, as_editor):
    change(certificacion, quien="Solo el interesado.")
    change(certificacion, quien="Cualquier persona.")
    assert "No hay trámites por confirmar" in text(as_editor.get(LISTA))


def test_an_old_draft_does_not_take_a_confirmation_back(local, certificacion, as_editor):
    draft = local.save_revision().pk
    change(certificacion, quien="Solo el interesado.")
    confirm(as_editor, local)
    Revision.objects.get(pk=draft).publish()
    assert not TramiteLocalPage.objects.por_confirmar().exists()


def test_the_ends_of_lines_of_a_browser_are_nothing_to_confirm(alfa, certificacion):
    change(certificacion, quien="Cualquier persona.\n\nO quien la represente.")
    local = make_local(alfa, certificacion)
    change(certificacion, quien="Cualquier persona.\r\n\r\nO quien la represente.")
    assert not TramiteLocalPage.objects.por_confirmar().filter(pk=local.pk).exists()


def test_the_editor_is_told_before_the_form(local, certificacion, as_editor):
    change(certificacion, quien="Solo el interesado.")
    response = as_editor.get(reverse("wagtailadmin_pages:edit", args=[local.pk]))
    assert "La provincia cambió este trámite" in text(response)
    assert links(response)["Ver qué cambió"] == confirm_url(local)


@pytest.mark.on_both_databases
def test_the_province_sees_who_has_not_confirmed(local, beta, certificacion, as_moderator):
    make_local(beta, certificacion)
    change(certificacion, quien="Solo el interesado.")
    words = text(as_moderator.get(LISTA))
    assert "Alfa" in words
    assert "Beta" in words


def test_another_municipality_neither_sees_nor_confirms(local, beta, certificacion):
    change(certificacion, quien="Solo el interesado.")
    stranger = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    assert "No hay trámites por confirmar" in text(stranger.get(LISTA))
    assert stranger.get(confirm_url(local)).status_code == 404
    assert stranger.post(confirm_url(local)).status_code == 404
    assert TramiteLocalPage.objects.por_confirmar().exists()


def test_the_difference_shows_no_draft_of_the_province(local, certificacion, as_editor):
    change(certificacion, quien="Solo el interesado.")
    certificacion.quien = "Borrador secreto."
    certificacion.save_revision()
    assert "Borrador secreto." not in soup(as_editor.get(confirm_url(local))).get_text()
