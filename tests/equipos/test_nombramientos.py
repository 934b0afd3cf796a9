"""One user alone cannot give access to cases, nor create the account that confirms it.

Each test is a way in which one administrator tried to read all cases.
"""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command

from equipos.models import Equipo, Nombramiento
from tests.factories import make_entidad, make_user
from tests.reading import soup, text
from tests.usuarios.signing_in import enrol, sign_in

from .forms import LIST, NEW, action, data, edit, history, link_in, pk, set_password

Usuario = get_user_model()

PENDING = "/admin/nombramientos/"
CASES = "/admin/casos/"


def names(person):
    return {group.name for group in Usuario.objects.get(pk=person.pk).groups.all()}


def pending(person):
    return {row.grupo.name for row in Nombramiento.objects.filter(persona=person)}


REASON = "No la conocemos en el municipio."


def decide(browser, row, decision="confirmar", motivo=REASON):
    """Decide on a nombramiento with the current address of its user, as the page sends it."""
    correo = Usuario.objects.get(pk=row.persona_id).email
    sent = {"decision": decision, "correo": correo, "motivo": motivo}
    return browser.post(f"{PENDING}{row.pk}/", sent, follow=True)


def told(address):
    return [message for message in mail.outbox if message.to == [address]]


def form_of(person, *groups, **changes):
    own = {"username": person.username, "email": person.email}
    return data(*groups, **own | changes)


@pytest.fixture
def otra_administradora(portales):
    return make_user("administradora", groups=["Administradores"])


@pytest.fixture
def as_other_administrator(provincia, otra_administradora):
    return provincia.signed_in(otra_administradora)


@pytest.fixture
def atencion_de_entidad(alfa, administrador):
    """The group that answers the cases of an entidad."""
    entidad = make_entidad(alfa, "Acueducto")
    return Equipo.objects.create_for(entidad, user=administrador).atencion


# --- A second account of the same person -----------------------------------------------------


@pytest.mark.parametrize(
    "group", ["Coordinador · Alfa", "Atención · Alfa", "Administradores", "entidad"]
)
def test_who_is_invited_by_one_administrator_alone_opens_nothing(
    as_administrator, alfa, provincia, atencion_de_entidad, group
):
    group = atencion_de_entidad.name if group == "entidad" else group
    response = as_administrator.post(NEW, data(group, "Editores · Alfa"), follow=True)
    assert "Espera que otra persona lo confirme" in text(response)
    person = Usuario.objects.get(username="ana")
    assert names(person) == {"Editores · Alfa"}
    assert pending(person) == {group}
    set_password(alfa, link_in(told("ana@ejemplo.cu")[0]))
    browser = provincia.browser()
    sign_in(browser, "ana", "una-clave-9-larga")
    assert browser.get(CASES).status_code != 200


def test_an_existing_account_of_ones_own_is_no_way_either(as_administrator, editora):
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    assert names(editora) == {"Editores · Alfa"}
    assert pending(editora) == {"Atención · Alfa"}


def test_another_administrator_confirms_and_the_group_opens(
    as_administrator, as_other_administrator, otra_administradora, editora, administrador
):
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    assert "Atención · Alfa" in told("administradora@ejemplo.cu")[0].body
    row = Nombramiento.objects.get()
    page = text(as_other_administrator.get(PENDING))
    assert "editora@ejemplo.cu" in page
    assert "Atención · Alfa" in page
    assert "administrador" in page
    assert "Se confirmó" in text(decide(as_other_administrator, row))
    assert names(editora) == {"Editores · Alfa", "Atención · Alfa"}
    assert not Nombramiento.objects.exists()
    assert "se confirmó" in told("administrador@ejemplo.cu")[-1].body.lower()
    told_in = history(as_administrator, editora)
    assert "Se pidió que entre en el grupo «Atención · Alfa»" in told_in
    assert "Se confirmó su entrada en el grupo «Atención · Alfa»" in told_in


def test_a_coordinator_confirms_for_the_own_portal_and_for_no_other(
    as_administrator, as_coordinator, coordinadora, editora
):
    groups = ("Coordinador · Alfa", "Coordinador · Beta", "Administradores")
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", *groups))
    assert len(told("coordinadora@ejemplo.cu")) == 1
    assert "Beta" not in told("coordinadora@ejemplo.cu")[0].body
    page = text(as_coordinator.get(PENDING))
    assert "Coordinador · Alfa" in page
    assert "Coordinador · Beta" not in page
    for row in Nombramiento.objects.all():
        decide(as_coordinator, row)
    assert names(editora) == {"Editores · Alfa", "Coordinador · Alfa"}
    assert pending(editora) == {"Coordinador · Beta", "Administradores"}


