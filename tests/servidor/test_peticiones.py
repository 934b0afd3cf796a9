"""Requests written by hand get 404 or 400 from the admin, never a server error."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Comment, CommentReply, Locale, Page, Workflow
from wagtail_localize.models import Translation, TranslationSource

from base.models import PortalImage
from directorio.models import Contacto
from noticias.models import NoticiaPage
from tests.aislamiento.forms import fields, post_forms
from tests.aislamiento.streams import as_form
from tests.bounds import within
from tests.carrying import copy, pages_url
from tests.factories import (
    make_document,
    make_entidad,
    make_evento,
    make_image,
    make_noticia,
    make_page,
    make_user,
)
from tests.moderacion.writing import rewrite, write
from tests.reading import as_sent, filled_form, soup, text

ENDLESS = "9" * 5000  # more digits than Python converts to an integer


@pytest.fixture(params=["as_editor", "as_moderator"])
def writer(request):
    """An editor of one portal, and a moderator of all."""
    return request.getfixturevalue(request.param)


def test_nobody_is_sent_on_to_what_is_no_address(alfa, as_editor, editora):
    """Wagtail would take a word for the name of a view."""
    login = reverse("wagtailadmin_login")
    assert as_editor.get(login, {"next": "abc"}).status_code == 404
    signing_in = {"username": editora.username, "password": "clave", "next": "abc"}
    assert alfa.browser().post(login, signing_in).status_code == 404
    for address in ("/admin/pages/", ""):
        assert as_editor.get(login, {"next": address}).status_code == 302


@pytest.mark.on_both_databases
@pytest.mark.parametrize("number", ["", "x", ENDLESS, "-1", "99"])
def test_a_page_that_a_list_has_not_is_not_found(provincia, number):
    browser = provincia.signed_in(make_user("jefa", is_superuser=True))
    url = reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.first().pk])
    assert browser.get(url, {"p": number}).status_code == 404
    assert browser.get(url, {"p": "1"}).status_code == 200


RICH_TEXT = {"cuerpo-0-type": "texto", "cuerpo-0-order": "0", "cuerpo-0-deleted": ""}
LINK = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://www.ejemplo.cu/"}}
UNKNOWN = [{"offset": 0, "length": 1, "style": "A" * 100}]


def linked(entities):
    """Return a rich text whose two links overlap."""
    ranges = [{"offset": place, "length": 2, "key": place} for place in range(2)]
    return json.dumps({"blocks": [{"text": "Agua", "entityRanges": ranges}], "entityMap": entities})


@pytest.mark.parametrize(
    "change",
    [
        {"cuerpo-count": None},
        {"cuerpo-count": "abc"},
        {"cuerpo-count": "1"},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-order": "x"},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": "{"},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": "1"},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": '{"blocks": 1}'},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": ENDLESS},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": linked({"0": LINK, "1": LINK})},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": linked({})},
        {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": as_sent([("unstyled", "x", UNKNOWN)])},
    ],
)
def test_blocks_that_no_script_has_written_are_refused(writer, alfa, change):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    data = filled_form(writer.get(url), streams=["cuerpo"], title="Escrita a mano") | change
    response = writer.post(url, {name: value for name, value in data.items() if value is not None})
    assert response.status_code == 400
    assert "El envío no se entiende" in text(response)
    assert not NoticiaPage.objects.filter(title="Escrita a mano").exists()


@pytest.mark.parametrize(
    "counts",
    [
        {"comments-TOTAL_FORMS": "1900"},
        {"comments-TOTAL_FORMS": ENDLESS},
        {"comments-TOTAL_FORMS": "1000000"},
        {f"comments-{number}-replies-TOTAL_FORMS": "100" for number in range(100)},
    ],
)
def test_a_form_has_as_many_rows_as_people_write(writer, alfa, counts):
    """Django builds all rows before it checks any, and for each comment the rows of its replies."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    form = filled_form(writer.get(url), streams=["cuerpo"], title="Escrita a mano")
    with within(2):
        response = writer.post(url, form | counts)
    assert response.status_code == 400
    assert not NoticiaPage.objects.filter(title="Escrita a mano").exists()


