"""The second factor: who must have one, and how it is set up, used and removed."""

from urllib.parse import unquote

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from base.models import PortalSettings
from equipos.models import Equipo
from tests.factories import make_noticia, make_page, make_user
from tests.processes import PRODUCTION, run
from tests.reading import links, soup, text
from usuarios.second_factor import has_second_factor, reset_second_factor

from .signing_in import (
    ENROL,
    OWN,
    VERIFY,
    Telephone,
    enrol,
    is_inside,
    secret_on,
    sign_in,
)


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def visitor(provincia):
    return provincia.browser()


@pytest.fixture
def enrolled(provincia, moderadora):
    """A moderator whose telephone is already set up: the telephone and her recovery codes."""
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    telephone, codes = enrol(visitor)
    return telephone, codes


# --- Who needs it ----------------------------------------------------------------------------


def test_a_moderator_sets_it_up_before_anything_else(visitor, moderadora, alfa):
    page = make_noticia(alfa, "Una noticia")
    sign_in(visitor, "moderadora")
    for path in ("/admin/", f"/admin/pages/{page.pk}/edit/", "/admin/account/", "/admin/nada/"):
        assert visitor.get(path)["Location"].startswith(ENROL), path
    assert visitor.post(f"/admin/pages/{page.pk}/delete/")["Location"].startswith(ENROL)
    page.refresh_from_db()
    enrol(visitor)
    assert is_inside(visitor)


@pytest.mark.parametrize("group", ["Moderadores", "Administradores", "Coordinador · Alfa"])
def test_whoever_reaches_beyond_their_own_pages_needs_it(visitor, portales, group):
    make_user("persona", groups=[group])
    sign_in(visitor, "persona")
    assert visitor.get("/admin/")["Location"].startswith(ENROL)


def test_a_superuser_needs_it(visitor, portales):
    get_user_model().objects.create_superuser("raiz", "raiz@ejemplo.cu", "clave")
    sign_in(visitor, "raiz")
    assert visitor.get("/admin/")["Location"].startswith(ENROL)


def test_an_editor_is_offered_it_once_and_may_do_without(provincia, editora):
    visitor = provincia.browser()
    offer = sign_in(visitor, "editora")["Location"]
    assert offer.startswith("/admin/segundo-factor/ofrecer/")
    page = visitor.get(offer)
    assert links(page)["Prepararlo ahora"].startswith(ENROL)
    assert not soup(page).find("script")
    assert visitor.post(offer)["Location"] == "/admin/"
    again = provincia.browser()
    assert sign_in(again, "editora")["Location"] == "/admin/"
    assert visitor.get(offer)["Location"] == "/admin/"


@pytest.mark.parametrize("way", ["closes the page", "Prepararlo ahora"])
def test_whoever_leaves_the_offer_is_not_asked_again(provincia, editora, way):
    visitor = provincia.browser()
    page = visitor.get(sign_in(visitor, "editora")["Location"])
    assert "No se lo volveremos a preguntar" in text(page)
    if way in links(page):
        visitor.get(links(page)[way])
    assert sign_in(provincia.browser(), "editora")["Location"] == "/admin/"


def test_nobody_is_offered_what_they_need_or_have(provincia, moderadora, editora):
    assert sign_in(provincia.browser(), "moderadora")["Location"] == "/admin/"
    visitor = provincia.browser()
    sign_in(visitor, "editora")
    enrol(visitor)
    assert sign_in(provincia.browser(), "editora")["Location"] == "/admin/"


@pytest.mark.parametrize("role", ["Editores", "Traductores", "Revisores", "equipo"])
def test_where_a_portal_asks_for_it_all_of_its_people_need_it(
    provincia, alfa, beta, administrador, role
):
    PortalSettings.objects.filter(slug="alfa").update(segundo_factor_obligatorio=True)
    for portal, name in ((alfa, "Alfa"), (beta, "Beta")):
        group = f"{role} · {name}"
        if role == "equipo":
            page = make_page(portal, "Acueducto")
            group = Equipo.objects.create_for(page, user=administrador).group
        make_user(f"persona-{portal.slug}", groups=[group])
    there, elsewhere = provincia.browser(), provincia.browser()
    sign_in(there, "persona-alfa")
    assert there.get("/admin/")["Location"].startswith(ENROL)
    enrol(there)
    assert is_inside(there)
    sign_in(elsewhere, "persona-beta")
    assert is_inside(elsewhere)


