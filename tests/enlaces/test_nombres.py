"""Addresses with ñ and accents are requested as browsers request them."""

import pytest

from enlaces.models import Direccion, Estado

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
