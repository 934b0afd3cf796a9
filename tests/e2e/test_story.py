"""A news item from the editor's draft to the citizen's phone."""

import re
import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from .conftest import SLUGS

HOME = "contramaestre"
OTHERS = [slug for slug in SLUGS if slug != HOME]
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
SECONDS_TO_APPEAR = 60

TITLE = "Reabre la biblioteca Celia Sánchez"
SUMMARY = "La biblioteca vuelve a prestar libros después de la reparación."
FIRST_TEXT = "La biblioteca reabre el lunes con una sala nueva para los niños."
CORRECTED_TEXT = "La biblioteca reabre el lunes a las 9:00 a.m. con una sala nueva para los niños."
REASON = "Falta decir a qué hora abre."
ALT = "Fachada azul de la biblioteca, con la puerta abierta"


@pytest.fixture
def photo(tmp_path):
    """A picture as a camera makes it: large, and in JPEG."""
    path = tmp_path / "biblioteca.jpg"
    picture = Image.new("RGB", (1600, 1000), "#8db4d8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((250, 350, 1350, 1000), fill="#2f5f9e")
    draw.rectangle((700, 600, 900, 1000), fill="#3b2a1d")
    picture.save(path, quality=85)
    return path


def text_on(page, url):
    page.goto(url)
    return page.locator("body").inner_text()


def appears(page, url, title):
    """Whether a citizen who reloads can read ``title`` in time."""
    deadline = time.monotonic() + SECONDS_TO_APPEAR
    while title not in text_on(page, url):
        if time.monotonic() > deadline:
            return False
        time.sleep(1)
    return True


def next_minute(*, margin):
    """Return the next full minute in Cuba that is at least ``margin`` seconds away."""
    moment = datetime.now(ZoneInfo("America/Havana")) + timedelta(seconds=margin)
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


@pytest.fixture(scope="module")
def scheduled():
    """{title: moment} that the first test schedules and the last one reads."""
    return {}


def test_a_scheduled_item_waits_for_its_time(portales, sign_in, new_context, scheduled):
    title = "Feria agropecuaria en la Plaza"
    editor = sign_in("editor-contramaestre")
    editor.start_task("Escribir una noticia")
    editor.fill_news(title=title, summary="Viandas y hortalizas.", text="Desde las 7:00 a.m.")
    editor.save_draft()
    moment = next_minute(margin=60)
    editor.schedule(moment)
    editor.submit()
    moderator = sign_in("moderador")
    moderator.approve(title)
    citizen = new_context().new_page()
    assert title not in text_on(citizen, portales.url(HOME, "/noticias/"))
    assert datetime.now(ZoneInfo("America/Havana")) < moment, "too slow to prove anything"
    scheduled[title] = moment


def test_a_news_item_goes_from_the_editors_draft_to_the_citizens_phone(
    portales, sign_in, new_context, photo
):
    citizen = new_context().new_page()
    news_list = portales.url(HOME, "/noticias/")
    # Load the pages before, so that the page cache has to notice the publication.
    assert TITLE not in text_on(citizen, portales.url(HOME))
    assert TITLE not in text_on(citizen, news_list)

    # The editor writes from the front page of the admin.
    editor = sign_in("editor-contramaestre")
    editor.start_task("Escribir una noticia")
    editor.fill_news(title=TITLE, summary=SUMMARY, text=FIRST_TEXT)
    editor.upload_cover(photo, title="Biblioteca", alt=ALT, credit="Archivo municipal")
    editor.page.get_by_label("Categoría").select_option("Cultura")
    editor.save_draft()
    preview = editor.preview()
    expect(preview.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(preview.get_by_role("img", name=ALT)).to_be_visible()
    expect(preview.get_by_text(FIRST_TEXT)).to_be_visible()

    # The editor has no way to publish.
    editor.open_actions()
    expect(editor.actions.get_by_role("button", name="Enviar a moderación")).to_be_visible()
    expect(
        editor.page.get_by_role("button", name=re.compile("Publicar|Aprobar"), include_hidden=True)
    ).to_have_count(0)
    editor.submit()
    assert TITLE not in text_on(citizen, news_list)

    # The moderator finds it, looks at it and sends it back.
    moderator = sign_in("moderador")
    expect(moderator.look(TITLE).get_by_text(FIRST_TEXT)).to_be_visible()
    moderator.ask_for_changes(REASON)
    expect(moderator.waiting(TITLE)).to_have_count(0)

    # The editor sees why, corrects and sends it again.
    editor.open()
    returned = editor.page.get_by_role("region", name="Devueltas para corregir")
    expect(returned).to_contain_text(REASON)
    place = returned.bounding_box()
    assert place["y"] + place["height"] < 768  # it must fit on the first screen of a small laptop
    returned.get_by_role("link", name=TITLE).click()
    editor.wait_until_ready()
    editor.open_panel("Alternar estado")
    editor.button("Ver detalles").click()
    expect(editor.dialog).to_contain_text(REASON)
    editor.page.keyboard.press("Escape")
    editor.paragraph.fill(CORRECTED_TEXT)
    editor.resubmit()

    # The moderator sees the correction and approves.
    expect(moderator.look(TITLE).get_by_text(CORRECTED_TEXT)).to_be_visible()
    moderator.approve(TITLE)

    # It is in the portal of Contramaestre: front page, list, feed and a page of its own.
    assert appears(citizen, news_list, TITLE)
    assert appears(citizen, portales.url(HOME), TITLE)
    feed = citizen.evaluate("fetch('/noticias/rss/').then(answer => answer.text())")
    assert TITLE in feed
    citizen.get_by_role("link", name=TITLE).first.click()
    expect(citizen.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(citizen.get_by_text(CORRECTED_TEXT)).to_be_visible()
    address = citizen.url
    assert address.startswith(portales.url(HOME, "/noticias/"))

    # No other portal has it: not on the front page, in the list, in the search or at its address.
    path = address.removeprefix(portales.url(HOME, ""))
    for slug in OTHERS:
        for place in ("/", "/noticias/", f"/buscar/?q={TITLE.replace(' ', '+')}"):
            found = citizen.locator("main")
            citizen.goto(portales.url(slug, place))
            expect(found.get_by_role("link", name=TITLE)).to_have_count(0)
            expect(found).not_to_contain_text(SUMMARY)
        assert citizen.goto(portales.url(slug, path)).status == 404

    # A citizen reads it on a phone, without scripts.
    phone = new_context(java_script_enabled=False, **PHONE).new_page()
    phone.goto(portales.url(HOME))
    phone.get_by_text("Menú", exact=True).click()
    phone.get_by_role("navigation", name="Principal").get_by_role("link", name="Noticias").click()
    phone.get_by_role("link", name=TITLE).click()
    expect(phone.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    expect(phone.get_by_text(CORRECTED_TEXT)).to_be_visible()
    picture = phone.get_by_role("img", name=ALT)
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.bounding_box()["width"] <= 360
    expect(phone.get_by_role("link", name="WhatsApp")).to_have_attribute(
        "href", re.compile(r"^https://(wa\.me|api\.whatsapp\.com)/.*biblioteca")
    )


def test_an_editor_reaches_no_page_of_another_portal(portales, sign_in):
    neighbour = sign_in("editor-guama")
    neighbour.start_task("Ver las páginas")
    foreign = re.search(r"/admin/pages/(\d+)/", neighbour.page.url).group(1)
    neighbour.open(f"/admin/pages/{foreign}/edit/")
    expect(neighbour.textbox("Título*")).to_be_visible()

    editor = sign_in("editor-contramaestre")
    for path in (
        f"/admin/pages/{foreign}/edit/",
        f"/admin/pages/{foreign}/history/",
        f"/admin/pages/add/home/standardpage/{foreign}/",
        f"/admin/pages/{foreign}/",
    ):
        editor.open(path)
        expect(editor.page.get_by_role("heading", name="No se encontró")).to_be_visible()
        expect(editor.page.get_by_role("main")).not_to_contain_text("Guamá")


def test_a_scheduled_item_appears_at_its_time(portales, new_context, scheduled):
    # The tests in between used up most of the wait.
    [(title, moment)] = scheduled.items()
    citizen = new_context().new_page()
    time.sleep(max(0, (moment - datetime.now(ZoneInfo("America/Havana"))).total_seconds()))
    assert appears(citizen, portales.url(HOME, "/noticias/"), title)
