"""A picture that gets no turn to be drawn is taken over later, and not lost."""

import fcntl
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command

from base.models import PortalImage
from mudanza.models import Mudanza
from mudanza.traer import archivos, vuelta
from noticias.models import NoticiaPage
from servidor import fotos
from tests.factories import image_bytes

PLAZA = '<img src="/images/plaza.jpg" alt="Una plaza">'


@pytest.fixture
def ocupado(antiguo, settings, monkeypatch):
    """Return a context in which others draw; of two pieces, the second has a photo."""
    antiguo.file("plaza.jpg", image_bytes())
    antiguo.piece("1", "Sin foto", categoria="1")
    antiguo.piece("2", "Con foto", PLAZA, categoria="1")
    monkeypatch.setattr(fotos, "_TURN_SECONDS", 0)
    monkeypatch.setattr(archivos, "_PATIENCE", 1)
    settings.VAR_DIR = settings.MUDANZA_DIR

    @contextmanager
    def ocupado():
        with (settings.VAR_DIR / "fotos.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    return ocupado


def titles():
    return sorted(NoticiaPage.objects.values_list("title", flat=True))


def test_the_scheduler_waits_for_its_next_round(importar, ocupado):
    importar("--todo")
    vuelta.begin(Mudanza.objects.get())
    with ocupado():
        call_command("atender_mudanzas")
    assert titles() == ["Sin foto"]
    assert Mudanza.objects.get().estado == Mudanza.Estado.POR_TRAER
    call_command("atender_mudanzas")
    assert titles() == ["Con foto", "Sin foto"]
    assert PortalImage.objects.count() == 1


def test_the_command_stops_and_goes_on_when_it_is_repeated(importar, ocupado):
    with ocupado(), pytest.raises(CommandError, match="Repita la orden"):
        importar()
    assert titles() == ["Sin foto"]
    assert "Nuevas: 2" in importar()
    assert PortalImage.objects.count() == 1
