"""A citizen writes on a cheap telephone with power cuts, with and without scripts."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from .carta import QUEJA, WRITTEN, answer_question, fill_in, keys, send, show
from .meter import PHONE

SUGERENCIA = "/atencion/escribir/sugerencia/"
# The request arrives, and the response is lost.
LOSE_THE_ANSWER = """() => {
    const send = window.fetch;
    window.fetch = (...request) => send(...request).then(() => { throw new TypeError("lost"); });
}"""
# Dates every copy at the beginning of 1970, by both of its clocks.
AGE = """async () => {
    const open = indexedDB.open("copias");
    const base = await new Promise((done) => (open.onsuccess = () => done(open.result)));
    const records = await copias.todas();
    const change = base.transaction("copias", "readwrite");
    for (const each of records) change.objectStore("copias").put({ ...each, fecha: 0, aqui: 0 });
    await new Promise((done) => (change.oncomplete = done));
}"""


def number(page):
    return int(keys(page)[0].split("-")[1])


def drafts(page):
    return page.evaluate("async () => (await copias.todas()).length")


@pytest.fixture
def phone(new_context, portales):
    page = new_context(**PHONE).new_page()
    page.goto(portales.url("contramaestre", QUEJA))
    return page


def go_on(page):
    page.get_by_role("link", name="Seguir", exact=True).tap()


def test_without_scripts_one_thing_is_asked_a_screen_and_the_acuse_can_be_kept(
    new_context, portales
):
    page = new_context(**PHONE, java_script_enabled=False, accept_downloads=True).new_page()
    page.goto(portales.url("contramaestre", "/atencion/"), wait_until="networkidle")
    page.get_by_role("link", name=re.compile("^Presentar una queja")).tap()
    expect(page.locator("#id_asunto")).to_be_visible()
    asked = []
    while page.get_by_role("link", name="Seguir", exact=True).is_visible():
        asked.append(page.locator(".parte:visible").evaluate_all("steps => steps.length"))
        for name, text in WRITTEN.items():
            if (field := page.locator(f"#id_{name}")).is_visible():
                field.fill(text)
        go_on(page)
    assert asked == [1] * 6

    answer_question(page, page.get_by_label(re.compile("¿Cuánto es")))
    page.get_by_role("button", name="Enviar", exact=True).tap()
    assert number(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Guardar como texto").click()
    code = page.locator(".claves dd").last.inner_text()
    assert code in download.value.path().read_text(encoding="utf-8")


def test_without_scripts_what_follows_a_choice_is_asked_where_it_was_made(new_context, portales):
    page = new_context(**PHONE, java_script_enabled=False).new_page()
    page.goto(portales.url("contramaestre", f"{QUEJA}#paso-5"))
    carne, passport = page.locator("#id_documento"), page.locator("#id_pasaporte")
    expect(carne).to_be_visible()
    expect(passport).to_be_hidden()

    page.get_by_label("Otra", exact=True).check()
    expect(carne).to_be_hidden()
    expect(passport).to_be_visible()


def test_nobody_goes_on_from_a_step_that_lacks_something_and_reads_it_in_our_words(phone):
    expect(phone).to_have_url(re.compile("#paso-1$"))
    go_on(phone)
    expect(phone.locator("#id_asunto_error")).to_have_text(
        "Diga en pocas palabras de qué se trata."
    )
    expect(phone.locator("#id_asunto")).to_be_focused()
    expect(phone.locator("#id_asunto")).to_have_attribute("aria-invalid", "true")

    phone.locator("#id_hechos").fill("Hace un mes.")
    phone.locator("#id_asunto").fill("Calle sin luz")
    phone.locator("#id_asunto").press("Enter")
    expect(phone.get_by_label("¿Qué pide?")).to_be_visible()
    expect(phone.locator("#id_asunto_error")).to_have_count(0)
    phone.go_back()
    expect(phone.locator("#id_asunto")).to_be_visible()


def test_whoever_sends_too_soon_is_led_to_what_is_missing(phone):
    fill_in(phone, pide="")
    send(phone)

    expect(phone).to_have_url(re.compile("#paso-2$"))
    expect(phone.locator("#id_pide_error")).to_have_text("Diga qué pide.")
    phone.locator("#id_pide").fill("Que la arreglen.")
    send(phone)
    assert number(phone)


def test_before_it_is_sent_all_that_was_answered_is_read(phone):
    fill_in(phone)
    show(phone, "#id_notificar_1").check()
    phone.get_by_label("Correo electrónico", exact=True).fill("ana@ejemplo.cu")
    show(phone, "#revisar")

    read = phone.locator("[data-paso]").all_inner_texts()
    assert read[0] == "Calle sin luz · Hace un mes que no hay luz."
    assert read[-2:] == [
        "Ana Muestra · Cubana · 85010112345",
        "Por correo electrónico · ana@ejemplo.cu",
    ]
    phone.get_by_role("link", name="¿Qué pide?").tap()
    expect(phone.locator("#id_pide")).to_have_value("Que la arreglen.")


def test_a_draft_survives_a_cut_and_goes_when_it_was_sent(phone):
    expect(phone.get_by_label(re.compile("¿Cuánto es"))).to_be_hidden()
    fill_in(phone)
    show(phone, "#id_nacionalidad_1").check()
    phone.reload()

    expect(phone.get_by_text("Recuperamos lo que había escrito")).to_be_visible()
    expect(phone.locator("#id_hechos")).to_have_value("Hace un mes que no hay luz.")
    expect(phone.get_by_label("Otra", exact=True)).to_be_checked()
    expect(phone.get_by_text("Sus datos personales hay que volver a escribirlos")).to_be_visible()
    for name in ("nombre", "documento"):  # the phone may belong to a neighbour
        expect(phone.locator(f"#id_{name}")).to_have_value("")
    show(phone, "#id_nacionalidad_0").check()
    fill_in(phone)
    kept = phone.evaluate("async () => JSON.stringify((await copias.todas())[0].campos)")
    # The fields against programs are valid for one form only, so no copy holds them.
    names = {name for name, _value in json.loads(kept)}
    assert names & {"asunto", "hechos"}
    assert not names & {"control", "prueba", "casilla", "respuesta", "envio"}
    assert "85010112345" not in phone.evaluate("async () => JSON.stringify(await copias.todas())")
    send(phone)
    assert number(phone)
    assert drafts(phone) == 0


def test_an_old_draft_leaves_the_telephone(phone, portales):
    fill_in(phone)
    phone.wait_for_function("async () => (await copias.todas()).length === 1")
    phone.evaluate(AGE)
    phone.goto(portales.url("contramaestre", SUGERENCIA))
    phone.wait_for_function("async () => (await copias.todas()).length === 0")


def test_a_draft_can_be_thrown_away(phone):
    fill_in(phone)
    show(phone, "#id_asunto")
    phone.get_by_role("button", name="Borrar el borrador").click()

    expect(phone.locator("#id_hechos")).to_have_value("")
    assert drafts(phone) == 0


def test_an_answer_that_is_lost_on_its_way_makes_no_second_case(phone):
    fill_in(phone)

    phone.evaluate(LOSE_THE_ANSWER)
    send(phone)
    expect(phone.get_by_text("No hay conexión con el portal")).to_be_visible()
    phone.reload()
    fill_in(phone)
    send(phone)
    first = number(phone)
    phone.goto(phone.url.replace("/atencion/acuse/", SUGERENCIA))
    show(phone, "#id_asunto").fill("Bancos")
    phone.locator("#id_hechos").fill("Poner bancos.")
    send(phone)
    phone.wait_for_url("**/acuse/")
    assert number(phone) == first + 1


def test_photos_are_made_small_and_stay_chosen_when_something_is_missing(phone, tmp_path):
    photo = tmp_path / "foto.jpg"
    Image.effect_noise((2400, 1800), 60).convert("RGB").save(photo, quality=95)
    phone.set_input_files("#id_archivos", photo)
    size = "document.querySelector('#id_archivos').files[0]?.size ?? 0"
    expect(phone.locator("#id_archivos")).to_have_js_property("validationMessage", "")
    fill_in(phone, documento="123")
    send(phone)

    expect(phone.locator("#errores")).to_be_focused()
    expect(phone.get_by_text("El carné tiene 11 cifras y aquí hay 3").first).to_be_visible()
    assert 0 < phone.evaluate(size) < photo.stat().st_size / 2
    phone.locator("#id_documento").fill("85010112345")
    send(phone)
    assert number(phone)


def test_a_video_is_refused_before_it_costs_anything(phone, tmp_path):
    video = tmp_path / "video.mp4"
    video.write_bytes(bytes(6 * 1024 * 1024))
    phone.set_input_files("#id_archivos", video)

    message = phone.locator("#id_archivos")
    expect(message).to_have_js_property(
        "validationMessage", "video.mp4: Pesa demasiado: elija otro archivo."
    )


def test_a_lost_cookie_is_not_noticed_by_whoever_writes(phone):
    fill_in(phone)
    phone.context.clear_cookies()
    send(phone)

    assert number(phone)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_something_is_missing_nor_on_the_acuse(
    new_context, portales, width, scheme
):
    page = new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    ).new_page()
    page.goto(portales.url("contramaestre", QUEJA))
    fill_in(page, documento="123")
    send(page)
    expect(page.locator("#errores")).to_be_visible()
    for path in (None, "/atencion/acuse/"):
        if path:
            page.locator("#id_documento").fill("85010112345")
            send(page)
            assert number(page)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
