"""The form of an aviso reports errors at its fields, and limits which portals an editor warns."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from avisos.models import AvisoPage
from base.models import PortalSettings
from moderacion.urgentes import URGENT_ACTION
from tests.factories import make_aviso, make_user
from tests.reading import soup, text

WHOLE = {
    "title": "Corte de agua",
    "slug": "corte-de-agua",
    "resumen": "Mañana no habrá agua en el centro.",
    "tipo": "agua",
    "nivel": "2",
    "texto": "Se reparará la conductora.",
    "fuente": "Aguas Santiago",
}


def moment(hours):
    """Return the moment ``hours`` from now as the form takes it."""
    return timezone.localtime(timezone.now() + timedelta(hours=hours)).strftime("%d/%m/%Y %H:%M")


@pytest.fixture
def sends(alfa, editora):
    """Return a function that sends the form of a new aviso, by the editor of Alfa by default."""

    def send(*, portal=alfa, user=editora, action=None, instrucciones=(), **fields):
        data = WHOLE | {"termina": moment(24)} | fields
        rows = [{"fase": fase, "texto": texto} for fase, texto in instrucciones]
        data |= nested_form_data({"instrucciones": inline_formset(rows)})
        if action:
            data[f"action-{action}"] = "1"
        url = reverse("wagtailadmin_pages:add", args=["avisos", "avisopage", portal.avisos.pk])
        return portal.signed_in(user).post(url, data, follow=True)

    return send


def error_at(response, field):
    """Return the error message at one field."""
    panel = soup(response).find(id=lambda value: value and value.endswith(f"-{field}-errors"))
    return " ".join(panel.get_text().split()) if panel else ""


def test_a_whole_one_goes_to_moderation(sends):
    sends(action="submit", instrucciones=[("", "Almacene agua."), ("alarma", "No salga.")])
    page = AvisoPage.objects.get(slug="corte-de-agua")
    assert page.workflow_in_progress
    draft = page.get_latest_revision_as_object()
    assert [row.texto for row in draft.instrucciones.all()] == ["Almacene agua.", "No salga."]
    assert draft.alcance == "portal"


def test_a_draft_needs_a_title_and_nothing_else(sends):
    sends(resumen="", tipo="", texto="", fuente="", termina="")
    assert AvisoPage.objects.get(slug="corte-de-agua").live is False


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"go_live_at": 5, "termina": 4}, "termina", "Terminaría antes de empezar"),
        ({"go_live_at": 5, "termina": 5}, "termina", "Terminaría antes de empezar"),
        ({"termina": -1}, "termina", "Esa hora ya pasó"),
        ({"go_live_at": 5, "termina": 9, "proximo_boletin": 4}, "proximo_boletin", "después"),
    ],
)
@pytest.mark.parametrize("action", [None, "submit"])
def test_times_that_make_no_sense_are_refused_even_in_a_draft(sends, fields, field, reason, action):
    response = sends(action=action, **{name: moment(hours) for name, hours in fields.items()})
    assert reason in error_at(response, field)
    assert not AvisoPage.objects.exists()


def test_what_goes_to_people_has_an_end_or_a_reason_for_having_none(sends):
    response = sends(action="submit", termina="")
    assert "Diga cuándo termina" in error_at(response, "termina")
    assert not AvisoPage.objects.exists()
    sends(action="submit", termina="", sin_fin="Hasta nueva nota de la Defensa Civil")
    assert AvisoPage.objects.get().workflow_in_progress


@pytest.mark.parametrize("field", ["tipo", "texto", "fuente", "resumen"])
def test_what_goes_to_people_says_everything(sends, field):
    assert "necesario" in error_at(sends(action="submit", **{field: ""}), field)
    assert not AvisoPage.objects.exists()


# --- Who warns whom ------------------------------------------------------------------


def test_a_municipal_editor_is_offered_the_own_portal_and_cannot_post_more(sends, alfa, editora):
    url = reverse("wagtailadmin_pages:add", args=["avisos", "avisopage", alfa.avisos.pk])
    form = soup(alfa.signed_in(editora).get(url))
    assert form.find(attrs={"name": "alcance"}) is None
    assert form.find(attrs={"name": "municipios"}) is None
    every = [str(pk) for pk in PortalSettings.objects.values_list("pk", flat=True)]
    sends(alcance="todos", municipios=every)
    page = AvisoPage.objects.get().get_latest_revision_as_object()
    assert page.alcance == "portal"
    assert not page.municipios.exists()


@pytest.fixture
def provincial(provincia):
    return make_user("redactor", groups=[provincia.editores])


def test_the_province_is_asked_where_an_aviso_is_shown(provincia, provincial, sends):
    """With the portal of the province as default, the nine municipalities would not see it."""
    url = reverse("wagtailadmin_pages:add", args=["avisos", "avisopage", provincia.avisos.pk])
    scope = soup(provincia.signed_in(provincial).get(url)).find(attrs={"name": "alcance"})
    assert [choice["value"] for choice in scope.find_all("option", selected=True)] == [""]
    response = sends(portal=provincia, user=provincial, action="submit", alcance="")
    assert error_at(response, "alcance") == "Este campo es necesario."
    assert not AvisoPage.objects.filter(slug="corte-de-agua").exists()
    sends(portal=provincia, user=provincial, alcance="")
    assert not AvisoPage.objects.get(slug="corte-de-agua").live


def test_the_province_names_municipalities(sends, provincia, provincial, alfa):
    datos = PortalSettings.objects.get(site=alfa.site)
    sends(portal=provincia, user=provincial, alcance="municipios", municipios=[str(datos.pk)])
    page = AvisoPage.objects.get().get_latest_revision_as_object()
    assert [portal.slug for portal in page.municipios.all()] == ["alfa"]


def test_the_scope_and_the_marks_must_agree(sends, provincia, provincial, alfa):
    datos = PortalSettings.objects.get(site=alfa.site)
    response = sends(portal=provincia, user=provincial, alcance="municipios")
    assert "Marque al menos un municipio" in error_at(response, "municipios")
    response = sends(portal=provincia, user=provincial, alcance="todos", municipios=[str(datos.pk)])
    assert "Hay municipios marcados" in error_at(response, "municipios")
    assert not AvisoPage.objects.exists()


# --- Publishing at once --------------------------------------------------------------


def test_a_trusted_editor_warns_at_once_and_it_is_logged(sends, alfa, committed):
    trusted = make_user("guardia", groups=[alfa.editores, "Publicación urgente"])
    alfa.get()
    with committed():
        sends(user=trusted, action="publish")
    assert "Corte de agua" in text(alfa.get())
    page = AvisoPage.objects.get()
    assert page.live
    assert PageLogEntry.objects.filter(page=page, action=URGENT_ACTION, user=trusted).exists()


def test_anybody_else_may_not(sends, alfa, committed):
    with committed():
        sends(action="publish")
    assert not AvisoPage.objects.filter(live=True).exists()
    assert "Corte de agua" not in text(alfa.get())


def test_two_of_one_kind_at_once_are_pointed_out(sends, alfa, beta):
    trusted = make_user("guardia", groups=[alfa.editores, "Publicación urgente"])
    make_aviso(alfa, "Sin agua desde ayer", tipo="agua", sin_fin="Hasta nueva nota")
    make_aviso(alfa, "Ciclón", termina=timezone.now() + timedelta(hours=1))
    make_aviso(beta, "Sin agua en Beta", tipo="agua")
    words = text(sends(user=trusted, action="publish"))
    assert "Del mismo tipo sigue vigente «Sin agua desde ayer»." in words


def test_what_holds_may_be_ended_now_and_corrected_later(sends, alfa, as_moderator, committed):
    trusted = make_user("guardia", groups=[alfa.editores, "Publicación urgente"])
    with committed():
        sends(user=trusted, action="publish")
    page = AvisoPage.objects.get()
    began = page.first_published_at - timedelta(hours=2)
    AvisoPage.objects.filter(pk=page.pk).update(first_published_at=began)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = WHOLE | nested_form_data({"instrucciones": inline_formset([])})
    data |= {"termina": moment(-1), "action-publish": "1"}
    with committed():
        alfa.signed_in(trusted).post(url, data, follow=True)
    assert soup(alfa.get()).select("section.avisos") == []
    assert "Corte de agua" in text(alfa.get("/avisos/"))
    with committed():
        alfa.signed_in(trusted).post(url, data | {"fuente": "Acueducto"}, follow=True)
    assert "Acueducto" in text(alfa.get("/avisos/corte-de-agua/"))
