"""Pages and files that a portal reserves: two steps for the staff, and shared passwords."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from tests.factories import make_document, make_noticia, make_page, make_private, make_user
from tests.reading import soup, text
from usuarios.models import Intento

from .signing_in import enrol, sign_in

LOGIN = "/_util/login/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.WAGTAILDOCS_SERVE_METHOD = "redirect"  # the test storage is in memory


@pytest.fixture
def enrolled(provincia, moderadora):
    """The moderator's telephone, already set up, and her recovery codes."""
    visitor = provincia.browser()
    sign_in(visitor, "moderadora")
    return enrol(visitor)


@pytest.fixture
def sin_ofrecer(alfa):
    """The address of a file that no page offers."""
    return make_document("Borrador", collection=alfa.collection).url


@pytest.fixture
def reservada(alfa):
    """The address of a page of Alfa that is only for signed-in users."""
    page = make_page(alfa, "Para el personal")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page.get_url()


@pytest.fixture
def ofrecida(alfa):
    """A file that a page of Alfa offers."""
    document = make_document("Acta", collection=alfa.collection)
    block = {"type": "documentos", "value": {"titulo": "Actas", "documentos": [document.pk]}}
    make_page(alfa, "Sesión", cuerpo=json.dumps([block]))
    return document


def enter(browser, username, **extra):
    return browser.post(LOGIN, {"username": username, "password": "clave"} | extra)


# --- The second step -------------------------------------------------------------------------


def test_a_password_alone_opens_no_file_nor_page_on_a_portal(
    alfa, enrolled, sin_ofrecer, reservada
):
    browser = alfa.browser()
    response = enter(browser, "moderadora")
    assert response.status_code == 200
    assert "Su cuenta pide además un código" in text(response)
    assert browser.get(sin_ofrecer).status_code == 404
    assert browser.get(reservada)["Location"].startswith(LOGIN)


def test_with_the_code_of_the_telephone_both_open(alfa, enrolled, sin_ofrecer, reservada):
    telephone, codes = enrolled
    for code in (telephone.code(ahead=1), codes[0]):
        browser = alfa.browser()
        assert enter(browser, "moderadora", codigo=code, next=reservada)["Location"] == reservada
        assert browser.get(sin_ofrecer).status_code == 302
        assert browser.get(reservada).status_code == 200


def test_a_code_serves_once_on_a_portal_too_and_guessing_is_slow(alfa, enrolled):
    telephone, _ = enrolled
    code = telephone.code(ahead=1)
    assert enter(alfa.browser(), "moderadora", codigo=code).status_code == 302
    browser = alfa.browser()
    for _ in range(10):
        response = enter(browser, "moderadora", codigo=code)
        assert "Ese código no sirve" in text(response)
    assert enter(browser, "moderadora", codigo=telephone.code()).status_code == 429


def test_who_needs_a_second_step_and_has_none_is_told_where_to_set_it_up(
    alfa, moderadora, sin_ofrecer
):
    browser = alfa.browser()
    assert "entre una vez en la administración" in text(enter(browser, "moderadora"))
    assert browser.get(sin_ofrecer).status_code == 404


def test_half_a_sign_in_of_the_admin_opens_nothing_on_the_same_host(
    provincia, alfa, enrolled, sin_ofrecer, reservada
):
    browser = provincia.browser()
    sign_in(browser, "moderadora")
    assert browser.get(sin_ofrecer).status_code == 404
    telephone, _ = enrolled
    browser.post("/admin/segundo-factor/verificar/", {"codigo": telephone.code(ahead=1)})
    assert browser.get(sin_ofrecer).status_code == 302


def test_a_lost_telephone_closes_what_it_had_opened(alfa, enrolled, sin_ofrecer, moderadora):
    telephone, _ = enrolled
    browser = alfa.browser()
    enter(browser, "moderadora", codigo=telephone.code(ahead=1))
    call_command("desbloquear_cuenta", "moderadora", "--segundo-factor")
    assert browser.get(sin_ofrecer).status_code == 404


# --- Error messages ------------------------------------------------------------------------------


