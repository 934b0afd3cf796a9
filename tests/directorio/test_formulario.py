"""The form of an entidad validates its data and reports errors at their fields."""

import pytest
from django.urls import reverse

from directorio.models import EntidadPage
from tests.factories import make_entidad, make_user
from tests.reading import links, soup, text

from .ficha import errors, send

pytestmark = pytest.mark.django_db


def row(**fields):
    return {"translation_key": "", **fields}


def test_an_entity_is_written_at_one_sitting(as_editor, alfa):
    response = send(
        as_editor,
        alfa.directorio,
        contactos=[row(canal="telefono", valor="22000000"), row(canal="web", valor="rc.cu")],
        horarios=[row(dia="lu-vi", abre="08:00", cierra="16:30")],
        servicios=[row(nombre="Certificación de nacimiento")],
        autoridades=[row(nombre="Ana Pérez", cargo="Registradora")],
        calle="Calle 4",
    )
    assert response.status_code == 302
    page = EntidadPage.objects.get(slug="registro-civil").get_latest_revision_as_object()
    assert [contacto.valor for contacto in page.contactos.all()] == [
        "+53 22 000000",
        "https://rc.cu",
    ]
    assert page.horarios.first().weekdays == (0, 1, 2, 3, 4)
    assert page.autoridades.first().cargo == "Registradora"


def test_a_row_that_was_thrown_away_keeps_nothing_from_being_saved(as_editor, alfa):
    response = send(
        as_editor,
        alfa.directorio,
        contactos=[row(canal="telefono", valor="22000000")],
        horarios=[row(dia="", abre="", cierra="", DELETE="on")],
    )
    assert response.status_code == 302, errors(response)
    page = EntidadPage.objects.get(slug="registro-civil").get_latest_revision_as_object()
    assert not page.horarios.exists()


@pytest.mark.parametrize("hours", [("7:00 p.m.", "11:30 PM"), ("19:00", "2330"), ("7pm", "23.30")])
def test_hours_are_taken_as_people_write_them(as_editor, alfa, hours):
    send(as_editor, alfa.directorio, horarios=[row(dia="lu", abre=hours[0], cierra=hours[1])])
    page = EntidadPage.objects.get(slug="registro-civil").get_latest_revision_as_object()
    assert str(page.horarios.first()) == "lunes 19:00-23:30"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        (
            {"horarios": [row(dia="lu", abre="17:00", cierra="08:00")]},
            "horarios-0-cierra",
            "Cierra antes de abrir",
        ),
        ({"horarios": [row(dia="lu", abre="25:00", cierra="17:00")]}, "horarios-0-abre", "hora"),
        (
            {"horarios": [row(dia="lu", abre="08:00", cierra="12:00", al_dia_siguiente="on")]},
            "horarios-0-al_dia_siguiente",
            "más de 24 horas",
        ),
        (
            {"horarios_especiales": [row(desde="2026-12-31", hasta="2026-12-30")]},
            "horarios_especiales-0-hasta",
            "La fecha final es anterior a la inicial",
        ),
        (
            {"horarios_especiales": [row(desde="2026-12-31", abre="08:00")]},
            "horarios_especiales-0-cierra",
            "las dos horas",
        ),
        (
            {"contactos": [row(canal="telefono", valor="22 00000a")]},
            "contactos-0-valor",
            "solo el número",
        ),
        ({"contactos": [row(canal="telefono", valor="1")]}, "contactos-0-valor", "solo el número"),
        ({"contactos": [row(canal="movil", valor="22000000")]}, "contactos-0-valor", "móvil"),
        ({"contactos": [row(canal="whatsapp", valor="106")]}, "contactos-0-valor", "completo"),
        ({"contactos": [row(canal="correo", valor="oficina")]}, "contactos-0-valor", "correo"),
        ({"contactos": [row(canal="web", valor="no es")]}, "contactos-0-valor", "internet"),
        (
            {"contactos": [row(canal="telegram", valor="https://facebook.com/x")]},
            "contactos-0-valor",
            "Telegram",
        ),
        (
            {"contactos": [row(canal="correo", valor="a@b.cu", extension="12")]},
            "contactos-0-extension",
            "teléfono fijo",
        ),
        (
            {
                "contactos": [
                    row(canal="correo", valor="a@b.cu", verificado_el="2126-01-01"),
                ]
            },
            "contactos-0-verificado_el",
            "es futura",
        ),
        ({"latitud": "-75.8", "longitud": "20.0"}, "latitud", "cambiadas de lugar"),
        ({"latitud": "20.0", "longitud": "75.8"}, "longitud", "signo menos"),
        ({"latitud": "0", "longitud": "0"}, "latitud", "no está en Cuba"),
        ({"latitud": "20.0"}, "longitud", "dos coordenadas"),
        (
            {"autoridades": [row(nombre="Ana", cargo="Jefa", telefono="ana")]},
            "autoridades-0-telefono",
            "solo el número",
        ),
    ],
)
def test_what_cannot_be_true_is_refused_on_its_field(as_editor, alfa, fields, field, message):
    response = send(as_editor, alfa.directorio, **fields)
    assert response.status_code == 200
    found = errors(response)
    assert list(found) == [field]
    assert message in found[field]
    assert not EntidadPage.objects.exists()
    assert soup(response).find(attrs={"name": "resumen"}).text.strip().startswith("Nacimientos")


