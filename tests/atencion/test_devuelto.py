"""When a form cannot be saved, the response gives back everything that was typed."""

from unittest.mock import patch

import pytest
from django.db import OperationalError

from atencion.models import Caso
from tests.processes import ask_in_a_new_process
from tests.reading import soup, text

from .escritos import QUEJA, address, filled, hidden_fields, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(alfa):
    browser = alfa.browser()
    browser.raise_request_exception = False
    return browser


def send_again(browser, response):
    """Send again the form that the error page gave back, with line breaks as browsers send them."""
    form = soup(response).select_one("main form")
    fields = hidden_fields(response) | typed(response)
    lines = {name: "\r\n".join(value.splitlines()) for name, value in fields.items()}
    return browser.post(form["action"], lines)


def given_back(response):
    shown = typed(response) | hidden_fields(response)
    return {name: shown[name].replace("\r\n", "\n") for name in QUEJA}


AS_TYPED = {name: value.replace("\r\n", "\n") for name, value in QUEJA.items()}


@pytest.mark.parametrize(
    "gone",
    ["atencion.casos.Caso.objects", "base.middleware.Frame.for_request", "atencion.acceso.grant"],
)
def test_a_database_that_is_gone_gives_the_form_back_to_be_sent_again(phone, gone):
    data = filled(phone.get(address()))
    with patch(gone, side_effect=OperationalError, **_everything_fails(gone)):
        response = phone.post(address(), data)

    assert response.status_code == 503
    assert "todavía no recibimos su escrito" in text(response)
    assert "no-store" in response["Cache-Control"]
    assert given_back(response) == AS_TYPED
    again = send_again(phone, response)
    assert again["Location"] == "/atencion/acuse/"
    assert Caso.objects.count() == 1


def _everything_fails(gone):
    manager = gone.endswith("objects")
    return {"get_or_create.side_effect": OperationalError} if manager else {}


def test_on_a_new_server_a_form_that_is_sent_gets_the_answer_of_any_page(tmp_path):
    [asked] = ask_in_a_new_process(tmp_path, address())
    [sent] = ask_in_a_new_process(tmp_path, address(), method="post")
    assert asked[0] == "503"
    assert sent == asked


def test_a_lost_session_gives_the_form_back_and_the_second_try_is_taken_in(phone):
    phone.handler.enforce_csrf_checks = True
    data = filled(phone.get(address()))
    phone.cookies.clear()

    response = phone.post(address(), data)

    assert response.status_code == 403
    assert "borró su sesión" in text(response)
    assert given_back(response) == AS_TYPED
    assert send_again(phone, response)["Location"] == "/atencion/acuse/"


def test_other_forms_without_their_cookie_are_refused_as_before(phone):
    phone.handler.enforce_csrf_checks = True

    response = phone.post("/directorio/", {})

    assert response.status_code == 403
    assert "El envío no se aceptó" in text(response)


def test_what_was_typed_cannot_break_out_of_the_page(phone):
    phone.handler.enforce_csrf_checks = True
    response = phone.post(address(), {"asunto": "</textarea><script>", "entidad": '"><script>'})

    assert b"<script>" not in response.content
