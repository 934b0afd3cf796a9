import socket
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.rich_text import RichText

from enlaces.models import Direccion
from tests.factories import make_page

from .sitio import Sitio, sirviendo


class Nombres:
    """Fake name resolution: names in .cu are this machine; with ``sin_linea`` no name resolves.

    Nobody answers for the names in ``callan`` until ``contestan`` is set.
    """

    def __init__(self, resolve):
        self.resolve, self.sin_linea = resolve, False
        self.no_existen, self.callan = set(), set()
        self.contestan = threading.Event()

    def __call__(self, host, *args, **kwargs):
        if host in self.callan:
            self.contestan.wait(20)
        if self.sin_linea:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if host in self.no_existen:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.resolve("127.0.0.1" if host.endswith(".cu") else host, *args, **kwargs)


@pytest.fixture
def nombres(monkeypatch):
    nombres = Nombres(socket.getaddrinfo)
    monkeypatch.setattr(socket, "getaddrinfo", nombres)
    yield nombres
    nombres.contestan.set()


@pytest.fixture
def sitio(settings, nombres):
    """Test server that plays all other sites, with the check of external links switched on."""
    settings.ENLACES_EXTERNOS = settings.ENLACES_RED_PRIVADA = True
    settings.ENLACES_PLAZO = 20
    with sirviendo(Sitio()) as sitio:
        yield sitio


@pytest.fixture
def impaciente(sitio, settings):
    """Wait a second for each answer: on a busy machine, others than the silent may be as slow."""
    settings.ENLACES_PLAZO = 1


@pytest.fixture
def enlazar(alfa):
    """Return a function that publishes a page of Alfa with links to ``addresses``."""

    def enlazar(*addresses, portal=alfa, title="Sitios de interés", **fields):
        text = "".join(f'<p><a href="{url}">Vaya allí</a></p>' for url in addresses)
        return make_page(portal, title, cuerpo=[("texto", RichText(text))], **fields)

    return enlazar


@pytest.fixture
def revisar():
    """Return a function that runs the scheduler's command ``times`` times."""

    def revisar(times=2):
        for _time in range(times):
            call_command("revisar_enlaces", verbosity=0)

    return revisar


@pytest.fixture
def pasan(monkeypatch):
    """Return a function that moves the clock forward by ``days``."""
    start, now = timezone.now(), timezone.now
    passed = timedelta()

    def pasan(days=1):
        nonlocal passed
        passed += timedelta(days=days, minutes=1)
        monkeypatch.setattr(timezone, "now", lambda: now() + passed)
        return start + passed

    return pasan


@pytest.fixture
def de():
    """Return a function that returns the ``Direccion`` of an address."""
    return lambda destino: Direccion.objects.get(destino=destino)
