"""The webhook sends signed requests to another system, and none to a private network."""

import base64
import hashlib
import hmac
import socket
import sys
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from difusion.models import Anuncio, Difusion
from difusion.red import post
from difusion.resultados import NoEnviadoError
from tests.factories import make_image

from .espera import later
from .servidores import CALLAR, GOTEAR, SECRETO

Estado = Anuncio.Estado


@pytest.fixture
def en_webhook(alfa):
    """Return a function that sets ``url`` as the webhook of Alfa."""

    def en_webhook(url):
        ajustes = Difusion.for_site(alfa.site)
        ajustes.webhook_activo = True
        ajustes.webhook_url, ajustes.webhook_secreto = url, SECRETO
        ajustes.save()

    return en_webhook


@pytest.fixture
def avisado(receptor, en_webhook):
    """The receiver, set as the webhook of Alfa."""
    en_webhook(f"{receptor.url}/ganchos/á?de=alfa")
    return receptor


def is_signed(peticion):
    """Whether the request proves its sender, checked as docs/difusion.md tells receivers to do."""
    headers = {name.lower(): value for name, value in peticion.cabeceras.items()}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + peticion.cuerpo
    key = base64.b64decode(SECRETO.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    is_of_now = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return is_of_now and headers["webhook-signature"] == f"v1,{expected}"


def test_what_is_published_is_told_with_a_signature(avisado, publicar, trabajar, alfa):
    page = publicar(
        resumen="Desde el lunes.", imagen_portada=make_image(collection=alfa.collection)
    )
    [anuncio] = trabajar()
    [peticion] = avisado.peticiones
    assert is_signed(peticion)
    assert peticion.ruta == "/ganchos/%C3%A1?de=alfa"
    assert peticion.json["type"] == "pagina.publicada"
    data = peticion.json["data"]
    assert data.pop("imagen").startswith(f"{alfa.url}/media/images/")
    assert data == {
        "portal": {"nombre": "Alfa", "url": f"{alfa.url}/"},
        "tipo": "noticia",
        "titulo": "Abre el mercado",
        "texto": "Desde el lunes.",
        "url": page.full_url,
        "publicado": page.first_published_at.isoformat(),
    }
    assert anuncio.estado == Estado.ENVIADO
    peticion.cuerpo += b" "
    assert not is_signed(peticion)


@pytest.mark.parametrize("trouble", [(500, "", {}), (503, "", {}), (429, "", {}), CALLAR, GOTEAR])
def test_trouble_and_silence_are_tried_again_under_the_same_identifier(
    avisado, publicar, trabajar, settings, trouble
):
    settings.DIFUSION_PLAZO = 1
    avisado.responder(trouble)
    publicar()
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.PENDIENTE
    assert anuncio.motivo
    later(minutes=2)
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.ENVIADO
    first, second = (peticion.cabeceras["webhook-id"] for peticion in avisado.peticiones)
    assert first == second == str(anuncio.clave)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, "", {}), "no aceptó el anuncio (HTTP 404)"),
        ((302, "", {"Location": "http://169.254.169.254/"}), "redirige a otra dirección"),
        ((307, "", {"Location": "/otra"}), "redirige a otra dirección"),
    ],
)
def test_a_refusal_or_another_address_is_told_and_not_followed(
    avisado, publicar, trabajar, answer, told
):
    avisado.responder(answer)
    publicar()
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.FALLIDO
    assert told in anuncio.motivo
    later(days=1)
    trabajar()
    assert len(avisado.peticiones) == 1


def test_an_answer_without_end_is_not_read_to_its_end(avisado, publicar, trabajar):
    avisado.responder((200, "x" * 1_000_000, {}))
    publicar()
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.ENVIADO


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_private_addresses_are_refused_when_it_is_sent(
    receptor, en_webhook, publicar, trabajar, settings, host
):
    """Also if the URL was saved when it was allowed, or its name resolves to one since then."""
    en_webhook(receptor.url.replace("127.0.0.1", host))
    settings.DIFUSION_RED_PRIVADA = False
    publicar()
    [anuncio] = trabajar()
    assert anuncio.estado == Estado.FALLIDO
    assert "lleva a una red privada" in anuncio.motivo
    assert receptor.peticiones == []


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "fe80::1", "fc00::1", "64:ff9b::a00:1", "2002:a00:1::", "ff02::1"),
        *("240.0.0.1", "255.255.255.255", "fec0::1", "::7f00:1"),
    ],
)
def test_no_private_network_is_reached_whatever_else_a_name_leads_to(monkeypatch, address):
    """A name that resolves to a public address and to a private one."""
    resolve = socket.getaddrinfo
    rows = resolve("93.184.216.34", 443) + resolve(address, 443)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: rows)
    with pytest.raises(NoEnviadoError):
        post("https://ejemplo.cu/", b"", {}, leaving=lambda: None, guarded=True)