@pytest.mark.parametrize("kept", [0, 101])
def test_a_form_adds_as_many_rows_at_once_as_people_write(as_moderator, alfa, kept):
    """What the page has is not counted: a long list can be saved, and goes on."""
    page = make_entidad(alfa, "Acueducto", contactos=[("telefono", "22600001")] * kept)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(as_moderator.get(url), streams=["cuerpo"])
    new = {"canal": "telefono", "valor": "22600002", "id": "", "translation_key": ""}

    def sent(rows):
        added = {
            f"contactos-{number}-{name}": value
            for number in range(kept, kept + rows)
            for name, value in (new | {"ORDER": str(number + 1)}).items()
        }
        return as_moderator.post(url, form | added | {"contactos-TOTAL_FORMS": str(kept + rows)})

    refused = sent(101)
    assert refused.status_code == 200
    assert "Son demasiadas filas nuevas de una vez" in text(refused)
    assert len(soup(refused).select("[name^=contactos-][name$=-valor][value='22600002']")) == 100
    page.refresh_from_db()
    assert not page.has_unpublished_changes
    assert sent(100).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().contactos.count() == kept + 100


def test_what_two_long_lists_add_together_is_drawn_again(as_moderator, alfa):
    """A row that is not drawn again is lost without a word. Beyond that, nothing is drawn."""
    page = make_entidad(alfa, "Acueducto")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = filled_form(as_moderator.get(url), streams=["cuerpo"], title="")

    def sent(rows):
        counts = {
            f"{name}-TOTAL_FORMS": str(rows) for name in ("contactos", "servicios", "horarios")
        }
        return as_moderator.post(url, form | counts)

    refused = soup(sent(60))
    for name in ("contactos", "servicios", "horarios"):
        assert refused.find("input", {"name": f"{name}-TOTAL_FORMS"})["value"] == "60"
        assert refused.find("input", {"name": f"{name}-59-ORDER"})
    assert sent(90).status_code == 400


def test_a_table_has_as_many_cells_as_people_write(writer, alfa):
    """Wagtail also builds each cell that was not sent."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    form = filled_form(writer.get(url), streams=["cuerpo"], title="Escrita a mano")
    table = {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-type": "tabla"}
    table |= {"cuerpo-0-value-titulo": "Turnos", "cuerpo-0-value-tabla-caption": ""}
    for kind, count in (("row", 1000), ("column", 1000)):
        table[f"cuerpo-0-value-tabla-{kind}-count"] = str(count)
        for number in range(count):
            place = f"cuerpo-0-value-tabla-{kind}-{number}"
            table |= {f"{place}-order": str(number), f"{place}-deleted": ""}
            if kind == "column":
                table |= {f"{place}-type": "texto", f"{place}-heading": "Día"}
    with within(2):
        response = writer.post(url, form | table)
    assert response.status_code == 400
    assert not NoticiaPage.objects.filter(title="Escrita a mano").exists()


def test_a_page_has_as_many_blocks_as_people_write(writer, alfa):
    """A form that is refused for another reason shows all its blocks again."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    form = filled_form(writer.get(url), streams=["cuerpo"], title="")
    blocks = {"cuerpo-count": "1900"}
    for number in range(1_900):
        block = {"type": "texto", "order": str(number), "deleted": "", "value": as_sent([])}
        blocks |= {f"cuerpo-{number}-{name}": value for name, value in block.items()}
    assert writer.post(url, form | blocks).status_code == 400


def test_what_is_nested_without_end_is_refused(writer, alfa):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    data = filled_form(writer.get(url), streams=["cuerpo"], title="Escrita a mano")
    nested = {"cuerpo-count": "1", **RICH_TEXT, "cuerpo-0-value": "[" * 100_000}
    assert writer.post(url, data | nested).status_code == 400
    assert not NoticiaPage.objects.filter(title="Escrita a mano").exists()


