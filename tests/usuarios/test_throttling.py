"""Guessing a password is slow, and guesses of strangers lock nobody out."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models import F

from tests.factories import make_user
from tests.reading import text
from usuarios.models import Intento

from .signing_in import is_inside, new_browser, sign_in

RESET = "/admin/password_reset/"


def fail(browser, username, times, **headers):
    for _ in range(times):
        response = sign_in(browser, username, "mala", **headers)
        assert response.status_code == 200
    return response


def let_time_pass(minutes):
    Intento.objects.update(momento=F("momento") - timedelta(minutes=minutes))


@pytest.fixture
def behind_proxy(settings):
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"


@pytest.fixture
def come_from(provincia, behind_proxy):
    """Return a function that opens a new browser with the given network address."""
    return lambda address: new_browser(provincia, **{"x-forwarded-for": address})


def test_five_wrong_passwords_ask_to_wait_and_say_what_to_do(provincia, editora):
    browser = provincia.browser()
    fail(browser, "editora", 5)
    response = sign_in(browser, "editora")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 15 * 60
    said = text(response)
    assert "Espere 15 minutos" in said
    assert "pida otra con el enlace" in said
    assert not is_inside(browser)


def test_the_wait_ends_by_itself_and_trying_does_not_lengthen_it(provincia, editora):
    browser = provincia.browser()
    fail(browser, "editora", 5)
    let_time_pass(minutes=10)
    for _ in range(6):
        assert "Espere 5 minutos" in text(sign_in(browser, "editora"))
    let_time_pass(minutes=6)
    sign_in(browser, "editora")
    assert is_inside(browser)


def test_the_same_is_said_of_accounts_that_do_not_exist(provincia, editora):
    browsers = {name: provincia.browser() for name in ("editora", "nadie")}
    said = {name: text(fail(browser, name, 5)) for name, browser in browsers.items()}
    assert said["editora"] == said["nadie"].replace("nadie", "editora")
    waits = {name: text(sign_in(browser, name, "x")) for name, browser in browsers.items()}
    assert waits["editora"] == waits["nadie"].replace("nadie", "editora")


def test_other_capitals_are_the_same_account(provincia, editora):
    browser = provincia.browser()
    for name in ("editora", "Editora", "EDITORA", " editora", "eDITORA"):
        sign_in(browser, name, "mala")
    assert sign_in(browser, "editora").status_code == 429


def test_colleagues_behind_the_same_address_go_on_signing_in(come_from, editora, moderadora):
    fail(come_from("152.206.1.1"), "editora", 5)
    colleague = come_from("152.206.1.1")
    sign_in(colleague, "moderadora")
    assert is_inside(colleague)


def test_the_person_signs_in_from_elsewhere(come_from, editora):
    fail(come_from("152.206.1.1"), "editora", 5)
    elsewhere = come_from("152.206.9.9")
    sign_in(elsewhere, "editora")
    assert is_inside(elsewhere)


def test_many_addresses_against_one_account_have_a_limit_too(come_from, editora):
    for number in range(30):
        sign_in(come_from(f"203.0.113.{number}"), "editora", "mala")
    assert sign_in(come_from("203.0.113.99"), "editora").status_code == 429


def test_the_browser_in_which_one_works_is_not_kept_out_by_strangers(come_from, editora):
    own = come_from("152.206.1.1")
    sign_in(own, "editora")
    own.post("/admin/logout/")
    for number in range(30):
        sign_in(come_from(f"203.0.113.{number}"), "editora", "mala")
    sign_in(own, "editora")
    assert is_inside(own)


def test_a_browser_that_is_known_guesses_no_more_than_others(come_from, editora):
    own = come_from("152.206.1.1")
    sign_in(own, "editora")
    own.post("/admin/logout/")
    fail(own, "editora", 5)
    assert sign_in(own, "editora").status_code == 429


def test_a_forged_cookie_makes_no_browser_known(come_from, editora):
    browser = come_from("152.206.1.1")
    for value in ("", "inventada", "eyJhIjoxfQ:1abc:firma"):
        browser.cookies["navegador"] = value
        fail(browser, "editora", 1)
    fail(browser, "editora", 2)
    assert sign_in(browser, "editora").status_code == 429


def test_the_known_browser_stays_out_of_reach_of_scripts_and_of_the_portals(provincia, editora):
    browser = provincia.browser()
    sign_in(browser, "editora")
    cookie = browser.cookies["navegador"]
    assert cookie["httponly"]
    assert cookie["path"] == "/admin/"


def test_one_address_against_many_accounts_is_asked_to_wait(come_from, editora):
    for number in range(60):
        sign_in(come_from("203.0.113.7"), f"alguien-{number}", "mala")
    assert sign_in(come_from("203.0.113.7"), "editora").status_code == 429
    elsewhere = come_from("203.0.113.8")
    sign_in(elsewhere, "editora")
    assert is_inside(elsewhere)


def test_a_new_password_by_mail_opens_at_once(provincia, editora):
    browser = provincia.browser()
    fail(browser, "editora", 5)
    assert sign_in(browser, "editora").status_code == 429
    set_new_password(browser, "editora@ejemplo.cu", "otra-clave-larga-9")
    sign_in(browser, "editora", "otra-clave-larga-9")
    assert is_inside(browser)


def set_new_password(browser, address, password):
    browser.post(RESET, {"email": address})
    path = next(
        line.partition("localhost:8000")[2]
        for line in mail.outbox[-1].body.splitlines()
        if "/password_reset/confirm/" in line
    )
    form = browser.get(path)["Location"]
    return browser.post(form, {"new_password1": password, "new_password2": password})


def test_an_operator_lets_somebody_in_again(provincia, editora):
    browser = provincia.browser()
    fail(browser, "editora", 5)
    call_command("desbloquear_cuenta", "editora")
    sign_in(browser, "editora")
    assert is_inside(browser)


def test_a_success_clears_the_account_of_the_present_browser(provincia, editora):
    browser = provincia.browser()
    for _ in range(3):
        fail(browser, "editora", 4)
        sign_in(browser, "editora")
        assert is_inside(browser)
        browser.post("/admin/logout/")


def test_an_incomplete_form_is_no_attempt(provincia, editora):
    browser = provincia.browser()
    for _ in range(6):
        sign_in(browser, "editora", "")
    sign_in(browser, "editora")
    assert is_inside(browser)


def test_the_pages_for_the_staff_are_guarded_in_the_same_way(alfa, editora):
    browser = alfa.browser()
    for _ in range(5):
        browser.post("/_util/login/", {"username": "editora", "password": "mala"})
    response = browser.post("/_util/login/", {"username": "editora", "password": "clave"})
    assert response.status_code == 429
    assert "Espere 15 minutos" in text(response)


def test_what_people_type_is_not_kept(provincia, editora):
    sign_in(provincia.browser(), "mi-contraseña-secreta", "mala")
    row = Intento.objects.get()
    assert "secreta" not in f"{row.cuenta} {row.origen} {row}"


def test_rows_are_kept_for_a_day(provincia, editora):
    fail(provincia.browser(), "editora", 3)
    let_time_pass(minutes=25 * 60)
    fail(provincia.browser(), "moderadora", 1)
    assert Intento.objects.count() == 1


# --- The address of the client ---------------------------------------------------------------


def test_without_a_proxy_nobody_invents_their_address(provincia, editora):
    for number in range(5):
        browser = new_browser(provincia, **{"x-forwarded-for": f"203.0.113.{number}"})
        fail(browser, "editora", 1)
    assert sign_in(provincia.browser(), "editora").status_code == 429


@pytest.mark.parametrize("header", ["{}, 152.206.1.1", "203.0.113.{}, 152.206.1.1"])
def test_behind_the_proxy_only_what_it_wrote_itself_counts(come_from, editora, header):
    for number in range(5):
        fail(come_from(header.format(number)), "editora", 1)
    assert sign_in(come_from("152.206.1.1"), "editora").status_code == 429


def test_a_household_of_ipv6_is_one_place(come_from, editora):
    for number in range(5):
        fail(come_from(f"2001:db8:1:2::{number}"), "editora", 1)
    assert sign_in(come_from("2001:db8:1:2:ffff::1"), "editora").status_code == 429
    assert sign_in(come_from("2001:db8:1:3::1"), "editora").status_code == 302


def test_an_unreadable_address_is_a_place_as_well(come_from, editora):
    fail(come_from("basura"), "editora", 5)
    assert sign_in(come_from("más basura"), "editora").status_code == 429


# --- The forgotten password ------------------------------------------------------------------


def test_the_form_does_not_tell_whether_an_account_exists(provincia, editora):
    answers = {
        address: provincia.browser().post(RESET, {"email": address}, follow=True)
        for address in ("editora@ejemplo.cu", "nadie@ejemplo.cu")
    }
    assert [message.to for message in mail.outbox] == [["editora@ejemplo.cu"]]
    assert len({text(response) for response in answers.values()}) == 1


def test_three_mails_an_hour_for_one_address_whether_it_exists_or_not(provincia, editora):
    for address in ("editora@ejemplo.cu", "nadie@ejemplo.cu"):
        browser = provincia.browser()
        for _ in range(3):
            assert browser.post(RESET, {"email": address}).status_code == 302
        response = browser.post(RESET, {"email": address.upper()})
        assert response.status_code == 429
        assert "Espere 60 minutos" in text(response)
    assert len(mail.outbox) == 3


def test_one_place_does_not_write_to_everybody(provincia, portales):
    browser = provincia.browser()
    for number in range(30):
        make_user(f"persona{number}")
        browser.post(RESET, {"email": f"persona{number}@ejemplo.cu"})
    assert browser.post(RESET, {"email": "otra@ejemplo.cu"}).status_code == 429