def told(response):
    """Return the text above the fields, and the name of the field with the focus."""
    page = soup(response).select_one("form.formulario")
    [focused] = page.select("[autofocus]")
    summary, first = page.select_one(".errores"), page.find("label")
    assert first in summary.find_all_next("label")
    return " ".join(summary.text.split()), focused["name"]


def test_what_is_wrong_is_told_above_the_fields_with_the_focus_on_it(alfa, enrolled):
    said, focus = told(enter(alfa.browser(), "moderadora"))
    assert "Su cuenta pide además un código del teléfono" in said
    assert "escriba otra vez la contraseña" in said
    assert focus == "codigo"
    said, focus = told(alfa.browser().post(LOGIN, {"username": "", "password": ""}))
    assert "Nombre de usuario" in said
    assert focus == "username"
    said, focus = told(enter(alfa.browser(), "moderadora", password="mala"))
    assert focus == "password"


def test_a_portal_and_the_admin_refuse_in_the_same_words(alfa, provincia, editora):
    sent = {"username": "editora", "password": "mala"}
    [admins] = soup(provincia.browser().post("/admin/login/", sent)).select(".messages .error")
    said, _ = told(alfa.browser().post(LOGIN, sent))
    assert admins.text.strip() in said


def test_a_portal_offers_the_way_out_of_a_forgotten_password(alfa, editora):
    browser = alfa.browser()
    page = soup(browser.get(LOGIN))
    link = page.find("a", string="¿Olvidó la contraseña?")
    assert link["href"] == "http://localhost:8000/admin/password_reset/"
    for _ in range(6):
        response = enter(browser, "editora", password="mala")
    assert response.status_code == 429
    assert "al cambiarla podrá entrar enseguida" in told(response)[0]


def test_a_used_recovery_code_is_not_told_of_an_application(alfa, enrolled):
    _, codes = enrolled
    assert enter(alfa.browser(), "moderadora", codigo=codes[0]).status_code == 302
    said, _ = told(enter(alfa.browser(), "moderadora", codigo=codes[0]))
    assert "Ese código de recuperación no sirve" in said
    assert "aplicación" not in said


def test_an_editor_without_a_telephone_enters_as_before(alfa, editora, reservada):
    browser = alfa.browser()
    assert enter(browser, "editora", next=reservada)["Location"] == reservada
    assert browser.get(reservada).status_code == 200


# --- Other portals -------------------------------------------------------------------------------


def test_a_page_that_is_reserved_after_many_saw_it_asks_at_once(alfa, beta, committed):
    page = make_page(alfa, "Carnaval")
    with committed():
        alias = page.create_alias(parent=Page.objects.get(pk=beta.home.pk), update_slug="copia")
        make_page(beta, "Programa", parent=alias)
    places = [(alfa, "/carnaval/"), (beta, "/copia/"), (beta, "/copia/programa/")]
    assert [portal.get(path).status_code for portal, path in places] == [200] * 3
    with committed():
        closed = make_private(page)
    assert [portal.get(path).status_code for portal, path in places] == [302] * 3
    with committed():
        closed.delete()
    assert [portal.get(path).status_code for portal, path in places] == [200] * 3


def test_what_is_for_the_staff_is_not_for_the_staff_of_another_portal(alfa, beta, reservada):
    make_user("betina", groups=[beta.editores])
    browser = alfa.browser()
    enter(browser, "betina")
    answer = browser.get(reservada, follow=True)
    assert "Su cuenta no tiene acceso a esta página" in text(answer)


@pytest.mark.parametrize("role", ["atencion", "coordinadores"])
def test_the_staff_are_those_too_who_edit_no_page(alfa, beta, reservada, ofrecida, settings, role):
    settings.SECOND_FACTOR_REQUIRED = False
    CollectionViewRestriction.objects.create(
        collection=ofrecida.collection, restriction_type="login"
    )
    for portal, page, file in ((alfa, 200, 302), (beta, 302, 404)):
        group = getattr(portal.site.portalsettings, role)
        browser = alfa.signed_in(make_user(f"de-{portal.slug}", groups=[group]))
        assert browser.get(reservada).status_code == page
        assert browser.get(ofrecida.url).status_code == file


