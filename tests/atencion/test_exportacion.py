"""Coordinators export personal data: of one person directly, of many with a second approval."""

import csv
import json
from datetime import date, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from atencion.casos import add_movimiento
from atencion.models import Exportacion, Movimiento
from tests.factories import make_user
from tests.reading import soup, text

from .adjuntos import PDF
from .recepcion import REMITENTE, recibir

pytestmark = pytest.mark.on_both_databases

INDEX = reverse("exportar_casos:index")
PERSONA = reverse("exportar_casos:persona")
PEDIR = reverse("exportar_casos:pedir")


@pytest.fixture
def otra(alfa):
    """A second coordinator of Alfa."""
    return make_user("otra", groups=["Coordinador · Alfa"])


@pytest.fixture
def as_other(alfa, otra):
    return alfa.signed_in(otra)


def ask(browser, portal, **changed):
    today = timezone.localdate()
    data = {
        "site": portal.site.pk,
        "desde": (today - timedelta(days=30)).isoformat(),
        "hasta": today.isoformat(),
        "motivo": "Estudio de la Asamblea",
    }
    return browser.post(PEDIR, data | changed, follow=True)


def step(browser, name, exportacion, **data):
    return browser.post(reverse(f"exportar_casos:{name}", args=[exportacion.pk]), data)


def content(response):
    return b"".join(response.streaming_content)


def rows(response):
    return list(csv.DictReader(StringIO(content(response).decode("utf-8-sig"))))


@pytest.fixture
def pedida(as_coordinator, alfa, caso):
    ask(as_coordinator, alfa)
    return Exportacion.objects.get()


@pytest.mark.parametrize("que", ["ci", "telefono", "correo"])
def test_a_person_gets_all_that_is_kept_of_them_and_of_nobody_else(as_coordinator, alfa, que):
    caso = recibir(alfa, archivos=[PDF])
    add_movimiento(caso, Movimiento.Tipo.RESPUESTA, texto="Se arregló", archivos=[PDF])
    add_movimiento(caso, Movimiento.Tipo.NOTA, texto="Entre nosotros")
    other = recibir(alfa, remitente={name: f"otro {name}" for name in REMITENTE})
    response = as_coordinator.post(PERSONA, {"que": que, "valor": f" {REMITENTE[que]} "})
    archive = ZipFile(BytesIO(content(response)))
    [told] = json.loads(archive.read("casos.json"))
    assert told["numero"] == caso.numero
    assert told["ci"] == REMITENTE["ci"]
    assert "Se arregló" in [step["texto"] for step in told["historia"]]
    assert {"Lo recibimos", "Le respondimos"} <= {step["que"] for step in told["historia"]}
    assert told["estado"] == "Lo recibimos"
    files = [path for step in told["historia"] for path in step["adjuntos"]]
    assert [archive.read(path) for path in files] == [PDF.contenido] * 2
    assert "Entre nosotros" not in archive.read("casos.json").decode()
    assert other.numero not in archive.read("casos.json").decode()


def test_a_person_is_found_by_the_number_of_a_case(as_coordinator, caso):
    response = as_coordinator.post(PERSONA, {"que": "numero", "valor": caso.numero})
    archive = ZipFile(BytesIO(content(response)))
    assert json.loads(archive.read("casos.json"))[0]["asunto"] == caso.asunto


def test_what_another_portal_keeps_is_not_found(as_coordinator, beta):
    caso = recibir(beta)
    for que, valor in (("ci", REMITENTE["ci"]), ("numero", caso.numero)):
        response = as_coordinator.post(PERSONA, {"que": que, "valor": valor})
        assert response.status_code == 422
        assert "no guarda ningún caso" in text(response)


def test_that_data_were_handed_over_is_in_the_log(as_coordinator, coordinadora, caso):
    content(as_coordinator.post(PERSONA, {"que": "ci", "valor": REMITENTE["ci"]}))
    entry = ModelLogEntry.objects.get(action="atencion.exportar_persona")
    assert (entry.user_id, entry.object_id) == (coordinadora.pk, str(caso.pk))
    assert REMITENTE["ci"] not in f"{entry.label}{entry.data}"


@pytest.mark.usefixtures("_published")  # the test asks for the person by name
@pytest.mark.parametrize("who", ["operadora", "aguatera", "editora", "moderadora", "administrador"])
def test_who_does_not_coordinate_a_portal_takes_nothing(request, alfa, caso, who):
    browser = alfa.signed_in(request.getfixturevalue(who))
    assert browser.get(INDEX).status_code == 302
    assert "Datos personales de los casos" not in text(browser.get(reverse("wagtailadmin_home")))
    response = browser.post(PERSONA, {"que": "ci", "valor": REMITENTE["ci"]})
    assert response.status_code == 302
    ask(browser, alfa)
    assert not Exportacion.objects.exists()


def test_who_has_to_decide_is_told_by_mail_without_what_it_is_for(
    as_coordinator, otra, alfa, mailoutbox
):
    make_user("de-beta", groups=["Coordinador · Beta"])
    ask(as_coordinator, alfa)
    call_command("enviar_correos", verbosity=0)
    [mail] = mailoutbox
    assert mail.to == [otra.email]
    assert f"http://localhost:8000{INDEX}" in mail.body
    assert "Estudio de la Asamblea" not in mail.subject + mail.body


def test_who_asks_hears_that_nobody_can_decide(as_coordinator, alfa):
    assert "nadie más coordina" in text(ask(as_coordinator, alfa))


