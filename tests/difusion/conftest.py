import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from difusion.models import Anuncio, Difusion
from tests.factories import make_noticia

from .servidores import CANAL, TOKEN, Bot, Servidor, sirviendo


@pytest.fixture
def bot(settings):
    with sirviendo(Bot()) as servidor:
        settings.TELEGRAM_API = servidor.url
        yield servidor


@pytest.fixture
def receptor(settings):
    settings.DIFUSION_RED_PRIVADA = True
    with sirviendo(Servidor()) as servidor:
        yield servidor


@pytest.fixture
def en_telegram(alfa, bot):
    """Settings with which Alfa announces in a channel of the bot."""
    ajustes = Difusion.for_site(alfa.site)
    ajustes.telegram_activo = True
    ajustes.telegram_canal, ajustes.telegram_clave = CANAL, TOKEN
    ajustes.save()
    return ajustes


@pytest.fixture
def publicar(alfa, committed):
    """Return a function that publishes a noticia of Alfa in its own transaction."""

    def publicar(title="Abre el mercado", **fields):
        fields.setdefault("fecha", timezone.localdate())
        with committed():
            return make_noticia(alfa, title, **fields)

    return publicar


@pytest.fixture
def trabajar(committed, monkeypatch):
    """Return a function that runs scheduler and workers, and returns all anuncios."""
    # A worker would close the connection, but that of a test has an open transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def trabajar():
        with committed():
            call_command("atender_anuncios", "--enviar")
        return list(Anuncio.objects.order_by("pk"))

    return trabajar
