"""Changing one's own mail address needs the password, since links to set a password go there."""

import pytest
from django.core import mail

from tests.factories import make_user
from tests.reading import links, text

OWN = "/admin/account/correo/"


def change(browser, address="nueva@ejemplo.cu", password="clave"):
    return browser.post(OWN, {"email": address, "clave": password})


def test_ones_own_address_takes_the_password_and_the_old_one_hears(as_editor, editora):
    assert links(as_editor.get("/admin/account/"))["Correo electrónico"] == OWN
    assert change(as_editor)["Location"] == "/admin/account/"
    editora.refresh_from_db()
    assert editora.email == "nueva@ejemplo.cu"
    [message] = mail.outbox
    assert message.to == ["editora@ejemplo.cu"]
    assert "nueva@ejemplo.cu" in message.body


@pytest.mark.parametrize("password", ["", "mala"])
def test_without_the_password_nothing_changes(as_editor, editora, password):
    assert change(as_editor, password=password).status_code == 200
    editora.refresh_from_db()
    assert editora.email == "editora@ejemplo.cu"
    assert not mail.outbox


def test_guessing_it_there_is_slow(as_editor, editora):
    for _ in range(5):
        assert "Esa no es su contraseña" in text(change(as_editor, password="mala"))
    assert change(as_editor).status_code == 429
    editora.refresh_from_db()
    assert editora.email == "editora@ejemplo.cu"


def test_the_form_of_the_account_changes_no_address(as_editor, editora):
    page = as_editor.get("/admin/account/")
    assert "name_email-email" not in page.content.decode()
    as_editor.post(
        "/admin/account/",
        {
            "name_email-first_name": "Ana",
            "name_email-last_name": "Ruiz",
            "name_email-email": "robada@ejemplo.cu",
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    editora.refresh_from_db()
    assert (editora.first_name, editora.email) == ("Ana", "editora@ejemplo.cu")


def test_an_address_that_somebody_has_is_refused_without_a_word_about_them(
    as_editor, editora, beta
):
    make_user("otra", groups=[beta.editores])
    response = change(as_editor, "OTRA@ejemplo.cu")
    assert response.status_code == 200
    assert "Esa dirección no se puede usar" in text(response)
    assert "usuario con ese correo" not in text(response)
    # Without the right password, the answer says nothing about other accounts.
    guessed = text(change(as_editor, "otra@ejemplo.cu", password="mala"))
    assert "Esa no es su contraseña" in guessed
    assert "no se puede usar" not in guessed
    editora.refresh_from_db()
    assert editora.email == "editora@ejemplo.cu"