def test_nobody_confirms_what_they_asked_for_nor_for_themselves(
    as_administrator, provincia, administrador, otra_administradora
):
    as_administrator.post(edit(otra_administradora), form_of(otra_administradora, *both()))
    row = Nombramiento.objects.get()
    for person in (administrador, otra_administradora):
        browser = provincia.signed_in(person)
        assert decide(browser, row).status_code == 404
        page = soup(browser.get(PENDING))
        assert not page.find("button", value="confirmar")
    assert pending(otra_administradora) == {"Coordinador · Alfa"}


def both():
    return ("Administradores", "Coordinador · Alfa")


@pytest.mark.parametrize("who", ["editora", "moderadora"])
def test_who_keeps_nobody_decides_nothing(request, provincia, as_administrator, alfa, who):
    person = request.getfixturevalue(who)
    other = make_user("otra", groups=[alfa.editores])
    as_administrator.post(edit(other), form_of(other, "Atención · Alfa"))
    browser = provincia.signed_in(person)
    url = f"{PENDING}{Nombramiento.objects.get().pk}/"
    assert browser.get(PENDING).status_code in (302, 403, 404)
    assert browser.post(url, {"decision": "confirmar"}).status_code in (302, 403, 404)
    assert pending(other) == {"Atención · Alfa"}


def test_who_says_no_ends_it_and_it_is_told(
    as_administrator, as_other_administrator, editora, administrador
):
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    decide(as_other_administrator, Nombramiento.objects.get(), "rechazar")
    assert names(editora) == {"Editores · Alfa"}
    assert not pending(editora)
    assert "Atención · Alfa" in told("administrador@ejemplo.cu")[-1].body
    assert "Se rechazó su entrada" in history(as_administrator, editora)


def test_who_would_enter_nowhere_else_is_invited_once_confirmed(
    as_administrator, as_other_administrator
):
    response = as_administrator.post(NEW, data("Coordinador · Alfa"), follow=True)
    assert "cuando otra persona lo confirme" in text(response)
    assert not told("ana@ejemplo.cu")
    decide(as_other_administrator, Nombramiento.objects.get())
    assert "password_reset/confirm" in told("ana@ejemplo.cu")[0].body


# --- New accounts with no other group ---------------------------------------------------------


@pytest.fixture
def ana(as_administrator):
    """A new account for answering cases, with an unconfirmed nombramiento."""
    as_administrator.post(NEW, data("Atención · Alfa"))
    return Usuario.objects.get(username="ana")


def test_no_link_leaves_before_the_second_person_has_confirmed(as_administrator, ana):
    url = action("send_link", ana)
    assert not soup(as_administrator.get(edit(ana))).find("a", href=url)
    for ask in (as_administrator.get, as_administrator.post):
        answer = ask(url, follow=True)
        assert answer.redirect_chain == [(edit(ana), 302)]
        assert "No se envía ningún enlace antes de que otra persona lo confirme" in text(answer)
    as_administrator.post("/admin/password_reset/", {"email": ana.email})
    assert not told(ana.email)


def test_a_link_of_before_opens_nothing_while_the_second_person_has_not_confirmed(
    as_administrator, as_other_administrator, alfa
):
    as_administrator.post(NEW, data("Editores · Alfa"))
    link = link_in(told("ana@ejemplo.cu")[0])
    ana = Usuario.objects.get(username="ana")
    as_administrator.post(edit(ana), form_of(ana, "Atención · Alfa"))
    set_password(alfa, link)
    ana.refresh_from_db()
    assert not ana.has_usable_password()
    decide(as_other_administrator, Nombramiento.objects.get())
    set_password(alfa, link_in(told("ana@ejemplo.cu")[-1]))
    ana.refresh_from_db()
    assert ana.has_usable_password()


def test_who_waits_and_is_let_in_elsewhere_is_invited_then(as_administrator, ana):
    as_administrator.post(edit(ana), form_of(ana, "Editores · Alfa", "Atención · Alfa"))
    assert len(told("ana@ejemplo.cu")) == 1
    assert soup(as_administrator.get(edit(ana))).find("a", href=action("send_link", ana))


