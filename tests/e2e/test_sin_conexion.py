"""What was read is read again while the portal cannot be reached, and nothing else is kept."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from . import copies, screens
from .conftest import ROOT, run
from .line import Line
from .meter import KB, PHONE

SLUG = "contramaestre"
READ, ALSO_READ, NEVER_READ = "/tramites/", "/directorio/", "/noticias/"
WORKER = "/trabajador.js"
MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
# Waits until the worker keeps the page at the path: the first visit is over then.
_KEPT = """async path => {
    await navigator.serviceWorker.ready;
    const cache = await caches.open("paginas-1");
    for (let attempt = 0; attempt < 400; attempt++) {
        if (navigator.serviceWorker.controller && await cache.match(path)) return true;
        await new Promise(go => setTimeout(go, 50));
    }
    return false;
}"""
_ALL_KEPT = """async () => {
    const found = [];
    for (const name of await caches.keys()) {
        const kept = await (await caches.open(name)).keys();
        found.push(...kept.map(({ url }) => new URL(url).pathname));
    }
    return found;
}"""
# Asks for the worker as browsers do by themselves, sooner or later.
_UPDATE = """async () => {
    const found = await navigator.serviceWorker.getRegistration();
    try { await found.update(); } catch (failure) { return String(failure); }
    const fresh = found.installing || found.waiting || found.active;
    const isOver = () => ["activated", "redundant"].includes(fresh.state);
    if (!isOver()) await new Promise(
        go => fresh.addEventListener("statechange", () => isOver() && go())
    );
}"""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Let workers work, on a phone whose zone is wrong."""
    return browser_context_args | {"service_workers": "allow", "timezone_id": "Asia/Tokyo"}


@pytest.fixture(scope="module")
def line():
    with Line().open() as line:
        yield line


@pytest.fixture(scope="module")
def portales(portales, line):
    """The portals behind the line."""
    line.target = portales.port
    return replace(portales, port=line.port)


@pytest.fixture
def phone(new_context, portales, line):
    """Return a function that opens a path of the portal on one telephone."""
    line.answers.clear()
    page = new_context(**PHONE).new_page()

    def visit(path):
        page.goto(portales.url(SLUG, path))
        return page

    return visit


@pytest.fixture
def has_read(phone):
    """Read two pages; the worker keeps both."""
    for path in (READ, ALSO_READ):
        page = phone(path)
        assert page.evaluate(_KEPT, path), path
    return page


def told_hour(page):
    """Return the hour that the band of a copy tells, as it is in the portal."""
    band = page.locator(".guardado")
    expect(band).to_contain_text("Ahora no se llega al portal.")
    day, month, hour, minute, half = re.search(
        r"Guardado el (\d+) de (\w+), (\d+):(\d\d) ([ap])\.m\.", band.inner_text()
    ).groups()
    assert month in MONTHS
    return int(day), MONTHS.index(month) + 1, int(hour) % 12 + 12 * (half == "p"), int(minute)


def test_what_was_read_is_read_again_with_the_hour_of_the_portal(has_read, phone, line):
    with line.cut():
        page = phone(READ)
        expect(page.get_by_role("heading", level=1)).to_have_text("Trámites y servicios")
        told = told_hour(page)
        screens.assert_accessible(page)
    now = timezone.localtime()
    possible = [now - timedelta(minutes=minutes) for minutes in range(5)]
    assert told in [(day.day, day.month, day.hour, day.minute) for day in possible]
    expect(phone(READ).locator(".guardado")).to_have_count(0)


def test_whether_an_office_is_open_is_told_by_the_clock_of_the_phone(has_read, phone, line):
    page = phone("/directorio/registro-de-consumidores-de-contramaestre/")
    assert page.evaluate(_KEPT, urlsplit(page.url).path)
    with line.cut():
        page.reload()
        copies.assert_it_tells_whether_it_is_open(page)


