"""The log of anuncios shows what was sent or failed and why, to the editors of its portal."""

import pytest
from django.urls import reverse

from difusion.models import Anuncio
from tests.factories import make_noticia
from tests.moderacion.writing import rewrite, write
from tests.reading import press, soup

from .servidores import negativa

pytestmark = pytest.mark.on_both_databases

Estado = Anuncio.Estado
INDEX = "/admin/anuncios/"


def rows(response):
    """Return the text of each row."""
    table = soup(response).select("table.listing tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in table]


@pytest.fixture
def de_beta(beta):
    page = make_noticia(beta, "Cosa de Beta")
    return Anuncio.objects.create(
        site=beta.site, canal="telegram", pagina=page, titulo=page.title, estado=Estado.FALLIDO
    )


def test_it_is_empty_and_says_where_channels_are_set(as_editor):
    assert "Configuración, Difusión" in as_editor.get(INDEX).text


def test_an_editor_reads_of_the_own_portal_and_sends_again(
    as_editor, en_telegram, bot, publicar, trabajar, de_beta
):
    bot.responder((403, negativa(403, "Forbidden"), {}))
    publicar("Abre el mercado")
    trabajar()
    [row] = rows(as_editor.get(INDEX))
    assert "Abre el mercado" in row
    assert "No se envió" in row
    assert "hágalo administrador" in row
    anuncio = Anuncio.objects.get(titulo="Abre el mercado")
    response = press(as_editor, as_editor.get(INDEX), "Enviar de nuevo")
    assert "se envía de nuevo" in response.text
    trabajar()
    [row] = rows(as_editor.get(INDEX))
    assert "Enviado" in row
    assert "Enviar de nuevo" not in row
    response = as_editor.post(reverse("anuncios:repetir", args=[anuncio.pk]), follow=True)
    assert "ya salió o está en camino" in response.text
    trabajar()
    assert len(bot.peticiones) == 2


def test_what_belongs_to_another_portal_is_closed(as_editor, de_beta):
    assert as_editor.post(reverse("anuncios:repetir", args=[de_beta.pk])).status_code == 404
    assert "Beta" not in as_editor.get(INDEX, {"site": de_beta.site_id}).text
    de_beta.refresh_from_db()
    assert de_beta.estado == Estado.FALLIDO


def test_the_province_reads_all_and_moderators_do_not_send(
    as_administrator, as_moderator, de_beta, publicar, en_telegram
):
    publicar("Cosa de Alfa")
    for browser in (as_administrator, as_moderator):
        assert len(rows(browser.get(INDEX))) == 2
    assert len(rows(as_administrator.get(INDEX, {"estado": "fallido"}))) == 1
    assert len(rows(as_administrator.get(INDEX, {"site": de_beta.site_id}))) == 1
    assert as_moderator.post(reverse("anuncios:repetir", args=[de_beta.pk])).status_code == 302
    de_beta.refresh_from_db()
    assert de_beta.estado == Estado.FALLIDO


def test_a_long_log_is_read_page_by_page_with_few_queries(
    as_editor, alfa, django_assert_max_num_queries
):
    Anuncio.objects.bulk_create(
        Anuncio(site=alfa.site, canal="webhook", titulo=f"Noticia {number}") for number in range(60)
    )
    as_editor.get(INDEX)
    with django_assert_max_num_queries(30):
        assert len(rows(as_editor.get(INDEX))) == 50
    assert len(rows(as_editor.get(INDEX, {"p": 2}))) == 10


def test_who_publishes_is_told_where_it_is_announced(
    as_editor, as_moderator, alfa, en_telegram, committed, trabajar
):
    page = write(as_editor, alfa, "Abre el mercado")
    with committed():
        rewrite(as_moderator, page, **{"action-publish": "1"})
    assert "Se anuncia en: Telegram." in as_moderator.get("/admin/").text
    trabajar()
    rewrite(as_editor, page, title="Abre el mercado viejo")
    rewrite(as_moderator, page, **{"action-publish": "1"})
    assert "Se anuncia en" not in as_moderator.get("/admin/").text
