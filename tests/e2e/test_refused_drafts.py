"""A refused draft goes on saving itself, whatever refused it; its header tells the truth.

Most tests end in another browser without copies: what it shows comes from the server.
"""

import re
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from .desk import Desk
from .manual_translations import submit_to_english

REFUSED = re.compile(r"La página no se (creó|guardó)|no se pudo (crear|guardar)", re.IGNORECASE)
SAVED, PENDING, PAUSED = "saved", "pendiente", "paused"
UNSAVED = re.compile(f"{PENDING}|{PAUSED}|saving")
# Records what the header says while the form holds changes that the server does not have, in two
# consecutive frames: a single one may fall between a keystroke and the look at the header.
WATCH = """() => {
    const form = document.querySelector("form[data-edit-form]");
    const sign = document.getElementById("w-autosave-indicator");
    const texts = () => ["title", "resumen"].map((name) => form.elements[name]?.value).join("|");
    // What was refused is with nobody.
    let sent, before = false;
    let had = form.dataset.wUnsavedForceValue === "true" ? undefined : texts();
    globalThis.lies = [];
    form.addEventListener("w-autosave:save", () => (sent = texts()));
    form.addEventListener("w-autosave:success", () => (had = sent), true);
    const look = () => {
        const lies = sign.dataset.wAutosaveStateValue === "saved" && texts() !== had;
        if (lies && before) globalThis.lies.push(texts());
        before = lies;
        requestAnimationFrame(look);
    };
    look();
}"""
TRANSLATED = "Cómo usar este portal"
SCREENS = {
    "of an office": {"width": 1366, "height": 768},
    "of a telephone": {"width": 360, "height": 740},
}
numbers = count(1)


def new_title():
    """Return a new title: pages below the same page need different addresses."""
    return f"Rechazada una vez {next(numbers)}"


class Draft(Desk):
    """The form of a page in which the test types letters, instead of setting values."""

    @property
    def sign(self):
        return self.page.locator("#w-autosave-indicator")

    @property
    def reason(self):
        """The reason why saving is paused, at the foot of the form."""
        return self.page.locator(".footer__save-warning")

    @property
    def title(self):
        return self.page.locator("[data-edit-form] [name=title]")

    @property
    def summary(self):
        return self.page.locator("[data-edit-form] [name=resumen]")

    def types(self, field, words):
        field.click()
        self.page.keyboard.press("End")
        self.page.keyboard.insert_text(words)

    def empties(self, field):
        field.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")

    def says(self, state, **options):
        expect(self.sign).to_have_attribute("data-w-autosave-state-value", state, **options)

    def begin(self, task):
        self.open()
        tasks = self.page.get_by_role("region", name="¿Qué quiere hacer?")
        tasks.get_by_role("link", name=re.compile(f"^{task}")).click()
        expect(self.title).to_be_editable()

    def begin_news(self):
        """Begin a news page that has only a title; return the title."""
        self.begin("Escribir una noticia")
        title = new_title()
        self.types(self.title, title)
        self.says(SAVED)
        return title

    def is_refused(self, action="Enviar a moderación"):
        self.button(action).click()
        expect(self.messages).to_contain_text(REFUSED)
        # The server has nothing of the changes.
        expect(self.sign).to_have_attribute("data-w-autosave-state-value", UNSAVED)
        self.page.evaluate(WATCH)

    @contextmanager
    def told_when_saved(self, words):
        """Wait until the server has what the block types, ``words`` too, and the header says so."""
        with self.page.expect_response(
            lambda response: (
                response.ok
                and re.search(r"/edit/$|/pages/add/", response.url)
                and words in (response.request.post_data_buffer or b"").decode()
            ),
            timeout=60_000,
        ):
            yield
        self.says(SAVED)
        expect(self.reason.filter(visible=True)).to_have_count(0)
        assert self.page.evaluate("globalThis.lies") == []

    def goes_on(self):
        """Type twice: Wagtail saved only once after a refusal."""
        for words in (" y sigue", " hasta el final"):
            with self.told_when_saved(words.strip()):
                self.types(self.summary, words)

    def warns_of_leaving(self):
        self.page.once("dialog", lambda dialog: dialog.dismiss())
        with self.page.expect_event("dialog") as asked:
            self.page.evaluate("setTimeout(() => location.reload())")
        assert asked.value.type == "beforeunload"


