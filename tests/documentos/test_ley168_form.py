"""The form of a list of Ley 168 validates its rows and reports errors at their fields."""

import re
from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from documentos.models import FichaLey168Page, Obligacion
from equipos.models import Equipo
from tests.factories import make_document, make_entidad, make_page, make_private, make_user
from tests.reading import filled_form, soup, text

from .ley168 import make_ficha, obligacion
from .making import make_documento, section

TODAY = "2026-03-02"


@pytest.fixture
def pagina(alfa):
    return make_page(alfa, "Presupuesto del año")


@pytest.fixture
def empresa(alfa):
    return make_entidad(alfa, "Empresa de Aguas")


def row(slug, page=None, **fields):
    """Return the data of one row as the form sends it."""
    target = {"pagina": str(page.pk)} if page else {}
    since = {} if fields.get("no_corresponde") else {"desde": TODAY}
    return {"obligacion": str(obligacion(slug).pk), **target, **since, **fields}


@pytest.fixture
def sends(as_editor, alfa):
    """Return a function that sends the form of a list: by default a new one, of the Government."""

    def send(*rows, parent=None, browser=as_editor, action="submit", page=None):
        parent = parent or section(alfa)
        if page:
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        else:
            url = reverse(
                "wagtailadmin_pages:add", args=["documentos", "fichaley168page", parent.pk]
            )
        data = {
            "title": "Lo que se publica",
            "slug": "lo-que-se-publica",
            "resumen": "Qué hay.",
            f"action-{action}": "1",
        }
        initial = page.publicaciones.count() if page else 0
        data |= nested_form_data({"publicaciones": inline_formset(list(rows), initial=initial)})
        return browser.post(url, data, follow=True)

    return send


def errors(response):
    """Return {field: message}; fields of a row have its number."""
    found = {}
    for box in soup(response).select(".w-field__errors"):
        if message := " ".join(box.get_text(" ").split()):
            name = box["id"].removesuffix("-errors")
            place = re.search(r"-child-que_se_publica-(\d+)-", name)
            field = name.rsplit("-child-", 1)[-1].rsplit("-", 1)[-1]
            found[f"publicaciones-{place[1]}-{field}" if place else field] = message
    return found


def draft():
    return FichaLey168Page.objects.get().get_latest_revision_as_object()


def test_a_list_goes_to_moderation(sends, alfa, pagina):
    document = make_document("Balance", collection=alfa.collection)
    sends(
        row("presupuesto", pagina),
        row("balances", documento=str(document.pk)),
        row("normas", enlace="https://gaceta.ejemplo.cu/"),
        row("fondos", no_corresponde="on", motivo="No administra fondos."),
    )
    page = FichaLey168Page.objects.get()
    assert page.workflow_in_progress
    assert [str(item) for item in draft().publicaciones.all()] == [
        *("Presupuesto", "Balances", "Normas", "Fondos")
    ]


def test_until_when_it_holds_is_proposed(sends, pagina):
    sends(
        row("presupuesto", pagina),
        row("normas", pagina),
        row("planes", pagina, hasta="2026-09-30"),
        row("balances", pagina, desde="2024-02-29"),
    )
    assert [item.hasta for item in draft().publicaciones.all()] == [
        *(date(2027, 3, 2), None, date(2026, 9, 30), date(2025, 2, 28))
    ]