def test_so_it_is_with_the_files_of_a_folder(alfa, beta, ofrecida, editora):
    CollectionViewRestriction.objects.create(
        collection=ofrecida.collection, restriction_type="login"
    )
    make_user("betina", groups=[beta.editores])
    assert alfa.get(ofrecida.url)["Location"].startswith(LOGIN)
    for name, status in (("betina", 404), ("editora", 302)):
        browser = alfa.browser()
        enter(browser, name)
        assert browser.get(ofrecida.url).status_code == status


def test_public_pages_ask_a_session_nothing_of_who_it_is(alfa, editora):
    page = make_page(alfa, "Para todos")
    browser = alfa.browser()
    enter(browser, "editora")
    response = browser.get(page.get_url())
    assert response.status_code == 200
    assert not response.wsgi_request.session.accessed


# --- Redirects -----------------------------------------------------------------------------------

FOREIGN = [
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "https://evil.example/",
    "https:///evil.example",
    "/\t/evil.example/",
    "javascript:alert(1)",
    "http://localhost@evil.example/",
]


@pytest.mark.parametrize("target", ["", *FOREIGN])
def test_who_wanted_nothing_or_something_foreign_gets_to_the_home_of_the_portal(
    alfa, editora, target
):
    response = enter(alfa.browser(), "editora", next=target)
    assert response["Location"] == "/"
    assert alfa.get("/").status_code == 200


@pytest.mark.parametrize("target", FOREIGN)
def test_the_password_of_a_page_leads_to_no_foreign_address(alfa, target):
    page = make_page(alfa, "Con contraseña")
    restriction = make_private(page)
    url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    response = alfa.browser().post(url, {"password": "clave", "return_url": target})
    assert response["Location"] == "/"


@pytest.mark.parametrize("target", FOREIGN)
@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/segundo-factor/ofrecer/", "/admin/segundo-factor/verificar/"]
)
def test_the_admin_leads_to_no_foreign_address(provincia, editora, path, target):
    browser = provincia.browser()
    if path != "/admin/login/":
        sign_in(browser, "editora")
    data = {"username": "editora", "password": "clave", "next": target}
    response = browser.post(path, data)
    assert response.status_code in (302, 404)
    assert response.headers.get("Location", "/admin/").startswith("/admin/")
    assert "evil" not in response.headers.get("Location", "")


@pytest.mark.parametrize(
    "path", ["/admin/\\\\evil.example\\x", "/admin//evil.example", "//evil.example/x"]
)
def test_an_address_that_lacks_its_end_leads_to_no_foreign_one(provincia, path):
    response = provincia.browser().get(path)
    location = response.headers.get("Location", "/")
    assert not location.startswith(("//", "/\\"))
    assert "\\" not in location


# --- Shared passwords ----------------------------------------------------------------------------


def test_the_password_of_a_page_is_guessed_slowly(alfa):
    page = make_page(alfa, "Con contraseña")
    restriction = make_private(page)
    other = make_private(make_page(alfa, "Otra"), password="otra")
    browser = alfa.browser()
    asked = browser.get(page.get_url(), follow=True)
    form = soup(asked).find("form", method="post", class_="formulario")
    data = {"return_url": form.find("input", attrs={"name": "return_url"})["value"]}
    for number in range(5):
        response = browser.post(form["action"], data | {"password": f"prueba-{number}"})
        assert response.status_code == 200
    response = browser.post(form["action"], data | {"password": "clave"})
    assert response.status_code == 429
    assert "Espere 15 minutos" in text(response)
    asked = browser.get(page.get_url(), follow=True)
    assert asked.status_code == 200
    assert "Esta página pide una contraseña" in text(asked)
    url = f"/_util/authenticate_with_password/{other.pk}/{other.page_id}/"
    assert browser.post(url, {"password": "otra", "return_url": "/"}).status_code == 302
    assert restriction.pk != other.pk


