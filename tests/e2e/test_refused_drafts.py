"""A draft that was refused goes on saving itself, whoever refused it; its header tells the truth.

Each test ends in another browser, which has kept nothing: what it shows came from the server.
"""

import re
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from .desk import Desk

REFUSED = re.compile(r"La página no se (creó|guardó)|no se pudo (crear|guardar)", re.IGNORECASE)
SAVED, PENDING, PAUSED = "saved", "pendiente", "paused"
# What the header said while the form held something that the server had not taken, in two pictures
# of the screen one after the other: a single one may fall between a letter and the look at it.
WATCH = """() => {
    const form = document.querySelector("form[data-edit-form]");
    const sign = document.getElementById("w-autosave-indicator");
    const texts = () => ["title", "resumen"].map((name) => form.elements[name]?.value).join("|");
    let sent, had = texts(), before = false;
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
numbers = count(1)


def new_title():
    """Two pages below the same one cannot have the same address."""
    return f"Rechazada una vez {next(numbers)}"


class Draft(Desk):
    """The form of a page as a person types into it: letters, not values."""

    @property
    def sign(self):
        return self.page.locator("#w-autosave-indicator")

    @property
    def reason(self):
        """Why saving is paused, at the foot of the form."""
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
        """A news page that has its title, and nothing else."""
        self.begin("Escribir una noticia")
        title = new_title()
        self.types(self.title, title)
        self.says(SAVED)
        return title

    def is_refused(self, action="Enviar a moderación"):
        self.button(action).click()
        expect(self.messages).to_contain_text(REFUSED)
        # Nothing of it is with the server.
        expect(self.sign).not_to_have_attribute("data-w-autosave-state-value", SAVED)
        self.page.evaluate(WATCH)

    @contextmanager
    def told_when_saved(self, words):
        """Until the server has what the block types, ``words`` among it, and the header says so."""
        with self.page.expect_response(
            lambda response: (
                response.ok and words in (response.request.post_data_buffer or b"").decode()
            ),
            timeout=60_000,
        ):
            yield
        self.says(SAVED)
        expect(self.reason.filter(visible=True)).to_have_count(0)
        assert self.page.evaluate("globalThis.lies ?? []") == []

    def goes_on(self):
        """Type twice: Wagtail saved once after a refusal, and never more."""
        for words in (" y sigue", " hasta el final"):
            with self.told_when_saved(words.strip()):
                self.types(self.summary, words)

    def warns_of_leaving(self):
        asked = []
        self.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        self.page.evaluate("setTimeout(() => location.reload())")
        self.page.wait_for_event("dialog")
        assert asked == ["beforeunload"]


@pytest.fixture
def draft(sign_in, portales):
    def signed_in(username="editor-contramaestre", **options):
        return Draft(sign_in(username, **options).page, portales)

    return signed_in


@pytest.fixture
def elsewhere(new_context, portales):
    """Close the browser of a draft; return its form in one that has kept nothing of it."""

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

NEW = {  # who writes it, from where, and what its draft lacks besides the title
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
    with desk.told_when_saved(f"{title} bis"):
        desk.types(desk.title, " bis")
    expect(elsewhere(desk).title).to_have_value(f"{title} bis")


EXISTING = {
    "informativa": "Accesibilidad",
    "portada": "Portal del Ciudadano de Guamá",
    "indice": "Noticias",
}


def is_refused_for_its_title(desk):
    """Any page is refused without its title, by the step that saves a draft as well."""
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


# --- Who refuses --------------------------------------------------------------------------------


def test_refused_by_its_own_form(draft, elsewhere):
    desk = draft()
    desk.begin_news()
    desk.is_refused()  # without a summary
    desk.warns_of_leaving()
    desk.goes_on()
    expect(elsewhere(desk).summary).to_have_value("y sigue hasta el final")


def test_refused_by_a_block(draft, elsewhere):
    """One that not even a draft may have: Wagtail is paused until it is right."""
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


ANSWERS = {"too much": 413, "too often": 429, "away": 503}


@pytest.mark.parametrize("why", ANSWERS)
def test_refused_by_what_stands_in_front(draft, elsewhere, why):
    """A server that does not take it for a while is asked again, by itself."""
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
def test_a_step_that_was_answered_with_an_error_loses_nothing(draft, why):
    """The form is gone from the screen: it is offered where it was written."""
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


# --- Somebody else, another tab, in the middle ----------------------------------------------------


def test_two_tabs_with_one_draft_lose_neither_text(draft, portales):
    first = draft("editor-mella")
    first.begin_news()
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


def test_the_header_takes_back_what_it_said_with_the_first_letter(draft):
    desk = draft()
    desk.begin_news()
    desk.page.evaluate(WATCH)
    desk.summary.click()
    with desk.told_when_saved("sin parar ni un momento"):
        desk.page.keyboard.type("Quien escribe sin parar ni un momento", delay=60)
        desk.says(PENDING)
