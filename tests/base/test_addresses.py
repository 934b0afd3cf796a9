"""The slug of a page is made from its title; a second page with the same title gets another."""

from noticias.models import NoticiaPage
from tests.factories import make_noticia
from tests.moderacion.writing import NEWS_STREAMS, add_url, rewrite
from tests.reading import filled_form, text

TITLE = "Corte eléctrico"


def write(browser, portal, **changes):
    form = browser.get(add_url(portal.noticias))
    data = {"title": TITLE, "slug": "corte-electrico", "resumen": "Resumen"} | changes
    return browser.post(add_url(portal.noticias), filled_form(form, streams=NEWS_STREAMS, **data))


def addresses():
    return list(NoticiaPage.objects.order_by("pk").values_list("slug", flat=True))


def test_the_second_of_a_title_is_numbered(as_editor, alfa):
    make_noticia(alfa, TITLE, slug="corte-electrico")
    for _time in range(2):
        assert write(as_editor, alfa).status_code == 302
    assert addresses() == ["corte-electrico", "corte-electrico-2", "corte-electrico-3"]


def test_a_browser_that_still_has_the_first_address_changes_nothing(as_editor, alfa):
    """The form does not learn the number while its draft is saved automatically."""
    make_noticia(alfa, TITLE, slug="corte-electrico")
    write(as_editor, alfa)
    second = NoticiaPage.objects.latest("pk")
    for _time in range(2):
        rewrite(as_editor, second, title=TITLE, slug="corte-electrico")
    assert addresses() == ["corte-electrico", "corte-electrico-2"]


def test_an_address_that_somebody_wrote_is_refused_when_another_page_has_it(as_editor, alfa):
    make_noticia(alfa, "Otra", slug="otra")
    refused = write(as_editor, alfa, slug="otra")
    assert refused.status_code == 200
    assert "otra" in text(refused)
    assert addresses() == ["otra"]


def test_what_citizens_know_keeps_its_address(as_moderator, alfa):
    make_noticia(alfa, TITLE, slug="corte-electrico")
    public = make_noticia(alfa, TITLE, slug="apagones")
    answer = rewrite(as_moderator, public, slug="corte-electrico")
    assert answer.status_code == 200
    public.refresh_from_db()
    assert public.slug == "apagones"
