"""The checks of the Spanish pages, on English pages of every kind.

The demo has no English pages, so a copy of it gets them. They differ from the Spanish pages only in
their words: colours are checked only on a phone, and bytes only of the longest pages.
"""

import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .carta import QUEJA, answer_question, fill_in
from .conftest import portales_in, run, serving
from .meter import IN_AN_EMERGENCY, PHONE, Meter, assert_within_budgets, measure
from .sample import pages, sitemap
from .screens import COLOURS, WIDTHS, assert_accessible, overflow, small_targets

SLUG, IN_DANGER = "contramaestre", "mella"
# Filtered lists look like whole ones: these stand for all of them.
SCREENS = ("tramites/?evento=identidad", "gobierno/delegados/?q=calle+4", "buscar/?q=agua")


@pytest.fixture(scope="module")
def portales(prepared, tmp_path_factory):
    """The demo with English pages, and without a scheduler."""
    var_dir = tmp_path_factory.mktemp("english")
    shutil.copytree(prepared, var_dir, dirs_exist_ok=True)
    english = portales_in(var_dir)
    run(english.env, "manage.py", "crear_portales")  # sets the port of this process
    run(english.env, "-m", "tests.e2e.prepare_english", "provincia", SLUG, IN_DANGER)
    with serving(english.env):
        yield english


@pytest.fixture(scope="session")
def browser(wide_browser):
    """English words have other widths; if they fit with wide letters, they fit with all."""
    return wide_browser


def english_pages(portales):
    return [path for path in sitemap(portales, SLUG) if path.startswith("/en/")]


def english_places(portales):
    """Return the English address of every kind of page and screen."""
    kinds = [path for path in pages(portales, SLUG).values() if "?" not in path]
    screens = [*(path.removeprefix("/") for path in kinds), *SCREENS]
    return list(dict.fromkeys([*english_pages(portales), *(f"/en/{path}" for path in screens)]))


def layout_faults(page):
    """Return the widths at which something overflows or is too small for a thumb."""
    found = []
    for width in WIDTHS[::-1]:
        page.set_viewport_size({"width": width, "height": 800})
        sideways = overflow(page)
        small = small_targets(page)
        if sideways["scrolls"] or sideways["wide"] or small:
            found.append((width, sideways, small))
    page.set_viewport_size(PHONE["viewport"])
    page.evaluate("document.documentElement.style.fontSize = '36px'")
    if overflow(page)["scrolls"]:
        found.append("with double letters")
    return found


def test_english_pages_are_for_everybody_and_fit_every_screen(portales, new_context):
    translated = english_pages(portales)
    page = new_context(**PHONE, reduced_motion="reduce").new_page()
    seen, wrong = [], {}
    for path in english_places(portales):
        page.goto(portales.url(SLUG, path))
        url = urlsplit(page.url)
        if not url.path.startswith("/en/"):
            assert url.query == "desde=en", path
            continue
        seen.append(path)
        assert page.evaluate("document.documentElement.lang") == "en", path
        assert_accessible(page)
        if path in translated:
            page.emulate_media(color_scheme="dark")
            assert_accessible(page, COLOURS)
            page.emulate_media(color_scheme="light")
        if faults := layout_faults(page):
            wrong[path] = faults
    assert not wrong
    assert len(seen) > 45
    assert {*translated} <= {*seen}


def test_the_longest_english_pages_stay_within_their_budgets(portales, new_context):
    paths = sorted(english_pages(portales), key=lambda path: len(portales.get(SLUG, path)))
    for path in {*paths[-4:], "/en/"}:
        is_home = path == "/en/"
        found = measure(portales, new_context, SLUG, path, then="/en/noticias/", to_the_end=is_home)
        assert_within_budgets(found, portales)


def test_an_emergency_is_read_in_english_in_a_few_kilobytes(portales, new_context):
    page = new_context(**PHONE).new_page()
    meter = Meter(page)
    page.goto(portales.url(IN_DANGER, "/en/"), wait_until="networkidle")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.get_by_role("heading", level=1)).to_have_text("Pasa un ciclón")
    assert 0 < meter.total() <= IN_AN_EMERGENCY, meter.received
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    assert not layout_faults(page)


def test_who_reads_english_writes_without_scripts_and_follows_the_case(portales, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(portales.url(SLUG, "/en/buscar/"))
    page.get_by_role("searchbox").fill("identidad")
    page.get_by_role("button", name="Search").tap()
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()

    page.goto(portales.url(SLUG, f"/en{QUEJA}"))
    fill_in(page)
    question, send = page.locator("#id_respuesta"), page.get_by_role("button", name="Send")
    question.fill("99")
    send.tap()
    expect(page.locator("#errores")).to_contain_text("What you wrote is still here")
    answer_question(page, question)
    send.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("We received it")
    page.get_by_role("link", name="Follow my case").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your case")

    # axe needs scripts, so another browser opens the screens.
    screen = new_context(**PHONE, storage_state=page.context.storage_state()).new_page()
    for path in ("acuse/", "seguimiento/caso/", "seguimiento/anadir/", "seguimiento/retirar/"):
        screen.goto(portales.url(SLUG, f"/en/atencion/{path}"))
        assert screen.evaluate("document.documentElement.lang") == "en", path
        assert urlsplit(screen.url).path.endswith(path)
        assert_accessible(screen)
        assert layout_faults(screen) == [], path