@pytest.fixture
def draft(sign_in, portales):
    def signed_in(username="editor-contramaestre", **options):
        return Draft(sign_in(username, **options).page, portales)

    return signed_in


@pytest.fixture
def elsewhere(new_context, portales):
    """Close the browser of a draft; return its form in a browser without copies."""

    def opened(draft):
        address, cookies = draft.page.url, draft.page.context.cookies()
        draft.page.context.close()
        context = new_context()
        context.add_cookies(cookies)
        other = Draft(context.new_page(), portales)
        other.page.goto(address)
        expect(other.offers).to_have_count(0)
        return other

    return opened


# --- Forms ---------------------------------------------------------------------------------------

NEW = {  # who writes it, the task, and the other values that its draft needs
    "noticia": ("editor-contramaestre", "Escribir una noticia", {}),
    "evento": ("editor-contramaestre", "Anunciar un evento", {"empieza_el": "1/3/2027"}),
    "entidad": ("editor-contramaestre", "Añadir una entidad", {}),
    "aviso": ("editor-contramaestre", "Escribir un aviso", {}),
    "informativa": ("editor-contramaestre", "Crear una página informativa", {}),
    "tramite": ("editor-provincia", "Escribir un trámite", {}),
}


@pytest.mark.parametrize("kind", NEW)
def test_a_new_page_without_title_says_so_and_is_saved_once_it_has_it(draft, elsewhere, kind):
    username, task, others = NEW[kind]
    desk = draft(username)
    desk.begin(task)
    desk.is_refused()
    desk.says(PAUSED)
    expect(desk.reason).to_contain_text(re.compile("Faltan? «Título»"))
    for field, words in others.items():
        desk.types(desk.page.locator(f"[name={field}]"), words)
    title = new_title()
    with desk.told_when_saved(title):
        desk.types(desk.title, title)
    expect(desk.page.locator("body.has-messages")).to_have_count(0)
    with desk.told_when_saved(f"{title} bis"):
        desk.types(desk.title, " bis")
    expect(elsewhere(desk).title).to_have_value(f"{title} bis")


EXISTING = {
    "informativa": "Accesibilidad",
    "portada": "Portal del Ciudadano de Guamá",
    "indice": "Noticias",
}


def is_refused_for_its_title(desk):
    """Every page needs a title, also to save a draft."""
    was = desk.title.input_value()
    desk.empties(desk.title)
    desk.says(PAUSED)
    expect(desk.reason).to_contain_text("Falta «Título»")
    desk.open_actions()
    desk.is_refused("Guardar borrador")
    with desk.told_when_saved(was):
        desk.types(desk.title, was)


@pytest.mark.parametrize("kind", EXISTING)
def test_a_page_that_is_there_is_saved_again_once_it_has_its_title(draft, elsewhere, kind):
    desk = draft("editor-guama")
    desk.open_page(EXISTING[kind])
    was = desk.summary.input_value()
    is_refused_for_its_title(desk)
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value(f"{was} y sigue hasta el final")


def test_a_page_with_a_day_of_publication_is_saved_again(draft, elsewhere):
    desk = draft()
    desk.begin_news()
    desk.schedule(timezone.localtime() + timedelta(days=3))
    is_refused_for_its_title(desk)
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("y sigue hasta el final")


def test_a_page_that_came_back_is_saved_again(draft, elsewhere):
    desk = draft("editor-mella")
    title = new_title()
    desk.begin("Escribir una noticia")
    desk.fill_news(title=title, summary="Devuelta.", text="Texto.")
    desk.submit()
    moderator = draft("moderador")
    moderator.look(title)
    moderator.ask_for_changes("Falta el lugar.")
    desk.open_page(title)
    expect(desk.messages).to_contain_text("Falta el lugar.")
    desk.empties(desk.summary)
    desk.says(SAVED)
    desk.is_refused("Enviar de nuevo a moderación")
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("y sigue hasta el final")


# --- What refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize("screen", SCREENS)
def test_refused_by_its_own_form(draft, elsewhere, screen):
    desk = draft(viewport=SCREENS[screen])
    desk.begin_news()
    desk.is_refused()  # the summary is missing
    desk.warns_of_leaving()
    desk.says(SAVED)
    # The draft was saved but not submitted; the reason is still shown.
    expect(desk.messages).to_contain_text(REFUSED)
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("y sigue hasta el final")


