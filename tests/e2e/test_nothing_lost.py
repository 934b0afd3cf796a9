"""What a user types in the admin survives a stop of the server, the browser or the session."""

import os
import re
import resource
import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .admin import Admin
from .conftest import listen, serving
from .desk import Desk
from .manual_translations import submit_to_english

AWAY = "El portal no responde"
ENDED = "Su sesión terminó"


@pytest.fixture
def mine(portales):
    """The same portals at a port of this test, which starts and stops its own server."""
    return listen(portales, WEB_CONCURRENCY="1")


@pytest.fixture
def open_browser(browser_type, browser_type_launch_args, browser_context_args, mine, tmp_path):
    """Return a context manager that opens a browser with a folder that lasts, and closes it."""

    @contextmanager
    def opened(username=None):
        context = browser_type.launch_persistent_context(
            tmp_path / "browser", **browser_type_launch_args, **browser_context_args
        )
        context.set_default_timeout(30_000)
        try:
            desk = Desk(context.new_page(), mine)
            if username:
                desk.sign_in(username)
            yield desk
        finally:
            context.close()

    return opened


# --- A power cut while typing --------------------------------------------------------------------


titles = count(1)


def new_title():
    """Return a new title: pages below the same page need different addresses."""
    return f"Antes del corte {next(titles)}"


def write_title(admin, title):
    """Fill in the title and wait for the save: leaving the field makes the address."""
    with admin.saving(title):
        admin.textbox("Título*").fill(title)
        admin.textbox("Título*").blur()


class Pagina:
    """A page of one kind: its title is saved, and its summary is typed while the server is down."""

    def __init__(self, username, task, summary):
        self.username, self.task, self.summary = username, task, summary

    def begin(self, desk):
        desk.start_task(self.task)
        self.title = new_title()
        write_title(desk, self.title)

    def go_on(self, desk):
        desk.textbox(self.summary).fill("Esto se escribió a oscuras.")

    def sees(self, desk):
        expect(desk.textbox("Título*")).to_have_value(self.title)
        expect(desk.textbox(self.summary)).to_have_value("Esto se escribió a oscuras.")


class Respuesta:
    username = "atencion-palma-soriano"

    def begin(self, desk):
        desk.open("/admin/casos/")
        desk.page.get_by_role("link", name=re.compile(r"^\d\d-\d{5}-\d")).first.click()
        desk.page.get_by_role("link", name="Responder", exact=True).click()
        desk.textbox("Respuesta*").fill("Mañana va")

    def go_on(self, desk):
        desk.textbox("Respuesta*").fill("Mañana va una brigada.")

    def sees(self, desk):
        expect(desk.textbox("Respuesta*")).to_have_value("Mañana va una brigada.")


class Traduccion:
    username = "traductor-contramaestre"

    def __init__(self, page="Accesibilidad"):
        self.page = page

    def begin(self, desk):
        desk.start_task("Traducir una página")
        desk.page.get_by_role("button", name=f"Más opciones de «{self.page}»").click()
        desk.page.get_by_role("link", name="Traducir esta página").click()
        submit_to_english(desk)
        desk.button("Traducir").first.click()

    def go_on(self, desk):
        self.field(desk).fill("Accessibility in the dark")

    def sees(self, desk):
        expect(self.field(desk)).to_have_value("Accessibility in the dark")

    def field(self, desk):
        return desk.page.get_by_role("main").get_by_role("textbox")


