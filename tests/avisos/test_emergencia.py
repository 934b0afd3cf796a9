"""The modo emergencia replaces the portada of the chosen portals until it ends."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from avisos.models import ModoEmergencia
from avisos.models.emergencia import APAGAR, ENCENDER
from base.models import PortalSettings
from tests.budgets import COLD, WARM, forget_pages, queries, queries_again, told
from tests.factories import get_tipo, make_aviso, make_entidad, make_private, make_user
from tests.reading import links, soup, text

HOUR = timedelta(hours=1)
ADD = reverse("emergencia:add")
LIMIT = 15 * 1024


def local(moment):
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M")


def keys(*portales):
    records = PortalSettings.objects.filter(slug__in=[portal.slug for portal in portales])
    return [str(record.pk) for record in records]


@pytest.fixture
def switches(as_administrator, portales, committed):
    """Return a function that sends the form, for Alfa and the province by default."""

    def send(browser=as_administrator, *, portals=(portales.provincia, portales.alfa), **fields):
        data = {
            "motivo": "Pasa un ciclón",
            "portales": keys(*portals),
            "termina": local(timezone.now() + 3 * HOUR),
            "confirmo": "on",
        }
        with committed():
            return browser.post(ADD, {k: v for k, v in (data | fields).items() if v}, follow=True)

    return send


def is_on(portal, path="/"):
    return "Pasa un ciclón" in text(portal.get(path))


def test_it_changes_the_front_pages_that_were_chosen_and_no_other_page(portales, switches):
    portales.alfa.get()
    switches()
    assert [portal.slug for portal in portales if is_on(portal)] == ["provincia", "alfa"]
    for path in ("/?completa", "/noticias/", "/tramites/"):
        page = portales.alfa.get(path)
        assert page.status_code == 200
        assert "Pasa un ciclón" not in text(page)
    assert ModelLogEntry.objects.get(action=ENCENDER).data == {
        "motivo": "Pasa un ciclón",
        "nombres": "Provincia, Alfa",
        "portales": {},
    }


def test_it_holds_what_people_need(provincia, alfa, beta, switches):
    make_aviso(provincia, "Ciclón", alcance="todos", nivel=3)
    make_aviso(alfa, "Evacúe ya", nivel=4, resumen="Vaya a la escuela.")
    make_aviso(beta, "De Beta")
    make_entidad(
        provincia,
        "Bomberos",
        tipo=get_tipo("emergencias"),
        municipios=[alfa],
        contactos=[("telefono", "105")],
    )
    centre = {"tipo": get_tipo("evacuacion"), "calle": "Martí", "numero": "3"}
    make_entidad(alfa, "Escuela Frank País", **centre, contactos=[("telefono", "22 000000")])
    make_entidad(beta, "Escuela de Beta", **centre)
    make_private(make_entidad(alfa, "Escuela reservada", **centre))
    switches()
    page = alfa.get()
    titles = [tag.get_text(" ", strip=True) for tag in soup(page).select("article h3")]
    assert titles == ["Emergencia: Evacúe ya", "Peligro: Ciclón"]
    words = text(page)
    assert "Vaya a la escuela." in words
    assert "Escuela Frank País, Martí No. 3" in " ".join(words.replace(" ,", ",").split())
    assert "Beta" not in words
    assert "reservada" not in words
    assert "Actualizado:" in words
    assert links(page)["Bomberos 105"] == "tel:105"
    assert links(page)["Portada de siempre"] == "/?completa"
    for url in links(page, within="nav").values():
        assert alfa.get(url).status_code == 200


def test_all_of_it_is_light(provincia, alfa, switches):
    for number in range(6):
        title = f"Aviso {number} {'largo ' * 20}"
        make_aviso(provincia, title, resumen="Qué. " * 60, alcance="todos")
    for number in range(20):
        make_entidad(alfa, f"Escuela número {number}", tipo=get_tipo("evacuacion"), calle="Martí")
    switches()
    page = alfa.get()
    document = soup(page)
    assert not document.find_all(["script", "img", "svg"])
    sheets = [tag["href"] for tag in document.find_all("link", rel="stylesheet")]
    [sheet] = [Path(finders.find(url.removeprefix("/static/"))).read_bytes() for url in sheets]
    assert len(gzip.compress(page.content)) + len(gzip.compress(sheet)) < LIMIT


def test_it_ends_by_itself(alfa, switches, monkeypatch):
    switches()
    assert is_on(alfa)
    forget_pages()
    later = timezone.now() + 4 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert not is_on(alfa)


def test_it_is_switched_off_by_hand_and_logged(alfa, as_administrator, switches, committed):
    switches()
    index = reverse("emergencia:index")
    url = links(as_administrator.get(index), within="main")["Apagar ahora"]
    assert "Provincia, Alfa" in text(as_administrator.get(url))
    assert is_on(alfa)
    with committed():
        as_administrator.post(url, follow=True)
    assert not is_on(alfa)
    assert ModelLogEntry.objects.get(action=APAGAR).data["nombres"] == "Provincia, Alfa"
    # The list still shows it.
    listed = as_administrator.get(index)
    assert "Pasa un ciclón" in text(listed)
    assert "Apagar ahora" not in text(listed)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"confirmo": ""}, "Confirme que quiere cambiar esas portadas."),
        ({"motivo": ""}, "Este campo es necesario."),
        ({"portales": []}, "Este campo es necesario."),
        ({"termina": ""}, "Este campo es necesario."),
        ({"termina": lambda: local(timezone.now() - HOUR)}, "Esa hora ya pasó."),
    ],
)
def test_without_confirmation_reason_or_end_nothing_happens(alfa, switches, fields, reason):
    given = {name: value() if callable(value) else value for name, value in fields.items()}
    assert reason in text(switches(**given))
    assert not ModoEmergencia.objects.exists()
    assert not is_on(alfa)


def test_two_at_once_in_one_portal_are_refused_by_name(alfa, beta, switches):
    switches()
    response = switches(portals=[alfa, beta], motivo="Otra cosa")
    assert "Ya está encendido en Provincia, Alfa («Pasa un ciclón»)" in text(response)
    assert ModoEmergencia.objects.count() == 1
    switches(portals=[beta])
    assert is_on(beta)


def test_nobody_else_switches_it(alfa, provincia, as_editor, as_moderator, switches):
    for browser in (as_editor, as_moderator):
        assert browser.get(ADD).status_code in (302, 404)
        switches(browser)
    assert not ModoEmergencia.objects.exists()


def test_front_pages_keep_their_budget(alfa, switches):
    def measure():
        cold = queries(alfa, "/")
        assert len(cold) <= COLD, told(cold)
        queries(alfa, "/")
        warm = queries(alfa, "/", warm=True)
        assert len(warm) <= WARM, told(warm)
        assert not queries_again(alfa, "/")

    measure()
    switches()
    for number in range(3):
        make_entidad(alfa, f"Escuela {number}", tipo=get_tipo("evacuacion"))
    measure()


def test_whoever_works_on_those_portals_reads_that_it_is_on(
    beta, as_administrator, as_editor, as_moderator, switches
):
    others = beta.signed_in(make_user("berta", groups=[beta.editores]))
    assert "Modo emergencia encendido" not in text(as_editor.get("/admin/"))
    switches()
    for browser in (as_editor, as_moderator, as_administrator):
        page = soup(browser.get("/admin/"))
        assert page.select("section h2")[0].get_text(strip=True) == "Modo emergencia encendido"
    assert "Modo emergencia encendido" not in text(others.get("/admin/"))
    listed = reverse("emergencia:index")
    assert links(as_administrator.get("/admin/"))["Cambiarlo o apagarlo"] == listed
    assert "Cambiarlo o apagarlo" not in links(as_editor.get("/admin/"))
