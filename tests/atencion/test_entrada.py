"""The public forms create a case without an account, check the input and show an acuse."""

import time
import uuid
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from atencion.models import Adjunto, Caso, Remitente
from directorio.models import EntidadPage
from tests.budgets import COLD, WARM, queries, told
from tests.factories import make_entidad, publish, publish_in_english
from tests.reading import links, soup, text
from tests.traducir import translate

from .escritos import ESCRITOS, QUEJA, address, filled, send, typed

pytestmark = pytest.mark.django_db

ENTRADA = "/atencion/"


@pytest.fixture
def phone(alfa):
    return alfa.browser()


def errors(response):
    """Return {id: message} of the errors at the fields of the form."""
    found = soup(response).select(".fallo")
    # The element without an id is for the errors that the browser finds.
    return {
        tag["id"].removesuffix("_error"): tag.get_text(" ", strip=True)
        for tag in found
        if tag.get("id")
    }


# --- Entrance ---------------------------------------------------------------------


def test_the_entrance_offers_every_kind_with_its_term(alfa):
    page = alfa.get(ENTRADA)

    shown = links(page, within=".opciones")
    assert set(shown.values()) == {f"{address(tipo)}#paso-1" for tipo in ESCRITOS}
    assert any("información pública" in name and "15 días hábiles" in name for name in shown)
    assert "Ya tengo un número: seguir mi caso" in links(page)


def test_terms_are_told_as_the_settings_say(alfa, settings):
    settings.ATENCION_PLAZOS = settings.ATENCION_PLAZOS | {"queja": "1 naturales"}

    assert "Respuesta en 1 día natural como máximo" in text(alfa.get(ENTRADA))


def test_the_office_of_the_directory_is_shown_with_telephone_address_and_hours(alfa):
    oficina = make_entidad(alfa, "Oficina de Atención", contactos=[("telefono", "22600001")])
    page = alfa.home.get_children().get(slug="atencion").specific
    page.oficina = oficina
    publish(page)

    aside = alfa.get(ENTRADA)

    assert links(aside, within=".lateral")["+53 22 600001"] == "tel:+53-22-600001"
    assert (
        links(aside, within=".lateral")["Oficina de Atención"] == "/directorio/oficina-de-atencion/"
    )


def test_an_office_that_is_no_longer_public_is_not_shown(alfa):
    oficina = make_entidad(alfa, "Oficina de Atención", live=False)
    page = alfa.home.get_children().get(slug="atencion").specific
    page.oficina = oficina
    publish(page)

    assert "Oficina de Atención" not in text(alfa.get(ENTRADA))


def test_a_kind_that_does_not_exist_is_not_found(alfa):
    assert alfa.get("/atencion/escribir/denuncia/").status_code == 404


# --- Sending ----------------------------------------------------------------------


@pytest.mark.on_both_databases
@pytest.mark.parametrize("tipo", ESCRITOS)
def test_every_kind_is_taken_in_and_gives_number_and_code(phone, tipo):
    response = send(phone, tipo)

    assert (response.status_code, response["Location"]) == (302, "/atencion/acuse/")
    caso = Caso.objects.get()
    acuse = text(phone.get(response["Location"]))
    assert caso.tipo == tipo
    assert caso.numero in acuse
    assert caso.codigo in acuse
    assert "Atención a la Población · Alfa" in acuse


def test_a_queja_keeps_who_sent_it_and_what_it_says(phone, alfa):
    send(phone, documento=" 850101 12345", telefono="22 60-00-00", notificar="telefono")

    caso = Caso.objects.get()
    assert (caso.asunto, caso.pide) == (QUEJA["asunto"], QUEJA["pide"])
    assert caso.hechos == QUEJA["hechos"]
    assert (caso.site, caso.site_recibida, caso.entidad) == (alfa.site, alfa.site, None)
    assert caso.remitente.nombre == "Ana Muestra"
    assert caso.remitente.ci == "85010112345"
    assert caso.remitente.nacionalidad == "cubana"
    assert caso.remitente.telefono == "+53 22 600000"
    assert caso.notificar == Caso.Notificar.TELEFONO


