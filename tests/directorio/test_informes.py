"""Citizens report a wrong datum of an entidad, and an editor closes the report by a check."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from directorio.models import InformeDeDato
from tests.factories import make_entidad, make_user, publish
from tests.reading import links, soup, text

pytestmark = pytest.mark.django_db

ADDRESS = "/directorio/registro-civil/informar/"


@pytest.fixture
def entidad(alfa):
    return make_entidad(
        alfa, "Registro Civil", contactos=[("telefono", "22000000"), ("correo", "rc@ejemplo.cu")]
    )


def report(portal, entidad, *, path=ADDRESS, place="192.0.2.1", **data):
    """Send the form as a browser without scripts does; return the response."""
    browser = portal.browser()
    browser.handler.enforce_csrf_checks = True
    form = soup(browser.get(path))
    token = form.find("input", attrs={"name": "csrfmiddlewaretoken"})["value"]
    data = {"dato": entidad.contactos.first().pk, "clase": "no_responde"} | data
    return browser.post(path, data | {"csrfmiddlewaretoken": token}, follow=True, REMOTE_ADDR=place)


def reports():
    return list(InformeDeDato.objects.values_list("dato", "clase", "veces", "cerrado_el"))


def test_two_taps_without_a_script_tell_the_editor(alfa, entidad, as_editor):
    page = alfa.get("/directorio/registro-civil/")
    assert ADDRESS in links(page).values()
    assert "Gracias" in text(report(alfa, entidad))
    edit = reverse("wagtailadmin_pages:edit", args=[entidad.pk])
    assert "Teléfono: +53 22 000000: no responde (1 persona" in text(as_editor.get(edit))
    listed = as_editor.get(reverse("informes_de_datos:index"))
    assert "Teléfono: +53 22 000000" in text(listed)
    front = as_editor.get("/admin/")
    assert links(front, within="[aria-labelledby=por_comprobar-titulo]") == {"Registro Civil": edit}


def test_where_there_is_one_number_it_is_marked_already(alfa, entidad):
    entidad.contactos.set([entidad.contactos.first()])
    publish(entidad)
    form = soup(alfa.get(ADDRESS))
    assert [field["name"] for field in form.select("input[checked]")] == ["dato", "clase"]


def test_an_entity_without_numbers_can_have_a_wrong_timetable(alfa):
    make_entidad(alfa, "Correos")
    assert "/directorio/correos/informar/" in links(alfa.get("/directorio/correos/")).values()


def test_without_the_token_of_the_form_nothing_is_taken_in(alfa, entidad):
    browser = alfa.browser()
    browser.handler.enforce_csrf_checks = True
    assert browser.post(ADDRESS, {"dato": "otro", "clase": "incorrecto"}).status_code == 403
    assert reports() == []


def test_the_page_of_the_entity_takes_no_form(alfa, entidad):
    assert alfa.browser().post("/directorio/registro-civil/").status_code == 405


def test_the_same_said_again_is_counted_once_a_person(alfa, entidad):
    for place in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        assert report(alfa, entidad, place=place).status_code == 200
    assert reports() == [("Teléfono: +53 22 000000", "no_responde", 2, None)]


def test_who_reports_is_written_down_nowhere(alfa, entidad):
    report(alfa, entidad, place="192.0.2.77")
    [row] = InformeDeDato.objects.values()
    assert "192.0.2.77" not in str(row)
    assert not [name for name in row if name.startswith(("usuario", "user"))]


def test_a_flood_from_one_place_is_stopped(alfa, entidad, monkeypatch):
    monkeypatch.setattr("directorio.informes._PER_PLACE", 2)
    answers = [report(alfa, entidad, dato=dato).status_code for dato in ("horario", "direccion")]
    refused = report(alfa, entidad, dato="otro")
    assert answers == [200, 200]
    assert refused.status_code == 429
    assert "Pruebe más tarde" in text(refused)
    assert len(reports()) == 2
    assert report(alfa, entidad, dato="otro").status_code == 429  # and not thanked
    cache.clear()
    assert report(alfa, entidad, dato="otro").status_code == 200


@pytest.mark.parametrize("data", [{"dato": ""}, {"dato": "999999"}, {"clase": "otra"}])
def test_what_is_not_in_the_form_is_refused_with_a_message(alfa, entidad, data):
    response = report(alfa, entidad, **data)
    assert response.status_code == 422
    assert soup(response).select(".mensaje[role=alert]")
    assert reports() == []


def test_checking_the_datum_closes_the_report_when_it_is_published(alfa, entidad):
    report(alfa, entidad)
    contacto = entidad.contactos.first()
    contacto.verificado_el = timezone.localdate() - timedelta(days=40)
    entidad.contactos.add(contacto)
    publish(entidad)
    assert reports()[0][-1] is None
    contacto.verificado_el = timezone.localdate()
    entidad.contactos.add(contacto)
    draft = entidad.save_revision()
    assert reports()[0][-1] is None
    draft.publish()
    assert reports()[0][-1] is not None


def test_a_number_that_was_changed_closes_its_report(alfa, entidad):
    report(alfa, entidad)
    contacto = entidad.contactos.first()
    contacto.valor = "+53 22 000001"
    entidad.contactos.add(contacto)
    publish(entidad)
    assert reports()[0][-1] is not None


def test_a_wrong_timetable_is_closed_by_reviewing_the_page(alfa, entidad):
    report(alfa, entidad, dato="horario")
    assert reports()[0][:2] == ("El horario", "incorrecto")
    entidad.revisado_el = date(2020, 1, 1)
    publish(entidad)
    assert reports()[0][-1] is None
    entidad.revisado_el = timezone.localdate()
    publish(entidad)
    assert reports()[0][-1] is not None


def test_an_entity_of_the_province_is_reported_in_the_frame_of_the_municipality(
    provincia, alfa, moderadora
):
    entidad = make_entidad(
        provincia, "Aguas Santiago", municipios=[alfa], contactos=[("telefono", "22000009")]
    )
    path = "/directorio/provincia/aguas-santiago/informar/"
    assert "Gracias" in text(report(alfa, entidad, path=path))
    assert InformeDeDato.objects.get().site == alfa.site


def test_the_reports_of_another_portal_are_not_listed(beta, entidad, alfa):
    report(alfa, entidad)
    stranger = beta.signed_in(make_user("vecina", groups=[beta.editores]))
    for path in (reverse("informes_de_datos:index"), "/admin/"):
        assert "Registro Civil" not in text(stranger.get(path))