def test_too_much_for_one_form_is_told_so(writer, alfa, settings):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    title = "Larga " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 5)
    response = writer.post(url, {"title": title})
    assert response.status_code == 413
    assert "El envío pesa demasiado" in text(response)


def test_a_form_without_a_field_that_its_page_always_sends_is_refused(writer, alfa):
    copy = reverse("wagtailadmin_pages:copy", args=[alfa.noticias.pk])
    assert writer.post(copy, {}).status_code == 400
    assert writer.post(copy, {"new_parent_page": ""}).status_code == 404


@pytest.mark.on_both_databases
@pytest.mark.parametrize("key", ["abc", "-1", ENDLESS, "\x00"])
def test_a_choice_that_is_nothing_is_an_error_of_its_field(writer, alfa, key):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    sent = {"title": "Escrita a mano", "imagen_portada": key}
    response = writer.post(url, filled_form(writer.get(url), streams=["cuerpo"], **sent))
    assert response.status_code == 200
    assert "La página no se creó" in text(response)
    assert not PortalImage.objects.exists()
    assert not NoticiaPage.objects.filter(title="Escrita a mano").exists()


def test_a_redirect_to_nothing_is_an_error_of_its_field(as_administrator):
    url = reverse("wagtailredirects:add")
    response = as_administrator.post(url, {"old_path": "/vieja/", "redirect_page": "abc"})
    assert response.status_code == 200
    assert "Elija" in text(response) or "Escoja" in text(response)


def test_a_link_without_address_is_an_error_of_its_field(writer):
    url = reverse("wagtailadmin_choose_page_external_link")
    assert writer.post(url, {}).json()["step"] == "external_link"


@pytest.mark.parametrize("name", ["entidad", "tramite", "tramite_por_adaptar"])
def test_a_chooser_of_pages_makes_none(writer, name):
    assert writer.get(reverse(f"{name}_chooser:choose")).status_code == 200
    assert writer.post(f"/admin/{name}_chooser/create/", {}).status_code == 404


@pytest.mark.on_both_databases
@pytest.mark.parametrize("name", ["wagtailimages_chooser:choose", "wagtailadmin_choose_page"])
def test_a_chooser_is_opened_whatever_else_is_asked(writer, name):
    asked = {f"{key}[{number}]": "x\x00" for number in range(100) for key in ("foo", "tag")}
    assert writer.get(reverse(name), asked).status_code == 200
    assert (
        writer.get(reverse(name), {str(number): "" for number in range(20_000)}).status_code == 400
    )


@pytest.mark.on_both_databases
@pytest.mark.parametrize("name", ["wagtailimages_chooser", "wagtaildocs_chooser"])
def test_a_chooser_gives_what_is_named_one_by_one(writer, name):
    address = reverse(f"{name}:chosen_multiple")
    assert writer.get(address, {"id": "all"}).status_code == 404


@pytest.mark.on_both_databases
@pytest.mark.parametrize("name", ["download_pofile", "upload_pofile", "preview_translation"])
def test_a_translation_whose_page_is_gone_is_not_found(writer, alfa, name):
    source, _created = TranslationSource.get_or_create_from_instance(alfa.noticias)
    english = Locale.objects.get(language_code="en")
    translation = Translation.objects.create(source=source, target_locale=english)
    address = reverse(f"wagtail_localize:{name}", args=[translation.pk])
    for send in (writer.get, writer.post):
        assert send(address).status_code in (404, 405)


@pytest.mark.parametrize(
    "told",
    ["{", "[1]", '{"user": 1}', '{"comment": "x", "task_state": 1}', "[" * 100_000, ENDLESS],
)
def test_a_decision_is_told_nothing_but_a_comment(as_moderator, as_editor, alfa, told):
    page = write(as_editor, alfa, "Abre la biblioteca", **{"action-submit": "1"})
    decision = {"action-workflow-action": "true", "workflow-action-name": "reject"}
    response = rewrite(
        as_moderator,
        page,
        title="Cierra la biblioteca",
        **decision,
        **{"workflow-action-extra-data": told},
    )
    assert response.status_code == 400
    page.refresh_from_db()
    assert page.current_workflow_state.status == "in_progress"
    assert page.get_latest_revision_as_object().title == "Abre la biblioteca"