@pytest.mark.parametrize("tipo", ["consulta", "sugerencia"])
def test_who_asks_or_suggests_says_nothing_of_themselves(phone, tipo):
    send(phone, tipo)

    assert not Remitente.objects.exists()


def test_a_foreigner_gives_another_document_and_where_they_are_from(phone):
    send(phone, nacionalidad="otra", pais="Haití", pasaporte="PP-1234567")

    assert Remitente.objects.get().ci == "PP-1234567"
    assert Remitente.objects.get().nacionalidad == "Haití"


def test_the_case_belongs_to_the_portal_of_the_entity_that_is_addressed(
    phone, alfa, beta, provincia
):
    served = make_entidad(provincia, "Empresa Eléctrica", municipios=[alfa])
    make_entidad(beta, "Farmacia de Beta")
    form = soup(phone.get(address()))
    offered = {option.text for option in form.select("select[name=entidad] option")}
    assert "Empresa Eléctrica" in offered
    assert "Farmacia de Beta" not in offered

    send(phone, entidad=served.pk)

    caso = Caso.objects.get()
    assert (caso.site, caso.site_recibida) == (provincia.site, alfa.site)
    assert caso.entidad == EntidadPage.objects.get(pk=served.pk)


def test_an_entity_of_another_portal_is_refused(phone, beta):
    stranger = make_entidad(beta, "Farmacia de Beta")

    response = send(phone, entidad=stranger.pk)

    assert response.status_code == 422
    assert "ya no está en el directorio" in errors(response)["id_entidad"]


def test_files_are_kept_encrypted_and_under_another_name(phone):
    content = b"%PDF-1.4 MARCA\n%%EOF"

    send(phone, archivos=SimpleUploadedFile("carta.pdf", content))

    adjunto = Adjunto.objects.get()
    assert adjunto.nombre == "carta.pdf"
    assert b"MARCA" not in adjunto.archivo.read()


def test_the_english_page_takes_cases_in_english(alfa):
    publish_in_english(alfa, title="Citizen's portal of Alfa")
    translate(alfa.home.get_children().get(slug="atencion").specific, {})
    browser, path = alfa.browser(), f"/en{address()}"
    page = browser.get(path)

    response = browser.post(path, filled(page))

    assert response["Location"] == "/en/atencion/acuse/"
    assert Caso.objects.get().idioma == "en"
    assert soup(page).html["lang"] == "en"


@pytest.mark.parametrize("path", [ENTRADA, address(), "/atencion/acuse/"])
def test_pages_ask_the_database_as_often_however_many_entities_there_are(phone, alfa, path):
    send(phone)
    oficina = make_entidad(alfa, "Oficina", contactos=[("telefono", "22600001")])
    page = alfa.home.get_children().get(slug="atencion").specific
    page.oficina = oficina
    publish(page)
    before = queries(phone, path)
    for number in range(3):
        make_entidad(alfa, f"Entidad {number}")

    cold = queries(phone, path)
    warm = queries(phone, path, warm=True)

    assert len(cold) == len(before) <= COLD, told(cold)
    assert len(warm) <= WARM, told(warm)


@pytest.mark.parametrize("path", [address(), "/atencion/acuse/", "/atencion/como-respondemos/"])
def test_the_screens_below_the_entrance_lead_back_to_it(phone, path):
    send(phone)

    assert links(phone.get(path), within=".migas")["Atención a la Población"] == ENTRADA


# --- Sending twice ----------------------------------------------------------------


@pytest.mark.on_both_databases
def test_what_is_sent_twice_is_one_case_with_one_acuse(phone):
    data = filled(phone.get(address()))
    first = phone.post(address(), data)

    second = phone.post(address(), data)

    assert second["Location"] == first["Location"]
    assert Caso.objects.count() == 1


def test_the_retry_of_a_browser_that_lost_its_session_shows_the_acuse(phone, alfa):
    data = filled(phone.get(address()))
    phone.post(address(), data)
    other = alfa.browser()

    response = other.post(address(), data)

    assert Caso.objects.get().codigo in text(other.get(response["Location"]))