PRIVATE = [
    # This machine, in all notations.
    *("127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001"),
    *("0x7f.0.0.1", "0177.0.0.1", "017700000001", "localhost", "LOCALHOST", "[::1]"),
    *("0", "0.0.0.0", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]"),
    "[::127.0.0.1]",
    # Networks of homes and institutions.
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1"),
    *("0xa.0.0.1", "012.0.0.1", "167772161", "[fc00::1]", "[fd12:3456:789a::1]", "[fec0::1]"),
    # Link-local, with the metadata of clouds; of providers; for benchmarks and documentation.
    *("169.254.169.254", "169.254.0.1", "2852039166", "0xa9fea9fe", "[fe80::1]"),
    *("[fd00:ec2::254]", "100.64.0.1", "100.127.255.254", "192.0.0.1", "198.18.0.1"),
    *("192.0.2.1", "198.51.100.1", "203.0.113.1", "[2001:db8::1]"),
    # Multicast, reserved and broadcast.
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "[ff02::1]"),
    # IPv4 within IPv6: mapped, NAT64, 6to4, Teredo.
    *("[::ffff:10.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[64:ff9b::7f00:1]"),
    *("[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2001:0:a00:1::1]"),
]


@pytest.fixture(scope="module")
def connections():
    """Every address to which this process connects, as reported by Python's audit hook."""
    seen = []

    def hook(event, arguments):
        if event == "socket.connect":
            seen.append(arguments[1])

    sys.addaudithook(hook)
    return seen


@pytest.mark.parametrize("scheme", ["https", "http"])
@pytest.mark.parametrize("host", PRIVATE)
def test_no_request_leaves_for_a_private_address_however_it_is_written(connections, host, scheme):
    before = len(connections)
    with pytest.raises(NoEnviadoError, match="lleva a una red privada"):
        post(f"{scheme}://{host}:8443/x", b"{}", {}, leaving=pytest.fail, guarded=True)
    assert connections[before:] == []


def test_the_address_that_was_looked_at_is_the_one_that_is_spoken_to(monkeypatch, receptor):
    """A name that resolves to another address the second time gains nothing."""
    port = int(receptor.url.rpartition(":")[2])
    answers = [socket.getaddrinfo("127.0.0.1", port), socket.getaddrinfo("127.0.0.2", 9)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers.pop(0))
    answer = post(f"http://ejemplo.cu:{port}/", b"", {}, leaving=lambda: None, guarded=False)
    assert answer.estado == 200
    assert receptor.peticiones[0].cabeceras["Host"] == f"ejemplo.cu:{port}"
    assert len(answers) == 1


def test_where_nothing_is_encrypted_nothing_is_said(receptor, en_webhook, publicar, trabajar):
    en_webhook(receptor.url.replace("http:", "https:"))
    publicar()
    [anuncio] = trabajar()
    assert "no habla cifrado (HTTPS) en ese puerto" in anuncio.motivo
    assert receptor.peticiones == []


def test_the_trial_tells_what_the_other_system_said(as_editor, avisado, alfa):
    probar = reverse("anuncios:probar", args=[alfa.site.pk, "webhook"])
    avisado.responder((500, "", {}))
    assert "tiene un problema (HTTP 500)" in as_editor.post(probar, follow=True).text
    assert "La prueba se envió" in as_editor.post(probar, follow=True).text
    assert avisado.peticiones[1].json["type"] == "prueba"


def test_each_channel_is_on_its_own(avisado, en_telegram, bot, publicar, trabajar):
    en_telegram.refresh_from_db()
    avisado.responder((404, "", {}))
    publicar()
    estados = {anuncio.canal: anuncio.estado for anuncio in trabajar()}
    assert estados == {"telegram": Estado.ENVIADO, "webhook": Estado.FALLIDO}


def test_tasks_that_are_long_over_are_forgotten(avisado, publicar, trabajar):
    publicar()
    trabajar()
    call_command("purgar_anuncios", verbosity=0)
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(started_at=timezone.now() - timedelta(days=15))
    call_command("purgar_anuncios", verbosity=0)
    assert not DBTaskResult.objects.exists()
    assert Anuncio.objects.exists()
