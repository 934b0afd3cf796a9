"""Coordinators invite, change and deactivate the users of their portal; nobody deletes them."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageSubscription
from wagtail.users.models import UserProfile

from tests.factories import make_noticia, make_user
from tests.reading import links, soup, text
from tests.usuarios.signing_in import enrol, sign_in

from .forms import LIST, NEW, action, data, edit, history, link_in, offered_groups, pk, set_password

Usuario = get_user_model()


# --- Inviting --------------------------------------------------------------------------------


def test_an_invited_person_sets_a_password_and_works_in_the_portal(as_coordinator, alfa):
    response = as_coordinator.post(NEW, data("Editores · Alfa"), follow=True)
    assert "Se envió la invitación a ana@ejemplo.cu" in text(response)
    assert "Invitado" in text(response)
    [message] = mail.outbox
    assert message.to == ["ana@ejemplo.cu"]
    assert "Su nombre de usuario es: ana" in message.body
    set_password(alfa, link_in(message))
    browser = alfa.browser()
    browser.post("/admin/login/", {"username": "ana", "password": "una-clave-9-larga"})
    assert browser.get(f"/admin/pages/{alfa.home.pk}/edit/").status_code == 200
    assert "Activo" in text(as_coordinator.get(LIST))


def test_the_first_password_is_chosen_and_a_later_one_replaces_it(as_coordinator, alfa, editora):
    as_coordinator.post(NEW, data("Editores · Alfa"))
    as_coordinator.post(action("send_link", editora))
    first, later = (link_in(message) for message in mail.outbox)
    page = text(alfa.browser().get(first, follow=True))
    assert "Elija su contraseña" in page
    assert "Le damos la bienvenida, Ana" in page
    assert "Su nombre de usuario: ana" in page
    assert "nueva" not in page
    page = text(alfa.browser().get(later, follow=True))
    assert "Ponga su contraseña nueva" in page
    assert "Le damos la bienvenida" not in page


def test_whoever_has_set_the_first_password_reads_how_to_enter(as_coordinator, alfa):
    as_coordinator.post(NEW, data("Editores · Alfa"))
    browser = alfa.browser()
    form = browser.get(link_in(mail.outbox[0]), follow=True)
    passwords = {"new_password1": "una-clave-9-larga", "new_password2": "una-clave-9-larga"}
    response = browser.post(form.request["PATH_INFO"], passwords, follow=True)
    assert "Su contraseña está guardada. Entre con ella y con su nombre de usuario: ana" in text(
        response
    )


def test_a_link_that_no_longer_serves_says_whom_to_ask(as_coordinator, alfa, settings):
    as_coordinator.post(NEW, data("Editores · Alfa"))
    settings.PASSWORD_RESET_TIMEOUT = -1
    page = text(alfa.browser().get(link_in(mail.outbox[0])))
    assert "Este enlace ya no sirve" in page
    assert "que le envíe otra vez la invitación" in page


def test_an_invitation_serves_once_and_not_for_ever(as_coordinator, alfa, settings):
    as_coordinator.post(NEW, data("Editores · Alfa"))
    path = link_in(mail.outbox[0])
    set_password(alfa, path)
    assert "una-otra-9-clave" not in set_password(alfa, path, "una-otra-9-clave").content.decode()
    person = Usuario.objects.get(username="ana")
    assert person.check_password("una-clave-9-larga")
    as_coordinator.post(action("send_link", person))
    settings.PASSWORD_RESET_TIMEOUT = -1
    set_password(alfa, link_in(mail.outbox[1]), "una-otra-9-clave")
    person.refresh_from_db()
    assert person.check_password("una-clave-9-larga")


def test_an_invitation_is_sent_again(as_coordinator):
    as_coordinator.post(NEW, data("Traductores · Alfa"))
    person = Usuario.objects.get(username="ana")
    assert "Enviar otra vez la invitación" in text(as_coordinator.get(edit(person)))
    asked = text(as_coordinator.get(action("send_link", person)))
    assert "un enlace para poner su contraseña" in asked
    assert "la de ahora" not in asked
    as_coordinator.post(action("send_link", person))
    assert [message.subject for message in mail.outbox] == [mail.outbox[0].subject] * 2


def test_who_has_a_password_gets_a_link_to_change_it(as_coordinator, alfa, editora):
    assert "la de ahora sigue sirviendo" in text(as_coordinator.get(action("send_link", editora)))
    response = as_coordinator.post(action("send_link", editora), follow=True)
    assert "Se envió el enlace" in text(response)
    assert mail.outbox[0].subject == "Enlace para cambiar su contraseña"
    set_password(alfa, link_in(mail.outbox[0]))
    editora.refresh_from_db()
    assert editora.check_password("una-clave-9-larga")


def test_a_link_is_in_the_language_of_whoever_gets_it(as_coordinator, editora):
    UserProfile.objects.update_or_create(user=editora, defaults={"preferred_language": "en"})
    as_coordinator.post(action("send_link", editora))
    assert mail.outbox[0].subject == "Link to change your password"
    assert "Your user name is: " in mail.outbox[0].body


@pytest.mark.parametrize("missing", ["first_name", "last_name", "email", "username", "groups"])
def test_an_invitation_without(missing, as_coordinator):
    before = Usuario.objects.count()
    response = as_coordinator.post(NEW, data("Editores · Alfa") | {missing: []})
    assert response.status_code == 200
    assert "revise los datos marcados" in text(response)
    assert Usuario.objects.count() == before
    assert not mail.outbox


@pytest.mark.parametrize("field", ["email", "username"])
def test_what_a_colleague_has_is_refused_by_name_and_what_is_typed_stays(
    as_coordinator, editora, field
):
    taken = getattr(editora, field).upper()
    response = as_coordinator.post(NEW, data("Editores · Alfa", **{field: taken}))
    assert "Ya hay un usuario con ese" in text(response)
    assert soup(response).find("input", attrs={"name": "first_name"})["value"] == "Ana"
    assert not mail.outbox


@pytest.mark.parametrize("field", ["email", "username"])
def test_what_somebody_elsewhere_has_is_refused_without_a_word_of_whom(
    as_coordinator, editor_de_beta, field
):
    taken = getattr(editor_de_beta, field)
    response = as_coordinator.post(NEW, data("Editores · Alfa", **{field: taken}))
    assert "No se puede usar aquí" in text(response)
    assert "Betina" not in text(response)
    assert "Beta" not in text(response)


# --- What a coordinator sees -------------------------------------------------------------------


def test_a_coordinator_sees_the_people_of_the_portal_and_no_others(
    as_coordinator, editora, editor_de_beta, moderadora, alfa
):
    make_user("traductora", groups=["Traductores · Alfa"])
    make_user("raiz", groups=[alfa.editores], is_superuser=True)
    page = text(as_coordinator.get(LIST))
    assert "editora@ejemplo.cu" in page
    assert "traductora@ejemplo.cu" in page
    for name in ("Betina", "betina", "moderadora", "raiz", "Beta"):
        assert name not in page
    assert "betina" not in text(as_coordinator.get(LIST, {"q": "betina"}))


def test_a_coordinator_offers_the_groups_of_the_portal_and_no_others(as_coordinator, editora):
    roles = ("Editores", "Traductores", "Revisores", "Atención")
    expected = {f"{role} · Alfa" for role in roles}
    assert offered_groups(as_coordinator.get(NEW)) == expected
    assert offered_groups(as_coordinator.get(edit(editora))) == expected


def test_the_list_is_filtered_by_group_and_state(as_coordinator, alfa, editora):
    make_user("traductora", groups=["Traductores · Alfa"])
    make_user("jubilada", groups=[alfa.editores], is_active=False)
    page = text(as_coordinator.get(LIST, {"group": pk("Traductores · Alfa")}))
    assert "traductora@" in page
    assert "editora@" not in page
    page = text(as_coordinator.get(LIST, {"estado": "desactivado"}))
    assert "jubilada@" in page
    assert "editora@" not in page
    page = as_coordinator.get(LIST)
    assert "Editores · Beta" not in page.content.decode()
    assert "Moderadores" not in page.content.decode()


def test_a_group_of_elsewhere_in_the_filter_tells_nothing(as_coordinator, editor_de_beta):
    response = as_coordinator.get(LIST, {"group": pk("Editores · Beta")})
    assert response.status_code == 404


def test_the_menu_of_a_coordinator_holds_the_team_and_little_else(as_coordinator):
    menu = as_coordinator.get("/admin/").content.decode()
    assert '"/admin/users/"' in menu
    for url in ("/admin/images/", "/admin/groups/", "/admin/documents/", "/admin/reports/"):
        assert f'"{url}' not in menu


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    as_coordinator, alfa, django_assert_num_queries, editora
):
    as_coordinator.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        as_coordinator.get(LIST)
    for number in range(12):
        make_user(f"persona{number}", groups=[alfa.editores, "Traductores · Alfa"])
    with django_assert_num_queries(len(few)):
        as_coordinator.get(LIST)


# --- What a coordinator changes ----------------------------------------------------------------


def test_a_coordinator_corrects_an_account_and_its_groups(as_coordinator, editora):
    form = data("Traductores · Alfa", username="editora", email="editora@nuevo.cu")
    as_coordinator.post(edit(editora), form)
    editora.refresh_from_db()
    assert (editora.first_name, editora.email) == ("Ana", "editora@nuevo.cu")
    assert [group.name for group in editora.groups.all()] == ["Traductores · Alfa"]


def test_a_deactivated_person_is_out_at_once_and_comes_back_as_before(
    as_coordinator, as_editor, editora, alfa
):
    noticia = make_noticia(alfa, "Escrita por ella", owner=editora)
    assert as_editor.get("/admin/").status_code == 200
    page = text(as_coordinator.get(action("deactivate", editora)))
    assert "Lo que escribió se conserva" in page
    response = as_coordinator.post(action("deactivate", editora), follow=True)
    assert "Desactivado" in text(response)
    assert as_editor.get("/admin/").status_code == 302
    noticia.refresh_from_db()
    assert noticia.owner == editora
    as_coordinator.post(action("reactivate", editora))
    assert as_editor.get("/admin/").status_code == 302
    editora.refresh_from_db()
    assert alfa.signed_in(editora).get("/admin/").status_code == 200


def test_what_is_done_with_an_account_stands_in_its_history(as_coordinator, editora):
    as_coordinator.post(action("deactivate", editora))
    assert "Se desactivó la cuenta" in text(
        as_coordinator.get(f"/admin/users/history/{editora.pk}/")
    )


def test_the_history_does_not_tell_what_the_person_was_given_elsewhere(
    as_coordinator, coordinadora, as_administrator, alfa, editora
):
    coordinadora.groups.add(alfa.editores)  # so that she may see who administers
    groups = ("Editores · Alfa", "Editores · Beta")
    as_administrator.post(edit(editora), data(*groups, username="editora"))
    assert "Nombre: de «vacío» a «Ana»" in history(as_coordinator, editora)
    assert "Editores · Beta" not in history(as_coordinator, editora)
    assert "Entró en el grupo «Editores · Beta»" in history(as_administrator, editora)


def test_the_history_does_not_name_those_who_kept_the_person_elsewhere(
    as_coordinator, beta, editor_de_beta, alfa, as_administrator
):
    elsewhere = make_user("jefa-de-beta", groups=["Coordinador · Beta"])
    beta.signed_in(elsewhere).post(action("deactivate", editor_de_beta))
    editor_de_beta.groups.set([alfa.editores])
    page = text(as_coordinator.get(f"/admin/users/history/{editor_de_beta.pk}/"))
    assert "jefa-de-beta" not in page
    assert "jefa-de-beta" in text(
        as_administrator.get(f"/admin/users/history/{editor_de_beta.pk}/")
    )


def test_ones_own_account_is_kept_in_my_account(as_coordinator, coordinadora, alfa):
    coordinadora.groups.add(alfa.editores)
    assert links(as_coordinator.get(LIST))["coordinadora"] == "/admin/account/"
    assert as_coordinator.get(edit(coordinadora)).status_code == 404
    as_coordinator.post(edit(coordinadora), data("Traductores · Alfa", username="coordinadora"))
    assert {group.name for group in coordinadora.groups.all()} == {
        "Coordinador · Alfa",
        "Editores · Alfa",
    }


# --- Lost telephones -----------------------------------------------------------------------------


def test_who_lost_the_telephone_gets_in_with_another_one(as_coordinator, alfa, editora):
    assert "Quitar el segundo paso" not in links(as_coordinator.get(edit(editora)))
    assert as_coordinator.post(action("reset_second_factor", editora)).status_code == 404
    visitor = alfa.browser()
    sign_in(visitor, "editora")
    enrol(visitor)
    url = links(as_coordinator.get(edit(editora)))["Quitar el segundo paso"]
    assert "perdió su teléfono" in text(as_coordinator.get(url))
    response = as_coordinator.post(url, follow=True)
    assert "Se quitó el segundo paso" in text(response)
    assert "Quitar el segundo paso" not in links(response)
    assert "Se quitó el segundo paso" in history(as_coordinator, editora)
    visitor = alfa.browser()
    sign_in(visitor, "editora")
    assert visitor.get("/admin/").status_code == 200


# --- The province --------------------------------------------------------------------------------


def test_an_administrator_keeps_people_of_every_portal(
    as_administrator, editora, editor_de_beta, moderadora
):
    page = text(as_administrator.get(LIST))
    for name in ("editora@", "betina@", "moderadora@"):
        assert name in page
    assert offered_groups(as_administrator.get(NEW)) == set(
        Group.objects.values_list("name", flat=True)
    )
    as_administrator.post(NEW, data("Moderadores", "Editores · Beta"))
    person = Usuario.objects.get(username="ana")
    assert {group.name for group in person.groups.all()} == {"Moderadores", "Editores · Beta"}


def test_only_the_groups_that_somebody_is_in_take_room_in_the_form(as_administrator, editora):
    """All other groups are in one select, under the name of their portal."""
    field = soup(as_administrator.get(edit(editora))).find(id="id_groups")
    boxes = field.select("input[name=groups]")
    assert [box.parent.get_text(strip=True) for box in boxes] == ["Editores · Alfa"]
    waiting = {tag["label"]: tag for tag in field.select("select[name=groups] optgroup")}
    assert list(waiting) == ["Todos los portales", "Provincia", "Alfa", "Beta"]
    names = {option.get_text() for option in waiting["Alfa"].select("option")}
    assert "Traductores · Alfa" in names
    assert "Editores · Alfa" not in names


def test_what_is_chosen_in_the_list_is_added_and_an_unticked_box_taken_out(
    as_administrator, editora
):
    as_administrator.post(edit(editora), data("Editores · Beta") | {"username": "editora"})
    assert [group.name for group in editora.groups.all()] == ["Editores · Beta"]
    form = data("Editores · Beta") | {"username": "editora"}
    form["groups"] = [*form["groups"], ""]
    as_administrator.post(edit(editora), form)
    assert [group.name for group in editora.groups.all()] == ["Editores · Beta"]


def test_who_keeps_one_portal_sees_all_its_groups_as_boxes(as_coordinator):
    field = soup(as_coordinator.get(NEW)).find(id="id_groups")
    assert field.select("input[name=groups]")
    assert not field.select("select")


# --- Mail about pages that the user no longer sees ----------------------------------------------


def test_who_moves_to_another_portal_hears_no_more_of_the_first(
    as_administrator, alfa, beta, editora, committed
):
    here, there = make_noticia(alfa, "De Alfa"), make_noticia(beta, "De Beta")
    for page in (here, there):
        PageSubscription.objects.create(user=editora, page=page, comment_notifications=True)
    with committed():
        as_administrator.post(edit(editora), data("Editores · Beta", username="editora"))
    assert [row.page_id for row in PageSubscription.objects.filter(user=editora)] == [there.pk]


def test_who_is_taken_out_of_a_group_from_its_side_hears_no_more_of_it_either(
    alfa, editora, committed
):
    page = make_noticia(alfa, "De Alfa")
    PageSubscription.objects.create(user=editora, page=page, comment_notifications=True)
    with committed():
        alfa.editores.user_set.clear()
    assert not PageSubscription.objects.filter(user=editora).exists()


def test_a_deactivated_person_gets_no_mail_about_comments(as_coordinator, alfa, editora):
    page = make_noticia(alfa, "De Alfa")
    PageSubscription.objects.create(user=editora, page=page, comment_notifications=True)
    as_coordinator.post(action("deactivate", editora))
    assert not PageSubscription.objects.filter(user=editora).exists()
