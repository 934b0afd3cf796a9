"""Searching on a cheap telephone, with suggestions and without scripts."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .meter import KB, PHONE, Meter
from .screens import assert_accessible

SUGGESTIONS = 2 * KB
PAUSE = 1000


def is_suggestion(request):
    return urlsplit(request.url).path == "/buscar/sugerencias/"


@pytest.fixture
def typist(portales, new_context):
    """The front page of a municipality with the cursor in the search, and its suggest requests."""
    page = new_context(**PHONE, reduced_motion="reduce").new_page()
    asked = []
    page.on("request", lambda request: asked.append(request) if is_suggestion(request) else None)
    page.goto(portales.url("contramaestre"), wait_until="networkidle")
    page.get_by_label("¿Qué necesita hacer?").focus()
    expect(page.get_by_role("combobox")).to_be_focused()
    return page, asked


def test_a_pause_of_typing_asks_once_for_less_than_two_kilobytes(typist):
    page, asked = typist
    meter = Meter(page)
    page.keyboard.type("certifi", delay=40)
    expect(page.get_by_role("option").first).to_be_visible()
    page.wait_for_timeout(PAUSE)
    assert len(asked) == 1
    assert 0 < meter.total() < SUGGESTIONS
    page.keyboard.type("cacion", delay=40)
    page.wait_for_timeout(PAUSE)
    assert len(asked) == 2


def test_the_keyboard_walks_through_the_suggestions_and_opens_one(typist):
    page, _asked = typist
    field, status = page.get_by_role("combobox"), page.locator("form [role=status]")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("carné")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Carné de identidad")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(status).to_have_text(re.compile(r"Sugerencias: \d"))
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    assert_accessible(page)
    page.keyboard.press("ArrowUp")
    expect(field).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("carné")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Carné de identidad")


def test_a_finger_opens_a_suggestion_and_the_button_searches_as_ever(typist):
    page, _asked = typist
    page.keyboard.type("carné")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("option").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Carné de identidad")
    page.go_back()
    page.get_by_label("¿Qué necesita hacer?").fill("carné")
    page.get_by_role("button", name="Buscar").first.tap()
    page.wait_for_url("**/buscar/?q=carn*")


def test_who_saves_data_is_asked_no_suggestions_and_searches(portales, new_context):
    context = new_context(**PHONE)
    context.add_init_script(
        "Object.defineProperty(navigator.connection, 'saveData', {value: true})"
    )
    page = context.new_page()
    page.goto(portales.url("contramaestre"))
    page.get_by_role("searchbox").first.press_sequentially("carné")
    page.wait_for_timeout(PAUSE)
    assert page.get_by_role("combobox").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar/?q=carn*")


def test_without_scripts_everything_is_reached(portales, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(portales.url(path="/buscar/"))
    page.get_by_role("searchbox").fill("registro")
    page.get_by_role("button", name="Buscar").tap()
    main = page.get_by_role("main")
    main.get_by_role("link", name="Todo Santiago de Cuba").tap()
    main.get_by_role("link", name=re.compile(r"^Directorio \(\d+\)$")).tap()
    results = main.get_by_role("article")
    expect(results.first.get_by_role("link", name="Teléfono")).to_have_attribute(
        "href", re.compile("^tel:")
    )
    first = results.first.get_by_role("heading").inner_text()
    main.get_by_role("link", name="Siguiente").tap()
    expect(results.first.get_by_role("heading")).not_to_have_text(first)
    expect(page).to_have_url(re.compile("en=todas.*page=2"))