WRITTEN = {
    "noticia": Pagina("editor-contramaestre", "Escribir una noticia", "Resumen*"),
    "entidad": Pagina("editor-contramaestre", "Añadir una entidad", "Resumen*"),
    "tramite": Pagina("editor-provincia", "Escribir un trámite", "Resumen*"),
    "aviso": Pagina("editor-contramaestre", "Escribir un aviso", "Resumen*"),
    "respuesta": Respuesta(),
    "traduccion": Traduccion(),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_cut_takes_nothing_of_what_is_being_written(mine, open_browser, kind):
    written = WRITTEN[kind]
    with open_browser() as desk:
        with serving(mine.env):
            desk.sign_in(written.username)
            written.begin(desk)
            address = desk.page.evaluate("location.pathname")
        written.go_on(desk)
        desk.is_kept()
    with serving(mine.env), open_browser(written.username) as desk:
        # The front page of the admin shows the copy, and links to its form.
        desk.page.locator(".aviso-copia").get_by_role("link").click()
        assert desk.page.evaluate("location.pathname") == address
        expect(desk.offers).to_be_visible()
        desk.offers.get_by_role("button", name="Recuperarlo").click()
        written.sees(desk)


# --- Automatic saves ------------------------------------------------------------------------------


@pytest.fixture
def refused(sign_in):
    """The form of a new news page that has a title and no summary yet."""
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    write_title(admin, new_title())
    return admin


def send_and_go_on(admin):
    admin.button("Enviar a moderación").click()
    expect(admin.messages).to_contain_text("La página no se guardó")
    admin.wait_until_ready()
    admin.textbox("Resumen*").fill("Escrito después del rechazo.")
    admin.page.wait_for_timeout(4_000)


def test_what_is_typed_after_a_refusal_is_saved(refused):
    with refused.saving("Escrito después del rechazo."):
        send_and_go_on(refused)
    refused.page.reload()
    expect(refused.textbox("Resumen*")).to_have_value("Escrito después del rechazo.")


def test_what_was_refused_does_not_stay_red(sign_in):
    admin = sign_in("editor-contramaestre")
    page = admin.page
    admin.start_task("Escribir una noticia")
    admin.button("Enviar a moderación").click()
    expect(admin.messages).to_contain_text("La página no se creó")
    lacking = page.get_by_text("Este campo es necesario.").filter(visible=True)
    expect(lacking).to_have_count(3)
    admin.wait_until_ready()
    write_title(admin, new_title())
    expect(admin.messages).not_to_contain_text("La página no se creó")
    # The summary and the text are still missing.
    expect(lacking).to_have_count(2)
    with admin.saving("Ya lo tiene."):
        admin.textbox("Resumen*").fill("Ya lo tiene.")
    expect(lacking).to_have_count(1)


def test_wagtail_still_loses_it(refused):
    """Fails when Wagtail has fixed the bug: static_src/js/guardado.js must then be reviewed."""
    refused.page.context.route("**/guardado*.js", lambda route: route.abort())
    send_and_go_on(refused)
    refused.page.reload()
    expect(refused.textbox("Resumen*")).to_have_value("")


def test_a_body_without_title_says_what_it_lacks_and_is_saved_once_it_has_it(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    admin.paragraph.fill("El cuerpo antes que el título.")
    lacks = admin.page.get_by_text("Falta «Título»", exact=False)
    expect(lacks.filter(visible=True)).to_have_count(1)
    with admin.saving("El cuerpo antes que el título."):
        admin.textbox("Título*").fill(new_title())
        admin.textbox("Título*").blur()
    admin.page.reload()
    expect(admin.paragraph).to_have_text("El cuerpo antes que el título.")


def test_what_is_typed_while_a_save_is_under_way_is_saved_too(sign_in):
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    write_title(admin, new_title())
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    admin.page.route("**/edit/", hold_the_first)
    with admin.page.expect_request("**/edit/"):
        admin.textbox("Resumen*").fill("Primero")
    admin.textbox("Resumen*").press_sequentially(" y después")
    with admin.saving("y después"):
        held[0].continue_()
    admin.page.reload()
    expect(admin.textbox("Resumen*")).to_have_value("Primero y después")


def test_what_is_taken_back_is_saved_too(sign_in):
    """Otherwise the draft keeps a text that the form no longer shows."""
    admin = sign_in("editor-contramaestre")
    admin.start_task("Escribir una noticia")
    title = new_title()
    write_title(admin, title)
    summary = admin.textbox("Resumen*")
    with admin.saving("Sobra."):
        summary.fill("Sobra.")
    with admin.page.expect_response(
        lambda response: b"Sobra." not in (response.request.post_data_buffer or b"Sobra.")
    ):
        summary.fill("")
    admin.wait_until_saved()
    admin.page.reload()
    expect(admin.textbox("Título*")).to_have_value(title)
    expect(summary).to_have_value("")


def test_saving_resumes_by_itself_when_the_server_is_back(mine, open_browser):
    with open_browser() as desk:
        with serving(mine.env):
            desk.sign_in("editor-contramaestre")
            WRITTEN["noticia"].begin(desk)
        WRITTEN["noticia"].go_on(desk)
        expect(desk.state).to_contain_text(AWAY)
        desk.page.wait_for_timeout(65_000)  # Wagtail retries for 62 seconds, and never after that
        with serving(mine.env):
            desk.is_settled()
            expect(desk.state).not_to_contain_text(AWAY)
            desk.page.reload()
            WRITTEN["noticia"].sees(desk)


# --- A full disk ----------------------------------------------------------------------------------


@contextmanager
def full_disk(program):
    """Let the server write no file, as if its disk were full; reading still works."""
    folder = f"/proc/{program.pid}/task/{program.pid}/children"
    workers = [int(pid) for pid in Path(folder).read_text().split()]
    everything = resource.RLIM_INFINITY

    def allow(size):
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, everything))

    allow(0)
    try:
        yield
    finally:
        allow(everything)


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the disk is that of SQLite")
def test_a_disk_without_room_is_told_before_a_form_is_sent(mine, open_browser):
    # The first connection creates a file for readers, so another one opens the database before.
    with closing(sqlite3.connect(Path(mine.env["VAR_DIR"]) / "portales.sqlite3")) as reader:
        reader.execute("SELECT 1 FROM django_session").fetchone()
        with serving(mine.env) as program, open_browser("editor-contramaestre") as desk:
            WRITTEN["noticia"].begin(desk)
            with full_disk(program):
                WRITTEN["noticia"].go_on(desk)
                expect(desk.state).to_contain_text("ahora no puede guardar nada")
                desk.button("Enviar a moderación").click()
                expect(desk.state).to_contain_text("No se envió")
                WRITTEN["noticia"].sees(desk)
            # The form saves itself as soon as there is room.
            desk.is_settled()
            desk.page.reload()
            WRITTEN["noticia"].sees(desk)


