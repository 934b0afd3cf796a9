"""The most common visit on the cheapest telephone: where is it done, and is it open now?"""

import re

import pytest
from playwright.sync_api import expect

from .meter import KB, PHONE, Meter

JOURNEY = 45 * KB
TAPS = 3
STATE = re.compile(r"(Abierto|Cerrado) ahora|Abierto las 24 horas")


class Finger:
    """Taps targets and counts the taps."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, target):
        expect(target).to_be_visible()
        target.tap()
        self.taps += 1


@pytest.fixture
def phone(new_context, portales):
    """The front page of a municipality on a first visit, with scripts off."""
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    meter = Meter(page)
    page.goto(portales.url("contramaestre"), wait_until="networkidle")
    return page, meter


def by_what_is_most_used(finger):
    finger.tap(finger.page.get_by_role("link", name="Carné de identidad").first)


def by_life_event(finger):
    main = finger.page.get_by_role("main")
    finger.tap(main.get_by_role("link", name="Trámites y servicios"))
    finger.tap(main.get_by_role("link", name=re.compile("^Identidad")))
    finger.tap(main.get_by_role("link", name="Carné de identidad").last)


def by_searching(finger):
    box = finger.page.get_by_role("searchbox").first
    box.fill("renovar carné")
    finger.tap(finger.page.get_by_role("button", name="Buscar").first)
    finger.tap(finger.page.get_by_role("main").get_by_role("link", name="Carné de identidad"))


@pytest.mark.parametrize("way", [by_what_is_most_used, by_life_event, by_searching])
def test_where_the_carne_is_renewed_and_whether_it_is_open(phone, way):
    page, meter = phone
    finger = Finger(page)
    way(finger)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Carné de identidad")
    page.wait_for_load_state("networkidle")
    where = page.locator("section[aria-labelledby=donde]")
    office = where.get_by_role("article").first
    expect(office.get_by_role("link").first).to_be_visible()
    expect(office.get_by_text(STATE)).to_be_visible()
    telephone = office.get_by_role("link", name="Teléfono")
    expect(telephone).to_have_attribute("href", re.compile("^tel:"))
    assert finger.taps <= TAPS
    received = {kind: meter.total(kind) for kind in ("html", "css", "icon", "image")}
    assert received["html"]
    assert received["css"]
    assert meter.total() <= JOURNEY, received