def test_the_province_says_which_portal_asks_for_it(as_administrator, as_editor, alfa, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    url = f"/admin/settings/base/portalsettings/{alfa.site.pk}/"
    assert "segundo_factor_obligatorio" in as_administrator.get(url).content.decode()
    assert "segundo_factor_obligatorio" not in as_editor.get(url).content.decode()


def test_an_editor_may_do_without(visitor, editora):
    sign_in(visitor, "editora")
    assert is_inside(visitor)
    assert OWN in links(visitor.get("/admin/account/")).values()


def test_an_editor_who_has_one_is_asked_for_it(provincia, editora):
    visitor = provincia.browser()
    sign_in(visitor, "editora")
    telephone, _ = enrol(visitor)
    again = provincia.browser()
    sign_in(again, "editora")
    assert again.get("/admin/")["Location"].startswith(VERIFY)
    again.post(VERIFY, {"codigo": telephone.code(ahead=1)})
    assert is_inside(again)


def test_where_nobody_needs_it_whoever_has_one_is_asked_all_the_same(
    provincia, enrolled, settings, administrador
):
    settings.SECOND_FACTOR_REQUIRED = False
    other = provincia.browser()
    sign_in(other, "administrador")
    assert is_inside(other)
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    assert not is_inside(visitor)


def test_production_cannot_turn_it_off(tmp_path):
    code = (
        "from django.conf import settings;"
        "print(settings.SECOND_FACTOR_REQUIRED, settings.SECOND_FACTOR_REQUIRED_FOR)"
    )
    result = run(
        tmp_path,
        "-c",
        code,
        SECRET_KEY="x" * 60,
        DATABASE_URL="postgres://portales@localhost/portales",
        SECOND_FACTOR_REQUIRED="False",
        **PRODUCTION,
    )
    assert result.stdout.split() == ["True", "equipos.roles.requires_second_factor"]


# --- Setting it up ---------------------------------------------------------------------------


def test_the_page_draws_the_secret_itself_and_also_writes_it(visitor, moderadora):
    sign_in(visitor, "moderadora")
    response = visitor.get(ENROL)
    assert soup(response).select_one(".segundo-factor__qr")["src"].startswith("data:image/svg+xml")
    assert len(secret_on(response).replace(" ", "")) == 32
    assert not soup(response).find("script")


def test_a_reloaded_page_shows_the_same_secret_and_another_session_a_new_one(
    provincia, visitor, moderadora
):
    sign_in(visitor, "moderadora")
    first = secret_on(visitor.get(ENROL))
    assert secret_on(visitor.get(ENROL)) == first
    other = provincia.browser()
    sign_in(other, "moderadora")
    assert secret_on(other.get(ENROL)) != first


def test_a_wrong_code_sets_nothing_up(visitor, moderadora):
    sign_in(visitor, "moderadora")
    telephone = Telephone(secret_on(visitor.get(ENROL)))
    for code in ("000000", "no", telephone.code(ahead=20)):
        response = visitor.post(ENROL, {"codigo": code})
        assert "Ese código no es el de ahora" in text(response)
    assert not has_second_factor(moderadora)
    assert not is_inside(visitor)


def test_whoever_sets_it_up_goes_on_to_where_they_were_going(visitor, moderadora):
    sign_in(visitor, "moderadora")
    gate = visitor.get("/admin/account/")["Location"]
    telephone = Telephone(secret_on(visitor.get(gate)))
    response = visitor.post(gate, {"codigo": telephone.code()})
    assert "/admin/account/" in links(response).values()


def test_recovery_codes_are_shown_once(visitor, moderadora):
    sign_in(visitor, "moderadora")
    _, codes = enrol(visitor)
    assert len(set(codes)) == 10
    for path in (ENROL, OWN, "/admin/segundo-factor/codigos/", "/admin/account/"):
        assert codes[0] not in text(visitor.get(path, follow=True))
    assert "Le quedan 10 códigos" in text(visitor.get(OWN))


def test_the_file_of_recovery_codes_says_what_it_is(visitor, moderadora):
    sign_in(visitor, "moderadora")
    telephone = Telephone(secret_on(visitor.get(ENROL)))
    page = soup(visitor.post(ENROL, {"codigo": telephone.code()}))
    href = page.find("a", download=True)["href"]
    written = unquote(href.removeprefix("data:text/plain;charset=utf-8,"))
    for said in ("Portales del Ciudadano", "http://localhost:8000/admin/", "moderadora"):
        assert said in written
    assert "vale una sola vez" in written
    for code in page.select(".segundo-factor__codigos code"):
        assert code.text in written.split("\r\n")


def test_a_used_recovery_code_is_told_as_such(provincia, visitor, moderadora):
    sign_in(visitor, "moderadora")
    _, codes = enrol(visitor)
    for _time in range(2):
        other = provincia.browser()
        sign_in(other, "moderadora")
        answer = other.post(f"{VERIFY}?recuperacion=1", {"codigo": codes[0]}, follow=True)
    assert "Ese código de recuperación no sirve" in text(answer)
    icon = soup(answer).select_one(".w-field__errors use")["href"]
    assert soup(answer).select_one(icon)


def test_a_telephone_cannot_be_replaced_without_a_code(visitor, moderadora):
    sign_in(visitor, "moderadora")
    enrol(visitor)
    assert visitor.get(ENROL)["Location"] == OWN
    assert visitor.post(ENROL, {"codigo": "000000"})["Location"] == OWN


# --- Signing in ------------------------------------------------------------------------------


def test_a_password_alone_opens_no_address_of_the_admin(provincia, enrolled, alfa):
    page = make_noticia(alfa, "Una noticia")
    visitor = provincia.browser()
    assert sign_in(visitor, "moderadora").status_code == 302
    for path in ("/admin/", f"/admin/pages/{page.pk}/edit/", ENROL, OWN, "/admin/reports/locked/"):
        assert visitor.get(path)["Location"].startswith(VERIFY), path
    ajax = {"x-requested-with": "XMLHttpRequest"}
    assert visitor.get("/admin/api/main/pages/", headers=ajax).status_code == 403
    visitor.post("/admin/segundo-factor/quitar/", {"codigo": "x"})
    visitor.post("/admin/logout/")
    assert visitor.get("/admin/")["Location"].startswith("/admin/login/")


def test_the_code_of_the_telephone_leads_to_where_the_person_was_going(provincia, enrolled):
    telephone, _ = enrolled
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    gate = visitor.get("/admin/account/")["Location"]
    form = soup(visitor.get(gate)).find("form", method="post")
    data = {tag["name"]: tag.get("value", "") for tag in form.find_all("input")}
    code = telephone.code(ahead=1)
    response = visitor.post(gate, data | {"codigo": f"{code[:3]} {code[3:]}"})
    assert response["Location"] == "/admin/account/"
    assert visitor.get("/admin/account/").status_code == 200


def test_it_leads_to_no_foreign_address(provincia, enrolled):
    telephone, _ = enrolled
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    response = visitor.post(
        f"{VERIFY}?next=https://ejemplo.net/",
        {"codigo": telephone.code(ahead=1), "next": "https://ejemplo.net/"},
    )
    assert response["Location"] == "/admin/"


def test_a_code_of_the_telephone_serves_once(provincia, enrolled):
    telephone, _ = enrolled
    code = telephone.code(ahead=1)
    for expected in (True, False):
        visitor = provincia.browser()
        sign_in(visitor, "moderadora")
        visitor.post(VERIFY, {"codigo": code})
        assert is_inside(visitor) is expected


def test_a_recovery_code_serves_once_and_says_how_many_are_left(provincia, enrolled):
    _, codes = enrolled
    first = provincia.browser()
    sign_in(first, "moderadora")
    response = first.post(f"{VERIFY}?recuperacion=1", {"codigo": codes[3].lower()}, follow=True)
    assert "Le quedan 9" in text(response)
    again = provincia.browser()
    sign_in(again, "moderadora")
    response = again.post(VERIFY, {"codigo": codes[3]})
    assert "Ese código de recuperación no sirve" in text(response)
    assert not is_inside(again)


def test_the_code_of_somebody_else_does_not_serve(provincia, enrolled, administrador):
    other = provincia.browser()
    sign_in(other, "administrador")
    others_telephone, others_codes = enrol(other)
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    for code in (others_telephone.code(ahead=1), others_codes[0]):
        visitor.post(VERIFY, {"codigo": code})
    assert not is_inside(visitor)


def test_guessing_codes_is_slow_and_the_page_says_how_long_to_wait(provincia, enrolled):
    telephone, _ = enrolled
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    for _ in range(10):
        assert visitor.post(VERIFY, {"codigo": "000000"}).status_code == 200
    response = visitor.post(VERIFY, {"codigo": telephone.code(ahead=1)})
    assert response.status_code == 429
    assert "Espere 60 minutos" in text(response)
    call_command("desbloquear_cuenta", "moderadora")
    visitor.post(VERIFY, {"codigo": telephone.code(ahead=1)})
    assert is_inside(visitor)


# --- Afterwards ------------------------------------------------------------------------------


def test_new_recovery_codes_end_the_former_ones(provincia, visitor, moderadora):
    sign_in(visitor, "moderadora")
    telephone, former = enrol(visitor)
    response = visitor.post("/admin/segundo-factor/codigos/", {"codigo": telephone.code(ahead=1)})
    new = [tag.get_text() for tag in soup(response).select(".segundo-factor__codigos code")]
    assert len(new) == 10
    again = provincia.browser()
    sign_in(again, "moderadora")
    again.post(VERIFY, {"codigo": former[0]})
    assert not is_inside(again)
    again.post(VERIFY, {"codigo": new[0]})
    assert is_inside(again)


def test_an_editor_removes_it_with_a_code_and_not_without(provincia, editora):
    visitor = provincia.browser()
    sign_in(visitor, "editora")
    _, codes = enrol(visitor)
    visitor.post("/admin/segundo-factor/quitar/", {"codigo": "000000"})
    assert has_second_factor(editora)
    visitor.post("/admin/segundo-factor/quitar/", {"codigo": codes[0]})
    assert not has_second_factor(editora)
    assert is_inside(visitor)
    again = provincia.browser()
    sign_in(again, "editora")
    assert is_inside(again)


def test_a_moderator_who_changes_telephone_sets_up_the_new_one_at_once(visitor, moderadora):
    sign_in(visitor, "moderadora")
    _, codes = enrol(visitor)
    response = visitor.post("/admin/segundo-factor/quitar/", {"codigo": codes[0]})
    assert response["Location"] == ENROL
    assert not is_inside(visitor)
    enrol(visitor)
    assert is_inside(visitor)


def test_whoever_has_the_former_telephone_is_signed_out(provincia, visitor, moderadora):
    sign_in(visitor, "moderadora")
    telephone, codes = enrol(visitor)
    thief = provincia.browser()
    sign_in(thief, "moderadora")
    thief.post(VERIFY, {"codigo": telephone.code(ahead=1)})
    assert is_inside(thief)
    visitor.post("/admin/segundo-factor/quitar/", {"codigo": codes[0]})
    assert thief.get("/admin/")["Location"].startswith("/admin/login/")
    enrol(visitor)
    assert is_inside(visitor)


def test_a_reset_closes_what_the_lost_telephone_had_opened(visitor, moderadora):
    sign_in(visitor, "moderadora")
    _, codes = enrol(visitor)
    reset_second_factor(moderadora)
    assert visitor.get("/admin/")["Location"].startswith(ENROL)
    visitor.post(VERIFY, {"codigo": codes[0]})
    assert not is_inside(visitor)


def test_the_last_administrator_is_helped_from_the_command_line(provincia, enrolled, moderadora):
    call_command("desbloquear_cuenta", "moderadora", "--segundo-factor")
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    assert visitor.get("/admin/")["Location"].startswith(ENROL)


def test_the_command_names_an_account_that_does_not_exist(db):
    with pytest.raises(CommandError, match="«nadie»"):
        call_command("desbloquear_cuenta", "nadie")


def test_what_is_done_to_it_is_told_by_mail(visitor, moderadora):
    sign_in(visitor, "moderadora")
    telephone, codes = enrol(visitor)
    visitor.post("/admin/segundo-factor/codigos/", {"codigo": codes[0]})
    visitor.post("/admin/segundo-factor/quitar/", {"codigo": telephone.code(ahead=1)})
    enrol(visitor)
    call_command("desbloquear_cuenta", "moderadora", "--segundo-factor")
    assert [message.subject for message in mail.outbox] == [
        "Segundo paso activado",
        "Códigos de recuperación nuevos",
        "Se quitó su segundo paso",
        "Segundo paso activado",
        "Se quitó su segundo paso",
    ]
    assert {tuple(message.to) for message in mail.outbox} == {("moderadora@ejemplo.cu",)}


def test_what_a_person_does_to_it_is_in_the_log(visitor, moderadora):
    sign_in(visitor, "moderadora")
    telephone, codes = enrol(visitor)
    visitor.post("/admin/segundo-factor/codigos/", {"codigo": codes[0]})
    visitor.post("/admin/segundo-factor/quitar/", {"codigo": telephone.code(ahead=1)})
    entries = ModelLogEntry.objects.for_instance(moderadora).order_by("pk")
    entries = entries.filter(action__startswith="usuarios.")
    assert [entry.action for entry in entries] == [
        "usuarios.segundo_factor_activado",
        "usuarios.codigos_renovados",
        "usuarios.segundo_factor_quitado",
    ]
    assert {entry.user for entry in entries} == {moderadora}
