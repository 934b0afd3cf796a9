"""The sender reads the outcome of a change of a file; who decides reads which pages use it."""

import pytest
from django.urls import reverse

from tests.factories import make_user
from tests.moderacion.inicio import section, words
from tests.reading import soup, text

from . import archivos
from .archivos import DESPUES, change, decide, is_red, pdf, pending

pytestmark = pytest.mark.usefixtures("on_disk")

INICIO = "/admin/"
WHY = "Falta la firma"


def url_of(cambio):
    return reverse("moderacion:archivo", args=[cambio.pk])


def new_of(cambio):
    return reverse("moderacion:archivo_nuevo", args=[cambio.pk])


@pytest.fixture
def acta_devuelta(as_moderator, cambio_de_acta, committed):
    with committed():
        decide(as_moderator, cambio_de_acta, "devolver", comentario=WHY)
    return cambio_de_acta


@pytest.fixture
def foto_devuelta(as_moderator, cambio_de_foto, committed):
    with committed():
        decide(as_moderator, cambio_de_foto, "devolver", comentario=WHY)
    return cambio_de_foto


def test_what_was_given_back_is_there_for_whoever_sent_it(as_editor, acta_devuelta, foto_devuelta):
    page = as_editor.get(url_of(acta_devuelta))
    assert WHY in text(page)
    assert "Acta corregida" in text(page)
    new = as_editor.get(new_of(acta_devuelta))
    assert b"".join(new.streaming_content) == DESPUES
    page = as_editor.get(url_of(foto_devuelta))
    assert "Un parque rojo" in text(page)
    now, proposed = soup(page).select(".tablero__versiones figure")
    assert words(now.figcaption) == "Lo que se ve ahora"
    assert is_red(as_editor.get(proposed.img["src"]).content)


def test_who_corrects_it_begins_with_the_words_that_came_back(
    as_editor, as_moderator, alfa, acta, acta_devuelta
):
    page = soup(as_editor.get(url_of(acta_devuelta)))
    link = page.find("a", string=lambda words: words and "Corregir y enviar de nuevo" in words)
    form = as_editor.get(link["href"])
    assert soup(form).find("input", attrs={"name": "title"})["value"] == "Acta corregida"
    assert "El archivo hay que elegirlo otra vez" in text(form)
    assert (
        "corregir"
        not in soup(form).find("input", attrs={"name": "title"}).find_parent("form")["action"]
    )
    change(as_editor, acta, title="Acta corregida", file=pdf(b"%PDF-1.4 Firmada"))
    assert pending().datos == {"title": "Acta corregida"}


def test_what_was_given_back_ends_with_the_next_change(as_editor, acta, acta_devuelta, committed):
    kept = acta_devuelta.file.storage, acta_devuelta.file.name
    acta_devuelta.refresh_from_db()
    assert acta_devuelta.file
    with committed():
        change(as_editor, acta, title="Acta firmada")
    assert not kept[0].exists(kept[1])
    page = text(as_editor.get(url_of(acta_devuelta)))
    assert "Corregir y enviar de nuevo" not in page
    assert WHY in page
    assert as_editor.get(new_of(acta_devuelta)).status_code == 404


def test_what_was_given_back_is_given_up_by_whoever_sent_it(as_editor, acta_devuelta, committed):
    kept = acta_devuelta.file.storage, acta_devuelta.file.name
    with committed():
        decide(as_editor, acta_devuelta, "retirar")
    assert not kept[0].exists(kept[1])
    assert section(as_editor.get(INICIO), "Archivos devueltos") is None


def test_nobody_else_withdraws_it(as_moderator, alfa, cambio_de_acta):
    colleague = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    for browser in (as_moderator, colleague):
        page = soup(browser.get(url_of(cambio_de_acta)))
        assert not page.find("button", value="retirar")
        assert decide(browser, cambio_de_acta, "retirar").status_code in (302, 403)
        assert pending() == cambio_de_acta


def test_whoever_sent_files_reads_on_the_front_page_where_they_are(
    as_editor, alfa, acta_devuelta, cambio_de_foto
):
    page = as_editor.get(INICIO)
    assert "No tiene nada pendiente" not in text(page)
    came_back = section(page, "Archivos devueltos")
    assert "1" in words(came_back.h2)
    assert WHY in words(came_back)
    assert came_back.find("a", href=url_of(acta_devuelta))
    waiting = section(page, "Archivos en revisión")
    assert waiting.find("a", href=url_of(cambio_de_foto))
    colleague = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    assert section(colleague.get(INICIO), "Archivos") is None


def test_the_front_page_of_who_moderates_does_not_contradict_itself(as_moderator, cambio_de_acta):
    page = text(as_moderator.get(INICIO))
    assert "Nada espera su decisión" not in page
    assert "Ninguna página espera su decisión" in page


def test_who_decides_reads_which_pages_show_the_file(
    as_moderator, as_editor, alfa, beta, acta, cambio_de_acta
):
    archivos.in_list(beta, acta, slug="en-beta", title="De otro portal")
    seen = soup(as_moderator.get(url_of(cambio_de_acta)))
    pages = seen.select_one(".archivo__paginas")
    assert pages.find("a", string="Con lista")["href"].startswith("/admin/pages/")
    assert "Alfa" in words(pages)
    assert "De otro portal" in words(pages)
    own = soup(as_editor.get(url_of(cambio_de_acta)))
    assert "Con lista" in words(own.select_one(".archivo__paginas"))
    assert "De otro portal" not in words(own)
    assert "2 páginas" in words(own)
    assert "1 página que usted no ve" in words(own)


def test_of_many_pages_ten_are_named(as_moderator, alfa, acta, cambio_de_acta):
    for number in range(11):
        archivos.in_list(alfa, acta, slug=f"lista-{number}")
    pages = soup(as_moderator.get(url_of(cambio_de_acta))).select_one(".archivo__paginas")
    assert len(pages.select("li")) == 10
    assert "y 2 más" in words(pages)
