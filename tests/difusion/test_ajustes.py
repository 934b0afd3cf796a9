"""The settings of difusión report errors at their fields and never show keys again."""

import pytest
from django.core import serializers
from django.db import connection
from django.urls import reverse
from wagtail.models import ModelLogEntry

from difusion.models import Difusion
from tests.factories import make_user
from tests.reading import soup

from .servidores import CANAL, TOKEN, negativa

TODO = {
    "tipos": ["noticias.noticiapage"],
    "telegram_activo": "on",
    "telegram_canal": CANAL,
    "telegram_clave": TOKEN,
}


def url(portal):
    return reverse("wagtailsettings:edit", args=["difusion", "difusion", portal.site.pk])


def test_the_editor_of_a_portal_sets_its_channel_and_the_key_is_not_seen_again(as_editor, alfa):
    response = as_editor.post(url(alfa), TODO, follow=True)
    assert response.status_code == 200
    ajustes = Difusion.objects.get(site=alfa.site)
    assert (ajustes.telegram_canal, ajustes.telegram_clave) == (CANAL, TOKEN)
    page = as_editor.get(url(alfa)).text
    assert "Ya se guardó, y no se muestra" in page
    assert TOKEN not in response.text + page


def test_what_is_left_empty_is_kept_and_can_be_deleted(as_editor, alfa):
    as_editor.post(url(alfa), TODO)
    as_editor.post(url(alfa), TODO | {"telegram_clave": "", "telegram_canal": "@otro_canal"})
    ajustes = Difusion.objects.get(site=alfa.site)
    assert (ajustes.telegram_canal, ajustes.telegram_clave) == ("@otro_canal", TOKEN)
    refused = as_editor.post(
        url(alfa), TODO | {"telegram_clave": "", "borrar_telegram_clave": "on"}
    )
    assert "Sin esto no se puede anunciar" in refused.text
    assert Difusion.objects.get(site=alfa.site).telegram_clave == TOKEN
    as_editor.post(url(alfa), {"telegram_canal": CANAL, "borrar_telegram_clave": "on"})
    ajustes = Difusion.objects.get(site=alfa.site)
    assert (ajustes.telegram_activo, ajustes.telegram_clave) == (False, "")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"telegram_clave": "mi-clave-secreta"}, "No es la clave de un bot"),
        ({"telegram_clave": ""}, "Sin esto no se puede anunciar"),
        ({"telegram_canal": "mi canal"}, "Escriba el nombre público del canal"),
        ({"telegram_canal": ""}, "Sin esto no se puede anunciar"),
        ({"webhook_activo": "on"}, "Sin esto no se puede anunciar"),
        ({"webhook_url": "http://ejemplo.cu/"}, "debe empezar por https://"),
        ({"webhook_url": "https://127.0.0.1/"}, "de una red privada"),
        ({"webhook_url": "https://[::ffff:10.0.0.1]/"}, "de una red privada"),
        ({"webhook_url": "https://localhost/"}, "de una red privada"),
        ({"webhook_url": "https://ana:clave@ejemplo.cu/"}, "sin usuario ni contraseña"),
        ({"webhook_secreto": "corto"}, "al menos 32 caracteres"),
        ({"tipos": ["home.homepage"]}, "no es una de las opciones"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_saved(as_editor, alfa, wrong, told):
    response = as_editor.post(url(alfa), TODO | wrong)
    messages = soup(response).select(".error-message")
    assert any(told in message.get_text() for message in messages)
    assert not Difusion.objects.filter(site=alfa.site, telegram_activo=True).exists()
    assert TOKEN not in response.text
    assert "mi-clave-secreta" not in response.text


def test_a_key_that_came_with_a_mistake_in_another_field_is_asked_for_again(as_editor, alfa):
    response = as_editor.post(url(alfa), TODO | {"telegram_canal": "mi canal"})
    page = soup(response)
    told = page.select_one("[name=telegram_clave]")["aria-describedby"].split()
    words = " ".join(page.find(id=name).get_text() for name in told)
    assert "No se guardó, y no se muestra" in words


def test_a_wrong_key_is_told_as_such_by_the_trial(as_editor, alfa, en_telegram, bot):
    probar = reverse("anuncios:probar", args=[alfa.site.pk, "telegram"])
    assert CANAL in as_editor.get(probar).text
    assert "La prueba se envió" in as_editor.post(probar, follow=True).text
    assert "Alfa" in bot.mensajes[0]["text"]
    en_telegram.telegram_clave = "987654321:una-clave-que-el-bot-no-conoce-para-nada"
    en_telegram.save()
    response = as_editor.post(probar, follow=True)
    assert "Telegram no reconoce la clave del bot" in response.text
    bot.responder((400, negativa(400, f"Bad Request: {en_telegram.telegram_clave}?"), {}))
    response = as_editor.post(probar, follow=True)
    assert "Telegram no aceptó el mensaje: Bad Request: …?" in response.text


def test_the_key_is_in_one_column_and_nowhere_else(
    as_editor, administrador, provincia, alfa, bot, publicar, trabajar, settings
):
    """The key is not in the log, the queue, the anuncios, exports or screens of the admin."""
    as_editor.post(url(alfa), TODO)
    as_editor.post(url(alfa), TODO | {"telegram_clave": TOKEN + "x"})
    as_editor.post(url(alfa), TODO)
    publicar("Bien")
    trabajar()
    settings.TELEGRAM_API = "http://127.0.0.1:9"
    publicar("Mal")
    trabajar()
    assert places_of(TOKEN) == {"difusion_difusion.telegram_clave"}
    assert TOKEN not in serializers.serialize("json", Difusion.objects.all())
    assert ModelLogEntry.objects.filter(data__cambios__telegram_clave=[None, None]).exists()
    browser = provincia.signed_in(administrador)
    for address in (reverse("bitacora:index"), reverse("anuncios:index"), url(alfa)):
        assert TOKEN not in browser.get(address).text
    export = browser.get(reverse("bitacora:index"), {"export": "csv"})
    assert TOKEN.encode() not in export.getvalue()


def places_of(text):
    """Return the columns of the whole database that contain ``text``."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if text in str(value)
                }
    return found


def test_the_settings_of_another_portal_are_closed(as_editor, beta, portales):
    assert as_editor.get(url(beta)).status_code == 404
    assert as_editor.post(url(beta), TODO).status_code == 404
    for canal in ("telegram", "webhook"):
        probar = reverse("anuncios:probar", args=[beta.site.pk, canal])
        assert as_editor.post(probar).status_code == 404
    assert not Difusion.objects.exists()


def test_who_translates_does_not_set_channels(alfa):

    translator = alfa.signed_in(make_user("traductora", groups=["Traductores · Alfa"]))
    assert translator.get(url(alfa)).status_code == 302
