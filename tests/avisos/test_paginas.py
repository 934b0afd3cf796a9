"""The list of avisos, and the page of one, also in the frame of a municipality."""

from datetime import timedelta
from time import time
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.core.cache import caches
from django.utils import timezone

from avisos.models import AvisoPage
from tests.budgets import COLD, WARM, forget_pages, queries, queries_again, told
from tests.factories import make_aviso, make_image, publish, publish_in_english
from tests.reading import json_ld, links, meta, rel, soup, text

HOUR = timedelta(hours=1)


def end(aviso, hours=1):
    """Set ``aviso`` as ended ``hours`` hours ago."""
    AvisoPage.objects.filter(pk=aviso.pk).update(termina=timezone.now() - hours * HOUR)


def listed(response):
    return {
        section["aria-labelledby"]: [
            " ".join(tag.get_text().split()) for tag in section.select(".tarjeta-titulo")
        ]
        for section in soup(response).select("main section.lista")
    }


# --- The list ------------------------------------------------------------------------


@pytest.mark.on_both_databases
def test_what_holds_comes_first_then_what_ended(provincia, alfa):
    end(make_aviso(alfa, "Pasó ayer"), hours=24)
    end(make_aviso(provincia, "Pasó hoy", alcance="todos"))
    make_aviso(alfa, "Leve", nivel=1)
    make_aviso(provincia, "Grave", nivel=3, alcance="todos")
    make_aviso(provincia, "De otros")
    assert listed(alfa.get("/avisos/")) == {
        "vigentes": ["Grave", "Leve"],
        "pasados": ["Pasó hoy", "Pasó ayer"],
    }


def test_one_that_ends_meanwhile_is_among_those_that_ended(alfa, clock, monkeypatch):
    clock.shows("2030-05-01T12:00:00")
    make_aviso(alfa, "Hasta ya", termina=timezone.now() + timedelta(seconds=5))
    assert listed(alfa.get("/avisos/")) == {"vigentes": ["Hasta ya"]}
    clock.shows("2030-05-01T12:00:10")
    now = time() + 10  # parts of pages are cached for longer
    monkeypatch.setattr("servidor.caches.memory.time", lambda: now)
    forget_pages()
    assert listed(alfa.get("/avisos/")) == {"vigentes": [], "pasados": ["Hasta ya"]}


@pytest.mark.on_both_databases
def test_the_kinds_narrow_the_list(alfa):
    make_aviso(alfa, "Sin agua", tipo="agua")
    end(make_aviso(alfa, "Ciclón de octubre"))
    page = alfa.get("/avisos/")
    kinds = links(page, within="main nav.filtros")
    assert list(kinds) == ["Todos", "Ciclón", "Agua"]
    narrowed = alfa.get(kinds["Agua"])
    assert listed(narrowed) == {"vigentes": ["Sin agua"]}
    assert rel(narrowed, "canonical") == [f"{alfa.url}/avisos/?tipo=agua"]
    assert "Avisos: Agua" in soup(narrowed).title.string
    other = alfa.get("/avisos/", {"tipo": "ciclon"})
    assert "No hay avisos vigentes de este tipo." in text(other)
    assert listed(alfa.get("/avisos/", {"tipo": "nada"})) == listed(page)


@pytest.mark.on_both_databases
def test_what_ended_is_paged(alfa, monkeypatch):
    monkeypatch.setattr("avisos.views.AvisosList.per_page", 2)
    for number in range(3):
        end(make_aviso(alfa, f"Pasado {number}"), hours=number + 1)
    make_aviso(alfa, "Vigente")
    first, second = alfa.get("/avisos/"), alfa.get("/avisos/?page=2")
    assert listed(first) == {"vigentes": ["Vigente"], "pasados": ["Pasado 0", "Pasado 1"]}
    assert listed(second) == {"pasados": ["Pasado 2"]}
    assert rel(second, "canonical") == [f"{alfa.url}/avisos/?page=2"]


# --- The page ------------------------------------------------------------------------


@pytest.fixture
def ciclon(provincia, alfa):
    return make_aviso(
        provincia,
        "Ciclón tropical",
        resumen="Se acerca por el sur.",
        texto="Vientos fuertes.\n\nMarejadas en la costa.",
        nivel=4,
        fase="alarma",
        alcance="municipios",
        municipios=[alfa],
        termina=timezone.now() + 5 * HOUR,
        proximo_boletin=timezone.now() + HOUR,
        numero_nota="Nota No. 3",
        instrucciones=[
            ("informativa", "Oiga la radio."),
            ("alarma", "Evacúe."),
            ("", "Guarde agua."),
        ],
    )


def test_the_page_tells_what_to_do_in_the_declared_phase_first(provincia, ciclon):
    page = provincia.get("/avisos/ciclon-tropical/")
    words = text(page)
    for told_ in ("Emergencia", "Fase de alarma", "Defensa Civil", "Nota No. 3", "Alfa"):
        assert told_ in words
    main = soup(page).main.get_text(" ")
    order = [main.index(what) for what in ("Evacúe.", "Guarde agua.", "Oiga la radio.")]
    assert order == sorted(order)
    assert "Próximo boletín" in main
    assert [p.get_text() for p in soup(page).select("main .prosa p")][:2] == [
        "Vientos fuertes.",
        "Marejadas en la costa.",
    ]


