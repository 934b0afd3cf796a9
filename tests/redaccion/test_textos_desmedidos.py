"""A rich text larger than its editor can make is refused at its field before it is processed."""

import json

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from base.blocks import TextoBlock
from noticias.models import NoticiaPage
from tests.bounds import within
from tests.factories import make_noticia, make_page
from tests.reading import block_errors, filled_form, soup

SECONDS = 5  # the worst of these texts took ten, and a gigabyte
BOLD = {"offset": 0, "length": 4, "style": "BOLD"}
LISTS = "listas una dentro de otra: suba de nivel"
LONG = "demasiado largo: repártalo en varios bloques"
DIVIDE = "divídalo en varios párrafos"
LINKS = "son demasiado largos: acórtelos"


def block(text="Agua", **more):
    plain = {"key": "a", "type": "unstyled", "depth": 0, "data": {}}
    return plain | {"text": text, "inlineStyleRanges": [], "entityRanges": []} | more


def content(*parts, **entities):
    return json.dumps({"blocks": parts, "entityMap": entities}, ensure_ascii=False)


def item(depth):
    return block(type="unordered-list-item", depth=depth)


def links(count, key="0"):
    return [{"offset": place, "length": 1, "key": key} for place in range(count)]


def link_to(address):
    return {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}


REFUSED = {
    "a list of seven levels": (content(item(6)), LISTS),
    "a list deeper than Python calls": (content(block(), item(300)), LISTS),
    "a list of a million levels": (content(item(10**6)), LISTS),
    "a list of three million levels": (content(item(3 * 10**6)), LISTS),
    "a list of as many levels as a number says": (content(item(10**4000)), LISTS),
    "bold in bold": (content(block(inlineStyleRanges=[BOLD] * 2000)), DIVIDE),
    "lines without end": (content(block("\n" * 400_000)), DIVIDE),
    "a word of many links": (content(block("a" * 2001, entityRanges=links(2001))), DIVIDE),
    "one address a thousand times": (
        content(
            block("a" * 1000, entityRanges=links(1000)), **{"0": link_to("https://" + "a" * 10**5)}
        ),
        LINKS,
    ),
    "tags in all paragraphs": (content(*[block("\n" * 1500)] * 7), LONG),
    "paragraphs": (content(*[block("")] * 3001), LONG),
    "letters": (content(block("a" * 1_000_000)), LONG),
}


@pytest.fixture(scope="module")
def _published(once):
    once(lambda portales: make_noticia(portales.alfa, "Agua los lunes"))


@pytest.fixture
def noticia(_published, alfa):
    return NoticiaPage.objects.child_of(alfa.noticias).get(title="Agua los lunes")


def send(browser, page, *cuerpo, view="edit", headers=None, **changes):
    form = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data = filled_form(form, cuerpo=list(cuerpo), **changes)
    return browser.post(
        reverse(f"wagtailadmin_pages:{view}", args=[page.pk]), data, headers=headers
    )


def shown(response):
    """Return the values of the blocks of the body in the form that is shown again."""
    drawn = soup(response).select_one("#cuerpo[data-w-block-arguments-value]")
    blocks, _errors = json.loads(drawn["data-w-block-arguments-value"])
    return [block["value"] for block in blocks]


def saved(page):
    page.refresh_from_db()
    return [str(block.value) for block in page.get_latest_revision_as_object().cuerpo]


@pytest.mark.parametrize(("sent", "words"), REFUSED.values(), ids=REFUSED)
def test_it_is_told_at_its_field_what_to_do_and_what_was_typed_stays(
    as_editor, noticia, sent, words
):
    with within(SECONDS):
        response = send(as_editor, noticia, ("texto", sent), title="Agua los martes")
    assert response.status_code == 200
    assert words in block_errors(response)
    assert shown(response) == [sent]
    assert soup(response).find("input", attrs={"name": "title"})["value"] == "Agua los martes"
    assert noticia.revisions.count() == 1