def test_who_waits_is_not_called_invited(as_administrator, ana):
    [link] = soup(as_administrator.get(LIST)).select(f"td a[href='{edit(ana)}']")
    row = link.find_parent("tr")
    assert "Por confirmar" in row.text
    assert "Invitado" not in row.text
    assert "Atención · Alfa" in row.text
    state = soup(as_administrator.get(edit(ana))).select_one(".cuenta__estado").text
    assert "Por confirmar" in state
    assert "Todavía no ha entrado" not in state
    for estado, is_listed in (("por_confirmar", True), ("invitado", False), ("activo", False)):
        listed = text(as_administrator.get(f"{LIST}?estado={estado}"))
        assert ("Ana Nueva" in listed) is is_listed


def test_an_account_made_for_nothing_else_ends_with_the_rejection(
    as_administrator, as_other_administrator, ana
):
    decide(as_other_administrator, Nombramiento.objects.get(), "rechazar")
    ana.refresh_from_db()
    assert not ana.is_active
    page = text(as_administrator.get(edit(ana)))
    assert "Desactivado" in page
    assert "No se confirmó" in page
    for said in ("Atención · Alfa", "administradora", REASON):
        assert said in page
    mail_of_who_asked = told("administrador@ejemplo.cu")[-1].body
    assert REASON in mail_of_who_asked
    assert "desactivada" in mail_of_who_asked
    assert REASON in history(as_administrator, ana)


def test_a_rejection_ends_no_account_that_waits_or_works_elsewhere(
    as_administrator, as_other_administrator, editora
):
    as_administrator.post(NEW, data("Atención · Alfa", "Atención · Beta"))
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    for row in Nombramiento.objects.filter(grupo__name="Atención · Alfa"):
        decide(as_other_administrator, row, "rechazar")
    assert Usuario.objects.get(username="ana").is_active
    assert Usuario.objects.get(pk=editora.pk).is_active
    assert REASON in text(as_administrator.get(edit(editora)))
    decide(as_other_administrator, Nombramiento.objects.get())
    assert told("ana@ejemplo.cu")
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    assert REASON not in text(as_administrator.get(edit(editora)))


@pytest.mark.parametrize("motivo", ["", "   ", "x" * 301])
def test_who_rejects_says_why(as_other_administrator, ana, motivo):
    response = decide(as_other_administrator, Nombramiento.objects.get(), "rechazar", motivo)
    assert pending(ana) == {"Atención · Alfa"}
    assert soup(response).select_one(".nombramiento .error-message")
    ana.refresh_from_db()
    assert ana.is_active


def test_whoever_asked_reads_it_and_takes_it_back(as_administrator, as_other_administrator, ana):
    row = Nombramiento.objects.get()
    page = as_administrator.get(f"{PENDING}{row.pk}/", follow=True)
    said = text(page)
    assert "No hay nada por confirmar" not in said
    assert "Pedido por usted" in said
    assert "otra persona de la administración provincial" in said
    assert "quien coordina ese portal" in said
    assert "Por confirmar (1)" in text(as_administrator.get(LIST))
    assert (
        as_other_administrator.post(f"{PENDING}{row.pk}/", {"decision": "retirar"}).status_code
        == 404
    )
    answer = as_administrator.post(f"{PENDING}{row.pk}/", {"decision": "retirar"}, follow=True)
    assert "Ya no se pide" in text(answer)
    assert not pending(ana)
    ana.refresh_from_db()
    assert not ana.is_active


def test_nobody_is_said_to_confirm_who_could_not(as_administrator, as_other_administrator):
    as_administrator.post(NEW, data("Administradores"))
    said = text(as_administrator.get(PENDING))
    assert "otra persona de la administración provincial" in said
    assert "quien coordina ese portal" not in said


def test_a_coordinator_reads_on_the_front_page_what_waits_for_them(
    as_administrator, as_coordinator, as_editor, ana
):
    as_administrator.post(NEW, data("Atención · Beta", username="eva", email="eva@ejemplo.cu"))
    panel = soup(as_coordinator.get("/admin/")).select_one("[aria-labelledby^=nombramientos]")
    assert "Ana Nueva" in panel.text
    assert "Atención · Alfa" in panel.text
    assert "Beta" not in panel.text
    assert panel.find("a", href=PENDING)
    for browser in (as_administrator, as_editor):
        assert not soup(browser.get("/admin/")).select_one("[aria-labelledby^=nombramientos]")


