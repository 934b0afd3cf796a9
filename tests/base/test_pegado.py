"""Text pasted from a document keeps its words and loses the formatting of the document."""

import pytest
from django.urls import reverse

from noticias.models import NoticiaPage
from tests.factories import publish
from tests.reading import as_sent, filled_form, soup

# What the editor makes of a page of Word 2016 with a heading in blue, an empty line, a red line
# that begins with an indent, a list with symbols and a manual line break.
PASTED = [
    ("unstyled", " ", []),
    ("unstyled", "Abre la biblioteca", []),
    ("unstyled", "\u00a0", []),
    (
        "unstyled",
        "\u00a0\u00a0\u00a0 El lunes abre la biblioteca.",
        [{"offset": 18, "length": 13, "style": "BOLD"}],
    ),
    ("unordered-list-item", "Sala de lectura", []),
    ("unordered-list-item", "Sala\x0b infantil", []),
    ("unstyled", "", []),
]


@pytest.fixture
def write(as_editor, alfa):
    """Return a function that saves blocks of the editor as a news item and returns its text."""

    def write(blocks):
        url = reverse("wagtailadmin_pages:add", args=["noticias", "noticiapage", alfa.noticias.pk])
        written = {"title": "Una", "slug": "una", "resumen": "Una noticia"}
        body = [("texto", as_sent(blocks))]
        answer = as_editor.post(url, filled_form(as_editor.get(url), cuerpo=body, **written))
        assert answer.status_code == 302
        publish(NoticiaPage.objects.get(slug="una").get_latest_revision_as_object())
        return soup(alfa.get("/noticias/una/")).select_one(".prosa")

    return write


def test_a_page_of_word_becomes_plain_paragraphs_and_lists(write):
    text = write(PASTED)
    assert [p.get_text() for p in text.find_all("p")] == [
        "Abre la biblioteca",
        "El lunes abre la biblioteca.",
    ]
    assert text.b.get_text() == "la biblioteca"
    assert [li.get_text() for li in text.find_all("li")] == ["Sala de lectura", "Sala infantil"]
    assert not text.find(style=True)


def test_a_space_that_holds_words_together_stays(write):
    assert write([("unstyled", "A las 8:00\u00a0a.m.", [])]).p.get_text() == "A las 8:00\u00a0a.m."