def test_what_saves_itself_is_told_so(as_editor, noticia):
    deep = content(item(300))
    headers = {"accept": "application/json"}
    response = send(as_editor, noticia, ("texto", deep), headers=headers)
    assert response.json()["error_code"] == "validation_error"
    assert noticia.revisions.count() == 1


def test_there_is_no_preview_of_it(as_editor, noticia):
    response = send(as_editor, noticia, ("texto", content(item(300))), view="preview_on_edit")
    assert response.json() == {"is_valid": False, "is_available": False}


def test_a_page_is_not_made_with_it(as_editor, alfa):
    url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
    body = [("texto", content(item(300)))]
    response = as_editor.post(url, filled_form(as_editor.get(url), title="Nueva", cuerpo=body))
    assert response.status_code == 200
    assert LISTS in block_errors(response)
    assert not alfa.noticias.get_children().exists()


def test_so_it_is_in_a_cell_of_a_table(as_editor, noticia):
    deep = content(item(300))
    table = {
        "titulo": "Turnos",
        "tabla": {
            "caption": "",
            "column-count": "1",
            "column-0-type": "texto_enriquecido",
            "column-0-order": "0",
            "column-0-heading": "Día",
            "column-0-deleted": "",
            "row-count": "1",
            "row-0-order": "0",
            "row-0-deleted": "",
            "cell-0-0": deep,
        },
    }
    response = send(as_editor, noticia, ("tabla", table))
    assert LISTS in block_errors(response)
    assert [row["values"] for row in shown(response)[0]["tabla"]["rows"]] == [[deep]]


def test_it_stays_beside_what_is_refused_for_another_reason(as_editor, alfa, beta, noticia):
    """The form removes only the link to a page of another portal."""
    foreign = make_page(beta, "Secreto de página", live=False)
    linked = content(
        block(entityRanges=links(1)),
        **{"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": foreign.pk}}},
    )
    deep = content(item(300))
    response = send(as_editor, noticia, ("texto", linked), ("texto", deep))
    assert LISTS in block_errors(response)
    assert shown(response)[1] == deep
    assert "Secreto" not in block_errors(response)


def test_what_the_toolbar_makes_is_taken(as_editor, noticia):
    both = [BOLD, BOLD | {"style": "ITALIC"}]
    rich = content(
        *(item(depth) for depth in range(5)),
        block(inlineStyleRanges=both, entityRanges=links(4)),
        *[block("una línea\n" * 30)] * 200,
        **{"0": link_to("https://www.ejemplo.cu/")},
    )
    empty = "null"  # as the editor sends a text without words
    response = send(as_editor, noticia, ("texto", rich), ("texto", empty))
    assert response.status_code == 302
    first, second = saved(noticia)
    assert first.count("<ul>") == 5
    assert first.count("https://www.ejemplo.cu/") == 4
    assert not second.strip()


def _blocks(block):
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *filter(None, [getattr(block, "child_block", None)])]:
        yield from _blocks(child)


def test_each_rich_text_of_each_form_is_of_the_kind_that_refuses():
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert not [field for field in fields if isinstance(field, RichTextField)]
    streams = [field.stream_block for field in fields if isinstance(field, StreamField)]
    texts = [
        block
        for stream in streams
        for block in _blocks(stream)
        if isinstance(block, blocks.RichTextBlock)
    ]
    assert len(texts) > 5
    assert [type(block) for block in texts if not isinstance(block, TextoBlock)] == []


def test_a_text_that_was_saved_is_opened_and_saved_again(as_editor, alfa):
    """Texts from older portals were imported as they were, and the form must not lose them."""
    html = "<p>Agua <b>los <i>lunes</i></b>.</p><ul><li>Uno<ul><li>Dos</li></ul></li></ul>"
    page = make_page(alfa, "Agua", cuerpo=[("texto", RichText(html))])
    form = as_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert send(as_editor, page, ("texto", shown(form)[0])).status_code == 302