# --- Sending ----------------------------------------------------------------------------------


def answer(desk, text):
    WRITTEN["respuesta"].begin(desk)
    desk.textbox("Respuesta*").fill(text)


def test_a_form_is_not_sent_to_a_server_that_is_away(mine, open_browser):
    with open_browser() as desk:
        with serving(mine.env):
            desk.sign_in("atencion-palma-soriano")
            answer(desk, "Una respuesta larga.")
        desk.button("Enviar la respuesta").click()
        expect(desk.state).to_contain_text(AWAY)
        expect(desk.state).to_contain_text("No se envió")
        expect(desk.textbox("Respuesta*")).to_have_value("Una respuesta larga.")
        with serving(mine.env):
            expect(desk.state).not_to_contain_text(AWAY, timeout=40_000)
            desk.button("Enviar la respuesta").click()
            expect(desk.messages).to_contain_text("Se respondió el caso")
            # The server has the form, so the browser keeps no copy.
            desk.is_settled()


def test_what_is_too_much_for_one_form_is_not_sent(sign_in, portales):
    desk = Desk(sign_in("atencion-contramaestre").page, portales)
    open_answer(desk)
    box, heavy = desk.textbox("Respuesta*"), desk.page.get_by_text("pesa más de lo que se puede")
    box.evaluate("box => (box.value = 'Muy larga. '.repeat(250_000))")
    box.press("x")
    desk.is_kept()
    expect(heavy).to_have_count(1)
    desk.button("Enviar la respuesta").click()
    expect(heavy).to_be_in_viewport()
    assert len(box.input_value()) > 2_500_000
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    # The server cannot render a form that is too large, so the copy is shown as text.
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(heavy).to_have_count(1)
    desk.page.get_by_text("Ver lo escrito").click()
    expect(desk.textbox("Ver lo escrito")).to_have_value(re.compile("^Muy larga. Muy larga."))


def test_an_ended_session_swallows_no_form(sign_in):
    admin = sign_in("atencion-contramaestre")
    admin.open("/admin/casos/")
    admin.page.get_by_role("link", name=re.compile(r"^\d\d-\d{5}-\d")).first.click()
    admin.page.get_by_role("link", name="Responder", exact=True).click()
    admin.textbox("Respuesta*").fill("Lo que costó escribir.")
    admin.page.context.clear_cookies()
    admin.button("Enviar la respuesta").click()
    state = Desk(admin.page, admin.portales).state
    expect(state).to_contain_text(ENDED)
    with admin.page.context.expect_page() as opened:
        state.get_by_role("link", name="Entrar en otra pestaña").click()
    other = Admin(opened.value, admin.portales)
    other.page.get_by_label("Nombre de usuario").fill("atencion-contramaestre")
    other.page.get_by_role("textbox", name="Contraseña").fill(admin.portales.password)
    other.button("Iniciar sesión").click()
    expect(other.page.get_by_role("heading", name="Ya está dentro")).to_be_visible()
    other.page.close()
    admin.page.bring_to_front()
    expect(state).not_to_contain_text(ENDED, timeout=40_000)
    expect(admin.textbox("Respuesta*")).to_have_value("Lo que costó escribir.")
    admin.button("Enviar la respuesta").click()
    expect(admin.messages).to_contain_text("Se respondió el caso")