def test_many_leave_when_two_agree_once_and_as_a_table(as_coordinator, as_other, pedida, caso):
    assert step(as_coordinator, "descargar", pedida).status_code == 302  # not approved
    step(as_other, "decidir", pedida, aprobar="")
    response = step(as_coordinator, "descargar", pedida)
    [row] = rows(response)
    assert (row["numero"], row["ci"], row["hechos"]) == (
        caso.numero,
        REMITENTE["ci"],
        caso.hechos,
    )
    again = step(as_coordinator, "descargar", pedida)
    assert again.status_code == 302
    assert "una vez" in text(as_coordinator.get(INDEX))


def test_of_a_confidential_case_nobody_who_studies_many_reads_who_asked(
    as_coordinator, as_other, alfa
):
    recibir(alfa, confidencial=True)
    ask(as_coordinator, alfa)
    pedida = Exportacion.objects.get()
    step(as_other, "decidir", pedida, aprobar="")
    [row] = rows(step(as_coordinator, "descargar", pedida))
    assert row["confidencial"] == "sí"
    assert {row[name] for name in REMITENTE} == {""}


def test_nobody_approves_what_they_asked_for(as_coordinator, pedida):
    assert "Aprobar" not in text(as_coordinator.get(INDEX))
    step(as_coordinator, "decidir", pedida, aprobar="")
    pedida.refresh_from_db()
    assert pedida.decidida_el is None


def test_who_approved_does_not_download(as_other, pedida):
    step(as_other, "decidir", pedida, aprobar="")
    assert step(as_other, "descargar", pedida).status_code == 302
    pedida.refresh_from_db()
    assert pedida.descargada_el is None


def test_what_was_denied_is_not_downloaded(as_coordinator, as_other, pedida):
    assert "Estudio de la Asamblea" in text(as_other.get(INDEX))
    step(as_other, "decidir", pedida, denegar="")
    step(as_other, "decidir", pedida, aprobar="")  # a decision is final
    assert step(as_coordinator, "descargar", pedida).status_code == 302
    assert "Denegada" in text(as_coordinator.get(INDEX))


def test_who_asked_reads_who_decided(as_coordinator, as_other, otra, pedida):
    assert "La decidió" not in text(as_coordinator.get(INDEX))
    otra.first_name, otra.last_name = "Yamila", "Reyes"
    otra.save()
    step(as_other, "decidir", pedida, aprobar="")
    assert "La decidió: Yamila Reyes" in text(as_coordinator.get(INDEX))


def test_after_a_day_it_has_to_be_asked_for_again(as_coordinator, as_other, pedida):
    step(as_other, "decidir", pedida, aprobar="")
    Exportacion.objects.update(decidida_el=timezone.now() - timedelta(hours=25))
    assert step(as_coordinator, "descargar", pedida).status_code == 302
    assert "no descargada a tiempo" in text(as_coordinator.get(INDEX))


def test_another_portal_neither_sees_nor_decides_it(beta, pedida):
    stranger = beta.signed_in(make_user("de-beta", groups=["Coordinador · Beta"]))
    assert "Estudio de la Asamblea" not in text(stranger.get(INDEX))
    assert step(stranger, "decidir", pedida, aprobar="").status_code == 404
    pedida.refresh_from_db()
    assert pedida.decidida_el is None


def test_nobody_asks_for_the_cases_of_another_portal(as_coordinator, beta):
    assert ask(as_coordinator, beta).status_code == 422
    assert not Exportacion.objects.exists()


def test_each_step_is_in_the_log_without_what_it_is_for(as_coordinator, as_other, pedida):
    step(as_other, "decidir", pedida, aprobar="")
    content(step(as_coordinator, "descargar", pedida))
    entries = ModelLogEntry.objects.filter(action__startswith="atencion.exportacion.")
    steps = entries.order_by("timestamp", "pk").values_list("action", "user__username")
    assert list(steps) == [
        ("atencion.exportacion.pedir", "coordinadora"),
        ("atencion.exportacion.aprobar", "otra"),
        ("atencion.exportacion.descargar", "coordinadora"),
    ]
    assert "Asamblea" not in str(list(entries.values_list("label", "data")))


def test_who_coordinates_reads_in_the_log_what_left_and_editors_do_not(
    as_coordinator, as_other, as_editor, pedida
):
    step(as_other, "decidir", pedida, aprobar="")
    told = "Casos de Alfa, del"
    assert told in text(as_coordinator.get("/admin/bitacora/"))
    assert told not in text(as_editor.get("/admin/bitacora/"))


def test_a_text_that_would_run_as_a_formula_does_not(as_coordinator, as_other, alfa):
    recibir(alfa, hechos="=HYPERLINK(1)")
    ask(as_coordinator, alfa)
    pedida = Exportacion.objects.get()
    step(as_other, "decidir", pedida, aprobar="")
    assert rows(step(as_coordinator, "descargar", pedida))[0]["hechos"] == "'=HYPERLINK(1)"


def test_a_period_that_ends_before_it_begins_is_told_at_the_field(as_coordinator, alfa):
    response = ask(as_coordinator, alfa, hasta="2020-01-01")
    assert response.status_code == 422
    assert "La fecha final es anterior a la inicial" in text(response)
    assert "Estudio de la Asamblea" in response.content.decode()


def test_the_period_is_taken_as_people_write_dates_and_the_form_shows_how(as_coordinator, alfa):
    fields = soup(as_coordinator.get(PEDIR)).select("[name=desde], [name=hasta]")
    assert [field["placeholder"] for field in fields] == ["28/11/2026"] * 2
    ask(as_coordinator, alfa, desde="1/2/2020", hasta="28 de febrero de 2020")
    pedida = Exportacion.objects.get()
    assert (pedida.desde, pedida.hasta) == (date(2020, 2, 1), date(2020, 2, 28))
