"""A change of a file that citizens see waits, like that of a page, until somebody approves it."""

import json
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction
from wagtail.test.utils.form_data import nested_form_data

from archivos.models import CambioDeArchivo
from base.models import PortalDocument, PortalImage
from tests.factories import make_page
from tests.moderacion.writing import decide as decide_page
from tests.moderacion.writing import edit_url as page_edit_url
from tests.moderacion.writing import said
from tests.reading import filled_form, soup, text

from . import archivos
from .archivos import (
    ANTES,
    DESPUES,
    change,
    is_kept_red,
    kept_bytes,
    pdf,
    pending,
    public_bytes,
    red_picture,
)


def begin(page, user):
    page.responsable = str(user)
    page.save_revision(user=user)
    return page


def publish_button(form):
    button = soup(form).find("button", attrs={"name": "action-publish"})
    return {button["name"]: button["value"]}


def form_to_publish(browser, page):
    """Open the form of ``page``; return the data that its button to publish sends."""
    form = browser.get(page_edit_url(page))
    blocks = [
        {**block, "deleted": "", "order": number}
        for number, block in enumerate(page.get_latest_revision_as_object().cuerpo.raw_data)
    ]
    for block in blocks:
        [row] = block["value"]["documentos"]
        rows = {"count": 1, "0": {"deleted": "", "order": 0, **row}}
        block["value"] = block["value"] | {"documentos": rows}
    stream = {"count": len(blocks)} | {str(block["order"]): block for block in blocks}
    return filled_form(form) | nested_form_data({"cuerpo": stream}) | publish_button(form)


pytestmark = pytest.mark.usefixtures("on_disk")


@pytest.mark.parametrize("offer", [archivos.in_list, archivos.in_text])
def test_a_document_that_a_page_offers_stays_until_somebody_else_approves(
    as_editor, alfa, acta, offer
):
    offer(alfa, acta)
    assert change(as_editor, acta, file=pdf()).status_code == 302
    assert public_bytes(alfa, acta) == ANTES


@pytest.mark.parametrize(
    "offer",
    [
        archivos.as_cover,
        archivos.in_block,
        archivos.as_shield,
        archivos.as_skyline,
        archivos.as_front_cover,
    ],
)
def test_a_picture_that_the_portal_shows_stays_until_somebody_else_approves(
    as_editor, alfa, foto, offer
):
    offer(alfa, foto)
    assert change(as_editor, foto, file=red_picture()).status_code == 302
    assert not is_kept_red(foto)


def test_a_file_of_drafts_only_changes_at_once(as_editor, alfa, acta, foto):
    archivos.in_list(alfa, acta, live=False)
    archivos.as_cover(alfa, foto, live=False)
    change(as_editor, acta, file=pdf())
    change(as_editor, foto, file=red_picture())
    assert kept_bytes(acta) == DESPUES
    assert is_kept_red(foto)


def test_words_that_citizens_read_wait_too(as_editor, alfa, acta, foto):
    archivos.in_list(alfa, acta)
    archivos.as_cover(alfa, foto)
    change(as_editor, acta, title="Acta falsa", idioma="en")
    change(as_editor, foto, description="Otra cosa", credito="Nadie", focal_point_x="10")
    acta.refresh_from_db()
    foto.refresh_from_db()
    assert (acta.title, acta.idioma) == ("Acta", "")
    assert (foto.description, foto.credito, foto.focal_point_x) == ("Un parque", "", None)