def test_a_connection_that_hangs_is_waited_for_three_seconds(has_read, phone, line):
    with line.clogged():
        page = phone(READ)
        expect(page.locator(".guardado")).to_be_visible(timeout=15_000)
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStart") < 6000


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_portal_that_fails_is_as_one_that_cannot_be_reached(has_read, phone, line, status):
    line.answers[READ] = (status, b"Ahora no")
    for _time in range(2):
        expect(phone(READ).locator(".guardado")).to_be_visible()
    line.answers[NEVER_READ] = (503, b"Ahora no")
    expect(phone(NEVER_READ).locator("body")).to_have_text("Ahora no")


def test_what_was_never_read_leads_to_telephones_and_to_what_was_read(has_read, phone, line):
    with line.cut():
        page = phone(NEVER_READ)
        main = page.get_by_role("main")
        expect(main.get_by_role("heading", level=1)).to_have_text("Sin conexión")
        expect(main.locator("a[href^='tel:']").first).to_be_visible()
        screens.assert_accessible(page)
        assert not screens.overflow(page)["scrolls"]
        page.screenshot(path="test-results/sin-conexion.png", full_page=True)
        main.get_by_role("link", name="Trámites y servicios").last.click()
        expect(page.locator(".guardado")).to_be_visible()
    page = phone(NEVER_READ)
    expect(page.get_by_role("heading", level=1)).to_have_text("Noticias")


def test_nothing_of_forms_and_persons_is_kept(has_read, phone):
    for path in ("/atencion/escribir/queja/", "/atencion/seguimiento/", "/admin/login/"):
        page = phone(path)
    page = phone(READ)
    assert page.evaluate(_KEPT, READ)
    kept = page.evaluate(_ALL_KEPT)
    assert READ in kept
    assert not [path for path in kept if "atencion/" in path or path.startswith("/admin")]


def test_a_case_is_written_without_network_and_sent_by_hand_afterwards(has_read, phone, line):
    path, text = "/atencion/escribir/queja/", "La luminaria de la esquina está rota."
    with line.cut():
        page = phone(path)
        notebook = page.get_by_role("region", name="Escriba ahora y envíe después")
        expect(notebook.get_by_label("Qué quiere enviar")).to_have_value("queja")
        notebook.get_by_label("En pocas palabras").fill("Calle a oscuras")
        notebook.get_by_label("¿Qué pasó?").fill(text)
        expect(notebook.get_by_role("status")).to_have_text("Guardado en este teléfono.")
        screens.assert_accessible(page)
        assert not screens.overflow(page)["scrolls"]
        page.screenshot(path="test-results/sin-conexion-cuaderno.png", full_page=True)
        page = phone(path)  # closed and opened again, still without network
        expect(page.get_by_label("¿Qué pasó?")).to_have_value(text)
        send = page.get_by_role("link", name="Enviarlo, con conexión")
        assert send.get_attribute("href").endswith(path)
    page = phone(path)
    expect(page.get_by_label("¿Qué pasó?")).to_have_value(text)
    expect(page.get_by_text("Recuperamos lo que había escrito.").first).to_be_visible()


def test_what_was_written_without_network_is_deleted_by_hand(has_read, phone, line):
    with line.cut():
        page = phone(NEVER_READ)
        page.get_by_label("Qué quiere enviar").select_option("sugerencia")
        page.get_by_label("¿Qué sugiere?").fill("Más bancos en el parque.")
        expect(page.get_by_text("Guardado en este teléfono.")).to_be_visible()
        page.get_by_role("button", name="Borrar lo escrito").click()
        expect(page.get_by_label("¿Qué sugiere?")).to_have_value("")
    page = phone("/atencion/escribir/sugerencia/")
    expect(page.get_by_label("¿Qué sugiere?")).to_have_value("")


