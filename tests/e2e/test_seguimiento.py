"""A citizen follows their case on a cheap telephone, with and without scripts."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from .carta import QUEJA, answer_case, send, send_queja
from .meter import PHONE

SEGUIMIENTO = "/atencion/seguimiento/"
ALL_ACTIONS = re.compile("^(Añadir información|No estoy conforme|Retirar el caso)$")


def enter(page, numero, codigo):
    page.locator("#id_numero").fill(numero)
    page.locator("#id_codigo").fill(codigo)
    page.get_by_role("button", name="Ver mi caso").click()


def act(page, name, text, button):
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.locator("#id_texto").fill(text)
    page.get_by_role("button", name=button, exact=True).click()


def title(page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("scripts", [False, True])
def test_a_case_is_followed_to_its_answer_and_its_end(
    portales, new_context, sign_in, tmp_path, scripts
):
    photo = tmp_path / "calle.jpg"
    Image.effect_noise((400, 300), 60).convert("RGB").save(photo)
    page = new_context(**PHONE, java_script_enabled=scripts).new_page()
    numero, codigo = send_queja(page, portales.url("palma-soriano", QUEJA))

    page.get_by_role("link", name="Seguir mi caso").first.click()
    expect(title(page)).to_have_text("Su caso")
    page.get_by_role("button", name="Salir y ocultar mi caso").click()
    expect(page.get_by_text("en este navegador no se ve su caso")).to_be_visible()
    enter(page, numero, "AAAA-AAAA-AAAA")
    expect(page.get_by_role("alert")).to_contain_text("No hay ningún caso con ese número")
    enter(page, numero, codigo.lower().replace("-", " "))
    expect(title(page)).to_have_text("Su caso")
    assert numero not in page.title() + page.url

    page.get_by_role("link", name="Añadir información").click()
    page.locator("#id_texto").fill("Ahora tampoco hay en la otra cuadra.")
    page.set_input_files("#id_archivos", photo)
    send(page)
    expect(page.get_by_role("status").first).to_have_text("Recibimos lo que añadió.")
    with page.expect_download() as download:
        page.get_by_role("link", name="calle.jpg").click()
    assert Image.open(download.value.path()).format == "JPEG"

    answer_case(sign_in("atencion-palma-soriano"), numero, "Mañana va una brigada.")

    page.goto(portales.url("palma-soriano", f"{SEGUIMIENTO}caso/"))
    expect(page.locator("#respuesta")).to_contain_text("Mañana va una brigada.")
    act(page, "No estoy conforme", "No vino nadie.", "Decir que no estoy conforme")
    expect(page.get_by_role("status").first).to_have_text("Recibimos su inconformidad.")
    expect(page.get_by_role("link", name="No estoy conforme")).to_have_count(0)
    act(page, "Retirar el caso", "Ya lo arreglamos entre vecinos.", "Retirar el caso")
    expect(page.get_by_role("status").first).to_have_text("Usted retiró el caso.")
    expect(page.get_by_role("link", name=ALL_ACTIONS)).to_have_count(0)


def test_what_was_typed_outlives_the_cookies_of_the_browser(portales, new_context):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    numero, codigo = send_queja(page, portales.url("palma-soriano", QUEJA))
    page.goto(portales.url("palma-soriano", f"{SEGUIMIENTO}anadir/"))
    page.locator("#id_texto").fill("Una carta larga.")
    page.context.clear_cookies()
    send(page)

    expect(title(page)).to_have_text("Todavía no se ha enviado")
    page.get_by_role("button", name="Enviar otra vez").click()
    page.locator("#id_numero").fill(numero)
    page.locator("#id_codigo").fill(codigo)
    expect(page.locator("#id_texto")).to_have_value("Una carta larga.")
    send(page)
    expect(page.locator(".historia")).to_contain_text("Una carta larga.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_the_screens_of_a_case(portales, new_context, width, scheme):
    page = new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()

    def check(sight):
        expect(sight).to_be_visible()
        results = Axe().run(page)
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    numero, codigo = send_queja(page, portales.url("palma-soriano", QUEJA))
    page.goto(portales.url("palma-soriano", SEGUIMIENTO))
    enter(page, f"{numero[:-1]}{(int(numero[-1]) + 1) % 10}", codigo)
    check(page.get_by_text("El número tiene un error"))
    enter(page, numero, codigo)
    check(page.get_by_role("heading", name="Qué ha pasado"))
    page.get_by_role("link", name="Añadir información").click()
    page.locator("#id_texto").fill("x" * 20_001)
    send(page)
    check(page.get_by_text("Son 20001 letras y caben 20000"))
    page.goto(portales.url("palma-soriano", f"{SEGUIMIENTO}retirar/"))
    check(page.get_by_role("button", name="Retirar el caso"))
    page.goto(portales.url("palma-soriano", f"{SEGUIMIENTO}caso/"))
    page.get_by_role("button", name="Salir y ocultar mi caso").click()
    check(page.get_by_text("en este navegador no se ve su caso"))