def test_strangers_of_many_networks_keep_nobody_out_of_a_reserved_page(alfa):
    page = make_page(alfa, "Con contraseña")
    restriction = make_private(page)
    url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    for number in range(150):
        place = f"192.0.2.{number // 4}"
        tried = {"password": f"prueba-{number}", "return_url": "/"}
        assert alfa.browser().post(url, tried, REMOTE_ADDR=place).status_code == 200
    known = {"password": "clave", "return_url": page.get_url()}
    assert alfa.browser().post(url, known, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_one_network_guesses_little_in_a_day(alfa):
    page = make_page(alfa, "Con contraseña")
    restriction = make_private(page)
    url = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    statuses = []
    for number in range(40):
        tried = {"password": f"prueba-{number}", "return_url": "/"}
        statuses.append(alfa.browser().post(url, tried).status_code)
        Intento.objects.update(momento=F("momento") - timedelta(minutes=16))
    assert statuses == [200] * 30 + [429] * 10


@pytest.mark.parametrize("kind", ["page", "folder"])
@pytest.mark.parametrize(
    ("password", "kept"), [("vecinos", False), ("20261128", False), ("tres guásimas viejas", True)]
)
def test_what_is_reserved_gets_a_password_that_nobody_guesses(
    as_administrator, alfa, settings, kind, password, kept
):
    settings.SECOND_FACTOR_REQUIRED = False
    if kind == "page":
        page = make_page(alfa, "Con contraseña")
        url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    else:
        url = reverse("wagtailadmin_collections:set_privacy", args=[alfa.collection.pk])
    response = as_administrator.post(url, {"restriction_type": "password", "password": password})
    assert response.status_code == 200
    assert ("contraseña" in response.json().get("html", "")) is not kept
    restrictions = PageViewRestriction if kind == "page" else CollectionViewRestriction
    assert restrictions.objects.filter(password=password).exists() is kept


def test_the_password_of_a_folder_is_guessed_slowly_and_asked_in_spanish(alfa, ofrecida):
    CollectionViewRestriction.objects.create(
        collection=ofrecida.collection, restriction_type="password", password="clave"
    )
    browser = alfa.browser()
    page = browser.get(ofrecida.url)
    assert "Este documento pide una contraseña" in text(page)
    form = soup(page).find("form", method="post", class_="formulario")
    data = {"return_url": ofrecida.url}
    for number in range(5):
        assert browser.post(form["action"], data | {"password": str(number)}).status_code == 200
    assert browser.post(form["action"], data | {"password": "clave"}).status_code == 429


def test_who_knows_the_password_of_a_page_reads_it(alfa):
    page = make_page(alfa, "Con contraseña")
    make_private(page)
    browser = alfa.browser()
    asked = browser.get(f"{page.get_url()}?letra=grande", follow=True)
    form = soup(asked).find("form", method="post", class_="formulario")
    wanted = form.find("input", attrs={"name": "return_url"})["value"]
    response = browser.post(form["action"], {"password": "clave", "return_url": wanted})
    assert response["Location"] == "/con-contrasena/?letra=grande"
    assert "Resumen de Con contraseña" in text(browser.get(page.get_url()))


# --- Signing out ---------------------------------------------------------------------------------


def test_a_link_to_the_way_out_ends_no_session(provincia, editora):
    browser = provincia.browser()
    sign_in(browser, "editora")
    response = browser.get("/admin/logout/")
    assert response.status_code == 405
    assert "sessionid" not in response.cookies
    assert browser.get("/admin/account/").status_code == 200
    assert browser.post("/admin/logout/").status_code == 302
    assert browser.get("/admin/account/").status_code == 302


def test_nobody_ends_the_editing_session_of_somebody_else(as_editor, as_moderator, alfa, editora):
    page = make_noticia(alfa, "Una noticia")
    as_editor.get(f"/admin/pages/{page.pk}/edit/")
    session = EditingSession.objects.get(user=editora)
    url = f"/admin/editing-sessions/release/{session.pk}/"
    as_moderator.post(url)
    assert EditingSession.objects.filter(pk=session.pk).exists()
    as_editor.post(url)
    assert not EditingSession.objects.filter(pk=session.pk).exists()