def test_refused_by_a_block(draft, elsewhere):
    """Not even a draft may have this block: Wagtail pauses until it is correct."""
    desk = draft()
    desk.begin_news()
    page = desk.page
    page.get_by_role("button", name="Insertar un bloque").first.click()
    page.get_by_role("option", name="Video", exact=True).click()
    address = page.get_by_role("textbox", name=re.compile("Dirección del video"))
    desk.types(address, "no es una dirección")
    desk.says(PAUSED)
    expect(desk.reason).to_contain_text("Corrija «Texto de la noticia»")
    desk.is_refused()
    desk.says(PAUSED)
    desk.types(desk.summary, "Debajo de un bloque que está mal.")
    expect(desk.reason).to_contain_text("Corrija «Texto de la noticia»")
    desk.warns_of_leaving()
    desk.empties(address)
    with desk.told_when_saved("Debajo de un bloque"):
        desk.types(address, "https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value(re.compile("^Debajo.*sigue hasta el final$"))


def test_refused_by_moderation(draft, elsewhere):
    """Nobody approves their own last edit: the draft is saved, and saving goes on."""
    editor = draft("editor-mella")
    title = new_title()
    editor.begin("Escribir una noticia")
    editor.fill_news(title=title, summary="Para aprobar.", text="Texto.")
    editor.submit()
    desk = draft("moderador")
    desk.waiting(title).get_by_role("link", name=title).click()
    desk.page.get_by_role("link", name="Editar la página").click()
    desk.types(desk.summary, " Corregida.")
    desk.says(SAVED)
    desk.button("Aprobar y publicar").click()
    expect(desk.page.get_by_text("esta página la debe aprobar otra persona")).to_be_visible()
    desk.page.evaluate(WATCH)
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("Para aprobar. Corregida. y sigue hasta el final")


def test_a_translation_refused_for_the_texts_that_lack(draft):
    """Its texts are not a form: the browser offers the open text at its place."""
    desk = draft("traductor-contramaestre")
    page = desk.page
    desk.start_task("Traducir una página")
    page.get_by_role("button", name=f"Más opciones de «{TRANSLATED}»").click()
    page.get_by_role("link", name="Traducir esta página").click()
    submit_to_english(desk)
    desk.button("Traducir").first.click()
    field = page.get_by_role("main").get_by_role("textbox")
    desk.types(field, "Half of a text")
    desk.is_kept()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Enviar a moderación").click()
    expect(page.get_by_text(re.compile("^Faltan .* textos por traducir"))).to_be_visible()
    page.get_by_role("link", name="Seguir traduciendo").click()
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(field).to_have_value("Half of a text")


ANSWERS = {"too much": 413, "too often": 429, "away": 503}


@pytest.mark.parametrize("why", ANSWERS)
def test_refused_by_what_stands_in_front(draft, elsewhere, why):
    """If the server refuses for a while, the form tries again by itself."""
    desk = draft()
    desk.begin_news()
    desk.page.evaluate(WATCH)
    refused = []

    def refuse_three(route):
        if route.request.method == "POST" and len(refused) < 3:
            refused.append(route.request)
            route.fulfill(status=ANSWERS[why], content_type="text/html", body="<h1>No</h1>")
        else:
            route.continue_()

    desk.page.route("**/edit/", refuse_three)
    words = "Tres veces no."
    with desk.told_when_saved(words):
        desk.types(desk.summary, words)
        desk.says(PAUSED)
        expect(desk.reason).to_contain_text("se intentará otra vez")
        desk.warns_of_leaving()
    assert len(refused) == 3
    expect(elsewhere(desk).summary).to_have_value(words)


@pytest.mark.parametrize("why", ANSWERS)
def test_a_new_page_is_made_once_what_stands_in_front_takes_it(draft, elsewhere, why):
    desk = draft()
    refused = []

    def refuse_twice(route):
        if route.request.method == "POST" and len(refused) < 2:
            refused.append(route.request)
            route.fulfill(status=ANSWERS[why], content_type="text/html", body="<h1>No</h1>")
        else:
            route.continue_()

    desk.begin("Escribir una noticia")
    desk.page.route("**/admin/pages/add/**", refuse_twice)
    title = new_title()
    desk.page.evaluate(WATCH)
    with desk.told_when_saved(title):
        desk.types(desk.title, title)
        desk.says(PAUSED)
        desk.warns_of_leaving()
    assert len(refused) == 2
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("y sigue hasta el final")


def test_a_page_that_is_gone_is_told_and_what_was_written_stays(draft):
    """Otherwise the user waits for ever: the server works, and will never accept the page."""
    desk, colleague = draft("editor-mella"), draft("editor-mella")
    title = desk.begin_news()
    colleague.open_page(title)
    colleague.choose("Eliminar")
    colleague.page.get_by_role("button", name=re.compile("^Sí, elim")).click()
    expect(colleague.messages).to_contain_text("eliminad")
    desk.types(desk.summary, "Nadie lo recibe.")
    desk.says(PAUSED)
    expect(desk.reason).to_contain_text("pulse «Guardar borrador»", timeout=40_000)
    desk.warns_of_leaving()
    desk.open("/admin/")
    desk.page.get_by_text("Ver lo escrito").click()
    written = desk.page.get_by_role("textbox", name="Ver lo escrito")
    expect(written).to_have_value(re.compile("Nadie lo recibe"))


def test_the_answer_to_the_first_save_of_a_form_may_be_lost(draft, elsewhere):
    desk = draft()
    title = desk.begin_news()
    desk.open_page(title)
    desk.page.evaluate(WATCH)
    lost = []

    def lose_the_first(route):
        if lost or route.request.method != "POST":
            return route.continue_()
        lost.append(route.fetch())
        return route.abort()

    desk.page.route("**/edit/", lose_the_first)
    with desk.told_when_saved("Sin respuesta."):
        desk.types(desk.summary, "Sin respuesta.")
    assert [answer.ok for answer in lost] == [True]
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("Sin respuesta. y sigue hasta el final")


@pytest.mark.parametrize("why", ANSWERS)
def test_a_step_that_was_answered_with_an_error_loses_nothing(draft, why):
    """The form is no longer on the screen: the browser offers the copy at its address."""
    desk = draft()
    title = desk.begin_news()
    page = desk.page
    address = page.url
    page.route(
        "**/edit/",
        lambda route: (
            route.fulfill(status=ANSWERS[why], content_type="text/html", body="<h1>No</h1>")
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    desk.types(desk.summary, "Ya iba saliendo.")
    desk.button("Enviar a moderación").click()
    expect(page.get_by_role("heading", name="No", exact=True)).to_be_visible()
    page.unroute_all()
    page.goto(address)
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(desk.summary).to_have_value("Ya iba saliendo.")
    expect(desk.title).to_have_value(title)
    desk.says(SAVED)
    desk.page.evaluate(WATCH)
    desk.goes_on()


def test_a_session_that_ended_is_told_and_saving_goes_on_after_it(draft, elsewhere, portales):
    desk = draft()
    desk.begin_news()
    desk.page.evaluate(WATCH)
    desk.page.context.clear_cookies()
    words = "Con la sesión terminada."
    desk.types(desk.summary, words)
    desk.says(PAUSED)
    expect(desk.reason).to_contain_text("Su sesión terminó")
    desk.warns_of_leaving()
    other = Draft(desk.page.context.new_page(), portales)
    with desk.told_when_saved(words):
        other.sign_in("editor-contramaestre")
        other.page.close()
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value(f"{words} y sigue hasta el final")


# --- Other users, other tabs, interruptions ------------------------------------------------------


def test_what_a_colleague_saved_meanwhile_is_told_and_neither_text_is_lost(draft, portales):
    colleague = draft("editor-mella")
    title = colleague.begin_news()
    address = colleague.page.url
    desk = draft("editor-mella")
    desk.page.goto(address)
    desk.page.evaluate(WATCH)
    colleague.page.evaluate(WATCH)
    with colleague.told_when_saved("Del colega."):
        colleague.types(colleague.summary, "Del colega.")
    desk.types(desk.summary, "Lo mío.")
    desk.says(PAUSED)
    expect(desk.reason.filter(visible=True)).to_have_count(1)
    desk.types(desk.summary, " Y más.")
    desk.is_kept()
    desk.says(PAUSED)
    assert desk.page.evaluate("lies") == []
    desk.warns_of_leaving()
    # Opened again, the form shows the colleague's text, and this browser offers the other.
    again = Draft(desk.page.context.new_page(), portales)
    desk.page.close()
    again.page.goto(address)
    expect(again.summary).to_have_value("Del colega.")
    expect(again.offers).to_contain_text("Después se guardó otra versión")
    again.offers.get_by_role("button", name="Recuperarlo").click()
    expect(again.summary).to_have_value("Lo mío. Y más.")
    expect(again.title).to_have_value(title)
    again.says(PENDING)


def test_two_tabs_with_one_draft_lose_neither_text(draft, portales):
    first = draft("editor-mella")
    first.begin_news()
    first.page.evaluate(WATCH)
    address = first.page.url
    second = Draft(first.page.context.new_page(), portales)
    second.page.goto(address)
    with first.told_when_saved("De la primera."):
        first.types(first.summary, "De la primera.")
    second.page.bring_to_front()
    second.page.evaluate(WATCH)
    second.types(second.summary, "De la segunda.")
    second.says(PAUSED)
    second.is_kept()
    assert second.page.evaluate("lies") == []
    third = Draft(first.page.context.new_page(), portales)
    second.page.close()
    first.page.close()
    third.page.goto(address)
    expect(third.summary).to_have_value("De la primera.")
    third.offers.get_by_role("button", name="Recuperarlo").click()
    expect(third.summary).to_have_value("De la segunda.")


def test_a_reload_in_the_middle_takes_nothing(draft):
    desk = draft()
    desk.begin_news()
    desk.page.route(
        "**/edit/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    desk.types(desk.summary, "A media frase")
    desk.page.once("dialog", lambda dialog: dialog.accept())
    desk.page.reload()
    desk.page.unroute_all()
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(desk.summary).to_have_value("A media frase")
    desk.page.evaluate(WATCH)
    with desk.told_when_saved("A media frase, entera."):
        desk.types(desk.summary, ", entera.")


def test_the_header_takes_back_what_it_said_with_the_first_letter(draft):
    desk = draft()
    desk.begin_news()
    desk.page.evaluate(WATCH)
    desk.summary.click()
    with desk.told_when_saved("sin parar ni un momento"):
        desk.page.keyboard.type("Quien escribe sin parar ni un momento", delay=60)
        desk.says(PENDING)


def test_what_was_wrong_and_is_taken_back_pauses_nothing(draft):
    desk = draft()
    title = desk.begin_news()
    desk.empties(desk.title)
    desk.says(PAUSED)
    desk.types(desk.title, title)
    expect(desk.sign).not_to_have_attribute("data-w-autosave-state-value", UNSAVED)
    expect(desk.reason.filter(visible=True)).to_have_count(0)


# --- While a request is on its way ---------------------------------------------------------------


class Line:
    """A slow connection: the first request to the form waits for ``go_on``."""

    def __init__(self, page, accept):
        self.page, self.accept, self.held = page, accept, []
        page.route("**/edit/", self._hold)

    def _hold(self, route):
        request = route.request
        if request.method == "POST" and self.accept in request.headers["accept"] and not self.held:
            self.held.append(route)
        else:
            route.continue_()

    def wait(self):
        deadline = count()
        while not self.held:
            assert next(deadline) < 100, "nothing was sent"
            self.page.wait_for_timeout(100)

    def go_on(self):
        self.held[0].continue_()


def test_what_is_typed_while_the_answer_to_a_step_is_awaited_is_kept(draft):
    desk = draft()
    desk.begin_news()
    line = Line(desk.page, "text/html")
    desk.types(desk.summary, "Antes de pulsar.")
    # A mouse click would wait for the response, and take the cursor out of the text.
    desk.button("Enviar a moderación").evaluate("button => setTimeout(() => button.click())")
    line.wait()
    desk.page.keyboard.insert_text(" Después de pulsar.")
    desk.page.wait_for_timeout(2_500)  # the time to compare the form and keep a copy
    line.go_on()
    expect(desk.messages).to_contain_text(REFUSED)
    expect(desk.summary).to_have_value("Antes de pulsar.")
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(desk.summary).to_have_value("Antes de pulsar. Después de pulsar.")


def test_a_step_waits_for_a_save_on_its_way(draft, elsewhere):
    """Otherwise the returned form is older than its own last save, and never saves again."""
    desk = draft()
    desk.begin_news()
    line = Line(desk.page, "application/json")
    desk.types(desk.summary, "Con la última letra.")
    line.wait()
    desk.button("Enviar a moderación").click(no_wait_after=True)
    desk.page.wait_for_timeout(1_000)
    line.go_on()
    expect(desk.messages).to_contain_text(REFUSED)
    desk.page.evaluate(WATCH)
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value(re.compile("^Con la.* hasta el final$"))
