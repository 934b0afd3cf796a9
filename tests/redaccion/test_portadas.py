"""No page is published with a cover that lacks an alternative text."""

import json

import pytest
from django.urls import reverse

from noticias.models import NoticiaPage
from tests.factories import make_image, make_noticia
from tests.reading import block_errors, filled_form, soup, text

NO_TEXT = "Diga qué se ve en la imagen de portada"
FILE_NAME = "parece el nombre de un archivo"


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_noticia(portales.alfa, "Feria", live=False))


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Feria")


@pytest.fixture
def save(as_editor, noticia):
    """Return a function that sends the form of the news item with ``changes``."""

    def send(browser=as_editor, **changes):
        url = reverse("wagtailadmin_pages:edit", args=[noticia.pk])
        streams = [] if "cuerpo" in changes else ["cuerpo"]
        return browser.post(url, filled_form(browser.get(url), streams=streams, **changes))

    return send


def cover(portal, description=""):
    return make_image("IMG_1", description=description, collection=portal.collection).pk


SUBMIT = {"action-submit": "1"}


def error_of(response, field):
    found = soup(response).select_one(
        f"#panel-child-contenido-{field}-errors, [id$={field}-errors]"
    )
    return found.get_text() if found else ""


def test_a_cover_that_says_nothing_is_kept_in_the_draft_and_not_sent(save, noticia, alfa):
    imagen = cover(alfa)
    assert save(imagen_portada=imagen).status_code == 302
    noticia.refresh_from_db()
    assert noticia.get_latest_revision_as_object().imagen_portada_id == imagen

    response = save(**SUBMIT)
    assert response.status_code == 200
    assert NO_TEXT in error_of(response, "alt_portada")
    assert not noticia.workflow_states.exists()


def test_the_text_of_another_cover_does_not_come_back(as_editor, save, noticia, alfa):
    """The response updates the open form, which otherwise sends the old text with each save."""
    save(imagen_portada=cover(alfa))
    save(alt_portada="Un parque")
    url = reverse("wagtailadmin_pages:edit", args=[noticia.pk])
    form = filled_form(as_editor.get(url), streams=["cuerpo"], imagen_portada=cover(alfa, "Un río"))
    assert form["alt_portada"] == "Un parque"
    saved = as_editor.post(url, form, headers={"accept": "application/json"}).json()
    assert saved["success"]
    assert saved["field_updates"]["alt_portada"] in ("", "Un río")
    form |= saved["field_updates"] | {"overwrite_revision_id": saved["revision_id"]}
    assert as_editor.post(url, form, headers={"accept": "application/json"}).json()["success"]
    noticia.refresh_from_db()
    assert noticia.get_latest_revision_as_object().alt_portada in ("", "Un río")


def test_it_is_not_published_with_others_either(save, as_moderator, noticia, alfa):
    other = make_noticia(alfa, "Otra", live=False)
    save(imagen_portada=cover(alfa))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"id={noticia.pk}&id={other.pk}&next=/admin/"
    sent = as_moderator.post(f"{url}?{query}", follow=True)
    assert "Se quedaron sin publicar" in text(sent)
    assert f"«Feria»: {NO_TEXT}" in text(sent)
    for page, is_live in ((noticia, False), (other, True)):
        page.refresh_from_db()
        assert page.live is is_live


def test_nobody_publishes_it_either(save, as_moderator, noticia, alfa):
    response = save(as_moderator, imagen_portada=cover(alfa), **{"action-publish": "1"})
    assert NO_TEXT in error_of(response, "alt_portada")
    noticia.refresh_from_db()
    assert not noticia.live


@pytest.mark.parametrize(
    ("of_image", "of_page"),
    [
        ("Un parque con árboles", ""),
        ("", "Un parque con árboles"),
        ("IMG_1", "La feria"),
        ("", "Cartel con el correo atencion_poblacion@santiago.gob.cu"),
        ("", "Logo de la cuenta @salud_stgo en Telegram"),
    ],
)
def test_a_cover_that_page_or_image_describes_is_sent(save, noticia, alfa, of_image, of_page):
    # A new picture removes a text that was written before it was chosen.
    save(imagen_portada=cover(alfa, of_image))
    assert save(alt_portada=of_page, **SUBMIT).status_code == 302
    assert noticia.workflow_states.exists()


@pytest.mark.parametrize(
    ("of_image", "of_page"), [("IMG_2041.jpg", ""), ("", "Foto 1"), ("", "DSC_1_a")]
)
def test_the_name_of_a_file_describes_nothing(save, noticia, alfa, of_image, of_page):
    save(imagen_portada=cover(alfa, of_image))
    assert FILE_NAME in error_of(save(alt_portada=of_page, **SUBMIT), "alt_portada")
    assert not noticia.workflow_states.exists()


def test_a_page_without_a_cover_is_sent(save, noticia):
    assert save(**SUBMIT).status_code == 302


def test_a_picture_of_the_body_is_not_described_by_its_file(save, noticia, alfa):
    value = {"image": str(cover(alfa)), "alt_text": "IMG_2041.jpg", "decorative": ""}
    block = ("imagen", {"imagen": value, "pie": ""})
    assert save(cuerpo=[block]).status_code == 302
    response = save(cuerpo=[block], **SUBMIT)
    assert FILE_NAME in block_errors(response)
    assert not noticia.workflow_states.exists()


def test_the_checks_beside_the_form_look_at_covers(as_editor, save, noticia, alfa):
    save(imagen_portada=cover(alfa))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[noticia.pk])
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[noticia.pk]))
    as_editor.post(url, filled_form(form, streams=["cuerpo"]))
    shown = soup(as_editor.get(f"{url}?in_preview_panel=true"))
    assert shown.select_one("[data-portada] img")["alt"] == ""
    config = json.loads(soup(form).select_one("#checker-axe-configuration").string)
    [rule] = [rule for rule in config["spec"]["rules"] if rule["selector"] == "[data-portada] img"]
    assert rule["id"] in config["options"]["runOnly"]
    assert "texto alternativo" in config["messages"][rule["id"]]["error_name"]