def test_whoever_sends_something_else_the_second_time_is_told_that_the_first_counts(phone):
    data = filled(phone.get(address()))
    phone.post(address(), data)

    response = phone.post(address(), data | {"pide": "Otra cosa"})

    assert "vale lo que llegó primero" in text(phone.get(response["Location"]))
    assert Caso.objects.get().pide == QUEJA["pide"]


def test_the_same_sent_again_days_later_is_not_said_to_be_something_else(phone):
    data = filled(phone.get(address()))
    phone.post(address(), data)

    with patch("time.time", return_value=time.time() + 3 * 24 * 3600):
        response = phone.post(address(), data)

    assert response["Location"] == "/atencion/acuse/"


def test_what_was_changed_after_a_lost_answer_stays_in_the_browser(phone):
    data = filled(phone.get(address()))
    same = phone.get(phone.post(address(), data)["Location"])
    other = phone.get(phone.post(address(), data | {"pide": "Otra cosa"})["Location"])

    # On the first page the script deletes the draft, on the second only the mark that it was sent.
    assert [tag["data-enviado"] for tag in soup(same).select("[data-enviado]")] == ["queja"]
    assert not soup(other).select("[data-enviado]")
    assert [tag["data-otro"] for tag in soup(other).select("[data-otro]")] == ["queja"]


def test_what_was_typed_before_another_choice_was_made_is_not_kept(phone):
    send(phone, correo="ana@", telefono="55 000002", pais="Haití", pasaporte="PP-1234567")

    told = Remitente.objects.get()
    assert (told.correo, told.telefono) == ("", "")
    assert (told.ci, told.nacionalidad) == (QUEJA["documento"], "cubana")


# --- One step per screen ----------------------------------------------------------


@pytest.mark.parametrize(
    ("tipo", "steps"),
    [
        ("queja", 6),
        ("peticion", 6),
        ("informacion", 4),
        ("consulta", 3),
        ("sugerencia", 2),
    ],
)
def test_each_step_leads_to_the_next_and_the_last_sends(alfa, tipo, steps):
    page = soup(alfa.get(address(tipo)))

    parts = page.select("form.carta > .parte")
    assert len(parts) == steps + 1
    for number, part in enumerate(parts[:-1], 1):
        assert part.select_one(".avance .boton")["href"] == f"#paso-{number + 1}"
        assert f"Paso {number} de {steps + 1}" in part.get_text(" ", strip=True)
        assert not part.select("[type=submit]")
    assert len(parts[-1].select("[type=submit]")) == 1
    assert [item["href"] for item in parts[-1].select("dt a")] == [
        f"#paso-{number}" for number in range(1, steps + 1)
    ]
    # Each step has an anchor with the class that the style sheet uses.
    assert all(page.select_one(f"#paso-{number}.ancla") for number in range(1, steps + 2))


def test_what_follows_a_choice_stands_below_it(phone):
    form = soup(phone.get(address())).select_one("form.carta")

    below = {
        option.input["value"]: [field["name"] for field in option.select(".sigue input")]
        for option in form.select(".opcion")
    }
    assert below == {
        "cubana": ["documento"],
        "otra": ["pais", "pasaporte"],
        "portal": [],
        "correo": ["correo"],
        "telefono": ["telefono"],
        "presencial": [],
    }


def test_numbers_are_typed_on_the_keyboard_of_numbers(phone):
    form = soup(phone.get(address())).select_one("form.carta")

    keyboards = {name: form.select_one(f"[name={name}]") for name in ("documento", "respuesta")}
    assert {field["inputmode"] for field in keyboards.values()} == {"numeric"}
    assert form.select_one("[name=telefono]")["type"] == "tel"
    follow = soup(phone.get("/atencion/seguimiento/"))
    assert follow.select_one("[name=numero]")["inputmode"] == "tel"


