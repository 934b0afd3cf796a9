"""Sessions end when an account is deactivated, with a new password, and after a working day."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone

from .signing_in import is_inside, reload, sign_in


@pytest.fixture
def two_browsers(provincia, editora):
    browsers = provincia.browser(), provincia.browser()
    for browser in browsers:
        sign_in(browser, "editora")
        assert is_inside(browser)
    return browsers


def test_whoever_is_deactivated_is_out_at_once_and_stays_out(two_browsers, editora, provincia):
    person = reload(editora)
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert not any(is_inside(browser) for browser in two_browsers)
    assert sign_in(provincia.browser(), "editora").status_code == 200
    person = reload(editora)
    person.is_active = True
    person.save()
    assert not any(is_inside(browser) for browser in two_browsers)
    browser = provincia.browser()
    sign_in(browser, "editora")
    assert is_inside(browser)


def test_a_changed_password_ends_the_other_sessions(two_browsers, editora):
    present, other = two_browsers
    response = present.post(
        "/admin/account/",
        {
            "name_email-first_name": "Ana",
            "name_email-last_name": "Ruiz",
            "name_email-email": "editora@ejemplo.cu",
            "notifications-submitted_notifications": "on",
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
            "theme-keyboard_shortcuts": "on",
            "password-old_password": "clave",
            "password-new_password1": "otra-clave-larga-9",
            "password-new_password2": "otra-clave-larga-9",
        },
    )
    assert response.status_code == 302
    assert is_inside(present)
    assert not is_inside(other)


def test_a_password_set_by_mail_ends_every_session(two_browsers, provincia):
    browser = provincia.browser()
    browser.post("/admin/password_reset/", {"email": "editora@ejemplo.cu"})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/confirm/" in line)
    form = browser.get(link.partition("localhost:8000")[2])["Location"]
    new = {"new_password1": "otra-clave-larga-9", "new_password2": "otra-clave-larga-9"}
    browser.post(form, new)
    assert not any(is_inside(other) for other in two_browsers)
    assert browser.get(link.partition("localhost:8000")[2]).status_code == 200  # used: no form


def test_the_mail_says_in_spanish_how_long_its_link_lives(provincia, editora):
    provincia.browser().post("/admin/password_reset/", {"email": "editora@ejemplo.cu"})
    body = mail.outbox[0].body
    assert "antes de un día" in body
    assert "Su nombre de usuario: editora" in body


def test_the_link_of_the_mail_dies_after_a_day(provincia, editora, settings):
    browser = provincia.browser()
    browser.post("/admin/password_reset/", {"email": "editora@ejemplo.cu"})
    link = next(line for line in mail.outbox[0].body.splitlines() if "/confirm/" in line)
    assert settings.PASSWORD_RESET_TIMEOUT == 24 * 3600
    settings.PASSWORD_RESET_TIMEOUT = -1  # as if the day had passed
    assert browser.get(link.partition("localhost:8000")[2]).status_code == 200


@pytest.mark.parametrize("remember", [False, True])
def test_a_session_lasts_a_working_day_at_most(provincia, editora, remember):
    browser = provincia.browser()
    data = {"username": "editora", "password": "clave"} | ({"remember": "on"} if remember else {})
    browser.post("/admin/login/", data)
    session = Session.objects.get()
    assert session.expire_date <= timezone.now() + timedelta(hours=12)
    assert bool(browser.cookies["sessionid"]["max-age"]) is remember
    session.expire_date = timezone.now() - timedelta(seconds=1)
    session.save()
    assert not is_inside(browser)
