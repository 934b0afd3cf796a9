"""An external link is broken after days of certain errors; silence is reported as silence."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from enlaces import vuelta
from enlaces.models import Direccion, Estado, Vuelta
from servidor.red import RedPrivadaError, ask

from .sitio import CALLAR, CORTAR, GOTEAR


def days(revisar, pasan, number):
    revisar()
    for _day in range(number - 1):
        pasan(1)
        revisar()


@pytest.mark.on_both_databases
@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_on_three_days_is_broken(sitio, enlazar, revisar, pasan, de, status):
    url = sitio.en("gaceta.cu", "/ley", status=status)
    enlazar(url)
    days(revisar, pasan, 2)
    revisar(3)  # more rounds on the same day count once
    assert de(url).estado == Estado.FALLA
    pasan(1)
    revisar()
    assert de(url).estado == Estado.ROTO
    assert f"HTTP {status}" in de(url).motivo


def test_it_heals_when_the_page_is_there_again(sitio, enlazar, revisar, pasan, de):
    url = sitio.en("gaceta.cu", "/ley", status=404)
    enlazar(url)
    days(revisar, pasan, 3)
    sitio.en("gaceta.cu", "/ley")
    pasan(4)
    revisar()
    assert (de(url).estado, de(url).dias, de(url).motivo) == (Estado.BIEN, 0, "")


def test_a_failure_of_another_kind_begins_anew(sitio, nombres, enlazar, revisar, pasan, de):
    url = sitio.en("gaceta.cu", "/ley", status=404)
    enlazar(url, sitio.en("otro.cu"))
    days(revisar, pasan, 2)
    nombres.no_existen.add("gaceta.cu")
    pasan(1)
    revisar()
    assert de(url).estado == Estado.FALLA
    assert de(url).dias == 1


@pytest.mark.usefixtures("impaciente")
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"status": 403}, "no deja entrar desde aquí (HTTP 403)"),
        ({"status": 451}, "no deja entrar desde aquí (HTTP 451)"),
        ({"status": 500}, "tiene un problema (HTTP 500)"),
        ({"does": CALLAR}, "no respondió a tiempo"),
        ({"does": GOTEAR}, "no respondió a tiempo"),
        ({"does": CORTAR}, "cortó la conexión"),
    ],
)
def test_who_refuses_us_for_weeks_is_not_broken(sitio, enlazar, revisar, pasan, de, answer, told):
    url = sitio.en("lejos.cu", "/", **answer)
    enlazar(url, sitio.en("otro.cu"))
    revisar()
    for _time in range(2):
        pasan(3)
        revisar(1)
    assert de(url).estado == Estado.CALLADO
    assert told in de(url).motivo


def test_silence_in_between_takes_no_day_away(sitio, enlazar, revisar, pasan, de):
    url = sitio.en("gaceta.cu", "/ley", status=404)
    enlazar(url)
    days(revisar, pasan, 2)
    sitio.en("gaceta.cu", "/ley", status=500)
    pasan(1)
    revisar()
    assert de(url).estado == Estado.CALLADO
    sitio.en("gaceta.cu", "/ley", status=404)
    pasan(2)
    revisar()
    assert de(url).estado == Estado.ROTO


def test_a_name_that_does_not_exist_is_broken_while_others_are_found(
    sitio, nombres, enlazar, revisar, pasan, de
):
    nombres.no_existen.add("ninguno.cu")
    url = sitio.url("ninguno.cu")
    enlazar(url, *(sitio.en("otro.cu", f"/{number}") for number in range(9)))
    days(revisar, pasan, 3)
    assert de(url).estado == Estado.ROTO
    assert "No existe ningún servidor con el nombre «ninguno.cu»" in de(url).motivo


def test_without_a_line_nothing_counts(sitio, nombres, enlazar, revisar, pasan, de):
    url = sitio.en("gaceta.cu")
    enlazar(url)
    nombres.sin_linea = True
    days(revisar, pasan, 5)
    assert de(url).estado == Estado.POR_MIRAR
    nombres.sin_linea = False
    pasan(1)
    revisar()
    assert de(url).estado == Estado.BIEN


def test_where_only_dead_names_are_due_another_site_shows_that_the_line_works(
    sitio, nombres, enlazar, revisar, pasan, de, settings
):
    nombres.no_existen.add("ninguno.cu")
    url = sitio.url("ninguno.cu")
    enlazar(url)
    revisar()
    assert de(url).estado == Estado.POR_MIRAR  # it is unknown whether the line works
    settings.ENLACES_CONTROL = [sitio.en("control.cu")]
    pasan(1)
    revisar()
    assert de(url).estado == Estado.FALLA


@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_to_wait_is_left_alone_with_all_of_its_addresses(
    sitio, enlazar, revisar, pasan, de, status
):
    busy = sitio.en("busy.cu", "/1", status=status, Retry_After=str(5 * 24 * 3600))
    other = sitio.en("busy.cu", "/2")
    enlazar(busy, other)
    revisar(3)
    assert sitio.pedidas("busy.cu") == [("HEAD", "/1")]
    pasan(4)
    revisar(2)
    assert len(sitio.pedidas("busy.cu")) == 1
    pasan(2)
    revisar(2)
    assert ("HEAD", "/2") in sitio.pedidas("busy.cu")
    assert de(busy).estado == Estado.CALLADO


def test_one_server_is_asked_once_a_round(sitio, enlazar, revisar):
    enlazar(*(sitio.en("gaceta.cu", f"/{number}") for number in range(4)), sitio.en("otro.cu"))
    revisar(1)
    assert len(sitio.pedidas("gaceta.cu")) == 1
    assert len(sitio.pedidas("otro.cu")) == 1
    revisar(3)
    assert len(sitio.pedidas("gaceta.cu")) == 4
    revisar(3)  # working links are checked again after a week
    assert len(sitio.pedidas("gaceta.cu")) == 4


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_what_is_refused_to_head_is_asked_for_with_get(sitio, enlazar, revisar, de, status):
    url = sitio.en("viejo.cu", "/", status=status, method="HEAD")
    enlazar(url)
    revisar()
    assert sitio.pedidas("viejo.cu") == [("HEAD", "/"), ("GET", "/")]
    assert de(url).estado == Estado.BIEN


def test_a_body_without_end_is_not_read(sitio, enlazar, revisar, de):
    url = sitio.en("grande.cu", "/", status=405, method="HEAD")
    sitio.en("grande.cu", "/", method="GET", body=b"x" * 50_000_000)
    enlazar(url)
    revisar()
    assert de(url).estado == Estado.BIEN


def test_who_asks_says_who_they_are(sitio, enlazar, revisar, provincia):
    enlazar(sitio.en("gaceta.cu"))
    revisar()
    [(_method, _host, _path, headers)] = sitio.peticiones
    assert provincia.url in headers["User-Agent"]
    assert "Cookie" not in headers


# --- Where redirects lead --------------------------------------------------------------


def test_who_moved_for_good_is_told_with_the_new_address(sitio, enlazar, revisar, de):
    new = sitio.en("nuevo.cu", "/leyes/1")
    url = sitio.en("gaceta.cu", "/ley", status=301, Location=new)
    enlazar(url)
    revisar()
    assert (de(url).estado, de(url).mudada_a) == (Estado.MUDADO, new)


def test_a_redirect_of_today_or_to_the_same_page_is_no_move(sitio, enlazar, revisar, de):
    new = sitio.en("nuevo.cu", "/leyes/1")
    url = sitio.en("gaceta.cu", "/ley", status=302, Location=new)
    slash = sitio.en("otro.cu", "/ley", status=301, Location="/ley/")
    enlazar(url, slash)
    revisar()
    assert {de(url).estado, de(slash).estado} == {Estado.BIEN}


def test_a_redirect_to_nothing_is_as_nothing(sitio, enlazar, revisar, de):
    url = sitio.en("gaceta.cu", "/ley", status=302, Location="/no")
    sitio.en("gaceta.cu", "/no", status=404)
    enlazar(url)
    revisar()
    assert de(url).estado == Estado.FALLA


def test_redirects_without_end_end(sitio, enlazar, revisar, de):
    url = sitio.en("gaceta.cu", "/ley", status=301, Location="/ley")
    enlazar(url)
    revisar()
    assert de(url).estado == Estado.CALLADO
    assert len(sitio.peticiones) == 6


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("http://169.254.169.254/latest/", "red privada"),
        ("http://[::1]:8000/admin/", "red privada"),
        ("http://93.184.216.34:22/", "El puerto 22"),
        ("file:///etc/passwd", "no es de la web"),
        ("gopher://gaceta.cu/", "no es de la web"),
        ("http://[mal", "mal escrita"),
    ],
)
def test_a_redirect_leads_into_no_private_network(
    sitio, enlazar, revisar, de, settings, monkeypatch, target, told
):
    url = sitio.en("gaceta.cu", "/", status=302, Location=target)
    enlazar(url)

    def guarded(method, address, *args, **kwargs):
        # Only the server of this test may be reached at loopback.
        kwargs["guarded"] = address != url
        return ask(method, address, *args, **kwargs)

    monkeypatch.setattr("enlaces.externos.ask", guarded)
    monkeypatch.setattr("enlaces.externos._PORTS", {None, 80, 443, 8000, sitio.puerto})
    settings.ENLACES_RED_PRIVADA = False
    revisar()
    assert de(url).estado == Estado.CALLADO
    assert told in de(url).motivo
    assert len(sitio.peticiones) == 1


def test_a_link_into_the_own_network_is_not_asked_for(sitio, enlazar, revisar, de, settings):
    settings.ENLACES_RED_PRIVADA = False
    url = f"http://127.0.0.1:{sitio.puerto}/"
    metadata = "http://169.254.169.254/latest/"
    enlazar(url, metadata)
    settings.ENLACES_CONTROL = []
    revisar()
    assert sitio.peticiones == []
    with pytest.raises(RedPrivadaError):
        ask("HEAD", metadata, {}, seconds=1, guarded=True)
    assert de(metadata).estado != Estado.ROTO


# --- When no request is sent -----------------------------------------------------------


def test_where_it_is_off_no_server_is_asked(sitio, enlazar, revisar, de, settings):
    settings.ENLACES_EXTERNOS = False
    url = sitio.en("gaceta.cu")
    enlazar(url)
    revisar(3)
    assert sitio.peticiones == []
    assert de(url).estado == Estado.POR_MIRAR


def test_whoever_is_at_it_is_not_disturbed(sitio, enlazar, revisar, pasan):
    enlazar(sitio.en("gaceta.cu"))
    Vuelta.objects.create(pk=1, ocupada_hasta=timezone.now() + timezone.timedelta(minutes=5))
    revisar()
    assert sitio.peticiones == []
    pasan(1)  # the other process was killed
    revisar()
    assert len(sitio.peticiones) == 1


def test_what_stands_nowhere_any_more_is_forgotten(sitio, enlazar, revisar, pasan):
    page = enlazar(sitio.en("gaceta.cu"))
    revisar()
    page.unpublish()
    pasan(1)
    revisar()
    assert not Direccion.objects.filter(host="gaceta.cu").exists()
    call_command("revisar_enlaces")


def test_a_page_that_cannot_be_read_holds_up_no_other(
    sitio, enlazar, revisar, de, monkeypatch, caplog
):
    sick = enlazar(title="Rota")
    url = sitio.en("gaceta.cu")
    enlazar(url)
    read = vuelta.links_of

    def links_of(record):
        if record.pk == sick.pk:
            raise ValueError
        return read(record)

    monkeypatch.setattr(vuelta, "links_of", links_of)
    revisar()
    assert de(url).estado == Estado.BIEN
    assert f"the links of standardpage {sick.pk} were not read" in caplog.text
