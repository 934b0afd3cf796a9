"""A round of checks ends in time, and no address stops the others."""

import logging
import socket
from contextlib import ExitStack
from datetime import timedelta
from time import monotonic

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from enlaces import vuelta
from enlaces.models import Direccion, Estado

LONG = f"{'.'.join(['a' * 60] * 5)}.cu"  # 307 letters


@pytest.fixture
def took():
    """Return a function that runs ``work`` and returns the seconds that it took."""

    def took(work, *args):
        start = monotonic()
        work(*args)
        return monotonic() - start

    return took


@pytest.fixture
def sin_respuesta():
    """Yield the address of a port whose queue is full, so that connecting never ends."""
    with ExitStack() as stack:
        full = stack.enter_context(socket.socket())
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _caller in range(4):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        yield f"127.0.0.1:{full.getsockname()[1]}"


# --- One address stops no other --------------------------------------------------------


@pytest.mark.on_both_databases
def test_a_long_name_of_a_server_is_told_as_far_as_there_is_room(
    sitio, enlazar, revisar, pasan, de
):
    room = Direccion._meta.get_field("motivo").max_length
    here = f"http://{LONG}/"
    there = sitio.en("gaceta.cu", "/", status=302, Location=f"http://{LONG}:1/")
    enlazar(here, there, sitio.en("otro.cu"))
    revisar()
    for url in (here, there):
        assert LONG[:200] in de(url).motivo
        assert len(de(url).motivo) == room
        assert de(url).estado == Estado.CALLADO


@pytest.mark.on_both_databases
def test_a_long_name_in_a_link_that_nobody_can_open(enlazar, revisar, de):
    url = f"http://{'a' * 400}/"
    enlazar(url, "/no-hay/")
    revisar()
    assert len(de(url).motivo) == Direccion._meta.get_field("motivo").max_length
    assert Direccion.objects.filter(estado=Estado.ROTO).count() == 2


@pytest.mark.parametrize("is_own", [True, False])
def test_what_cannot_be_written_down_of_one_address_holds_up_no_other(
    sitio, alfa, enlazar, revisar, pasan, de, monkeypatch, caplog, is_own
):
    at = (lambda name: f"{alfa.url}/{name}/") if is_own else lambda name: sitio.en(f"{name}.cu")
    sick, sound = at("enferma"), at("sana")
    enlazar(sick, sound)
    save = Direccion.save

    def save_unless_sick(self, *args, **kwargs):
        if self.destino == sick:
            raise ValueError
        return save(self, *args, **kwargs)

    monkeypatch.setattr(Direccion, "save", save_unless_sick)
    with caplog.at_level(logging.ERROR):
        revisar()
    assert de(sound).mirada_el
    assert f"address {de(sick).pk} was not written down" in caplog.text
    caplog.clear()
    revisar(1)  # it is checked again another day
    assert "was not written down" not in caplog.text
    monkeypatch.setattr(Direccion, "save", save)
    pasan(2)
    revisar()
    assert de(sick).mirada_el


@pytest.mark.on_both_databases
def test_a_server_with_many_links_keeps_no_other_waiting(sitio, enlazar, revisar, de, monkeypatch):
    monkeypatch.setattr(vuelta, "_HOSTS", 2)
    many = [sitio.en("grande.cu", f"/{number}") for number in range(400)]
    enlazar(*many, title="Muchos")
    revisar(1)
    Direccion.objects.filter(host="grande.cu", mirada_el=None).update(
        revisar_el=timezone.now() - timedelta(days=9)
    )
    others = [sitio.en(f"otro-{number}.cu") for number in range(3)]
    enlazar(*others, title="Otros")
    revisar(3)
    assert {de(url).estado for url in others} == {Estado.BIEN}
    assert Direccion.objects.filter(host="grande.cu", estado=Estado.BIEN).count() >= 2


# --- A round has an end ----------------------------------------------------------------


