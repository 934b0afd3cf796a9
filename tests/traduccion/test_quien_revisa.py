"""A reviewer of a translation sees the Spanish text beside it, and whether readers can reach it."""

import pytest
from django.urls import reverse
from wagtail_localize.models import TranslationSource

from tests.factories import make_image, make_page, publish_in_english
from tests.moderacion.envios import VARIAS
from tests.moderacion.writing import edit_url
from tests.reading import links, soup, text

NOBODY = "no está publicada en este idioma"


@pytest.fixture
def pagina(alfa):
    blocks = [("encabezado", {"texto": "Abre los lunes", "nivel": "2"})]
    return make_page(alfa, "Biblioteca", resumen="Un lugar", cuerpo=blocks)


@pytest.fixture
def sent(pagina, taller):
    """The English page, which waits for moderation."""
    target = taller.submit(pagina)
    taller.translate(target, lambda words: f"x{words}" if words.islower() else f"English {words}")
    taller.send(target)
    return target


def look(browser, target):
    """Return «Revisar varias» with this page."""
    return browser.get(VARIAS, {"tarea": target.current_workflow_state.current_task_state.pk})


def test_who_reviews_is_told_that_the_front_page_is_not_published(alfa, sent, as_moderator):
    for response in (as_moderator.get(edit_url(sent)), look(as_moderator, sent)):
        assert NOBODY in text(response)
        assert edit_url(alfa.home_en) in links(response).values()
    publish_in_english(alfa)
    for response in (as_moderator.get(edit_url(sent)), look(as_moderator, sent)):
        assert NOBODY not in text(response)


def test_the_front_page_itself_needs_nothing_else(alfa, taller, as_moderator):
    target = taller.submit(alfa.home)
    taller.translate(target, lambda words: f"x{words}" if words.islower() else f"English {words}")
    taller.send(target)
    assert NOBODY not in text(look(as_moderator, target))


def test_spanish_pages_are_reviewed_as_before(alfa, editora, as_moderator):
    page = make_page(alfa, "Biblioteca", resumen="Un lugar")
    page.resumen = "Otro lugar"
    page.save_revision(user=editora)
    page.get_workflow().start(page, editora)
    shown = look(as_moderator, page)
    assert NOBODY not in text(shown)
    assert "En español" not in text(shown)


def test_each_change_stands_beside_what_the_spanish_page_says(sent, as_moderator):
    article = soup(look(as_moderator, sent)).article
    spanish = {
        tag.parent.find_previous_sibling("dt").get_text(): " ".join(tag.get_text().split())
        for tag in article.find_all("div", lang="es-CU")
    }
    assert spanish["Título"] == "Biblioteca"
    assert spanish["Resumen"] == "Un lugar"
    assert any("Abre los lunes" in text for text in spanish.values())
    assert not any(tag.select(".addition") for tag in article.find_all("div", lang="es-CU"))


def test_a_translation_that_waits_is_not_brought_up_to_date(pagina, sent, taller):
    url = reverse(
        "wagtail_localize:update_translations",
        args=[TranslationSource.objects.get_for_instance(pagina).pk],
    )
    pagina.title = "Biblioteca pública"
    pagina.save_revision().publish()
    for answer in (taller.browser.get(url, follow=True), taller.browser.post(url, follow=True)):
        assert "espera una decisión o está bloqueada" in text(answer)
    assert "Biblioteca" in {part["source"] for part in taller.texts(sent)}


def test_what_is_said_of_a_picture_is_told_from_its_caption(alfa, taller):
    image = make_image("Parque")
    image.contextual_alt_text = "Unos árboles"
    page = make_page(alfa, "Parque", cuerpo=[("imagen", {"imagen": image, "pie": "De día"})])
    texts = taller.texts(taller.submit(page))
    parts = {part["source"]: part["location"]["subField"] for part in texts}
    assert parts["Unos árboles"] == "Imagen, Texto alternativo"
    assert parts["De día"] == "Pie de foto"


def test_the_button_beside_saving_is_named_in_the_language_of_the_reader(sent, taller):
    script = soup(taller.browser.get(edit_url(sent))).find("script", attrs={"data-mas": True})
    assert script["data-mas"] == "Más acciones"
