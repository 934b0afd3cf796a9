"""A published page is announced once in the channel, and failures are explained in words."""

from datetime import timedelta
from time import sleep

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale

from difusion.models import Anuncio
from tests.factories import (
    make_aviso,
    make_evento,
    make_image,
    make_noticia,
    make_page,
    make_private,
    prepare,
    publish,
)

from .espera import later
from .servidores import CALLAR, CANAL, GOTEAR, negativa

pytestmark = pytest.mark.usefixtures("en_telegram")

Estado = Anuncio.Estado


def test_a_news_item_is_announced_once_with_its_title_summary_and_address(bot, publicar, trabajar):
    page = publicar("Abre el <mercado> & más", resumen="Desde el lunes.")
    assert bot.peticiones == []  # publishing itself sends no request
    [anuncio] = trabajar()
    assert bot.mensajes == [
        {
            "chat_id": CANAL,
            "parse_mode": "HTML",
            "text": "<b>Abre el &lt;mercado&gt; &amp; más</b>\nDesde el lunes.\n" + page.full_url,
        }
    ]
    assert (anuncio.estado, anuncio.mensaje) == (Estado.ENVIADO, "1")
    publish(page)
    page.unpublish()
    publish(page)
    trabajar()
    assert len(bot.peticiones) == 1


def test_a_page_with_a_cover_is_announced_with_it(bot, publicar, trabajar, alfa):
    publicar(imagen_portada=make_image(collection=alfa.collection))
    trabajar()
    [peticion] = bot.peticiones
    assert peticion.metodo == "sendPhoto"
    assert peticion.campos["photo"].startswith(b"\xff\xd8")  # a JPEG
    assert peticion.campos["caption"].startswith("<b>Abre el mercado</b>")


def test_without_the_picture_when_telegram_refuses_it(bot, publicar, trabajar, alfa):
    bot.responder((400, negativa(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), {}))
    publicar(imagen_portada=make_image(collection=alfa.collection))
    [anuncio] = trabajar()
    assert [peticion.metodo for peticion in bot.peticiones] == ["sendPhoto", "sendMessage"]
    assert anuncio.estado == Estado.ENVIADO


def test_events_tell_when_and_where_and_drills_that_they_are(bot, alfa, committed, trabajar):
    with committed():
        day = timezone.localdate() + timedelta(days=3)
        make_evento(alfa, "Feria", day, lugar="Parque Central")
        make_aviso(alfa, "Ciclón", simulacro=True)
    trabajar()
    evento, aviso = (mensaje["text"].splitlines() for mensaje in bot.mensajes)
    assert evento[0] == "<b>Feria</b>"
    assert "Parque Central" in evento[1]
    assert aviso[0] == "<b>Simulacro: Ciclón</b>"


def test_what_is_scheduled_is_announced_when_it_appears(bot, alfa, committed, publicar, trabajar):
    page = publicar("A su hora", live=False)
    page.go_live_at = timezone.now() + timedelta(seconds=0.5)
    with committed():
        page.save_revision().publish()
    trabajar()
    assert bot.peticiones == []
    sleep(0.6)
    with committed():
        call_command("publish_scheduled", verbosity=0)
    trabajar()
    assert len(bot.peticiones) == 1


def test_what_a_portal_publishes_before_it_opens_is_not_announced(bot, alfa, publicar, trabajar):
    prepare(alfa)
    publicar()
    assert trabajar() == []
    assert bot.peticiones == []


def test_what_is_no_news_for_the_channel_is_not_announced(
    bot, alfa, beta, committed, publicar, trabajar
):
    publicar("Borrador", live=False)
    publicar("Vieja", fecha=timezone.localdate() - timedelta(days=30))
    with committed():
        make_page(alfa, "Historia")  # of a type that is not announced
        make_noticia(beta, "De otro portal", fecha=timezone.localdate())
        make_evento(alfa, "Pasado", timezone.localdate() - timedelta(days=1))
        make_private(alfa.noticias)
    publicar("Reservada")
    trabajar()
    assert bot.peticiones == []
    assert not Anuncio.objects.exists()