@pytest.mark.parametrize(
    ("fields", "place", "reason"),
    [
        ({}, "pagina", "Diga dónde está: una página, un archivo o un enlace."),
        ({"pagina": "p", "enlace": "https://a.cu/"}, "enlace", "Ponga solo una cosa: la página,"),
        ({"pagina": "p", "desde": ""}, "desde", "Diga desde qué día está publicado."),
        (
            {"pagina": "p", "desde": "2100-01-01"},
            "desde",
            "Esa fecha es futura: escriba una de hoy o anterior.",
        ),
        ({"pagina": "p", "hasta": "2026-03-01"}, "hasta", "Ese día es anterior al de su"),
        ({"pagina": "p", "desde": "ayer"}, "desde", "Escriba la fecha así: 28/11/2026."),
        ({"enlace": "nada"}, "enlace", "Introduzca una URL válida."),
        ({"pagina": "p", "motivo": "Porque sí."}, "motivo", "Escribió por qué no le corresponde:"),
        ({"no_corresponde": "on"}, "motivo", "Diga por qué no le corresponde: la lista"),
        (
            {"no_corresponde": "on", "motivo": "No.", "pagina": "p"},
            "pagina",
            "Marcó que no le corresponde: deje esto vacío.",
        ),
        (
            {"no_corresponde": "on", "motivo": "No.", "desde": "2026-01-01"},
            "desde",
            "Marcó que no le corresponde: deje esto vacío.",
        ),
        ({"pagina": "p", "obligacion": ""}, "obligacion", "Este campo es necesario."),
    ],
)
def test_what_does_not_agree_is_said_at_its_field(sends, pagina, fields, place, reason):
    fields = {name: str(pagina.pk) if value == "p" else value for name, value in fields.items()}
    response = sends(row("presupuesto", **fields))
    told = errors(response)
    assert reason in told[f"publicaciones-0-{place}"]
    assert len(told) == 1, told
    assert not FichaLey168Page.objects.exists()
    # What was typed is shown again.
    assert "Qué hay." in response.content.decode()


def test_all_that_is_wrong_with_a_row_is_said_at_once(sends):
    wrong = {"enlace": "esto no es una dirección", "desde": "2099-12-01", "hasta": "2020-01-01"}
    said = errors(sends(row("presupuesto", **wrong), row("normas", enlace="x", desde="ayer")))
    assert said == {
        "publicaciones-0-enlace": "Introduzca una URL válida.",
        "publicaciones-0-desde": "Esa fecha es futura: escriba una de hoy o anterior.",
        "publicaciones-0-hasta": "Ese día es anterior al de su publicación.",
        "publicaciones-1-enlace": "Introduzca una URL válida.",
        "publicaciones-1-desde": "Escriba la fecha así: 28/11/2026.",
    }
    assert not FichaLey168Page.objects.exists()


def test_an_obligation_is_given_once(sends, pagina):
    response = sends(row("presupuesto", pagina), row("presupuesto", pagina))
    assert errors(response) == {"publicaciones-1-obligacion": "Esa obligación ya está en la lista."}


def test_only_what_binds_them_is_listed(sends, pagina, empresa):
    Obligacion.objects.filter(slug="normas").update(para="gobierno")
    Obligacion.objects.filter(slug="fondos").update(para="entidades")
    response = sends(row("fondos", pagina))
    assert errors(response) == {
        "publicaciones-0-obligacion": "Esa obligación es de las entidades, no del Gobierno."
    }
    response = sends(row("normas", pagina), parent=empresa)
    assert errors(response) == {
        "publicaciones-0-obligacion": "Esa obligación es del Gobierno, no de las entidades."
    }


def test_only_pages_that_anybody_reads_are_led_to(sends, alfa, pagina):
    drafted = make_page(alfa, "En borrador", live=False)
    withdrawn = make_documento(
        alfa, "Retirado", retirado_el=date(2026, 3, 1), motivo_de_retiro="Error"
    )
    make_private(pagina)
    for page in (drafted, pagina, withdrawn):
        told = errors(sends(row("presupuesto", page)))
        assert "Esa página no la puede leer todo el mundo" in told["publicaciones-0-pagina"]


def test_a_file_that_was_withdrawn_is_refused(sends, alfa):
    document = make_document("Plan", collection=alfa.collection)
    make_documento(
        alfa, "Plan", archivo=document, retirado_el=date(2026, 3, 1), motivo_de_retiro="Error"
    )
    response = sends(row("planes", documento=str(document.pk)))
    assert errors(response) == {
        "publicaciones-0-documento": "Ese archivo se retiró: ya no se puede descargar."
    }


def test_a_page_of_another_portal_is_refused_whoever_chooses_it(
    sends, beta, provincia, as_administrator
):
    other = make_page(beta, "De Beta")
    told = errors(sends(row("presupuesto", other)))
    assert "Lo que eligió aquí no es de su portal" in told["publicaciones-0-pagina"]
    told = errors(sends(row("presupuesto", other), browser=as_administrator))
    assert told == {"publicaciones-0-pagina": "Esa página es de otro portal. Elija una del suyo."}