def test_what_is_gone_is_thrown_away(has_read, phone, line):
    page = has_read
    page.evaluate(
        """async () => {
            const kept = await caches.open("paginas-1");
            await kept.put("/ya-no-esta/", await kept.match("/tramites/"));
        }"""
    )
    with line.cut():
        expect(phone("/ya-no-esta/").locator(".guardado")).to_be_visible()
    page = phone("/ya-no-esta/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Trámites y servicios")
    page.wait_for_function("async () => !(await caches.match('/ya-no-esta/'))")


def test_told_to_go_it_goes_with_all_that_it_kept(has_read, phone, line):
    page = has_read
    line.answers[WORKER] = (200, (ROOT / "static_src/js/trabajador-fuera.js").read_bytes())
    page.evaluate(_UPDATE)
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate("async () => !(await navigator.serviceWorker.getRegistration())")


BAD = {
    "no script": b"esto no es",
    "cannot be installed": b"addEventListener('install', e => e.waitUntil(Promise.reject()))",
    "always fails": (
        b"addEventListener('install', () => skipWaiting());"
        b"addEventListener('activate', e => e.waitUntil(clients.claim()));"
        b"addEventListener('fetch', e => e.respondWith(Promise.reject(new Error('mala'))))"
    ),
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_release_is_survived(has_read, phone, line, expected_faults, bad):
    page = has_read
    line.answers[WORKER] = (200, BAD[bad])
    page.evaluate(_UPDATE)
    line.answers.clear()  # the next release is good again
    page.evaluate(_UPDATE)
    with line.cut():
        expect(phone(READ).locator(".guardado")).to_be_visible()


@pytest.fixture(scope="module")
def taken(portales):
    """The text of the portal is there to be taken along."""
    run(portales.env, "manage.py", "preparar_portatil", SLUG)


def test_the_whole_portal_is_read_and_searched_after_one_tap(taken, has_read, phone, line):
    page = phone("/mapa/?llevar")
    line.sent = 0
    page.get_by_role("button", name="Llevar este portal").click()
    expect(page.get_by_text("Listo: este teléfono lee todo el portal")).to_be_visible()
    assert line.sent < 150 * KB
    with line.cut():
        page = phone(NEVER_READ)
        expect(page.get_by_role("heading", level=1)).to_have_text("Noticias")
        expect(page.locator(".guardado")).to_contain_text("Como estaba el")
        page.get_by_role("main").get_by_role("article").first.get_by_role("link").click()
        expect(page.locator(".guardado")).to_be_visible()
        screens.assert_accessible(page)
        page = phone("/directorio/registro-de-consumidores-de-contramaestre/")
        copies.assert_it_tells_whether_it_is_open(page)
        for said in ("carne", "carnés de identidad"):
            page = phone(f"/buscar/?q={said}")
            first = page.get_by_role("main").get_by_role("article").first
            expect(first).to_contain_text("Carné de identidad")
        first.get_by_role("link").click()
        expect(page.get_by_text("Qué llevar")).to_be_visible()
        expect(phone("/buscar/?q=zzzz").get_by_text("Nada en este teléfono")).to_be_visible()
    page = phone("/mapa/?otra-vez")
    page.wait_for_load_state("networkidle")
    line.sent = 0
    page.get_by_role("button", name="Llevar este portal").click()
    expect(page.get_by_text("Listo: este teléfono lee todo el portal")).to_be_visible()
    assert line.sent < 2 * KB


def test_a_full_phone_keeps_what_it_has(has_read, phone, line, portales):
    page = has_read
    browser = page.context.new_cdp_session(page)
    origin = portales.url(SLUG).rstrip("/")
    browser.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    for path in (READ, NEVER_READ):
        expect(phone(path).get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    with line.cut():
        expect(phone(READ).locator(".guardado")).to_be_visible()
        expect(phone(NEVER_READ).locator(".guardado")).to_have_count(0)


def test_a_visit_with_nothing_new_costs_less_than_a_kilobyte(has_read, phone, line):
    line.sent = 0
    phone(READ).wait_for_load_state("networkidle")
    has_read.evaluate(_UPDATE)
    assert 0 < line.sent < KB
