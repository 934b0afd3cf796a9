"""Copies of unsaved forms are offered in sight, and never overwrite the work of others."""

import re

import pytest
from playwright.sync_api import expect

from .desk import Desk

PHONE = {"width": 360, "height": 640}
LAPTOP = {"width": 1366, "height": 768}
PANELS = ("Alternar comentarios", "Mostrar u ocultar las comprobaciones", "Alternar estado")
# Whether the whole element can be tapped, and nothing lies over it.
IS_FREE = """element => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
    const inward = (side, first) => side + (side === first ? 3 : -3);
    return corners.every(([x, y]) =>
        element.contains(document.elementFromPoint(inward(x, left), inward(y, top))));
}"""


class Noticia:
    """A saved news page, and a text typed into it while it cannot be saved."""

    def __init__(self, desk, title):
        self.desk, self.page = desk, desk.page
        desk.start_task("Escribir una noticia")
        desk.fill_news(title=title, summary="Lo de antes.", text="Texto.")

    def type_unsaved(self, words):
        self.page.route(
            "**/edit/",
            lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
        )
        self.summary.fill(words)
        self.desk.is_kept()

    def reload(self):
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.page.reload()
        expect(self.desk.offers).to_have_count(1)
        self.desk.wait_until_ready()

    @property
    def summary(self):
        return self.desk.textbox("Resumen*")

    def can_press_the_offer(self):
        for name in ("Recuperarlo", "Desecharlo"):
            button = self.desk.offers.get_by_role("button", name=name)
            if not button.evaluate(IS_FREE):
                return False
        return True


@pytest.fixture
def desk(sign_in, portales):
    return Desk(sign_in("editor-contramaestre", viewport=LAPTOP).page, portales)


def test_an_offer_is_free_beside_a_panel_and_the_outline(desk):
    noticia = Noticia(desk, "Con paneles abiertos")
    noticia.type_unsaved("Lo que no llegó.")
    for panel in PANELS:
        desk.open_panel(panel)
        noticia.reload()
        assert noticia.can_press_the_offer(), panel
    outline = desk.button("Alternar menú lateral").last
    outline.click()
    noticia.reload()
    assert noticia.can_press_the_offer()
    # On a telephone the outline would take two thirds of the screen.
    desk.page.set_viewport_size(PHONE)
    noticia.reload()
    assert noticia.can_press_the_offer()


def test_what_came_back_is_not_put_over_a_later_version_by_itself(desk, sign_in):
    noticia = Noticia(desk, "De dos personas")
    address = desk.page.url
    noticia.type_unsaved("Del editor.")
    moderator = sign_in("moderador")
    moderator.page.goto(address)
    moderator.wait_until_ready()
    with moderator.saving("De la moderadora."):
        moderator.textbox("Resumen*").fill("De la moderadora.")
    desk.page.unroute("**/edit/")
    noticia.reload()
    expect(desk.offers).to_contain_text("Después se guardó otra versión")
    desk.offers.get_by_role("button", name="Recuperarlo").click()
    expect(noticia.summary).to_have_value("Del editor.")
    desk.page.wait_for_timeout(6_000)
    saving = desk.page.get_by_text(re.compile("^Guarda(do|ndo)"))
    expect(saving.filter(visible=True)).to_have_count(0)
    expect(desk.page.locator(".footer__save-warning")).to_contain_text("Compruebe cuál vale")
    with desk.page.context.expect_page() as opened:
        desk.page.get_by_role("link", name="Ver la otra versión").click()
    other = Desk(opened.value, desk.portales)
    expect(other.textbox("Resumen*")).to_have_value("De la moderadora.")
    other.page.close()
    with desk.saving("Del editor, y mejor."):
        noticia.summary.fill("Del editor, y mejor.")


def test_a_comment_that_came_back_is_in_sight_on_a_telephone(desk, sign_in, portales):
    title = "Para devolver desde el teléfono"
    Noticia(desk, title)
    desk.submit()
    moderator = Desk(sign_in("moderador").page, portales)
    moderator.page.set_viewport_size(PHONE)
    moderator.waiting(title).get_by_role("link", name=title).click()
    page = moderator.page
    page.get_by_text("Devolver con un comentario", exact=True).click()
    comment = page.get_by_label("Qué hay que cambiar")
    comment.fill("Falta decir a qué hora.")
    box = comment.bounding_box()
    assert box["x"] + box["width"] <= PHONE["width"]
    moderator.is_kept()
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(moderator.offers).to_be_in_viewport(ratio=1)
    moderator.offers.get_by_role("button", name="Recuperarlo").click()
    expect(comment).to_have_value("Falta decir a qué hora.")
    expect(comment).to_be_in_viewport(ratio=1)
    expect(page.get_by_text("Aquí está lo que escribió")).to_be_in_viewport(ratio=1)
    moderator.button("Devolver con este comentario").click()
    expect(moderator.messages).to_contain_text("devuelta")