def test_a_night_shift_is_accepted_when_it_is_meant(as_editor, alfa):
    night = row(dia="lu-do", abre="20:00", cierra="02:00", al_dia_siguiente="on")
    assert send(as_editor, alfa.directorio, horarios=[night]).status_code == 302


def test_a_circle_of_dependence_is_refused(as_editor, alfa):
    top = make_entidad(alfa, "Dirección")
    middle = make_entidad(alfa, "Departamento", depende_de=top)
    response = send(
        as_editor, None, page=top, title="Dirección", slug="direccion", depende_de=str(middle.pk)
    )
    assert "Sería un círculo" in errors(response)["depende_de"]
    response = send(
        as_editor, None, page=top, title="Dirección", slug="direccion", depende_de=str(top.pk)
    )
    assert "no depende de sí misma" in errors(response)["depende_de"]


def test_an_entity_may_depend_on_one_of_the_province_and_on_no_stranger(
    as_editor, alfa, beta, provincia
):
    of_province = make_entidad(provincia, "Dirección Provincial")
    draft = make_entidad(provincia, "En preparación", live=False)
    stranger = make_entidad(beta, "Notaría")
    for refused in (draft, stranger):
        response = send(as_editor, alfa.directorio, depende_de=str(refused.pk))
        assert "depende_de" in errors(response)
        assert refused.title not in text(response)
    assert send(as_editor, alfa.directorio, depende_de=str(of_province.pk)).status_code == 302
    entidad = EntidadPage.objects.get(slug="registro-civil")
    entidad.get_latest_revision().publish()
    page = alfa.get("/directorio/registro-civil/")
    assert (
        links(page)["Dirección Provincial"] == f"{provincia.url}/directorio/direccion-provincial/"
    )


def test_only_the_province_says_which_municipalities_it_serves(as_editor, alfa, provincia):
    add = ["directorio", "entidadpage"]
    url = reverse("wagtailadmin_pages:add", args=[*add, alfa.directorio.pk])
    assert "municipios_atendidos" not in as_editor.get(url).content.decode()
    editor = provincia.signed_in(make_user("provincial", groups=[provincia.editores]))
    url = reverse("wagtailadmin_pages:add", args=[*add, provincia.directorio.pk])
    boxes = soup(editor.get(url)).select("[name=municipios_atendidos]")
    assert [box.find_parent("label").get_text(strip=True) for box in boxes] == ["Alfa", "Beta"]
    alfa_key = alfa.site.portalsettings.pk
    assert send(editor, provincia.directorio, municipios_atendidos=str(alfa_key)).status_code == 302
    entidad = EntidadPage.objects.get(slug="registro-civil")
    entidad.get_latest_revision().publish()
    assert "Registro Civil" in text(alfa.get("/directorio/"))
    # The same user can save it again.
    again = send(editor, None, page=entidad, municipios_atendidos=str(alfa_key))
    assert again.status_code == 302


def test_an_office_is_added_from_the_menus_of_its_entity(as_editor, alfa):
    entidad = make_entidad(alfa, "Notaría", live=False)
    add = reverse("wagtailadmin_pages:add", args=["directorio", "entidadpage", entidad.pk])
    for screen in (f"{alfa.directorio.pk}/", f"{entidad.pk}/edit/"):
        shown = links(as_editor.get(f"/admin/pages/{screen}"))
        assert shown["Añadir una oficina"] == add
    assert "Añadir una oficina" not in links(as_editor.get(f"/admin/pages/{alfa.home.pk}/"))
    send(as_editor, entidad)
    assert EntidadPage.objects.child_of(entidad).get().title == "Registro Civil"