def test_a_place_is_found_in_the_list_by_what_people_call_it(phone, alfa):
    entity = make_entidad(alfa, "Registro de Consumidores", otros_nombres="OFICODA, bodega")
    make_entidad(alfa, "Bodega La Caridad", parent=entity)

    offered = [option.text for option in soup(phone.get(address())).select("[name=entidad] option")]
    assert "Registro de Consumidores (OFICODA, bodega)" in offered
    assert "Bodega La Caridad" in offered


# --- Bad input --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("documento", "8501011234", "El carné tiene 11 cifras y aquí hay 10"),
        ("documento", "8501011234X", "El carné tiene solo cifras"),
        ("documento", "85133112345", "estas no pueden serlo"),
        ("documento", "99123165432", "estas no pueden serlo"),  # born in 2099
        ("documento", "", "Escriba el número"),
        ("nombre", " ", "Escriba sus nombres"),
        ("asunto", "x" * 151, "Son 151 letras y caben 150"),
        ("hechos", "x" * 20_001, "Son 20001 letras y caben 20000"),
        ("telefono", "no tengo", "Escriba solo el número"),
        ("correo", "ana@", "tiene un error"),
        ("entidad", "nada", "ya no está en el directorio"),
        ("pais", "", "Diga cuál es"),
        ("pasaporte", "", "Escriba el número de su pasaporte"),
        ("pasaporte", "PP1", "Es muy corto"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(phone, field, value, message):
    asked_where = {
        "telefono": {"notificar": "telefono"},
        "correo": {"notificar": "correo"},
        "pais": {"nacionalidad": "otra"},
        "pasaporte": {"nacionalidad": "otra"},
    }.get(field, {})
    response = send(phone, **asked_where, **{field: value})

    assert response.status_code == 422
    assert message in errors(response)[f"id_{field}"]
    expected = QUEJA | asked_where | {field: value}
    expected["hechos"] = expected["hechos"].replace("\r\n", "\n")
    shown = typed(response) | {"hechos": typed(response)["hechos"].replace("\r\n", "\n")}
    if field != "entidad":
        assert {name: shown[name] for name in expected} == expected
    assert not Caso.objects.exists()


@pytest.mark.parametrize("tipo", ESCRITOS)
def test_what_is_wrong_is_listed_in_the_order_of_the_form(phone, tipo):
    response = send(phone, tipo, **dict.fromkeys(ESCRITOS[tipo], ""))

    listed = [link["href"].removeprefix("#") for link in soup(response).select("#errores a")]
    # For choices, the link names the first option.
    assert [name.removesuffix("_0") for name in listed] == list(errors(response))


@pytest.mark.on_both_databases
def test_a_letter_of_twenty_thousand_characters_is_taken_in(phone):
    send(phone, hechos="x" * 20_000)

    assert len(Caso.objects.get().hechos) == 20_000


def test_no_browser_cuts_off_what_is_pasted(phone):
    assert not soup(phone.get(address())).select("main [maxlength]:not([type=email])")


@pytest.mark.parametrize(
    ("notificar", "field"), [("correo", "id_correo"), ("telefono", "id_telefono")]
)
def test_the_way_of_the_answer_needs_its_address(phone, notificar, field):
    response = send(phone, notificar=notificar)

    assert field in errors(response)


def test_a_program_that_calls_itself_a_document_is_refused_and_the_rest_stays(phone):
    response = send(phone, archivos=SimpleUploadedFile("carta.pdf", b"MZ\x90\x00"))

    assert response.status_code == 422
    assert "no es una foto ni un PDF" in errors(response)["id_archivos"]
    assert typed(response)["asunto"] == QUEJA["asunto"]
    assert "volver a elegirlos" in text(response)


def test_a_video_of_sixty_megabytes_is_refused_and_the_rest_stays(phone):
    video = SimpleUploadedFile("video.mp4", bytes(60 * 1024 * 1024))

    response = send(phone, archivos=video)

    assert response.status_code == 422
    assert "pesa 60,0" in errors(response)["id_archivos"]
    assert typed(response)["hechos"]


@pytest.mark.on_both_databases
def test_a_crafted_form_is_refused_with_a_word(phone):
    assert send(phone, envio="no").status_code == 422
    assert send(phone, envio="").status_code == 422


# --- Privacy ----------------------------------------------------------------------


def test_no_cache_keeps_the_form_nor_the_acuse_and_no_robot_lists_them(phone):
    pages = [phone.get(address()), send(phone), phone.get("/atencion/acuse/")]

    for page in pages:
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex"


def test_the_acuse_leads_to_the_case_and_to_the_way_out_of_it(phone):
    """Not to the form for number and code, which has no exit: the telephone may be borrowed."""
    send(phone)

    case = phone.get(links(phone.get("/atencion/acuse/"))["Seguir mi caso"])

    assert case.status_code == 200
    assert soup(case).find("button", string="Salir y ocultar mi caso")


def test_whoever_gave_no_address_is_told_to_write_the_code_down(phone):
    send(phone)

    acuse = soup(phone.get("/atencion/acuse/")).main.get_text(" ")

    assert "correo que dio" not in acuse
    assert "copie el número y el código en un papel" in acuse


def test_nobody_is_told_that_a_code_is_kept_nowhere_that_stands_in_a_mail(phone):
    lost = text(phone.get("/atencion/seguimiento/"))

    assert "nadie lo tiene" not in lost
    assert "Si dio un correo, búsquelo ahí" in lost


def test_the_acuse_is_nobody_elses(phone, alfa):
    send(phone)

    response = alfa.get("/atencion/acuse/")

    assert response["Location"] == "/atencion/seguimiento/?terminado"
    assert alfa.get("/atencion/acuse/texto/").status_code == 302


def test_the_acuse_can_be_kept_as_plain_text(phone, alfa):
    send(phone)
    caso = Caso.objects.get()

    response = phone.get("/atencion/acuse/texto/")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="acuse.txt"'
    assert f"Código secreto: {caso.codigo}" in response.content.decode()
    assert "/atencion/seguimiento/" in response.content.decode()


@pytest.mark.parametrize(("tipo", "is_said"), [("sugerencia", False), ("consulta", True)])
def test_the_acuse_says_how_the_answer_comes_to_whoever_chose_it(phone, tipo, is_said):
    send(phone, tipo)

    for path in ("/atencion/acuse/", "/atencion/acuse/texto/"):
        assert ("Usted eligió" in phone.get(path).content.decode()) == is_said


def test_neither_title_nor_address_of_the_acuse_say_anything_of_the_case(phone):
    response = send(phone)

    title = soup(phone.get(response["Location"])).title.text
    assert title == "Acuse de recibo · Portal del Ciudadano de Alfa"


def test_an_unknown_envio_of_another_browser_opens_nothing(phone):
    send(phone)

    response = phone.post(address(), {"envio": str(uuid.uuid4())})

    assert response.status_code == 422


def test_whoever_reads_the_database_opens_no_case_by_sending_what_stands_there(phone, alfa):
    send(phone)
    thief = alfa.browser()

    response = thief.post(address(), {"envio": str(Caso.objects.get().envio)})

    assert response.status_code == 422
    assert thief.get("/atencion/acuse/")["Location"] == "/atencion/seguimiento/?terminado"


@pytest.mark.parametrize(
    ("tipo", "left_out"),
    [
        ("queja", {"nombre", "pais", "documento", "pasaporte", "correo", "telefono"}),
        ("informacion", {"nombre", "correo", "telefono"}),
        ("consulta", {"correo", "telefono"}),
        ("sugerencia", set()),
    ],
)
def test_a_draft_leaves_out_who_writes_and_the_form_says_so(alfa, tipo, left_out):
    form = soup(alfa.get(address(tipo))).select_one("form.carta")
    marked = {field["name"] for field in form.select(".parte [data-personal]")}
    assert marked == left_out
    assert ("Sus datos personales no se guardan" in form["data-guardando"]) == bool(left_out)
    assert ("Sus datos personales hay que" in form["data-recuperado"]) == bool(left_out)
