"""Names of servers: those with ñ and accents, and those for which no name server answers."""

import threading

import pytest

from enlaces.models import Direccion, Estado
from servidor.red import SinConexionError, ask

NANDU = "xn--and-6ma2c.cu"  # «ñandú.cu» in punycode


@pytest.mark.parametrize("host", ["ñandú.cu", "ÑANDÚ.cu", "%C3%B1and%C3%BA.cu"])
def test_a_name_of_a_server_with_spanish_letters(sitio, enlazar, revisar, de, host):
    enlazar(sitio.url(host, "/información/"))
    revisar()
    assert sitio.pedidas(NANDU) == [("HEAD", "/informaci%C3%B3n/")]
    found = de(sitio.url(NANDU, "/informaci%C3%B3n/"))
    assert (found.host, found.estado) == (NANDU, Estado.BIEN)


def test_what_stands_before_and_after_the_name_stays(enlazar, revisar):
    enlazar("https://ana@ñandú.cu:8443/a?b=ñ")
    revisar()
    assert Direccion.objects.filter(destino=f"https://ana@{NANDU}:8443/a?b=%C3%B1").exists()


@pytest.mark.parametrize("host", ["ñ..cu", f"{'ñ' * 70}.cu", "ñ%2Fotro.cu", "%EF%BF%BD.cu"])
def test_a_name_that_no_server_can_have(enlazar, revisar, host):
    before = set(Direccion.objects.values_list("pk", flat=True))
    enlazar(f"https://{host}/aviso-unico")
    revisar()
    found = Direccion.objects.exclude(pk__in=before).get(destino__contains="aviso-unico")
    assert (found.estado, found.motivo) == (Estado.ROTO, "La dirección está mal escrita.")


@pytest.mark.parametrize("target", ["/información/", "http://{nandu}/información/"])
def test_a_redirect_in_letters_that_no_header_should_have(sitio, enlazar, revisar, de, target):
    target = target.format(nandu=f"ñandú.cu:{sitio.puerto}")
    sent = target.encode().decode("latin-1")  # the bytes of UTF-8, as the server writes them
    url = sitio.en("gaceta.cu", "/", status=302, Location=sent)
    for host in ("gaceta.cu", NANDU):
        sitio.en(host, "/informaci%C3%B3n/")
        sitio.en(host, "/informaci%C3%83%C2%B3n/", status=404)
    enlazar(url)
    revisar()
    assert de(url).estado == Estado.BIEN
    last = [path for _method, _host, path, _headers in sitio.peticiones][-1]
    assert last == "/informaci%C3%B3n/"
    assert len(sitio.pedidas(NANDU)) == ("ñandú" in target)


def test_a_redirect_in_letters_of_the_old_kind(sitio, enlazar, revisar, de):
    url = sitio.en("gaceta.cu", "/", status=302, Location="/información/")
    enlazar(url)
    revisar()
    assert ("HEAD", "/informaci%C3%B3n/") in sitio.pedidas("gaceta.cu")
    assert de(url).estado == Estado.BIEN


@pytest.mark.usefixtures("impaciente")
def test_the_time_limit_holds_while_name_servers_are_silent(sitio, nombres, enlazar, revisar, de):
    url, other = sitio.en("gaceta.cu"), sitio.en("otro.cu")
    nombres.callan.add("gaceta.cu")
    enlazar(url, other)
    revisar()
    assert "no respondió a tiempo" in de(url).motivo
    assert de(other).estado == Estado.BIEN


def test_silent_name_servers_do_not_pile_up_threads(sitio, nombres):
    url = sitio.en("gaceta.cu")
    nombres.callan.add("gaceta.cu")
    before = threading.active_count()
    for _time in range(8):
        with pytest.raises(SinConexionError) as told:
            ask("HEAD", url, {}, seconds=0.2, guarded=False)
        assert isinstance(told.value.causa, TimeoutError)
    assert threading.active_count() - before <= 4
    nombres.contestan.set()
    assert ask("HEAD", url, {}, seconds=20, guarded=False).estado == 200


def test_without_threads_nobody_answers_and_no_place_is_lost(sitio, monkeypatch):
    """The system refuses a thread to a process that has too many."""

    def refuse(thread):
        raise RuntimeError("can't start new thread")

    url = sitio.en("gaceta.cu")
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", refuse)
        for _time in range(8):
            with pytest.raises(SinConexionError) as told:
                ask("HEAD", url, {}, seconds=0.2, guarded=False)
            assert isinstance(told.value.causa, TimeoutError)
    assert ask("HEAD", url, {}, seconds=20, guarded=False).estado == 200