def test_nothing_is_sent_in_the_name_of_somebody_else(sign_in):
    admin = sign_in("editor-contramaestre")
    desk = Desk(admin.page, admin.portales)
    WRITTEN["noticia"].begin(desk)
    admin.page.context.clear_cookies()
    other = Admin(admin.page.context.new_page(), admin.portales)
    other.sign_in("editor-mella")
    other.page.close()
    admin.textbox("Resumen*").fill("De la primera persona.")
    expect(desk.state).to_contain_text("entró otra persona")


def test_a_step_that_was_not_taken_is_not_taken_later(sign_in, portales):
    """Wagtail writes the action into the form, which saves itself once the server is back."""
    editor = sign_in("editor-mella")
    title = new_title()
    editor.start_task("Escribir una noticia")
    editor.fill_news(title=title, summary="Para aprobar.", text="Texto.")
    editor.submit()
    desk = Desk(sign_in("moderador").page, portales)
    desk.waiting(title).get_by_role("link", name=title).click()
    desk.page.get_by_role("link", name="Editar la página").click()
    desk.wait_until_ready()
    desk.page.context.set_offline(True)
    desk.button("Aprobar y publicar").click()
    expect(desk.state).to_contain_text("No se envió")
    desk.page.context.set_offline(False)
    expect(desk.state).not_to_contain_text(AWAY, timeout=40_000)
    with desk.saving("Para aprobar pronto."):
        desk.textbox("Resumen*").fill("Para aprobar pronto.")
    expect(desk.waiting(title)).to_have_count(1)


# --- Recovering a copy ----------------------------------------------------------------------------


def test_blocks_rows_and_what_was_chosen_come_back(sign_in, portales):
    """The page has no title yet, so the server cannot save it."""
    desk = Desk(sign_in("editor-contramaestre").page, portales)
    page = desk.page
    body = page.locator("[id*=cuerpo]").get_by_role("textbox").first
    desk.start_task("Añadir una entidad")
    desk.button("Añadir contacto").click()
    page.locator("[name=contactos-0-canal]").select_option("movil")
    page.locator("[name=contactos-0-valor]").fill("52345678")
    desk.button("Elegir una entidad").click()
    desk.dialog.locator("[name=q]").fill("gobierno provincial")  # the list has several pages
    desk.dialog.get_by_role("link", name="Gobierno Provincial: Atención a la Población").click()
    expect(desk.dialog).to_have_count(0)
    page.get_by_role("button", name="Insertar un bloque").first.click()
    page.get_by_role("option", name="Texto", exact=True).click()
    body.press_sequentially("Sala ")
    page.keyboard.press("Control+b")
    page.keyboard.type("infantil")
    desk.is_kept()
    page.reload()
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(page.get_by_text("Aquí está lo que escribió")).to_be_visible()
    expect(page.locator("[name=contactos-0-canal]")).to_have_value("movil")
    expect(page.locator("[name=contactos-0-valor]")).to_have_value("52345678")
    expect(page.locator("[name=depende_de]")).to_have_value(re.compile(r"\d+"))
    expect(page.get_by_text("Gobierno Provincial: Atención a la Población")).to_be_visible()
    expect(body).to_have_text("Sala infantil")
    expect(body.locator("[style*=bold]")).to_have_text("infantil")
    # The copy is deleted as soon as the server has saved the form.
    with desk.saving("infantil"):
        desk.textbox("Título*").fill(new_title())
        desk.textbox("Título*").blur()
    desk.is_settled()


