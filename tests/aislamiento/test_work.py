"""Despite the isolation, each role can do its daily work."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Comment, Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from base.models import PortalDocument, PortalImage, PortalSettings
from equipos.models import Equipo
from home.models import StandardPage
from noticias.models import NoticiaPage
from tests.factories import (
    image_bytes,
    make_document,
    make_entidad,
    make_image,
    make_page,
    make_private,
    make_user,
)
from tests.reading import filled_form, soup, text

CUERPO = ["cuerpo"]


@pytest.fixture
def image(alfa):
    return make_image("Foto de Alfa", collection=alfa.collection)


@pytest.fixture
def document(alfa):
    return make_document("Acta de Alfa", collection=alfa.collection)


@pytest.fixture
def hospital(alfa):
    return make_page(alfa, "Hospital de Alfa")


@pytest.fixture
def team(alfa, hospital, editora):
    """The team of the hospital, and a browser of its member."""
    equipo = Equipo.objects.create_for(hospital, user=editora)
    return equipo, alfa.signed_in(make_user("enfermera", groups=[equipo.group]))


@pytest.fixture
def coordinator(alfa):
    return alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))


@pytest.fixture
def translator(alfa):
    return alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))


def pages(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def closed(browser, *urls):
    """Return {url: status} of the ``urls`` that do not open."""
    answers = {url: browser.get(url).status_code for url in urls}
    return {url: status for url, status in answers.items() if status != 200}


def form(browser, url, **changes):
    return filled_form(browser.get(url), streams=CUERPO, **changes)


def test_an_editor_opens_every_screen_of_the_day(as_editor, alfa, hospital, image, document):
    first, last = hospital.revisions.first(), hospital.save_revision()
    key = hospital.pk
    assert not closed(
        as_editor,
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[alfa.home.pk]),
        pages("search") + "?q=Hospital",
        pages("add", "noticias", "noticiapage", alfa.noticias.pk),
        *(pages(name, key) for name in ("edit", "history", "usage", "view_draft", "copy")),
        pages("revisions_view", key, first.pk),
        pages("revisions_revert", key, first.pk),
        pages("revisions_compare", key, first.pk, last.pk),
        pages("workflow_history", key),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailadmin_choose_page_child", args=[alfa.home.pk]),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:chosen", args=[image.pk]),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
        reverse("wagtailsettings:edit", args=["base", "portalsettings", alfa.site.pk]),
        *(reverse(f"wagtailadmin_reports:{name}") for name in ("aging_pages", "workflow")),
        reverse("bitacora:index"),
        reverse("wagtailadmin_account"),
    )


def test_an_editor_chooses_entities_of_the_portal_and_those_the_province_offers(
    as_editor, alfa, beta, provincia
):
    own, offered = make_entidad(alfa, "Registro"), make_entidad(provincia, "Dirección")
    hidden = make_entidad(provincia, "Archivo")
    make_private(hidden)
    closed_to_alfa = [hidden, make_entidad(beta, "Policía"), make_entidad(beta, "X", live=False)]

    def choose(pk):
        return as_editor.get(reverse("entidad_chooser:chosen", args=[pk]))

    assert [choose(page.pk).json()["result"]["title"] for page in (own, offered)] == [
        "Registro",
        "Dirección",
    ]
    refused = [choose(pk) for pk in (*(page.pk for page in closed_to_alfa), 999_999)]
    assert {answer.status_code for answer in refused} == {404}


def test_an_editor_writes_corrects_and_submits(as_editor, alfa, image, document, hospital):
    url = pages("add", "noticias", "noticiapage", alfa.noticias.pk)
    body = [
        ("imagen", {"imagen": {"image": str(image.pk), "alt_text": "Fachada"}, "pie": ""}),
    ]
    data = form(as_editor, url, title="Abre", slug="abre", resumen="Abre hoy", cuerpo=body)
    data |= {"imagen_portada": str(image.pk), "alt_portada": "Fachada del hospital"}
    assert as_editor.post(url, data).status_code == 302
    item = NoticiaPage.objects.get(title="Abre")
    assert item.get_latest_revision_as_object().imagen_portada == image
    edit = pages("edit", item.pk)
    preview = pages("preview_on_edit", item.pk)
    assert as_editor.post(preview, data).json()["is_valid"]
    assert "Abre" in as_editor.get(preview).content.decode()
    data = form(as_editor, edit, title="Abre ya", **{"action-submit": "1"})
    assert as_editor.post(edit, data).status_code == 302
    item.refresh_from_db()
    assert item.workflow_in_progress
    assert item.get_latest_revision_as_object().title == "Abre ya"


def test_an_editor_comments_and_copies(as_editor, alfa, hospital):
    edit = pages("edit", hospital.pk)
    comment = {"text": "¿Y el teléfono?", "contentpath": "resumen", "position": "", "id": ""}
    comment |= {"DELETE": "", "resolved": "", "replies-TOTAL_FORMS": "0"}
    comment |= {"replies-INITIAL_FORMS": "0", "replies-MIN_NUM_FORMS": "0"}
    data = form(as_editor, edit)
    data |= {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "0"}
    data |= {"comments-MIN_NUM_FORMS": "0", "comments-MAX_NUM_FORMS": ""}
    data |= {f"comments-0-{name}": value for name, value in comment.items()}
    assert as_editor.post(edit, data).status_code == 302
    assert Comment.objects.get().page_id == hospital.pk
    data = {"new_title": "Policlínico", "new_slug": "poli", "new_parent_page": alfa.home.pk}
    assert as_editor.post(pages("copy", hospital.pk), data).status_code == 302
    assert StandardPage.objects.child_of(alfa.home).filter(slug="poli").exists()


def test_an_editor_moves_what_no_citizen_sees_yet(as_editor, alfa, hospital):
    draft = make_page(alfa, "Borrador", live=False)
    assert not closed(
        as_editor, pages("move", draft.pk), pages("move_confirm", draft.pk, hospital.pk)
    )
    as_editor.post(pages("move_confirm", draft.pk, hospital.pk))
    draft.refresh_from_db()
    assert draft.is_child_of(hospital)


@pytest.mark.parametrize("who", ["editora", "enfermera"])
def test_an_editor_brings_files_into_the_own_folder(who, as_editor, alfa, team):
    equipo, member = team
    browser, collection = {
        "editora": (as_editor, alfa.collection),
        "enfermera": (member, equipo.collection),
    }[who]
    picture = SimpleUploadedFile("sala.jpg", image_bytes((80, 45)), content_type="image/jpeg")
    url = reverse("wagtailimages:add_multiple")
    answer = browser.post(
        url,
        {"files[]": picture, "title": "Sala", "collection": collection.pk},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.json()["success"]
    assert PortalImage.objects.get(title="Sala").collection == collection
    data = {"title": "Plan", "file": SimpleUploadedFile("plan.txt", b"x")}
    browser.post(reverse("wagtaildocs:add"), data | {"collection": collection.pk})
    assert PortalDocument.objects.get(title="Plan").collection == collection


def test_an_editor_keeps_the_address_of_the_portal(as_editor, alfa):
    url = reverse("wagtailsettings:edit", args=["base", "portalsettings", alfa.site.pk])
    data = {"correo": "hola@alfa.cu", "telefonos-count": "0", "redes-count": "0"}
    assert as_editor.post(url, data).status_code == 302
    assert PortalSettings.for_site(alfa.site).correo == "hola@alfa.cu"


def test_a_team_writes_on_its_page_and_below_and_nowhere_else(team, alfa, hospital):
    _equipo, browser = team
    elsewhere = make_page(alfa, "Museo de Alfa")
    assert not closed(
        browser,
        reverse("wagtailadmin_home"),
        pages("edit", hospital.pk),
        pages("history", hospital.pk),
    )
    data = form(browser, pages("edit", hospital.pk), title="Hospital nuevo")
    assert browser.post(pages("edit", hospital.pk), data).status_code == 302
    assert Page.objects.get(pk=hospital.pk).draft_title == "Hospital nuevo"
    add = pages("add", "home", "standardpage", hospital.pk)
    data = form(browser, add, title="Urgencias", slug="urgencias", resumen="Día y noche")
    assert browser.post(add, data).status_code == 302
    assert StandardPage.objects.child_of(hospital).filter(slug="urgencias").exists()
    assert browser.post(pages("edit", elsewhere.pk), data).status_code in (302, 403, 404)
    elsewhere.refresh_from_db()
    assert elsewhere.draft_title == "Museo de Alfa"


def test_a_coordinator_keeps_the_people_of_the_portal(coordinator, editora):
    people = reverse("wagtailusers_users:index")
    assert not closed(
        coordinator,
        reverse("wagtailadmin_home"),
        people,
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[editora.pk]),
        reverse("wagtailusers_users:history", args=[editora.pk]),
        reverse("equipos:index"),
        reverse("moderacion:personas"),
        reverse("bitacora:index"),
    )
    assert "editora" in text(coordinator.get(people))
    coordinator.post(reverse("wagtailusers_users:deactivate", args=[editora.pk]))
    editora.refresh_from_db()
    assert not editora.is_active


def test_a_translator_sends_a_page_to_translate_and_translates_it(translator, alfa, hospital):
    english = Locale.objects.get(language_code="en")
    submit = reverse("wagtail_localize:submit_page_translation", args=[hospital.pk])
    assert not closed(translator, reverse("wagtailadmin_home"), submit)
    assert not closed(translator, reverse("wagtailadmin_explore", args=[alfa.home.pk]))
    translator.post(submit, {"locales": [english.pk]})
    translation = Translation.objects.get(source__object_id=hospital.translation_key)
    target = hospital.get_translation(english)
    editor = translator.get(pages("edit", target.pk))
    assert editor.status_code == 200
    assert soup(editor).select_one(".js-translation-editor")
    segment = StringSegment.objects.filter(source=translation.source).first()
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    answer = translator.put(url, "value=Hospital", content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 201)
    assert StringTranslation.objects.get().data == "Hospital"