def test_an_editor_does_not_delete_what_a_page_offers(as_editor, alfa, acta, foto):
    archivos.in_list(alfa, acta)
    archivos.as_cover(alfa, foto)
    for address, file in (("wagtaildocs", acta), ("wagtailimages", foto)):
        as_editor.post(reverse(f"{address}:delete", args=[file.pk]))
        as_editor.post(
            reverse(f"{address}:delete_multiple", args=[file.pk]),
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        model = file._meta.model_name
        url = reverse("wagtail_bulk_action", args=["base", model, "delete"])
        as_editor.post(f"{url}?id={file.pk}&next=/admin/")
    assert public_bytes(alfa, acta) == ANTES
    assert PortalImage.objects.filter(pk=foto.pk).exists()


# --- Files of pages that will be published --------------------------------------------------


def test_what_a_moderator_approves_of_a_page_is_what_she_saw_of_its_files(
    as_editor, as_moderator, alfa, editora, acta, foto
):
    acta_page = archivos.in_list(alfa, acta, live=False)
    foto_page = archivos.as_cover(alfa, foto, live=False)
    for page in (acta_page, foto_page):
        page.get_workflow().start(page, editora)
    change(as_editor, acta, file=pdf())
    change(as_editor, foto, file=red_picture())
    for page in (acta_page, foto_page):
        decide_page(as_moderator, page, "approve")
    assert public_bytes(alfa, acta) == ANTES
    assert not is_kept_red(foto)


@pytest.mark.parametrize("who", ["as_moderator", "as_administrator"])
def test_what_is_published_as_it_is_has_the_files_that_were_seen(
    request, who, as_editor, alfa, editora, acta, foto
):
    """The draft was never submitted: its files can change until it is public."""
    publisher = request.getfixturevalue(who)
    as_cover = partial(archivos.as_cover, cuerpo="[]")
    for offer, file, new, words in (
        (archivos.in_list, acta, {"file": pdf()}, "Acta"),
        (as_cover, foto, {"file": red_picture()}, "Parque"),
        (as_cover, foto, {"description": "Otra cosa"}, "Parque"),
    ):
        page = begin(offer(alfa, file, live=False, slug=uuid4().hex), editora)
        sent = form_to_publish(publisher, page)
        change(as_editor, file, **new)
        answer = publisher.post(page_edit_url(page), sent)
        page.refresh_from_db()
        assert not page.live
        assert words in said(publisher, answer)
        # After opening the form again, the publisher agrees to the present files.
        publisher.post(page_edit_url(page), form_to_publish(publisher, page))
        page.refresh_from_db()
        assert page.live
        page.unpublish()


@pytest.mark.parametrize("crafted", ["{", "{" + '"a":' + "[" * 20_000, '{"a": 1}x'])
def test_what_no_button_sends_has_shown_no_file(as_moderator, alfa, editora, acta, crafted):
    page = begin(archivos.in_list(alfa, acta, live=False), editora)
    sent = form_to_publish(as_moderator, page) | {"action-publish": crafted}
    answer = as_moderator.post(page_edit_url(page), sent)
    page.refresh_from_db()
    assert not page.live
    assert "Acta" in said(as_moderator, answer)


def test_what_only_editors_read_of_a_file_is_no_other_file(
    as_editor, as_moderator, alfa, editora, foto
):
    page = begin(archivos.as_cover(alfa, foto, live=False, cuerpo="[]"), editora)
    sent = form_to_publish(as_moderator, page)
    change(as_editor, foto, title="Para nosotros", tags="parque")
    as_moderator.post(page_edit_url(page), sent)
    page.refresh_from_db()
    assert page.live


def test_a_form_that_comes_back_with_an_error_has_not_shown_the_file_that_came_meanwhile(
    as_editor, as_moderator, alfa, editora, acta
):
    page = begin(archivos.in_list(alfa, acta, live=False), editora)
    sent = form_to_publish(as_moderator, page)
    change(as_editor, acta, file=pdf())
    again = as_moderator.post(page_edit_url(page), sent | {"title": "", "slug": "no vale"})
    assert again.status_code == 200
    as_moderator.post(page_edit_url(page), sent | publish_button(again))
    page.refresh_from_db()
    assert not page.live


def test_a_file_that_only_the_waiting_draft_of_a_live_page_uses_waits_too(
    as_editor, alfa, editora, acta
):
    page = make_page(alfa, "Sin nada")
    value = {"titulo": "Actas", "documentos": [acta.pk]}
    page.cuerpo = json.dumps([{"type": "documentos", "value": value}])
    page.save_revision(user=editora)
    change(as_editor, acta, file=pdf(b"%PDF-1.4 Segunda"))
    assert kept_bytes(acta) == b"%PDF-1.4 Segunda"
    page.get_workflow().start(page, editora)
    change(as_editor, acta, file=pdf())
    assert kept_bytes(acta) == b"%PDF-1.4 Segunda"


def test_a_file_of_a_page_that_has_its_day_waits_too(as_editor, alfa, acta):
    page = archivos.in_list(alfa, acta, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert not type(page).objects.get(pk=page.pk).live
    change(as_editor, acta, file=pdf())
    assert kept_bytes(acta) == ANTES


def test_what_was_withdrawn_changes_at_once_again(as_editor, alfa, acta):
    page = archivos.in_list(alfa, acta)
    change(as_editor, acta, file=pdf())
    assert kept_bytes(acta) == ANTES
    page.unpublish()
    change(as_editor, acta, file=pdf(b"%PDF-1.4 Otra"))
    assert kept_bytes(acta) == b"%PDF-1.4 Otra"


def test_what_another_portal_shows_is_counted_and_not_named(as_editor, alfa, provincia, acta):
    archivos.in_list(provincia, acta)
    page = text(as_editor.get(archivos.edit_url(acta)))
    assert "está en 1 página publicada o por publicar" in page
    assert "Con lista" not in page
    change(as_editor, acta, file=pdf())
    assert kept_bytes(acta) == ANTES


def _queries_of_the_form(browser, file):
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(archivos.edit_url(file))
    assert page.status_code == 200
    return len(queries), text(page)


@pytest.mark.parametrize(
    ("offer", "is_first"), [(archivos.as_cover, True), (archivos.in_block, False)]
)
def test_the_form_costs_the_same_however_many_pages_wait(
    as_editor, alfa, editora, foto, offer, is_first
):
    """The first request after a new version with blocks reads that version, and is not counted."""

    def wait(number):
        for _number in range(number):
            page = offer(alfa, foto, live=False, slug=uuid4().hex)
            page.get_workflow().start(page, editora)
        if not is_first:
            as_editor.get(archivos.edit_url(foto))

    as_editor.get(archivos.edit_url(foto))
    wait(2)
    few, page = _queries_of_the_form(as_editor, foto)
    assert "está en 2 páginas" in page
    wait(10)
    many, page = _queries_of_the_form(as_editor, foto)
    assert "está en 12 páginas" in page
    assert many == few


def test_a_waiting_version_that_cannot_be_read_counts(as_editor, alfa, editora, foto):
    page = archivos.as_cover(alfa, foto, live=False)
    page.get_workflow().start(page, editora)
    version = page.latest_revision
    content = version.content | {"first_published_at": f"antes de la página {foto.pk}"}
    type(version).objects.filter(pk=version.pk).update(content=content)
    assert "está en 1 página" in text(as_editor.get(archivos.edit_url(foto)))
    change(as_editor, foto, file=red_picture())
    assert not is_kept_red(foto)


# --- Other ways to change a file ------------------------------------------------------------


def test_the_form_for_several_at_once_leads_to_that_of_the_one_file(as_editor, alfa, acta, foto):
    archivos.in_list(alfa, acta)
    archivos.as_cover(alfa, foto)
    for response, file in (
        (
            as_editor.post(
                reverse("wagtaildocs:edit_multiple", args=[acta.pk]),
                {f"doc-{acta.pk}-title": "Acta falsa"},
            ),
            acta,
        ),
        (
            as_editor.post(
                reverse("wagtailimages:edit_multiple", args=[foto.pk]),
                {f"image-{foto.pk}-title": "Foto", f"image-{foto.pk}-description": "Otra cosa"},
            ),
            foto,
        ),
    ):
        answer = response.json()
        assert not answer["success"]
        assert "espera a que lo apruebe otra persona" in answer["form"]
        assert archivos.edit_url(file) in answer["form"]
    acta.refresh_from_db()
    foto.refresh_from_db()
    assert (acta.title, foto.description) == ("Acta", "Un parque")
    assert not CambioDeArchivo.objects.exists()


def test_a_file_just_uploaded_is_described_in_the_form_for_several(as_editor, foto):
    answer = as_editor.post(
        reverse("wagtailimages:edit_multiple", args=[foto.pk]),
        {f"image-{foto.pk}-title": "Foto", f"image-{foto.pk}-description": "Otra cosa"},
    ).json()
    assert answer["success"]
    foto.refresh_from_db()
    assert foto.description == "Otra cosa"


@pytest.fixture
def carpetas(alfa):
    """A public folder like that of the portal, and one with files for signed-in users only."""
    open_one = alfa.collection.add_child(name="Abierta")
    closed = alfa.collection.add_child(name="Reservada")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    return open_one, closed


def test_another_folder_is_nobodys_matter_unless_it_changes_who_reads(
    as_editor, alfa, acta, carpetas
):
    archivos.in_list(alfa, acta)
    open_one, closed = carpetas
    change(as_editor, acta, collection=open_one.pk)
    acta.refresh_from_db()
    assert acta.collection == open_one
    change(as_editor, acta, collection=closed.pk)
    acta.refresh_from_db()
    assert acta.collection == open_one
    assert pending().documento == acta


def test_many_files_at_once_do_not_leave_a_reserved_folder(
    as_editor, as_moderator, alfa, acta, carpetas
):
    open_one, closed = carpetas
    acta.collection = closed
    acta.save()
    draft = PortalDocument.objects.create(
        title="Borrador", file=ContentFile(ANTES, "b.pdf"), collection=closed
    )
    archivos.in_list(alfa, acta)
    url = reverse("wagtail_bulk_action", args=["base", "portaldocument", "add_to_collection"])
    query = f"?id={acta.pk}&id={draft.pk}&next=/admin/documents/"
    response = as_editor.post(url + query, {"collection": open_one.pk})
    assert "1 archivo se quedó" in text(as_editor.get(response.url))
    acta.refresh_from_db()
    draft.refresh_from_db()
    assert (acta.collection, draft.collection) == (closed, open_one)
    as_moderator.post(url + query, {"collection": open_one.pk})
    acta.refresh_from_db()
    assert acta.collection == open_one


def test_an_editor_deletes_what_no_page_offers(as_editor, alfa, acta):
    archivos.in_list(alfa, acta, live=False)
    as_editor.post(reverse("wagtaildocs:delete", args=[acta.pk]))
    assert not PortalDocument.objects.exists()


def test_an_administrator_deletes_what_citizens_see(as_administrator, alfa, acta, cambio_de_acta):
    as_administrator.post(reverse("wagtaildocs:delete", args=[acta.pk]))
    assert not PortalDocument.objects.exists()
    assert not CambioDeArchivo.objects.exists()


def test_a_title_that_only_editors_read_changes_at_once(as_editor, alfa, foto):
    archivos.as_cover(alfa, foto)
    change(as_editor, foto, title="Otro nombre")
    foto.refresh_from_db()
    assert foto.title == "Otro nombre"


def test_what_waits_has_no_public_address(alfa, cambio_de_foto):
    assert alfa.get(f"/media/{cambio_de_foto.file.name}").status_code == 404