def test_what_waits_stays_when_the_form_is_saved_again_and_goes_when_unmarked(
    as_administrator, as_other_administrator, editora
):
    groups = ("Editores · Alfa", "Atención · Alfa")
    as_administrator.post(edit(editora), form_of(editora, *groups))
    as_other_administrator.post(edit(editora), form_of(editora, *groups))
    assert names(editora) == {"Editores · Alfa"}
    assert pending(editora) == {"Atención · Alfa"}
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa"))
    assert not pending(editora)


def test_a_coordinator_names_alone_who_answers_the_cases_of_the_portal(as_coordinator, editora):
    groups = ("Editores · Alfa", "Atención · Alfa")
    as_coordinator.post(edit(editora), form_of(editora, *groups))
    assert names(editora) == {*groups}


def test_an_administrator_who_coordinates_a_portal_does_so_there_and_nowhere_else(
    as_administrator, administrador, editora
):
    administrador.groups.add(*coordinators_of("Alfa"))
    groups = ("Editores · Alfa", "Atención · Alfa", "Atención · Beta")
    as_administrator.post(edit(editora), form_of(editora, *groups))
    assert names(editora) == {"Editores · Alfa", "Atención · Alfa"}
    assert pending(editora) == {"Atención · Beta"}


def coordinators_of(name):
    return [pk(f"Coordinador · {name}")]


def test_a_superuser_of_the_server_names_the_first_ones_alone(provincia):
    root = provincia.signed_in(make_user("raiz", is_superuser=True))
    root.post(NEW, data("Administradores", "Coordinador · Alfa"))
    assert names(Usuario.objects.get(username="ana")) == {"Administradores", "Coordinador · Alfa"}


def test_where_nobody_else_can_confirm_the_server_does(as_administrator, editora):
    response = as_administrator.post(
        edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"), follow=True
    )
    assert "No hay nadie más" in text(response)
    out = StringIO()
    call_command("confirmar_nombramientos", stdout=out)
    assert "editora" in out.getvalue()
    assert pending(editora)
    call_command("confirmar_nombramientos", "editora", stdout=out)
    assert names(editora) == {"Editores · Alfa", "Atención · Alfa"}


# --- Accounts that already have the groups ---------------------------------------------------


@pytest.mark.parametrize("group", ["Coordinador · Alfa", "Atención · Alfa", "Administradores"])
def test_a_new_address_opens_no_cases_until_somebody_else_confirms(
    as_administrator, as_other_administrator, alfa, group
):
    person = make_user("marta", groups=[group, alfa.editores])
    form = form_of(person, group, "Editores · Alfa", email="mia@ejemplo.cu")
    as_administrator.post(edit(person), form)
    person.refresh_from_db()
    assert person.email == "mia@ejemplo.cu"
    assert names(person) == {"Editores · Alfa"}
    assert pending(person) == {group}
    [message] = told("marta@ejemplo.cu")
    assert "mia@ejemplo.cu" in message.body
    assert "administrador" in message.body
    decide(as_other_administrator, Nombramiento.objects.get())
    assert names(person) == {group, "Editores · Alfa"}


def test_the_old_address_of_anybody_hears_of_a_change(as_coordinator, editora):
    form = form_of(editora, "Editores · Alfa", email="nueva@ejemplo.cu")
    as_coordinator.post(edit(editora), form)
    assert "nueva@ejemplo.cu" in told("editora@ejemplo.cu")[0].body
    assert names(editora) == {"Editores · Alfa"}


def test_the_address_of_somebody_who_waits_is_not_exchanged_under_the_one_who_confirms(
    as_administrator, editora
):
    groups = ("Editores · Alfa", "Atención · Alfa")
    as_administrator.post(edit(editora), form_of(editora, *groups))
    form = form_of(editora, *groups, email="otra@ejemplo.cu")
    assert "confirmación" in text(as_administrator.post(edit(editora), form))
    editora.refresh_from_db()
    assert editora.email == "editora@ejemplo.cu"


def test_an_own_new_address_is_read_before_anybody_confirms(
    as_administrator, as_other_administrator, as_editor, editora
):
    """The user may change the address meanwhile; the second person would confirm another one."""
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    row = Nombramiento.objects.get()
    form = soup(as_other_administrator.get(PENDING)).select_one(".nombramiento form")
    seen = {tag["name"]: tag["value"] for tag in form.find_all("input")}
    as_editor.post("/admin/account/correo/", {"email": "otra@ejemplo.cu", "clave": "clave"})
    editora.refresh_from_db()
    assert editora.email == "otra@ejemplo.cu"

    sent = seen | {"decision": "confirmar"}
    page = as_other_administrator.post(f"{PENDING}{row.pk}/", sent, follow=True)
    assert names(editora) == {"Editores · Alfa"}
    assert "No se confirmó" in text(page)
    assert "era editora@ejemplo.cu y ahora es otra@ejemplo.cu" in text(page)
    as_other_administrator.post(f"{PENDING}{row.pk}/", {"decision": "confirmar"})
    assert names(editora) == {"Editores · Alfa"}

    decide(as_other_administrator, row)
    assert names(editora) == {"Editores · Alfa", "Atención · Alfa"}


