"""Nobody gets other users, groups or permissions by sending data that no form offers."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from tests.factories import make_user
from tests.reading import text

from .forms import LIST, NEW, action, data, edit, pk

Usuario = get_user_model()


# --- Users who also work elsewhere ---------------------------------------------------------------


def test_who_also_works_elsewhere_can_be_given_groups_here_and_keeps_the_others(
    as_coordinator, alfa, beta
):
    both = make_user("doble", groups=[alfa.editores, beta.editores], first_name="Doble")
    page = text(as_coordinator.get(edit(both)))
    assert "trabaja también fuera de su portal" in page
    assert "Beta" not in page
    as_coordinator.post(
        edit(both), data("Traductores · Alfa", email="robada@ejemplo.cu", username="robada")
    )
    both.refresh_from_db()
    assert (both.username, both.email, both.first_name) == ("doble", "doble@ejemplo.cu", "Doble")
    assert {group.name for group in both.groups.all()} == {"Traductores · Alfa", "Editores · Beta"}


@pytest.mark.parametrize("other", ["Editores · Beta", "Moderadores", "Coordinador · Alfa"])
@pytest.mark.parametrize("name", ["deactivate", "send_link"])
def test_the_account_of_who_may_more_is_not_the_coordinators(
    as_coordinator, alfa, portales, other, name
):
    more = make_user("mas", groups=[alfa.editores, other])
    assert as_coordinator.get(action(name, more)).status_code == 404
    assert as_coordinator.post(action(name, more)).status_code == 404
    more.refresh_from_db()
    assert more.is_active
    assert not mail.outbox


# --- Crafted requests --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["edit", "history", "deactivate", "reactivate", "send_link", "reset_second_factor"]
)
@pytest.mark.parametrize("who", ["editor_de_beta", "moderadora", "administrador", "raiz"])
def test_people_of_elsewhere_do_not_exist_for_a_coordinator(
    request, as_coordinator, alfa, name, who
):
    person = (
        make_user("raiz", groups=[alfa.editores], is_superuser=True)
        if who == "raiz"
        else request.getfixturevalue(who)
    )
    before = Usuario.objects.values().get(pk=person.pk)
    url = action(name, person)
    assert as_coordinator.get(url).status_code == 404
    form = data("Editores · Alfa", username=person.username)
    assert as_coordinator.post(url, form).status_code == 404
    assert Usuario.objects.values().get(pk=person.pk) == before
    assert not mail.outbox


@pytest.mark.parametrize(
    "group",
    [
        "Editores · Beta",
        "Coordinador · Alfa",
        "Moderadores",
        "Administradores",
        "Publicación urgente",
    ],
)
def test_a_group_that_is_not_in_ones_charge_is_an_error_and_nothing_is_saved(
    as_coordinator, editora, group
):
    before = Usuario.objects.count()
    response = as_coordinator.post(NEW, data("Editores · Alfa", group))
    assert response.status_code == 200
    assert Usuario.objects.count() == before
    form = data("Editores · Alfa", group, username="editora")
    assert as_coordinator.post(edit(editora), form).status_code == 200
    editora.refresh_from_db()
    assert editora.first_name == ""
    assert [found.name for found in editora.groups.all()] == ["Editores · Alfa"]
    assert not mail.outbox


@pytest.mark.parametrize("who", ["as_coordinator", "as_administrator"])
def test_no_form_makes_superusers_or_sets_passwords(request, who, editora):
    browser = request.getfixturevalue(who)
    extra = {
        "is_superuser": "on",
        "is_staff": "on",
        "is_active": "",
        "password": "clave-de-otra",
        "password1": "clave-de-otra-9",
        "password2": "clave-de-otra-9",
        "user_permissions": ["1"],
    }
    own = {"username": "editora", "email": "editora@ejemplo.cu"}
    browser.post(edit(editora), data("Editores · Alfa", **own, **extra))
    browser.post(NEW, data("Editores · Alfa", **extra))
    for person in (Usuario.objects.get(pk=editora.pk), Usuario.objects.get(username="ana")):
        assert not person.is_superuser
        assert not person.is_staff
        assert person.is_active
        assert not person.user_permissions.exists()
        assert not person.check_password("clave-de-otra-9")
    assert Usuario.objects.get(pk=editora.pk).check_password("clave")


def test_a_superuser_does_not_exist_for_an_administrator(as_administrator, alfa):
    root = make_user("raiz", groups=["Administradores"], is_superuser=True)
    assert "raiz" not in text(as_administrator.get(LIST))
    form = data("Editores · Alfa", username="raiz", email="robada@ejemplo.cu")
    for url in (edit(root), action("deactivate", root), action("send_link", root)):
        assert as_administrator.post(url, form).status_code == 404
    root.refresh_from_db()
    assert root.email == "raiz@ejemplo.cu"
    assert root.is_active


def test_a_superuser_sees_superusers(provincia):
    root = make_user("raiz", is_superuser=True)
    other = make_user("otra-raiz", is_superuser=True)
    browser = provincia.signed_in(root)
    assert "otra-raiz" in text(browser.get(LIST))
    assert browser.get(edit(other)).status_code == 200


@pytest.mark.parametrize("who", ["editora", "moderadora", "traductora", "revisora"])
@pytest.mark.parametrize("url", [LIST, NEW, "/admin/equipos/", "/admin/equipos/new/"])
def test_who_keeps_nobody_is_not_let_in(request, portales, alfa, who, url):
    roles = {"traductora": "Traductores · Alfa", "revisora": "Revisores · Alfa"}
    person = make_user(who, groups=[roles[who]]) if who in roles else request.getfixturevalue(who)
    browser = alfa.signed_in(person)
    assert browser.get(url).status_code in (302, 403, 404)
    before = Usuario.objects.count()
    assert browser.post(url, data("Moderadores")).status_code in (302, 403, 404)
    assert Usuario.objects.count() == before


@pytest.mark.parametrize("who", ["as_coordinator", "as_administrator", "root"])
@pytest.mark.parametrize("name", ["delete", "usage", "copy"])
def test_nobody_deletes_the_author_of_a_page(request, who, name, editora, provincia):
    browser = (
        provincia.signed_in(make_user("raiz", is_superuser=True))
        if who == "root"
        else request.getfixturevalue(who)
    )
    assert browser.get(action(name, editora)).status_code == 404
    assert browser.post(action(name, editora)).status_code == 404
    assert Usuario.objects.filter(pk=editora.pk).exists()


@pytest.mark.parametrize("who", ["as_coordinator", "as_administrator"])
@pytest.mark.parametrize("name", ["assign_role", "delete", "set_active_state"])
def test_many_people_at_once_are_changed_by_nobody(request, who, name, editora):
    browser = request.getfixturevalue(who)
    url = f"/admin/bulk/usuarios/usuario/{name}/?id={editora.pk}"
    form = {"role": pk("Administradores"), "mark_as_active": "False"}
    assert browser.get(url).status_code == 404
    assert browser.post(url, form).status_code == 404
    editora.refresh_from_db()
    assert editora.is_active
    assert [group.name for group in editora.groups.all()] == ["Editores · Alfa"]