def test_copies_and_translations_are_not_announced(bot, publicar, trabajar, committed):
    page, english = publicar(), Locale.objects.get(language_code="en")
    trabajar()
    with committed():
        page.copy(update_attrs={"slug": "otra"})
        page.create_alias(update_slug="alias")
        page.copy_for_translation(locale=english, copy_parents=True).save_revision().publish()
    trabajar()
    assert len(bot.peticiones) == 1


def test_the_kinds_that_a_portal_does_not_want_are_left_out(bot, publicar, trabajar, en_telegram):
    en_telegram.tipos = ["avisos.avisopage"]
    en_telegram.save()
    publicar()
    trabajar()
    assert bot.peticiones == []


def test_what_is_withdrawn_meanwhile_is_not_announced(bot, publicar, trabajar):
    publicar().unpublish()
    [anuncio] = trabajar()
    assert bot.peticiones == []
    assert anuncio.estado == Estado.OMITIDO
    assert "se retiró" in anuncio.motivo


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((401, negativa(401, "Unauthorized"), {}), "no reconoce la clave del bot"),
        (
            (400, negativa(400, "Bad Request: chat not found"), {}),
            f"no encuentra el canal «{CANAL}»",
        ),
        ((403, negativa(403, "Forbidden: bot is not a member"), {}), "hágalo administrador"),
        (
            (400, negativa(400, "Bad Request: not enough rights to send"), {}),
            "hágalo administrador",
        ),
    ],
)
def test_a_refusal_is_told_in_words_and_not_tried_again(bot, publicar, trabajar, answer, told):
    bot.responder(answer)
    publicar()
    trabajar()
    later(days=1)
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.FALLIDO
    assert told in anuncio.motivo
    assert len(bot.peticiones) == 1


def test_trouble_of_telegram_is_waited_out(bot, publicar, trabajar):
    bot.responder(
        (502, negativa(502, "Bad Gateway"), {}),
        (429, negativa(429, "Too Many Requests", retry_after=1800), {}),
    )
    publicar()
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.PENDIENTE
    assert anuncio.momento > timezone.now()
    trabajar()
    assert len(bot.peticiones) == 1  # not before its time
    later(minutes=2)
    [anuncio] = trabajar()
    assert anuncio.momento > timezone.now() + timedelta(minutes=29)  # as long as Telegram asks for
    later(minutes=2)
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.ENVIADO
    assert len(bot.peticiones) == 3


def test_a_network_that_is_down_is_tried_again_and_not_without_end(publicar, trabajar, settings):
    settings.TELEGRAM_API = "http://127.0.0.1:9"
    publicar()
    for _attempt in range(8):
        trabajar()
        later(days=1)
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.FALLIDO
    assert anuncio.intentos == 6
    assert "«127.0.0.1» rechaza la conexión" in anuncio.motivo


@pytest.mark.parametrize("silence", [CALLAR, GOTEAR, (200, "<html>", {})])
def test_what_may_have_arrived_is_not_sent_twice(bot, publicar, trabajar, settings, silence):
    settings.DIFUSION_PLAZO = 1
    bot.responder(silence)
    publicar()
    trabajar()
    later(days=1)
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.DUDOSO
    assert len(bot.peticiones) == 1


def test_publishing_goes_on_without_queue_or_log(bot, publicar, trabajar, alfa, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("difusion.publicacion.enqueue", None)
        page = publicar("Sin cola")
    assert alfa.get(page.url).status_code == 200
    later(minutes=2)
    [anuncio] = trabajar()  # the scheduler finds it
    assert anuncio.estado == Estado.ENVIADO
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE difusion_anuncio RENAME TO away")
    page = publicar("Sin tabla")
    assert alfa.get(page.url).status_code == 200