def test_it_is_not_led_to_itself(sends, alfa, pagina):
    page = make_ficha(alfa)
    told = errors(sends(row("normas", page), page=page))
    assert told == {
        "publicaciones-0-pagina": "Esa es esta misma lista. Elija la página que lo publica."
    }


def test_a_draft_may_wait_for_the_rest(sends, pagina):
    response = sends(
        row("presupuesto", desde=""), row("fondos", no_corresponde="on"), action="draft"
    )
    assert not errors(response)
    assert draft().publicaciones.count() == 2


def test_what_is_being_written_is_seen_before_it_is_sent(as_editor, alfa, pagina):
    page = make_ficha(alfa, ("normas", pagina))
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data = filled_form(form) | {"title": "En preparación", "publicaciones-0-desde": ""}
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert as_editor.post(preview, data).json()["is_valid"]
    response = as_editor.get(preview)
    assert "En preparación" in text(response)
    assert "0 de 13 obligaciones publicadas y vigentes" in text(response)


def test_there_is_one_list_of_each(sends, as_editor, alfa, empresa):
    make_ficha(alfa)
    url = reverse(
        "wagtailadmin_pages:add", args=["documentos", "fichaley168page", section(alfa).pk]
    )
    assert as_editor.get(url).status_code == 302
    url = reverse("wagtailadmin_pages:add", args=["documentos", "fichaley168page", empresa.pk])
    assert as_editor.get(url).status_code == 200


def test_the_address_of_the_lists_is_not_given_to_a_page(as_editor, alfa):
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", section(alfa).pk])
    response = as_editor.post(
        url,
        {"title": "Otra", "slug": "ley-168", "resumen": "x", "action-submit": "1"}
        | nested_form_data({"cuerpo": {"count": 0}}),
    )
    assert "El portal usa esa dirección para otra cosa" in text(response)


def test_the_team_of_an_entity_writes_its_list(sends, alfa, empresa, editora, pagina):
    equipo = Equipo.objects.create_for(empresa, user=editora)
    browser = alfa.signed_in(make_user("del-equipo", groups=[equipo.group]))
    url = "https://aguas.ejemplo.cu/presupuesto"
    sends(row("presupuesto", enlace=url), parent=empresa, browser=browser)
    assert draft().publicaciones.get().enlace == url
    # Their access to the portal did not grow.
    own = reverse(
        "wagtailadmin_pages:add", args=["documentos", "fichaley168page", section(alfa).pk]
    )
    assert browser.get(own).status_code == 404


# --- The list of obligaciones -------------------------------------------------------


def test_the_province_keeps_what_binds_whom(as_administrator, as_editor):
    add = reverse("wagtailsnippets_documentos_obligacion:add")
    assert as_editor.get(add, follow=True).redirect_chain
    data = {"nombre": "Tarifas", "slug": "tarifas", "para": "entidades", "orden": "20"}
    response = as_administrator.post(add, data | {"meses": "0"})
    assert "mayor o igual a 1" in text(response)
    response = as_administrator.post(add, data | {"slug": "normas"})
    assert "Ya hay una obligación con este identificador." in text(response)
    as_administrator.post(add, data | {"meses": "6"})
    assert obligacion("tarifas").meses == 6


def test_one_in_use_is_not_deleted(as_administrator, alfa, pagina):
    make_ficha(alfa, ("normas", pagina))
    url = reverse("wagtailsnippets_documentos_obligacion:delete", args=[obligacion("normas").pk])
    response = as_administrator.post(url, follow=True)
    assert response.status_code == 200
    assert obligacion("normas")


def test_what_is_renewed_holds_as_long_as_the_first_time(sends, alfa, pagina):
    old = {"pagina": pagina, "desde": date(2025, 1, 10), "hasta": date(2026, 1, 10)}
    page = make_ficha(alfa, ("presupuesto", old))
    stored = page.publicaciones.get()
    renewed = row("presupuesto", pagina, id=str(stored.pk), desde=TODAY, hasta="2026-01-10")
    sends(renewed, page=page)
    latest = FichaLey168Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert latest.publicaciones.get().hasta == date(2027, 3, 2)