def test_without_the_lost_telephone_cases_wait_for_somebody_else(
    as_administrator, as_other_administrator, provincia
):
    person = make_user("marta", groups=["Coordinador · Alfa"])
    visitor = provincia.browser()
    sign_in(visitor, "marta")
    enrol(visitor)
    url = action("reset_second_factor", person)
    assert "Coordinador · Alfa" in text(as_administrator.get(url))
    as_administrator.post(url)
    assert pending(person) == {"Coordinador · Alfa"}
    assert not names(person)
    assert any("segundo paso" in message.body for message in told("marta@ejemplo.cu"))
    decide(as_other_administrator, Nombramiento.objects.get())
    assert names(person) == {"Coordinador · Alfa"}


def test_whoever_has_the_lost_telephone_is_signed_out(as_coordinator, provincia):
    person = make_user("marta", groups=["Editores · Alfa"])
    visitor = provincia.browser()
    sign_in(visitor, "marta")
    enrol(visitor)
    assert visitor.get("/admin/").status_code == 200
    as_coordinator.post(action("reset_second_factor", person))
    assert visitor.get("/admin/")["Location"].startswith("/admin/login/")


def test_a_former_coordinator_who_is_activated_again_waits_too(as_administrator, administrador):
    person = make_user("marta", groups=["Coordinador · Alfa"], is_active=False)
    as_administrator.post(action("reactivate", person))
    assert pending(person) == {"Coordinador · Alfa"}
    assert not names(person)


def test_the_own_coordinator_helps_the_people_of_the_portal_without_delay(
    as_coordinator, provincia
):
    person = make_user("marta", groups=["Atención · Alfa"])
    visitor = provincia.browser()
    sign_in(visitor, "marta")
    enrol(visitor)
    as_coordinator.post(action("reset_second_factor", person))
    assert names(person) == {"Atención · Alfa"}


def test_a_coordinator_reads_nothing_of_what_waits_elsewhere(
    as_administrator, as_coordinator, editora
):
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Beta"))
    form = form_of(editora, "Editores · Alfa", email="otra@ejemplo.cu")
    for response in (
        as_coordinator.get(edit(editora)),
        as_coordinator.post(edit(editora), form),
        as_coordinator.post(edit(editora), form_of(editora, "Editores · Alfa"), follow=True),
        as_coordinator.get(PENDING),
        as_coordinator.get(action("history", editora)),
    ):
        assert "Beta" not in text(response)
    editora.refresh_from_db()
    assert editora.email == "editora@ejemplo.cu"
    assert pending(editora) == {"Atención · Beta"}


def test_the_form_says_what_waits(as_administrator, editora):
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    page = text(as_administrator.get(edit(editora)))
    assert "Espera que otra persona lo confirme: Atención · Alfa" in page


# --- Two users at the same time ---------------------------------------------------------------


def test_nobody_asks_unknowingly_for_what_a_colleague_has_withdrawn(
    as_administrator, as_other_administrator, editora
):
    """A form opened before would request it again, and the first administrator could confirm it."""
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa", "Atención · Alfa"))
    opened = as_other_administrator.get(edit(editora)).context["form"]
    as_administrator.post(edit(editora), form_of(editora, "Editores · Alfa"))
    sent = form_of(editora, "Editores · Alfa", "Atención · Alfa")
    response = as_other_administrator.post(
        edit(editora), sent | {"esperaban": opened["esperaban"].value()}
    )
    assert "Alguien decidió o retiró entretanto" in text(response)
    assert not pending(editora)
    assert names(editora) == {"Editores · Alfa"}


def test_a_lost_telephone_is_no_dead_end_without_a_word(
    as_administrator, as_other_administrator, otra_administradora
):
    enrol(as_other_administrator)
    path = action("reset_second_factor", otra_administradora)
    said = text(as_administrator.post(path, follow=True))
    assert "Espera que otra persona lo confirme: Administradores" in said
    assert "confirmar_nombramientos" in said