PICKED = {
    "llamada": lambda page, image, document: {
        "titulo": "Más",
        "texto": "",
        "enlace_texto": "Ver",
        "pagina": page.pk,
        "direccion": "",
    },
    "imagen": lambda page, image, document: {
        "imagen": {"image": image.pk, "alt_text": "El parque", "decorative": False},
        "pie": "",
    },
    "documentos": lambda page, image, document: {
        "titulo": "",
        "documentos": [{"value": document.pk}],
    },
}


@pytest.mark.on_both_databases
@pytest.mark.parametrize("kind", PICKED)
def test_a_refused_form_asks_for_what_its_blocks_name_at_once(as_moderator, alfa, kind):
    """Not for each alone: not when it is read, nor when it is drawn again."""
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    form = as_moderator.get(url)
    block = dict(fields(form))["cuerpo"].block
    rows = [
        (make_noticia(alfa, f"Nota {n}"), make_image(f"Foto {n}"), make_document(f"Acta {n}"))
        for n in range(12)
    ]

    def refused(number):
        blocks = [{"type": kind, "value": PICKED[kind](*row)} for row in rows[:number]]
        data = filled_form(form, title="") | as_form(block, blocks, "cuerpo")
        as_moderator.post(url, data)  # renditions are made once
        with CaptureQueriesContext(connection) as asked:
            answer = as_moderator.post(url, data)
        assert answer.status_code == 200
        shown = soup(answer).select_one("[data-w-block-arguments-value]")
        return len(asked), str(shown)

    few, _shown = refused(2)
    many, shown = refused(12)
    assert many <= few
    name = {"llamada": "Nota 11", "imagen": "Foto 11", "documentos": "Acta 11"}[kind]
    assert name in shown


# --- Rows ---------------------------------------------------------------------------------------


@pytest.fixture
def entidad(alfa):
    return make_entidad(alfa, "Acueducto", contactos=[("telefono", f"2260000{n}") for n in (1, 2)])


