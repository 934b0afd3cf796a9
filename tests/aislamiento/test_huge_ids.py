"""A number too long for any database finds no object and causes no server error."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.on_both_databases

HUGE = str(10**30)
ENDLESS = "9" * 5000  # more digits than Python converts to an integer


def bulk(action):
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (lambda: reverse("moderacion:decidir"), "tarea"),
        (lambda: reverse("wagtailusers_users:add"), "group"),
        (lambda: reverse("wagtailusers_users:index"), "group"),
        (lambda: reverse("equipos:add"), "pagina"),
        (lambda: reverse("wagtailadmin_explore_root"), "owner"),
        (lambda: reverse("wagtailadmin_explore_root"), "edited_by"),
        (lambda: bulk("delete"), "id"),
        (lambda: bulk("publish"), "id"),
    ],
)
@pytest.mark.parametrize("who", ["as_administrator", "as_editor"])
def test_in_a_query(who, address, name, request):
    browser = request.getfixturevalue(who)
    assert browser.get(f"{address()}?{name}={HUGE}").status_code in {200, 302, 404}


@pytest.mark.parametrize("number", [HUGE, ENDLESS])
@pytest.mark.parametrize(
    ("name", "args", "data"),
    [
        ("moderacion:decidir", [], {"tarea": "{}", "decision": "approve"}),
        ("moderacion:decidir", [], {"elegida": "{}-{}", "decision": "approve"}),
        ("moderacion:decidir", [], {"elegida": "{}-1", "tarea": "{}", "decision": "reject"}),
        ("moderacion:encargar", ["alfa"], {"paginas": "{}", "persona": "{}"}),
        ("wagtailusers_users:add", [], {"email": "ana@ejemplo.cu", "groups": "{}"}),
    ],
)
def test_in_a_form(name, args, data, number, as_administrator):
    sent = {field: text.replace("{}", number) for field, text in data.items()}
    response = as_administrator.post(reverse(name, args=args), sent)
    assert response.status_code in {200, 302, 404}


def test_in_the_chooser_of_a_form(as_administrator):
    response = as_administrator.post(reverse("equipos:add"), {"page": HUGE})
    assert response.status_code in {200, 404}


@pytest.mark.parametrize(
    "path",
    ["users/edit/{}/", "users/delete/{}/", "users/{}/", "equipos/inspect/{}/", "pages/{}/edit/"],
)
@pytest.mark.parametrize("number", [HUGE, ENDLESS])
@pytest.mark.parametrize("who", ["as_administrator", "as_editor"])
def test_in_the_address(who, path, number, request):
    browser = request.getfixturevalue(who)
    assert browser.get(f"/admin/{path.format(number)}").status_code == 404
