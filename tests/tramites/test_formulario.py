"""The form of procedures: a draft may lack answers, and a submitted procedure may not."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from directorio.models import TipoEntidad
from tests.factories import make_entidad, make_local, make_tramite, make_user
from tests.reading import filled_form, soup, text
from tramites.models import EventoDeVida, TramiteLocalPage, TramitePage

pytestmark = pytest.mark.usefixtures("published")

ROWS = ("otras_entidades", "requisitos", "pasos", "costos", "planillas", "base_legal")
WHOLE = {
    "title": "Permiso de parqueo",
    "slug": "permiso-de-parqueo",
    "resumen": "Para dejar el carro en la calle.",
    "plazo_numero": "3",
    "plazo_unidad": "habiles",
    "estado": "normal",
}


def add_url(model, parent):
    app, name = model._meta.label_lower.split(".")
    return reverse("wagtailadmin_pages:add", args=[app, name, parent.pk])


def form_of(data, **rows):
    return data | nested_form_data({name: inline_formset(rows.get(name, [])) for name in ROWS})


@pytest.fixture
def sends(as_editor, alfa):
    """Return a function that sends the form of a new procedure of Alfa."""

    def send(*, action=None, rows=None, **fields):
        data = form_of(WHOLE | fields, **(rows or {}))
        if action:
            data[f"action-{action}"] = "1"
        return as_editor.post(add_url(TramitePage, alfa.tramites), data, follow=True)

    return send


@pytest.fixture
def entidad(alfa):
    return make_entidad(alfa, "Tránsito de Alfa")


def test_a_draft_needs_a_title_and_nothing_else(sends):
    response = sends(resumen="", plazo_numero="")
    assert "guardad" in text(response) or response.redirect_chain
    assert TramitePage.objects.get(slug="permiso-de-parqueo").live is False


def test_what_goes_to_moderation_must_answer_the_reader(sends):
    response = sends(action="submit", plazo_numero="", resumen="")
    words = text(response)
    for reason in (
        "Elija la entidad que responde por el trámite.",
        "Diga cuánto cuesta. Si es gratis, añada un costo «Gratis».",
        "Escriba al menos un paso en «Cómo se hace».",
        "Diga cuánto demora, o elija «En el momento».",
    ):
        assert reason in words
    assert not TramitePage.objects.filter(slug="permiso-de-parqueo").exists()


def test_a_whole_one_goes_to_moderation(sends, entidad):
    sends(
        action="submit",
        entidad=str(entidad.pk),
        rows={
            "pasos": [{"texto": "Vaya a Tránsito", "canal": "oficina", "enlace": ""}],
            "costos": [{"concepto": "Permiso", "tipo": "gratis", "importe": ""}],
        },
    )
    page = TramitePage.objects.get(slug="permiso-de-parqueo")
    assert page.workflow_in_progress
    assert [paso.texto for paso in page.get_latest_revision_as_object().pasos.all()] == [
        "Vaya a Tránsito"
    ]


@pytest.mark.parametrize(
    ("fields", "row", "reason"),
    [
        ({}, {"tipo": "gratis", "importe": "5"}, "Lo que es gratis no tiene importe"),
        ({}, {"tipo": "sello", "importe": ""}, "Escriba cuánto cuesta, o elija «Gratis»."),
        ({}, {"tipo": "sello", "importe": "-5"}, "mayor o igual a 0"),
        ({"plazo_minimo": "9"}, {}, "El primer número debe ser menor que el segundo."),
        ({"estado": "suspendido"}, {}, "Diga por qué: es lo primero que se pregunta."),
        (
            {"estado_desde": "2026-02-02", "estado_hasta": "2026-02-01"},
            {},
            "La fecha final no puede ser anterior a la inicial.",
        ),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(sends, entidad, fields, row, reason):
    response = sends(
        action="submit",
        entidad=str(entidad.pk),
        rows={
            "pasos": [{"texto": "Vaya a Tránsito", "canal": "oficina"}],
            "costos": [{"concepto": "Permiso", "tipo": "sello", "importe": "5", **row}],
        },
        **fields,
    )
    assert reason in response.content.decode()
    assert "Vaya a Tránsito" in response.content.decode()
    assert not TramitePage.objects.filter(slug="permiso-de-parqueo").exists()


def test_an_entity_that_was_withdrawn_is_refused_by_name(sends, entidad):
    entidad.unpublish()
    response = sends(action="submit", entidad=str(entidad.pk))
    assert "«Tránsito de Alfa» no está publicada" in text(response)


def test_prices_without_date_or_source_are_named_before_the_form(as_editor, alfa):
    page = make_tramite(alfa, "Permiso", costos=[{"concepto": "Sello", "importe": 5}])
    response = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "Sin fecha o sin fuente: Sello." in text(response)


def test_an_entity_that_was_withdrawn_since_is_told_before_the_form(as_editor, alfa, entidad):
    page = make_tramite(alfa, "Permiso", entidad=entidad)
    entidad.unpublish()
    response = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "«Tránsito de Alfa» ya no está publicada" in text(response)


def test_the_life_events_are_kept_and_changed(as_editor, alfa):
    page = make_tramite(alfa, "Permiso", eventos=["trabajo", "identidad"])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    chosen = EventoDeVida.objects.get(slug="vivienda", locale=page.locale_id)
    data = filled_form(as_editor.get(url)) | {"eventos": [str(chosen.pk)]}
    as_editor.post(url, data)
    page = TramitePage.objects.get(pk=page.pk)
    assert list(page.get_latest_revision_as_object().eventos.all()) == [chosen]


# --- The page in which a municipality adapts a procedure -------------------------------


@pytest.fixture
def adapts(as_editor, alfa):
    def send(canonico, *, action=None, **fields):
        data = {"canonico": str(canonico.pk if canonico else ""), "ofrece": "aqui", **fields}
        data |= {"estado": "normal"}
        data |= nested_form_data({name: inline_formset([]) for name in ("oficinas", "costos")})
        if action:
            data[f"action-{action}"] = "1"
        return as_editor.post(add_url(TramiteLocalPage, alfa.tramites), data, follow=True)

    return send


def test_an_editor_adapts_what_the_province_published_and_cannot_open(
    adapts, certificacion, as_editor, alfa
):
    adapts(certificacion, nota="Los martes.")
    page = TramiteLocalPage.objects.get()
    assert (page.title, page.slug) == (certificacion.title, certificacion.slug)
    assert page.revision_confirmada_id == certificacion.live_revision_id
    edit = reverse("wagtailadmin_pages:edit", args=[certificacion.pk])
    assert as_editor.get(edit).status_code == 404


def test_the_chooser_lists_ones_own_and_what_the_province_published(
    as_editor, alfa, beta, provincia, certificacion
):
    own = make_tramite(alfa, "Propio de Alfa")
    draft = make_tramite(provincia, "Borrador provincial", live=False)
    other = make_tramite(beta, "Propio de Beta")
    listed = as_editor.get(reverse("tramite_chooser:choose")).json()["html"]
    assert "Certificación de nacimiento" in listed
    assert "Propio de Alfa" in listed
    assert "Borrador provincial" not in listed
    assert "Propio de Beta" not in listed
    for page, status in ((own, 200), (certificacion, 200), (draft, 404), (other, 404)):
        chosen = reverse("tramite_chooser:chosen", args=[page.pk])
        assert as_editor.get(chosen).status_code == status


def test_only_what_the_portal_has_not_adapted_is_offered_to_adapt(
    as_editor, as_moderator, alfa, beta, provincia, certificacion
):
    form = soup(as_editor.get(add_url(TramiteLocalPage, alfa.tramites)))
    chooser = form.select_one("#id_canonico-chooser")["data-chooser-url"]
    make_tramite(alfa, "Propio de Alfa")
    in_beta = make_tramite(provincia, "Adaptado en Beta")
    make_local(beta, in_beta)
    make_local(alfa, certificacion)

    def offered(browser):
        html = browser.get(chooser).json()["html"]
        titles = ("Certificación de nacimiento", "Adaptado en Beta", "Propio de Alfa")
        return [title for title in titles if title in html]

    assert offered(as_editor) == ["Adaptado en Beta"]
    assert offered(as_moderator) == ["Certificación de nacimiento", "Adaptado en Beta"]


@pytest.mark.parametrize("whose", ["draft", "beta", "alfa", "none"])
def test_only_a_published_one_of_the_province_can_be_adapted(adapts, provincia, alfa, beta, whose):
    page = {
        "draft": lambda: make_tramite(provincia, "Otro", live=False),
        "beta": lambda: make_tramite(beta, "Otro"),
        "alfa": lambda: make_tramite(alfa, "Otro"),
        "none": lambda: None,
    }[whose]()
    response = adapts(page)
    assert response.status_code == 200
    assert not TramiteLocalPage.objects.exists()


def test_one_procedure_is_adapted_once(adapts, alfa, certificacion):
    make_local(alfa, certificacion)
    response = adapts(certificacion)
    assert "Ese trámite ya está adaptado en este portal." in text(response)
    chosen = soup(response).select_one("#id_canonico-chooser [data-chooser-title]")
    assert chosen.get_text() == certificacion.title
    assert TramiteLocalPage.objects.count() == 1


def test_who_says_no_says_why_and_where(adapts, certificacion):
    words = text(adapts(certificacion, action="submit", ofrece="otro"))
    assert "Diga por qué no se hace aquí." in words
    assert "Diga dónde se hace." in words


def test_the_province_has_nothing_to_adapt(as_moderator, provincia, alfa):
    assert not TramiteLocalPage.can_create_at(Page.objects.get(pk=provincia.tramites.pk))
    assert TramiteLocalPage.can_create_at(Page.objects.get(pk=alfa.tramites.pk))


def test_a_procedure_cannot_stand_where_the_provinces_stands(sends, certificacion):
    response = sends(slug="certificacion-de-nacimiento")
    assert "El portal usa esa dirección para otra cosa" in text(response)


def test_the_form_of_the_local_page_is_saved_again_as_it_came(
    alfa, certificacion, as_editor, editora
):
    local = make_local(alfa, certificacion, nota="Los martes.")
    url = reverse("wagtailadmin_pages:edit", args=[local.pk])
    response = as_editor.post(url, filled_form(as_editor.get(url)), follow=True)
    assert "no se pudo" not in text(response).lower()
    assert local.get_latest_revision_as_object().nota == "Los martes."


def test_an_editor_of_another_portal_does_not_add_here(alfa, beta):
    stranger = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    assert stranger.get(add_url(TramiteLocalPage, alfa.tramites)).status_code == 404


def test_it_may_name_a_kind_of_entity_in_place_of_one(sends):
    kind = TipoEntidad.objects.first()
    rows = {
        "pasos": [{"texto": "Vaya a Tránsito", "canal": "oficina", "enlace": ""}],
        "costos": [{"concepto": "Permiso", "tipo": "gratis", "importe": ""}],
    }
    sends(action="submit", clase_de_entidad=str(kind.pk), rows=rows)
    page = TramitePage.objects.get(slug="permiso-de-parqueo")
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().clase_de_entidad == kind


def test_the_others_that_answer_have_to_be_published_too(sends, entidad, alfa):
    hidden = make_entidad(alfa, "Sin publicar", live=False)
    rows = {"otras_entidades": [{"entidad": str(hidden.pk)}]}
    response = sends(action="submit", entidad=str(entidad.pk), rows=rows)
    assert "«Sin publicar» no está publicada" in text(response)