def form_of(browser, page):
    """Return the address and the data of the form of ``page``."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return url, filled_form(browser.get(url), streams=["cuerpo"])


def threads(thread="", answer="", **changes):
    """Return the data of a comment with an answer, as the script of the form sends it."""
    data = {"id": thread, "text": "Hilo", "contentpath": "title", "position": ""}
    data |= {"replies-TOTAL_FORMS": "1", "replies-INITIAL_FORMS": "1", "replies-0-id": answer}
    data |= {"replies-0-text": "Respuesta"} | changes
    counts = {"comments-TOTAL_FORMS": "1", "comments-INITIAL_FORMS": "1"}
    return counts | {f"comments-0-{name}": value for name, value in data.items()}


@pytest.mark.on_both_databases
def test_a_row_whose_key_is_none_is_refused(writer, entidad):
    url, form = form_of(writer, entidad)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[entidad.pk])
    for key in ("abc", "1e9", ENDLESS, "\x00"):
        row = {"contactos-0-id": key, "contactos-0-valor": "22600009"}
        for address, change in (
            (url, row),
            (preview, row),
            (url, threads(thread=key)),
            (url, threads(answer=key)),
        ):
            refused = writer.post(address, form | change)
            assert refused.status_code == 400
            assert "El envío no se entiende" in text(refused)
    assert not entidad.revisions.filter(content__icontains="600009").exists()
    assert not Comment.objects.exists()


@pytest.mark.on_both_databases
@pytest.mark.parametrize("key", ["9" * 30, "-1", str(2**63 - 1)])
def test_a_row_that_is_gone_is_shown_again(writer, entidad, key):
    """As when somebody else has removed it meanwhile: what was typed into it is not lost."""
    url, form = form_of(writer, entidad)
    refused = writer.post(url, form | {"contactos-0-id": key, "contactos-0-nota": "Por la tarde"})
    assert refused.status_code == 200
    again = filled_form(refused, streams=["cuerpo"])
    assert again["contactos-0-nota"] == "Por la tarde"
    assert writer.post(url, again).status_code == 302


@pytest.mark.on_both_databases
def test_a_row_of_another_portal_is_neither_changed_nor_read(writer, entidad, beta):
    other = make_entidad(beta, "Otra", contactos=[("telefono", "22600007")])
    foreign = other.contactos.get()
    url, form = form_of(writer, entidad)
    for change in ({}, {"contactos-0-DELETE": "on"}, {"title": ""}):
        row = {"contactos-0-id": str(foreign.pk), "contactos-0-valor": "22600009"}
        response = writer.post(url, form | row | change)
        assert response.status_code in (200, 302)
        assert "600007" not in response.content.decode()
    kept = Contacto.objects.get(pk=foreign.pk)
    assert (kept.valor, kept.page_id) == (foreign.valor, other.pk)
    other.refresh_from_db()
    assert [row.pk for row in other.get_latest_revision_as_object().contactos.all()] == [foreign.pk]
    entidad.refresh_from_db()
    own = entidad.get_latest_revision_as_object().contactos.all()
    assert foreign.pk not in [row.pk for row in own]
    assert foreign.valor not in [row.valor for row in own]


@pytest.mark.on_both_databases
@pytest.mark.parametrize("order", ["abc", ENDLESS])
@pytest.mark.parametrize("deleted", ["", "on"])
def test_a_row_without_a_place_is_drawn_again_at_its_own(writer, entidad, order, deleted):
    url, form = form_of(writer, entidad)
    row = {"ORDER": order, "DELETE": deleted, "nota": "Por la tarde"}
    change = {f"contactos-0-{name}": value for name, value in row.items()}
    refused = writer.post(url, form | change | {"title": ""})
    assert refused.status_code == 200
    assert f'value="{order}"' not in refused.content.decode()
    again = filled_form(refused, streams=["cuerpo"], title="Acueducto")
    names = {"ORDER": "1", "nota": "Por la tarde", "valor": form["contactos-0-valor"]}
    assert {name: again[f"contactos-0-{name}"] for name in names} == names
    assert writer.post(url, again).status_code == 302
    entidad.refresh_from_db()
    left = entidad.get_latest_revision_as_object().contactos.all()
    assert [row.valor[-1] for row in left] == (["2"] if deleted else ["1", "2"])


def test_rows_that_are_counted_and_not_sent_are_drawn_empty(provincia):
    browser = provincia.signed_in(make_user("jefa", is_superuser=True))
    url = reverse("wagtailadmin_workflows:add")
    form = max((data for _action, data in post_forms(browser.get(url))), key=len).dict()
    refused = browser.post(url, form | {"name": "", "workflow_tasks-TOTAL_FORMS": "7"})
    assert refused.status_code == 200
    assert len(soup(refused).select("[name^=workflow_tasks-][name$=-ORDER][value]")) == 7


@pytest.mark.on_both_databases
@pytest.mark.parametrize("name", ["workflow_tasks-0-task", "pages-0-page"])
def test_a_choice_that_is_no_key_is_refused(provincia, name):
    browser = provincia.signed_in(make_user("jefa", is_superuser=True))
    url = reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.first().pk])
    form = max((data for _action, data in post_forms(browser.get(url))), key=len).dict()
    for key in ("abc", ENDLESS, "\x00"):
        assert browser.post(url, form | {name: key}).status_code == 400


def test_a_preview_that_is_refused_says_so(writer, entidad):
    """Also the first one, when nothing is known that could be shown instead."""
    _url, form = form_of(writer, entidad)
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[entidad.pk])
    assert writer.get(preview).status_code == 200
    answer = writer.post(preview, form | {"contactos-0-valor": "esto no es un teléfono"})
    assert answer.json() == {"is_valid": False, "is_available": False}


@pytest.fixture
def thread(alfa, entidad):
    """A comment of somebody else on the page, with an answer."""
    author = make_user("otra", groups=[alfa.editores])
    thread = Comment.objects.create(page=entidad, user=author, text="Hilo", contentpath="title")
    CommentReply.objects.create(comment=thread, user=author, text="Respuesta")
    return thread


@pytest.mark.on_both_databases
def test_a_comment_without_a_place_is_refused(writer, entidad, thread):
    url, form = form_of(writer, entidad)
    keys = str(thread.pk), str(thread.replies.get().pk)
    for nowhere in ("", "\x00"):
        sent = form | threads(*keys, contentpath=nowhere)
        assert writer.post(url, sent).status_code == 400
    thread.refresh_from_db()
    assert thread.contentpath == "title"


def test_a_form_with_too_many_comments_is_shown_again(writer, entidad, thread):
    url, form = form_of(writer, entidad)
    keys = str(thread.pk), str(thread.replies.get().pk)
    new = threads(**{"replies-TOTAL_FORMS": "0", "replies-INITIAL_FORMS": "0"})
    many = {
        name.replace("-0-", f"-{number}-", 1): value
        for number in range(1, 103)
        for name, value in new.items()
    }
    sent = form | many | threads(*keys, DELETE="on") | {"comments-TOTAL_FORMS": "103"}
    assert writer.post(url, sent).status_code == 200
    assert Comment.objects.get() == thread


# --- Copies -------------------------------------------------------------------------------------

KINDS = [{}, {"publish_copies": "on"}, {"alias": "on"}]


@pytest.fixture
def chief(provincia):
    """Somebody who publishes by themselves, and therefore may publish copies."""
    return provincia.signed_in(make_user("jefa", is_superuser=True))


@pytest.mark.on_both_databases
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["new_title", "new_slug"])
def test_a_copy_with_too_long_a_name_is_an_error_of_its_field(chief, alfa, kind, name):
    page = make_page(alfa, "Carnaval")
    sent = {"new_slug": "otra", name: "a" * 256} | kind
    refused = copy(chief, page, alfa.home, **sent)
    assert refused.status_code == 200
    [error] = soup(refused).select(".error-message")
    assert "255" in error.get_text()
    assert error.find_parent("li").input["name"] == name
    assert Page.objects.filter(title__in=[page.title, "a" * 256]).count() == 1
    assert copy(chief, page, alfa.home, **sent | {name: "a" * 255}).status_code == 302


@pytest.mark.on_both_databases
@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_copy_that_cannot_be_published_says_why(chief, alfa, kind):
    """The original was published before there was a rule against it."""
    page = make_evento(alfa, "Carnaval", date(2027, 7, 25))
    type(page).objects.filter(pk=page.pk).update(termina_el=date(2027, 7, 24))
    before = Page.objects.count()
    sent = {"new_slug": "otra", "new_title": "Otro carnaval"}
    refused = copy(chief, page, alfa.agenda, **sent, **kind)
    assert refused.status_code == 200
    [error] = soup(refused).select(".error-message")
    assert "Último día: La fecha final es anterior" in error.get_text()
    assert error.find_parent("li").input["name"] in kind
    assert Page.objects.count() == before
    assert copy(chief, page, alfa.agenda, **sent).status_code == 302


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_is_not_put_where_the_portal_shows_something_else(chief, alfa, kind):
    page = make_page(alfa, "Carnaval")
    refused = copy(chief, page, alfa.home, new_slug="admin", **kind)
    [error] = soup(refused).select(".error-message")
    assert "El portal usa esa dirección para otra cosa" in error.get_text()
    assert error.find_parent("li").input["name"] == "new_slug"
    assert not Page.objects.filter(slug="admin").exists()
    assert copy(chief, page, page, new_slug="admin", **kind).status_code == 302


@pytest.mark.on_both_databases
def test_a_copy_below_nothing_is_not_found(chief, alfa):
    url = pages_url("copy", make_page(alfa, "Carnaval").pk)
    for parent in ("abc", "9" * 30, ENDLESS, "\x00", "-1"):
        data = {"new_title": "Otra", "new_slug": "otra", "new_parent_page": parent}
        assert chief.post(url, data).status_code == 404
