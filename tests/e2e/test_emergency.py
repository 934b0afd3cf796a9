"""The front page in an emergency, on the cheapest telephone and with accessibility checks."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from .meter import IN_AN_EMERGENCY, PHONE, Meter
from .screens import assert_accessible

REASON = "Simulacro de ciclón: la portada de emergencia"
PORTAL = "Mella"


@pytest.fixture
def emergency(portales, sign_in):
    """Switch the emergency on in one portal, and off again for the other tests of the program."""
    admin = sign_in("administrador")
    admin.open("/admin/emergencia/new/")
    admin.textbox("Motivo*").fill(REASON)
    for box in admin.page.locator("input[name=portales]").all():
        box.uncheck()
    admin.page.get_by_role("checkbox", name=PORTAL).check()
    end = datetime.now(ZoneInfo("America/Havana")) + timedelta(hours=2)
    admin.textbox("Termina*").fill(end.strftime("%d/%m/%Y %H:%M"))
    admin.page.get_by_role("checkbox", name="Sí, cambiar ahora la portada").check()
    admin.button("Encender").click()
    expect(admin.messages).to_contain_text("Se encendió")
    yield
    admin.open("/admin/emergencia/")
    admin.page.get_by_role("link", name="Apagar ahora").click()
    admin.button("Apagar ahora").click()
    expect(admin.messages).to_contain_text("Se apagó")


def test_what_is_needed_comes_in_a_few_kilobytes_and_goes_as_it_came(
    portales, new_context, emergency
):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    meter = Meter(page)
    page.goto(portales.url("mella"), wait_until="networkidle")
    expect(page.get_by_role("heading", level=1)).to_have_text(REASON)
    assert 0 < meter.total() <= IN_AN_EMERGENCY, meter.received
    telephones = page.get_by_role("region", name="Teléfonos de emergencia")
    expect(telephones.get_by_role("link").first).to_have_attribute("href", re.compile("^tel:"))
    page.get_by_role("link", name="Portada de siempre").tap()
    expect(page.get_by_role("searchbox").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(portales, new_context, emergency, scheme):
    page = new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme).new_page()
    page.goto(portales.url("mella"))
    expect(page.get_by_role("heading", level=1)).to_have_text(REASON)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.evaluate(
        "[...document.querySelectorAll('main a, nav a')]"
        ".map(a => [a.textContent, a.getBoundingClientRect().height]).filter(([, h]) => h < 44)"
    )
    assert small == []
