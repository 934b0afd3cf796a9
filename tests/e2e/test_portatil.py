"""The copy of a portal opens from a disk, without network, and is searched there."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from . import copies, screens
from .conftest import run
from .meter import PHONE

SLUG = "contramaestre"


@pytest.fixture(scope="module")
def stick(portales, tmp_path_factory):
    """The folder into which somebody unpacked the ZIP of the portal."""
    folder = tmp_path_factory.mktemp("stick")
    run(portales.env, "manage.py", "preparar_portatil", SLUG)
    made = Path(portales.env["VAR_DIR"], "portatil", f"{portales.host(SLUG)}.zip")
    with ZipFile(made) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def page(browser, stick):
    """A telephone without network; any request that leaves the disk is a fault."""
    asked, errors = [], []
    context = browser.new_context(**PHONE, offline=True)
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    page.goto((stick / "index.html").as_uri())
    yield page
    context.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert errors == []


def test_it_opens_looks_like_the_portal_and_is_read_from_page_to_page(page):
    expect(page.locator(".guardado")).to_contain_text("Copia del")
    calls = page.get_by_role("navigation", name="Llamar")
    icon = calls.locator(".icono").first.bounding_box()
    assert icon["width"] > 10
    page.screenshot(path="test-results/portatil.png")
    page.locator("footer").get_by_role("link", name="Mapa del sitio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mapa del sitio")
    page.get_by_role("main").get_by_role("link", name="Trámites y servicios", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trámites y servicios")
    screens.assert_accessible(page)
    assert not screens.overflow(page)["scrolls"]


def test_it_is_searched_without_accents_and_by_stems(page):
    for said in ("carne", "carnés identidad"):
        page.get_by_role("searchbox").first.fill(said)
        page.get_by_role("searchbox").first.press("Enter")
        found = page.get_by_role("main").get_by_role("article")
        expect(found.first).to_contain_text("Carné de identidad: solicitud")
        expect(page.get_by_role("status")).to_contain_text("resultado")
    page.screenshot(path="test-results/portatil-buscar.png")
    found.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Carné")


def test_whether_an_office_is_open_is_told_by_the_clock_of_whoever_reads(page):
    page.locator("footer").get_by_role("link", name="Mapa del sitio").click()
    page.get_by_role("main").get_by_role("link", name="Directorio", exact=True).click()
    page.get_by_role("main").get_by_role("link", name=copies.OFFICE).first.click()
    copies.assert_it_tells_whether_it_is_open(page)
    screens.assert_accessible(page)


def test_what_it_does_not_have_is_said(page):
    page.get_by_role("searchbox").first.fill("zzzzzz")
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nada en esta copia")