def test_the_next_person_reads_nothing_of_it(new_context, portales):
    page = new_context().new_page()
    first = Desk(page, portales)
    first.sign_in("atencion-contramaestre")
    first.open("/admin/casos/")
    page.get_by_role("link", name=re.compile(r"^\d\d-\d{5}-\d")).first.click()
    page.get_by_role("link", name="Responder", exact=True).click()
    first.textbox("Respuesta*").fill("La señora Pérez vive enfrente.")
    first.is_kept()
    address = page.evaluate("location.pathname")
    page.context.clear_cookies()
    second = Desk(page.context.new_page(), portales)
    page.close()
    second.sign_in("administrador")
    expect(second.page.locator(".aviso-copia")).to_have_count(0)
    second.open(address)
    expect(second.offers).to_have_count(0)
    kept = second.page.evaluate(
        "async () => (await copias.todas()).map(({ cifrado, ...resto }) =>"
        " JSON.stringify(resto) + new TextDecoder().decode(cifrado)).join()"
    )
    assert kept
    assert "Pérez" not in kept
    assert "casos" not in kept


def open_answer(desk):
    desk.open("/admin/casos/")
    desk.page.get_by_role("link", name=re.compile(r"^\d\d-\d{5}-\d")).first.click()
    desk.page.get_by_role("link", name="Responder", exact=True).click()


def test_a_clock_set_wrong_neither_hides_nor_ends_a_copy(sign_in, portales):
    desk = Desk(sign_in("atencion-contramaestre").page, portales)
    desk.page.clock.set_system_time(datetime(2009, 1, 1, tzinfo=UTC))
    open_answer(desk)
    desk.textbox("Respuesta*").fill("Con la pila del reloj agotada.")
    desk.is_kept()
    desk.page.clock.set_system_time(datetime(2031, 1, 1, tzinfo=UTC))
    desk.page.reload()
    expect(desk.offers).to_have_text(re.compile(r"de las \d\d:\d\d\."))


def test_a_clock_that_is_put_right_in_the_middle_makes_no_copy_old(sign_in, portales):
    desk = Desk(sign_in("atencion-contramaestre").page, portales)
    desk.page.clock.set_system_time(datetime.now(UTC) + timedelta(days=20))
    open_answer(desk)
    desk.page.clock.set_system_time(datetime.now(UTC))
    desk.textbox("Respuesta*").fill("Ya tiene la hora.")
    desk.is_kept()
    desk.page.reload()
    expect(desk.offers).to_have_text(re.compile(r"de las \d\d:\d\d\."))


def test_a_new_page_is_not_put_over_another_one(sign_in, portales):
    desk = Desk(sign_in("editor-mella").page, portales)
    desk.start_task("Escribir una noticia")
    desk.textbox("Resumen*").fill("De la primera, que no tuvo título.")
    desk.is_kept()
    desk.start_task("Escribir una noticia")
    title = new_title()
    write_title(desk, title)
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(desk.textbox("Resumen*")).to_have_value("De la primera, que no tuvo título.")
    expect(desk.textbox("Título*")).to_have_value("")
    desk.open("/admin/")
    expect(desk.page.get_by_role("link", name=title)).to_be_visible()


def test_a_page_whose_first_answer_was_lost_stays_one(sign_in, portales):
    desk = Desk(sign_in("editor-mella").page, portales)
    lost = []

    def lose_the_first(route):
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    desk.start_task("Escribir una noticia")
    desk.page.route("**/admin/pages/add/**", lose_the_first)
    title = new_title()
    with desk.saving(title):
        desk.textbox("Título*").fill(title)
        desk.textbox("Título*").blur()
    assert lost
    desk.open("/admin/")
    expect(desk.page.get_by_role("link", name=title)).to_have_count(1)


def test_what_was_written_is_read_on_the_front_page_too(sign_in, portales):
    desk = Desk(sign_in("atencion-contramaestre").page, portales)
    open_answer(desk)
    desk.textbox("Respuesta*").fill("Mañana va una brigada.")
    desk.is_kept()
    desk.open("/admin/")
    desk.page.get_by_text("Ver lo escrito").click()
    written = desk.page.get_by_role("textbox", name="Ver lo escrito")
    expect(written).to_have_value("Mañana va una brigada.")


def test_a_page_in_two_tabs_says_so_once(sign_in, portales):
    first = Desk(sign_in("editor-mella").page, portales)
    first.start_task("Escribir una noticia")
    write_title(first, new_title())
    first.page.reload()
    second = Desk(first.page.context.new_page(), portales)
    second.page.goto(first.page.url)
    expect(second.page.get_by_text("está abierto en otra pestaña")).to_have_count(1)