def test_a_municipality_shows_it_in_its_own_frame(provincia, alfa, beta, ciclon):
    url = "/avisos/provincia/ciclon-tropical/"
    page = alfa.get(url)
    assert page.status_code == 200
    assert "Portal del Ciudadano de Alfa" in soup(page).title.string
    assert rel(page, "canonical") == [f"{provincia.url}/avisos/ciclon-tropical/"]
    assert links(page, within=".migas")["Avisos"] == "/avisos/"
    shared = links(page, within=".compartir")["Facebook"]
    assert shared.endswith(quote(f"{alfa.url}{url}", safe=""))
    # Not on the portal of Beta, and not at an address of Alfa's own avisos.
    assert beta.get(url).status_code == 404
    assert alfa.get("/avisos/ciclon-tropical/").status_code == 404
    assert provincia.get(url).status_code == 404


def test_site_maps_name_it_once(provincia, alfa, ciclon):
    def addresses(portal):
        root = ElementTree.fromstring(portal.get("/sitemap.xml").content)
        return [tag.text for tag in root.iter() if tag.tag.endswith("loc")]

    found = [url for portal in (provincia, alfa) for url in addresses(portal) if "ciclon" in url]
    assert found == [f"{provincia.url}/avisos/ciclon-tropical/"]


def test_the_search_of_a_municipality_finds_it(alfa, beta, ciclon):
    def found(portal):
        return links(portal.get("/buscar/", {"q": "ciclon tropical"}), within="main")

    assert found(alfa)["Ciclón tropical"] == "/avisos/provincia/ciclon-tropical/"
    assert "Ciclón tropical" not in found(beta)


def test_one_that_ended_says_so_and_stays(alfa):
    aviso = make_aviso(alfa, "Pasó el ciclón", proximo_boletin=timezone.now() - HOUR)
    end(aviso)
    words = text(alfa.get("/avisos/paso-el-ciclon/"))
    assert "Este aviso terminó el" in words
    assert "m.." not in words
    assert "Próximo boletín" not in words
    assert "Aviso terminado" in text(alfa.get("/buscar/?q=ciclon"))


def test_networks_and_machines_are_told(provincia, alfa, ciclon):
    ciclon.imagen_portada = make_image("Trayectoria")
    publish(ciclon)
    page = provincia.get("/avisos/ciclon-tropical/")
    assert meta(page, "og:description") == "Se acerca por el sur."
    assert meta(page, "og:image")
    for portal, path in ((provincia, ""), (alfa, "provincia/")):
        data = json_ld(portal.get(f"/avisos/{path}ciclon-tropical/"))["SpecialAnnouncement"]
        assert data["name"] == "Ciclón tropical"
        assert data["url"] == f"{provincia.url}/avisos/ciclon-tropical/"
        assert data["publisher"]["url"] == f"{provincia.url}/"
        assert data["spatialCoverage"] == {"@type": "AdministrativeArea", "name": "Alfa"}
        assert data["expires"] > data["datePosted"]


def test_the_addresses_of_those_of_the_province_are_not_taken(provincia, alfa):
    assert alfa.avisos.specific.presentation.reserves_slug("provincia")


def test_translations_say_the_same_in_other_words(provincia, alfa):
    home = publish_in_english(alfa)
    original = make_aviso(alfa, "Evacúe ya", nivel=4, termina=timezone.now() + HOUR)
    section = alfa.avisos.specific.copy_for_translation(home.locale)
    section.title = "Warnings"
    publish(section)
    english = original.copy_for_translation(home.locale)
    english.title, english.nivel, english.termina = "Evacuate now", 1, None
    publish(english)
    banner = soup(alfa.get("/en/")).select_one("section.avisos")
    assert "Evacuate now" in banner.get_text()
    # Level and end come from the original, whatever the translation says.
    assert banner.select_one(".aviso")["data-nivel"] == "4"
    assert "Evacuate now" in text(alfa.get("/en/avisos/"))
    assert "Evacuate now" not in text(alfa.get("/"))
    end(original)
    for cache in caches.all():
        cache.clear()
    assert soup(alfa.get("/en/")).select("section.avisos") == []


@pytest.mark.parametrize(
    "path", ["/avisos/", "/avisos/?tipo=ciclon", "/avisos/provincia/grave-0/", "/avisos/propio-0/"]
)
def test_a_page_keeps_its_budget(provincia, alfa, path):
    def fill(numbers):
        for number in numbers:
            make_aviso(
                provincia,
                f"Grave {number}",
                alcance="municipios",
                municipios=[alfa],
                instrucciones=[("", "Uno"), ("alarma", "Dos")],
            )
            make_aviso(alfa, f"Propio {number}")
            end(make_aviso(alfa, f"Pasado {number}"))

    fill(range(2))
    alfa.get(path)
    cold = queries(alfa, path)
    assert len(cold) <= COLD, told(cold)
    queries(alfa, path)
    warm = queries(alfa, path, warm=True)
    assert len(warm) <= WARM, told(warm)
    fill(range(2, 5))
    after = queries(alfa, path)
    assert len(after) == len(cold), f"{told(cold)}\n{told(after)}"
    assert not queries_again(alfa, path)