def test_an_address_that_leads_on_and_on_takes_no_longer_than_a_round(
    sitio, enlazar, revisar, de, monkeypatch, took
):
    monkeypatch.setattr(vuelta, "_SECONDS", 1)
    for number in range(5):
        sitio.en("lento.cu", f"/{number}", status=302, Location=f"/{number + 1}")
    url = sitio.url("lento.cu", "/0")
    enlazar(url)
    sitio.tardanza = 0.7
    assert took(revisar, 1) < 3
    assert (de(url).estado, de(url).motivo) == (Estado.CALLADO, "«lento.cu» no respondió a tiempo.")


def test_who_had_not_the_whole_time_comes_first_in_the_next_round(
    sitio, enlazar, revisar, de, monkeypatch
):
    monkeypatch.setattr(vuelta, "_SECONDS", 1)
    slow, late = sitio.en("lento.cu"), sitio.en("tarde.cu")
    enlazar(slow, late)
    sitio.tardanza = 0.7
    revisar(1)
    assert de(slow).estado == Estado.BIEN
    assert de(late).estado == Estado.POR_MIRAR  # its check was cut off, so its state is unknown
    revisar(1)
    assert de(late).estado == Estado.BIEN


def test_whether_the_line_works_is_found_out_in_time(
    sitio, nombres, enlazar, revisar, de, monkeypatch, settings, took, sin_respuesta
):
    monkeypatch.setattr(vuelta, "_SECONDS_FOR_LINE", 1.2)
    settings.ENLACES_PLAZO = 4
    settings.ENLACES_CONTROL = [f"http://{sin_respuesta}/{number}" for number in range(2)]
    nombres.no_existen.add("ninguno.cu")
    url = sitio.url("ninguno.cu")
    enlazar(url)
    assert took(revisar, 1) < 3
    assert de(url).estado == Estado.POR_MIRAR


def test_a_control_that_is_silent_leaves_time_for_the_next(
    sitio, nombres, enlazar, revisar, de, monkeypatch, settings, sin_respuesta
):
    monkeypatch.setattr(vuelta, "_SECONDS_FOR_LINE", 1.2)
    settings.ENLACES_PLAZO = 4
    settings.ENLACES_CONTROL = [f"http://{sin_respuesta}/", sitio.en("control.cu")]
    nombres.no_existen.add("ninguno.cu")
    url = sitio.url("ninguno.cu")
    enlazar(url)
    revisar(1)
    assert de(url).estado == Estado.FALLA


# --- Internal or external --------------------------------------------------------------


def test_an_address_that_becomes_one_of_ours_and_is_no_more(
    sitio, beta, enlazar, revisar, pasan, de, committed
):
    def name(hostname):
        with committed():
            site = Site.objects.get(pk=beta.site.pk)
            site.hostname = hostname
            site.save()

    before = beta.site.hostname
    url = sitio.en("nuevo.cu", "/no-hay/", status=404)
    enlazar(url)
    revisar()
    pasan(1)
    revisar()
    assert (de(url).es_interna, de(url).dias) == (False, 2)
    name("nuevo.cu")
    asked = len(sitio.peticiones)
    pasan(1)
    revisar()
    assert (de(url).es_interna, de(url).estado, de(url).dias) == (True, Estado.ROTO, 0)
    assert de(url).motivo == "En el portal no hay nada en esa dirección."
    assert len(sitio.peticiones) == asked
    name(before)
    pasan(1)
    revisar()
    assert (de(url).es_interna, de(url).estado, de(url).dias) == (False, Estado.FALLA, 1)


def test_pages_that_were_published_at_one_moment_are_all_read(enlazar, revisar, monkeypatch):
    revisar(3)  # the round through all pages is over
    pages = [
        enlazar(f"https://sitio-{number}.cu/", title=f"Página {number}") for number in range(3)
    ]
    keys = [page.pk for page in pages]
    Page.objects.filter(pk__in=keys).update(last_published_at=timezone.now())
    monkeypatch.setattr(vuelta, "_PAGES", 2)
    revisar()
    assert Direccion.objects.filter(host__startswith="sitio-").count() == 3