def test_two_tabs_with_one_form_say_so_and_each_keeps_its_own(sign_in, portales):
    first = Desk(sign_in("atencion-contramaestre").page, portales)
    open_answer(first)
    second = Desk(first.page.context.new_page(), portales)
    open_answer(second)
    expect(second.page.get_by_text("está abierto en otra pestaña")).to_be_visible()
    for desk, words in ((first, "De la primera."), (second, "De la segunda.")):
        desk.page.bring_to_front()
        desk.textbox("Respuesta*").fill(words)
        desk.page.wait_for_timeout(2_500)
    expect(second.offers).to_have_count(0)
    second.page.close()
    first.page.reload()
    expect(first.offers).to_have_count(2)
    first.offers.last.get_by_role("button", name="Recuperarlo").click()
    expect(first.textbox("Respuesta*")).to_have_value("De la segunda.")
    first.offers.get_by_role("button", name="Desecharlo").click()
    expect(first.offers).to_have_count(0)


def test_a_browser_without_room_says_so(sign_in, portales):
    desk = Desk(sign_in("atencion-contramaestre").page, portales)
    open_answer(desk)
    browser = desk.page.context.new_cdp_session(desk.page)
    origin = portales.url().rstrip("/")
    browser.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    desk.textbox("Respuesta*").fill("No cabe. " * 2_000)
    full = desk.page.get_by_text("no cabe la copia")
    expect(full).to_be_visible()
    browser.send("Storage.overrideQuotaForOrigin", {"origin": origin})
    expect(full).to_have_count(0)
    desk.is_kept()


def test_a_comment_in_a_window_comes_back_too(sign_in, portales):
    admin = sign_in("editor-mella")
    title = new_title()
    admin.start_task("Escribir una noticia")
    admin.fill_news(title=title, summary="Para devolver.", text="Texto.")
    admin.submit()
    desk = Desk(sign_in("moderador").page, portales)
    desk.waiting(title).get_by_role("link", name=title).click()
    desk.page.get_by_role("link", name="Editar la página").click()
    desk.choose_action("Devolver con un comentario")
    comment = desk.dialog.get_by_label("Qué hay que cambiar")
    comment.fill("Falta decir a qué hora.")
    desk.is_kept()
    for begin_again in (lambda: desk.page.keyboard.press("Escape"), desk.page.reload):
        begin_again()
        expect(desk.dialog).to_have_count(0)
        desk.choose_action("Devolver con un comentario")
        expect(desk.dialog.locator(desk.offers)).to_have_count(1)
        expect(desk.offers).to_have_count(1)
        expect(desk.page.get_by_text("está abierto en otra pestaña")).to_have_count(0)
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(comment).to_have_value("Falta decir a qué hora.")
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.dialog.get_by_role("button", name="Devolver con un comentario").click()
    expect(desk.dialog).to_have_count(0)
    expect(desk.waiting(title)).to_have_count(0)
    assert not asked, "who sends it is asked whether to leave"
    desk.is_settled()


def test_each_text_of_a_translation_that_came_back_stays_kept(sign_in, portales):
    desk = Desk(sign_in("traductor-contramaestre").page, portales)
    Traduccion("Protección de datos").begin(desk)
    desk.button("Traducir").first.click()
    fields = desk.page.get_by_role("main").get_by_role("textbox")
    for number, words in enumerate(("First words", "Second words")):
        fields.nth(number).fill(words)
    desk.is_kept()
    desk.page.reload()
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(fields.nth(1)).to_have_value("Second words")
    desk.button("Guardar").first.click()
    expect(fields).to_have_count(1)
    desk.is_kept()
    desk.page.reload()
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(fields).to_have_value("Second words")


def test_a_translation_that_was_sent_waits_for_the_server(mine, open_browser):
    with open_browser() as desk:
        page = desk.page
        with serving(mine.env):
            desk.sign_in("traductor-contramaestre")
            desk.start_task("Traducir una página")
            page.get_by_role("button", name="Más opciones de «El municipio»").click()
            page.get_by_role("link", name="Traducir esta página").click()
            submit_to_english(desk)
            desk.button("Traducir").first.click()
        page.get_by_role("main").get_by_role("textbox").fill("The municipality")
        desk.button("Guardar").click()
        expect(desk.state).to_contain_text(AWAY)
        expect(page.get_by_text("Guardando")).to_be_visible()
        with serving(mine.env):
            expect(page.get_by_text("Traducido manualmente")).to_be_visible(timeout=40_000)
            desk.is_settled()
